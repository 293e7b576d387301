// SPDX-License-Identifier: Apache-2.0
import Office
import Retention
import Safeguards
import Vocabulary

/// 3060: who is due in one system, from which day on and why, and who is kept for which reason.
enum RetentionCandidates {
    struct Body: PageModel {
        let title: String
        let tabs: [PersonTab]
        let rows: [Row]
        let hasRows: Bool
        let total: String
        let pages: ListPage.Line?
    }

    struct Row: PageModel {
        let subject: String
        let what: String
        let rule: String
        let start: String
        let due: String
        let cases: String
        let flags: [Flag]
    }

    static let most = 200

    static func show(_ visit: Visit) async throws -> Answer {
        let system = try visit.retentionSystem()
        let surroundings = try visit.installation.retention(of: system, for: try visit.officer())
        let isKept = visit.query["show"] == "kept"
        let asked = visit.query["page"]
        let (rows, list) = try await RetentionScreen.read(visit, system) { scope in
            let found = try ViewRetention.candidates(of: system, surroundings, in: scope)
                .filter { ($0.stop != nil) == isKept }
            let list = ListPage(of: found.count, asked: asked, size: most)
            let shown = found[list.rows]
            scope.saw(shown.map(\.unit.subject).filter { $0.value > 0 })
            return (shown.map { row($0, surroundings.catalogue) }, list)
        }
        let here = Route.retentionCandidates.path(system.rawValue)
        let pages = list.line(at: here, keeping: isKept ? "show=kept" : "")
        return .page(
            Page(
                "retention/candidates", "消去の候補",
                crumbs: [.home, .screen(.retention, .retention)],
                keys: [.link("F5", "更新", here + (isKept ? "?show=kept" : ""))]
                    + ListPage.keys(pages),
                body: Body(
                    title: system.title,
                    tabs: [
                        PersonTab(title: "消去できる", href: here, isCurrent: !isKept),
                        PersonTab(
                            title: "期間は過ぎたが残す", href: here + "?show=kept", isCurrent: isKept),
                    ], rows: rows, hasRows: !rows.isEmpty, total: Say.count(list.total),
                    pages: pages)))
    }

    private static func row(_ candidate: PurgeCandidate, _ catalogue: ClassCatalogue) -> Row {
        let unit = candidate.unit
        let retention = catalogue.retention(unit.retention)
        return Row(
            subject: unit.subject.value > 0 ? unit.subject.description : "（人に結び付かない）",
            what: "\(retention?.title ?? "")：\(unit.kind.title)", rule: retention?.rule ?? "",
            start: Say.short(candidate.startOn), due: Say.short(unit.dueOn.previous),
            cases: Say.count(candidate.cases.count),
            flags: candidate.stop.map { [Flag($0.title, .warn)] } ?? [])
    }
}
