// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// 1362 遡及の精算: the proposals, and the way to a child.
enum RetroactiveListScreen {
    struct Body: PageModel {
        let rows: [Row]
        let isNone: Bool
        let search: String
    }

    struct Row: PageModel {
        let href: String
        let person: PersonCell
        let recover: String
        let stop: String
        let proposer: String
        let at: String
        let state: String
        let weight: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let found = try await visit.perform { scope in
            let proposals = try RetroactiveBook.newest(from: scope.db)
            return (
                proposals: proposals,
                people: try ListedPeople(
                    proposals.map(\.child), directory: directory, in: scope)
            )
        }
        return .page(
            Page(
                "money/retroactives", Screen.retroactive.title, crumbs: [.home],
                keys: [.link("F5", "更新", Route.retroactives.path())]
                    + visit.searchKey("対象者検索"), message: Done.banner(visit),
                body: Body(
                    rows: found.proposals.map { proposal in
                        Row(
                            href: Route.retroactive.path(proposal.id),
                            person: PersonCell(proposal.child, found.people, for: officer),
                            recover: proposal.recover.grouped, stop: proposal.stop.grouped,
                            proposer: visit.desk.name(of: proposal.proposer),
                            at: Say.moment(proposal.proposedAt),
                            state: proposal.outcome?.wording ?? "決裁待ち",
                            weight: proposal.outcome.map {
                                $0 == .approved ? "good" : "stop"
                            } ?? "warn")
                    }, isNone: found.proposals.isEmpty, search: Route.search.path())))
    }
}
