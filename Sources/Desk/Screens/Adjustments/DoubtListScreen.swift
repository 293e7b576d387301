// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 二重給付の疑い: the pairs of the last months that no officer has said a word about.
enum DoubtListScreen {
    struct Body: PageModel {
        let rows: [PairCard]
        let isNone: Bool
        let count: String
        let from: String
        let pages: ListPage.Line?
    }

    private static let months = 24
    /// Pairs of a page: each is a table of its own.
    static let most = 50

    static func show(_ visit: Visit) async throws -> Answer {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let last = visit.today.yearMonth
        let first = last.adding(months: -months)
        let asked = visit.query["page"]
        let found = try await visit.perform { scope in
            let pairs = try DuplicateBook.open(months: first...last, from: scope.db)
            let list = ListPage(of: pairs.count, asked: asked, size: most)
            let shown = Array(pairs[list.rows])
            return (
                pairs: shown, count: pairs.count, list: list,
                people: try ListedPeople(
                    shown.map(\.second.child), directory: directory, in: scope)
            )
        }
        let rows = found.pairs.map {
            PairCard(
                $0, nil, person: PersonCell($0.second.child, found.people, for: officer),
                isProtected: found.people.isProtected($0.second.child), mayDecide: false,
                visit.desk)
        }
        let path = Route.doubts.path()
        let pages = found.list.line(at: path)
        return .page(
            Page(
                "adjustments/doubts", "二重給付の疑い", crumbs: [.home],
                keys: [.link("F5", "更新", pages.map { "\(path)?page=\($0.number)" } ?? path)]
                    + ListPage.keys(pages), message: Done.banner(visit),
                body: Body(
                    rows: rows, isNone: rows.isEmpty, count: Say.count(found.count),
                    from: Say.month(first), pages: pages)))
    }
}
