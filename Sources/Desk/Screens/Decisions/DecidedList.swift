// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1220, what was decided on the days of a period: the list behind the figures of decisions.
enum DecidedList {
    struct Body: PageModel {
        let period: String
        let count: String
        let rows: [Row]
        let isNone: Bool
        let pages: ListPage.Line?
        let waiting: String
    }

    struct Row: PageModel {
        let href: String
        let person: PersonCell
        let result: String
        let weight: String
        let reason: String
        let effective: String
        let periods: String
        let approver: String
        let at: String
    }

    /// Rows of a page.
    static let most = 100

    static func address(from first: CivilDate, through last: CivilDate) -> String {
        Route.decisions.path() + "?from=\(first)&through=\(last)"
    }

    /// The days that are asked for; `nil` where the list of what waits is meant.
    static func days(_ visit: Visit) -> (from: CivilDate, through: CivilDate)? {
        guard let from = CivilDate(iso: visit.query["from"]),
            let through = CivilDate(iso: visit.query["through"]), from <= through,
            from.days(until: through) <= 366
        else { return nil }
        return (from, through)
    }

    static func page(
        _ visit: Visit, from first: CivilDate, through last: CivilDate
    ) async throws -> Page {
        let directory = visit.installation.directory
        let asked = visit.query["page"]
        let found = try await visit.perform(.viewDecisions) { scope in
            let list = ListPage(
                of: try HistoryBook.count(from: first, through: last, in: scope.db), asked: asked,
                size: most)
            let rows = try HistoryBook.decisions(
                from: first, through: last, limit: list.rows.count,
                skipping: list.rows.lowerBound, in: scope.db)
            scope.saw(rows.map(\.recipient))
            scope.counted(rows.count)
            return (
                list: list, rows: rows,
                people: try ListedPeople(rows.map(\.child), directory: directory, in: scope)
            )
        }
        let officer = try visit.officer()
        let here = address(from: first, through: last)
        let pages = found.list.line(
            at: Route.decisions.path(), keeping: "from=\(first)&through=\(last)")
        let body = Body(
            period: first == last
                ? Say.date(first) : "\(Say.date(first))から\(Say.date(last))まで",
            count: Say.count(found.list.total),
            rows: found.rows.map { decision in
                Row(
                    href: Route.decision.path(decision.proposalID),
                    person: PersonCell(decision.child, found.people, for: officer),
                    result: decision.result.wording, weight: decision.isLive ? "good" : "stop",
                    reason: decision.reason.wording, effective: Say.short(decision.effectiveOn),
                    periods: Say.periods(decision.periods),
                    approver: visit.desk.name(of: decision.approver),
                    at: Say.moment(decision.recordedAt))
            }, isNone: found.rows.isEmpty, pages: pages, waiting: Route.decisions.path())
        return Page(
            "decisions/decided", "決定したもの", crumbs: [.home, .screen(.decisions, .decisions)],
            keys: [
                .link("F5", "更新", here + (pages.map { "&page=\($0.number)" } ?? ""))
            ] + ListPage.keys(pages), body: body)
    }
}
