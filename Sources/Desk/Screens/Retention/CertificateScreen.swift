// SPDX-License-Identifier: Apache-2.0
import Office
import Retention
import Safeguards
import Scheme

/// 3060: the certificate of an erasure, to be printed from the browser. No name and no 宛名番号 stands
/// in it.
enum CertificateScreen {
    struct Body: PageModel {
        let city: String
        let sentence: String
        let items: [Item]
        let classes: [ClassRow]
        let counts: [CountRow]
    }

    struct ClassRow: PageModel {
        let title: String
        let rule: String
        let source: String
    }

    struct CountRow: PageModel {
        let table: String
        let erased: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let system = try visit.retentionSystem()
        let id = try visit.id("purge")
        let catalogue = try ClassCatalogue.standard()
        let found = try await RetentionScreen.read(visit, system) { scope in
            try ViewRetention.certificate(of: id, system, catalogue, in: scope)
        }
        guard let found else { throw DeskRefusal.notFound }
        return .page(
            Page(
                "retention/certificate", "消去の証明書 \(found.list.number)",
                crumbs: [
                    .home, .screen(.retention, .retention),
                    Crumb("消去の起案", Route.purgeList.path(system.rawValue, id)),
                ],
                body: Body(
                    city: visit.installation.book.title,
                    sentence: "次の記録は保存期間が過ぎたため、復元できない方法で消去した。", items: items(found, visit),
                    classes: found.classes.map {
                        ClassRow(title: $0.title, rule: $0.rule, source: $0.source)
                    },
                    counts: found.counts.map {
                        CountRow(table: $0.table, erased: Say.count($0.rows))
                    })))
    }

    private static func items(_ found: ErasureCertificate, _ visit: Visit) -> [Item] {
        [
            Item("庫", found.system.title), Item("基準の日", Say.short(found.list.asOf)),
            Item("起案", visit.desk.label(of: found.list.proposer)),
            Item(
                "決裁",
                found.list.decision.map { "\(visit.desk.label(of: $0.officer))（\($0.reason)）" }
                    ?? ""),
            Item("実行", "\(visit.desk.label(of: found.officer))　\(Say.moment(found.at))"),
            Item("消去した件", "\(Say.count(found.cases))件（\(Say.count(found.erased))行）"),
            Item(
                "対象の人",
                "\(Say.count(found.persons))人（うち何も残らない人 \(Say.count(found.personsGone))人）"),
            Item("廃棄した鍵", "\(Say.count(found.owners))個"),
            Item("消去しなかったもの", "\(Say.count(found.leftOut))件"),
            Item("消した行の指紋の根", found.rowRoot), Item("人の番号の指紋の根", found.personRoot),
            Item("指紋の塩", found.list.salt), Item("一覧の指紋", found.list.digest),
        ]
    }
}
