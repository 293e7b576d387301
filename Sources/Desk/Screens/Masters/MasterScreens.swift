// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Safeguards
import Scheme
import Vocabulary

/// 3030 マスタ: the official lists that were applied and the form for the next one, and what insurers
/// pay on top of the law.
enum MasterScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.masters, to: showMasters)
        book.bind(.tryMaster, to: MasterTrial.start, again: MasterScreens.page)
        book.bind(.checkMaster, to: MasterCheckScreen.show)
        book.bind(.applyMaster, to: MasterCheckScreen.apply, again: MasterCheckScreen.page)
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

        /// The form for a list, for whoever may take one in.
        let mayTake: Bool
        let action: String
        let fields: [FormField]
        let fileProblem: String?
        let most: String
        let insurers: String
        let waiting: String
        let hasWaiting: Bool
        let rows: [Row]
        let isNone: Bool
        /// Where the holidays come from, until when, and what they leave unknown.
        let holidays: String
        let unknown: String?
    }

    static func showMasters(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let (editions, waiting) = try await visit.perform(.viewMasters) { scope in
            (
                try MasterBook.editions(from: scope.db),
                try InsurerRuleBook.waiting(from: scope.db)
            )
        }
        let mayTake = visit.may(.importMasters)
        let reach = HolidayReach(visit.installation, today: visit.today)
        var keys: [Key] = [.link("F5", "更新", Route.masters.path())]
        if mayTake { keys.append(.send("F9", "試行", form: "list-form", isMain: true)) }
        return Page(
            "masters/masters", "マスタ", crumbs: [.home], keys: keys, problems: problems,
            message: Done.banner(visit),
            body: Body(
                mayTake: mayTake, action: Route.tryMaster.path(),
                fields: MasterTrial.fields(visit, problems),
                fileProblem: problems.first { $0.href == "#file" }?.message,
                most: Say.size(Route.tryMaster.definition.upload?.most ?? 0),
                insurers: Route.insurers.path(), waiting: "\(waiting)",
                hasWaiting: waiting > 0, rows: editions.map(row), isNone: editions.isEmpty,
                holidays: reach.origin, unknown: reach.warning))
    }

    private static func row(_ edition: MasterEdition) -> Body.Row {
        Body.Row(
            master: edition.master.wording, file: edition.name,
            from: Say.short(edition.validFrom), count: "\(edition.rows)",
            added: "\(edition.added)", changed: "\(edition.changed)",
            ended: "\(edition.ended)", at: Say.moment(edition.appliedAt))
    }
}
