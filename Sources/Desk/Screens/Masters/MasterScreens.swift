// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Safeguards
import Scheme
import Vocabulary

/// 3030 マスタ: the official lists that were applied, and what insurers pay on top of the law.
enum MasterScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.masters, to: showMasters)
        book.bind(.institutions, to: InstitutionScreen.show)
        book.bind(
            .recordInstitution, to: InstitutionScreen.record, again: InstitutionScreen.page)
        book.bind(.insurers, to: InsurerScreen.show)
        book.bind(.proposeInsurerRule, to: InsurerScreen.propose, again: InsurerScreen.page)
        book.bind(.decideInsurerRule, to: InsurerScreen.decide, again: InsurerScreen.page)
    }

    struct Body: PageModel {
        struct Row: PageModel {
            let master: String
            let file: String
            let from: String
            let count: String
            let added: String
            let changed: String
            let ended: String
            let at: String
        }

        let insurers: String
        let waiting: String
        let hasWaiting: Bool
        let rows: [Row]
        let isNone: Bool
    }

    static func showMasters(_ visit: Visit) async throws -> Answer {
        let (editions, waiting) = try await visit.perform { scope in
            (
                try MasterBook.editions(from: scope.db),
                try InsurerRuleBook.waiting(from: scope.db)
            )
        }
        return .page(
            Page(
                "masters/masters", "マスタ", crumbs: [.home],
                keys: [.link("F5", "更新", Route.masters.path())],
                body: Body(
                    insurers: Route.insurers.path(), waiting: "\(waiting)",
                    hasWaiting: waiting > 0,
                    rows: editions.map {
                        Body.Row(
                            master: $0.master.wording, file: $0.name,
                            from: Say.short($0.validFrom), count: "\($0.rows)",
                            added: "\($0.added)", changed: "\($0.changed)",
                            ended: "\($0.ended)", at: Say.moment($0.appliedAt))
                    }, isNone: editions.isEmpty)))
    }
}
