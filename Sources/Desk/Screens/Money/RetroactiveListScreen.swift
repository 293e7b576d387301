// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// 1362 遡及の精算: what waits for a head, the children that need one, what was decided, and the way to a
/// child.
enum RetroactiveListScreen {
    struct Body: PageModel {
        let due: [Due]
        let hasDue: Bool
        let dueCount: String
        let pages: ListPage.Line?
        let again: [AgainRow]
        let hasAgain: Bool
        let againCount: String
        let againPages: ListPage.Line?
        let waiting: [Row]
        let hasWaiting: Bool
        let waitingCount: String
        let waitingPages: ListPage.Line?
        let decided: [Row]
        let hasDecided: Bool
        let decidedCount: String
        let decidedPages: ListPage.Line?
        let search: String
    }

    struct Row: PageModel {
        let href: String
        let person: PersonCell
        let recover: String
        let stop: String
        let pay: String
        let proposer: String
        let at: String
        let state: String
        let weight: String
    }

    /// A child that nobody has proposed to settle.
    struct Due: PageModel {
        let href: String
        let person: PersonCell
        let why: String
        let months: String
        let what: String
        let recover: String
        let stop: String
        /// A payment is under way: the result comes first.
        let waits: Bool
    }

    /// The lists of the screen; all four pages together stay below 150 KB.
    enum List: String, ListName {
        case waiting
        /// Children that nobody has proposed to settle.
        case due = "page"
        case again, decided

        var most: Int { self == .due ? 100 : 40 }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let place = ListPages<List>(visit, at: Route.retroactives.path())
        let found = try await visit.perform { scope in
            let unsettled = try UnsettledBook.children(from: scope.db)
            let again = try CoveredAgainBook.claims(from: scope.db)
            let counts = try RetroactiveBook.counts(from: scope.db)
            var pages = place
            let waits = pages.rows(.waiting, of: counts.pending)
            let done = pages.rows(.decided, of: counts.decided)
            let waiting = try RetroactiveBook.pending(
                limit: waits.count, skipping: waits.lowerBound, from: scope.db)
            let decided = try RetroactiveBook.decided(
                limit: done.count, skipping: done.lowerBound, from: scope.db)
            let shown = Array(unsettled[pages.rows(.due, of: unsettled.count)])
            let reopened = Array(again[pages.rows(.again, of: again.count)])
            scope.counted(shown.count + waiting.count + decided.count)
            return Reading(
                waiting: waiting, due: shown, again: reopened, decided: decided, pages: pages,
                people: try ListedPeople(
                    waiting.map(\.child) + shown.map(\.child) + reopened.map(\.child)
                        + decided.map(\.child), directory: directory, in: scope))
        }
        return .page(
            Page(
                "money/retroactives", Screen.retroactive.title, crumbs: [.home],
                keys: [.link("F5", "更新", Route.retroactives.path())]
                    + visit.searchKey("対象者検索") + found.pages.keys, message: Done.banner(visit),
                body: body(found, visit, officer)))
    }

    private struct Reading: Sendable {
        let waiting: [RetroactiveProposal]
        let due: [UnsettledChild]
        let again: [CoveredAgain]
        let decided: [RetroactiveProposal]
        let pages: ListPages<List>
        let people: ListedPeople
    }

    private static func body(_ found: Reading, _ visit: Visit, _ reader: Principal) -> Body {
        func count(_ list: List) -> String { "\(Say.count(found.pages.total(list)))件" }
        return Body(
            due: found.due.map { due($0, found.people, reader) }, hasDue: !found.due.isEmpty,
            dueCount: count(.due), pages: found.pages.line(.due),
            again: found.again.map {
                AgainRow($0, person: PersonCell($0.child, found.people, for: reader))
            }, hasAgain: !found.again.isEmpty, againCount: count(.again),
            againPages: found.pages.line(.again),
            waiting: found.waiting.map { row($0, found.people, visit, reader) },
            hasWaiting: !found.waiting.isEmpty, waitingCount: count(.waiting),
            waitingPages: found.pages.line(.waiting),
            decided: found.decided.map { row($0, found.people, visit, reader) },
            hasDecided: !found.decided.isEmpty, decidedCount: count(.decided),
            decidedPages: found.pages.line(.decided), search: Route.search.path())
    }

    private static func row(
        _ proposal: RetroactiveProposal, _ people: ListedPeople, _ visit: Visit,
        _ reader: Principal
    ) -> Row {
        Row(
            href: Route.retroactive.path(proposal.id),
            person: PersonCell(proposal.child, people, for: reader),
            recover: proposal.recover.grouped, stop: proposal.stop.grouped,
            pay: proposal.pay.grouped, proposer: visit.desk.name(of: proposal.proposer),
            at: Say.moment(proposal.proposedAt), state: proposal.outcome?.wording ?? "決裁待ち",
            weight: proposal.outcome.map { $0 == .approved ? "good" : "stop" } ?? "warn")
    }

    private static func due(
        _ unsettled: UnsettledChild, _ people: ListedPeople, _ reader: Principal
    ) -> Due {
        let months = unsettled.effects.map(\.month)
        let kinds = Dictionary(grouping: unsettled.effects, by: \.kind)
        let span = [months.min(), months.max()].compactMap { $0.map { Say.month($0) } }
        return Due(
            href: Route.retroactiveChild.path(unsettled.child),
            person: PersonCell(unsettled.child, people, for: reader),
            why:
                "\(Say.short(unsettled.decision.effectiveOn))の\(unsettled.decision.result.wording)（\(Say.short(unsettled.decision.decidedOn))決定）",
            months: span.first == span.last ? span.first ?? "" : span.joined(separator: "〜"),
            what: RetroactiveEffect.Kind.allCases.compactMap { kind in
                kinds[kind].map { "\(kind.wording) \($0.count)件" }
            }.joined(separator: "、"),
            recover: unsettled.recover.grouped, stop: unsettled.stop.grouped,
            waits: !unsettled.canBeDone)
    }
}
