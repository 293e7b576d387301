// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// 1362 遡及の精算: the children that need one, the proposals, and the way to a child.
enum RetroactiveListScreen {
    struct Body: PageModel {
        let due: [Due]
        let hasDue: Bool
        let pages: ListPage.Line?
        let again: [AgainRow]
        let hasAgain: Bool
        /// How many more there are than the page shows.
        let moreAgain: String?
        let rows: [Row]
        let isNone: Bool
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

    static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let found = try await visit.perform { scope in
            let proposals = try RetroactiveBook.newest(from: scope.db)
            let unsettled = try UnsettledBook.children(from: scope.db)
            let list = ListPage(of: unsettled.count, asked: visit.query["page"], size: most)
            let shown = Array(unsettled[list.rows])
            let again = try CoveredAgainBook.claims(from: scope.db)
            scope.counted(shown.count)
            return (
                proposals: proposals, shown: shown, list: list,
                again: again,
                people: try ListedPeople(
                    proposals.map(\.child) + shown.map(\.child)
                        + again.prefix(most).map(\.child), directory: directory, in: scope)
            )
        }
        let pages = found.list.line(at: Route.retroactives.path())
        return .page(
            Page(
                "money/retroactives", Screen.retroactive.title, crumbs: [.home],
                keys: [.link("F5", "更新", Route.retroactives.path())]
                    + visit.searchKey("対象者検索") + ListPage.keys(pages), message: Done.banner(visit),
                body: Body(
                    due: found.shown.map { due($0, found.people, officer) },
                    hasDue: !found.shown.isEmpty,
                    pages: pages,
                    again: found.again.prefix(most).map {
                        AgainRow($0, person: PersonCell($0.child, found.people, for: officer))
                    }, hasAgain: !found.again.isEmpty,
                    moreAgain: found.again.count > most
                        ? "ほかに\(Say.count(found.again.count - most))件あります（求めているものが先）。" : nil,
                    rows: found.proposals.map { proposal in
                        Row(
                            href: Route.retroactive.path(proposal.id),
                            person: PersonCell(proposal.child, found.people, for: officer),
                            recover: proposal.recover.grouped, stop: proposal.stop.grouped,
                            pay: proposal.pay.grouped,
                            proposer: visit.desk.name(of: proposal.proposer),
                            at: Say.moment(proposal.proposedAt),
                            state: proposal.outcome?.wording ?? "決裁待ち",
                            weight: proposal.outcome.map {
                                $0 == .approved ? "good" : "stop"
                            } ?? "warn")
                    }, isNone: found.proposals.isEmpty, search: Route.search.path())))
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
