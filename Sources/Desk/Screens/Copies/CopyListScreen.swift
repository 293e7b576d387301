// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Safeguards
import Vocabulary

/// 1520 EUC 定型抽出: the lists that can be copied, and the copies that were asked for. Nothing of a
/// list is shown here: what leaves is a container that only its recipient opens.
enum CopyListScreen {
    struct Body: PageModel {
        let lists: [ListRow]
        let mayRequest: Bool
        let rows: [Row]
        let isNone: Bool
        let terms: [Item]
        let ceilings: String
    }

    struct ListRow: PageModel {
        let title: String
        let explanation: String
        let items: String
        let request: String?
    }

    struct Row: PageModel {
        let href: String
        let list: String
        let requested: String
        let requester: String
        let recipient: String
        let until: String
        let number: String
        let count: String
        let flags: [Flag]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let copies = try await visit.perform { scope in
            let found = try CopyBook.newest(100, from: scope.db)
            scope.counted(found.count)
            return found
        }
        let office = visit.installation
        let mayRequest = visit.may(.requestCopy)
        let terms = office.ceilings.terms
        let body = Body(
            lists: office.lists.all.map { list in
                ListRow(
                    title: list.title, explanation: list.explanation,
                    items: list.columns.map(\.title).joined(separator: "、"),
                    request: mayRequest ? Route.newCopy.path(list.code) : nil)
            }, mayRequest: mayRequest, rows: copies.map { row($0, visit) },
            isNone: copies.isEmpty,
            terms: terms.all.filter { ["expiry-days", "rows", "rows-hour"].contains($0.code) }
                .map(CeilingScreen.item), ceilings: Route.ceilings.path())
        return .page(
            Page(
                "copies/list", Screen.copies.title, crumbs: [.home],
                keys: [
                    .link("F5", "更新", Route.copies.path()),
                    .link("F2", "利用の上限", Route.ceilings.path()),
                ], message: Done.banner(visit), body: body))
    }

    private static func row(_ copy: CopyCase, _ visit: Visit) -> Row {
        Row(
            href: Route.copy.path(String(copy.id)), list: CopyScreen.title(copy, visit),
            requested: Say.moment(copy.recordedAt), requester: visit.desk.name(of: copy.requester),
            recipient: "\(copy.recipientName)（\(copy.recipientClass.title)）",
            until: Say.short(copy.expiresAt.adding(seconds: -1).dayInJapan),
            number: copy.container?.number ?? "",
            count: copy.container.map { Say.count($0.rows) } ?? "",
            flags: [flag(copy.state(at: visit.desk.now))])
    }

    static func flag(_ state: CopyState) -> Flag {
        switch state {
        case .waiting, .approved, .written: Flag(state.title, .warn)
        case .handed: Flag(state.title, .good)
        case .refused, .expired: Flag(state.title, .stop)
        case .withdrawn: Flag(state.title, .plain)
        }
    }
}
