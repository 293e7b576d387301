// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1170 未申請者・勧奨: children who meet the requirements by the registers and are not entitled; the list,
/// the invitations, and the start of an enlargement.
enum UnregisteredScreen {
    struct Body: PageModel {
        let madeOn: String?
        let tabs: [PersonTab]
        let groups: [Group]
        let isEmpty: Bool
        let rows: [Row]
        let isCut: Bool
        let next: String?
        let listing: String?
        let inviting: RuleScreen.Form?
        let enlarging: RuleScreen.Form?
        let batches: [Batch]
        let hasBatches: Bool
    }

    struct Group: PageModel {
        let label: String
        let all: Int
        let uninvited: Int
    }

    struct Row: PageModel {
        let id: String
        let person: NamedPerson
        let birth: String
        let why: String
        let from: String
        let guardian: String
        let invited: String
    }

    /// A batch with what it expected and produced.
    struct Batch: PageModel {
        let kind: String
        let on: String
        let expected: Int
        let proposed: Int
        let carriedOut: Int
        let left: Int
        let reasons: [String]
        let at: String

        init(_ batch: (count: BatchCount, at: Instant, officer: String), _ desk: DeskRoom) {
            kind = batch.count.kind.wording
            on = Say.short(batch.count.on)
            expected = batch.count.expected
            proposed = batch.count.proposed
            carriedOut = batch.count.carriedOut
            left = batch.count.left
            reasons = batch.count.leftOut.sorted { $0.key < $1.key }
                .map { "\($0.key) \($0.value)件" }
            at = "\(Say.moment(batch.at)) \(desk.name(of: batch.officer))"
        }
    }

    private static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func list(_ visit: Visit) async throws -> Answer {
        let office = visit.installation
        let report = try await visit.perform { scope in
            try ListUnregistered.perform(
                law: office.law, directory: office.directory, in: scope)
        }
        return visit.carriedOut(
            Route.unregistered.path()
                + "?done=listed&n=\(report.unregistered)&held=\(report.residents)")
    }

    static func invite(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let due = reading.date("due", "申請の期限")
        let chosen = visit.form.all("row").compactMap { AddresseeNumber($0) }
        let isAll = visit.form.isTicked("everybody")
        if chosen.isEmpty, !isAll { reading.wrong("everybody", "勧奨する児童を選んでください。") }
        let directory = visit.installation.directory
        if let due, reading.isRight {
            do {
                let report = try await visit.perform { scope in
                    try InviteChildren.perform(
                        isAll ? nil : chosen, due: due, directory: directory, in: scope)
                }
                return visit.carriedOut(
                    Route.unregistered.path()
                        + "?done=invited&n=\(report.count.proposed)&held=\(report.count.left)")
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal, field: "due")
            }
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func enlarge(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let day = reading.date("day", "施行日")
        let office = visit.installation
        if let day, reading.isRight {
            do {
                let report = try await visit.perform { scope in
                    try StartEnlargement.perform(
                        from: day, law: office.law, directory: office.directory,
                        terms: office.intake, in: scope)
                }
                return visit.carriedOut(
                    Route.unregistered.path()
                        + "?done=enlarged&n=\(report.count.proposed)&held=\(report.count.left)")
            } catch let refusal as CaseRefusal {
                reading.refused(refusal, field: "day")
            }
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let directory = visit.installation.directory
        let why = UnregisteredReason(rawValue: visit.query["why"])
        let after = AddresseeNumber(visit.query["after"])
        let read = try await visit.perform(.viewUnregistered) { scope in
            let rows = try UnregisteredBook.children(
                why: why, after: after, limit: most + 1, from: scope.db)
            let shown = Array(rows.prefix(most))
            let numbers = shown.flatMap { [$0.child, $0.guardian].compactMap(\.self) }
            // One more is read than shown, to know whether there is a next page.
            scope.saw(rows.flatMap { [$0.child, $0.guardian].compactMap(\.self) })
            return (
                rows: shown, hasMore: rows.count > most,
                counts: try UnregisteredBook.counts(from: scope.db),
                madeOn: try UnregisteredBook.madeOn(from: scope.db),
                batches: try BatchBook.newest(limit: 10, from: scope.db)
                    .filter { $0.count.kind != .yearEnd },
                people: try directory.persons(numbers)
            )
        }
        let reader = try visit.officer()
        let mayInvite = visit.may(.inviteUnregistered)
        let mayEnlarge = visit.may(.proposeExOfficio)
        let rows = read.rows.map { row($0, read.people, visit, reader) }
        let last = read.hasMore ? read.rows.last?.child : nil
        let suffix = why.map { "&why=\($0.rawValue)" } ?? ""
        return Page(
            "cases/unregistered", "未申請者・勧奨", crumbs: [.home],
            keys: [.link("F5", "更新", Route.unregistered.path())]
                + (mayInvite && !rows.isEmpty
                    ? [.send("F12", "勧奨する", form: "invite-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                madeOn: read.madeOn.map(Say.date), tabs: tabs(why),
                groups: UnregisteredReason.allCases.compactMap { reason in
                    read.counts[reason].map {
                        Group(label: reason.wording, all: $0.all, uninvited: $0.uninvited)
                    }
                }, isEmpty: rows.isEmpty, rows: rows, isCut: read.hasMore,
                next: last.map { Route.unregistered.path() + "?after=\($0)\(suffix)" },
                listing: mayInvite ? Route.listUnregistered.path() : nil,
                inviting: mayInvite && !rows.isEmpty
                    ? RuleScreen.Form(
                        action: Route.inviteUnregistered.path(),
                        fields: inviteFields(visit).checked(problems)) : nil,
                enlarging: mayEnlarge
                    ? RuleScreen.Form(
                        action: Route.startEnlargement.path(),
                        fields: [
                            FormField.date("day", "拡大の施行日", visit.form, isRequired: true)
                                .checked(problems)
                        ]) : nil, batches: read.batches.map { Batch($0, visit.desk) },
                hasBatches: !read.batches.isEmpty))
    }

    private static func tabs(_ why: UnregisteredReason?) -> [PersonTab] {
        [PersonTab(title: "すべて", href: Route.unregistered.path(), isCurrent: why == nil)]
            + UnregisteredReason.allCases.map {
                PersonTab(
                    title: $0.wording, href: Route.unregistered.path() + "?why=\($0.rawValue)",
                    isCurrent: $0 == why)
            }
    }

    private static func inviteFields(_ visit: Visit) -> [FormField] {
        var typed = visit.form
        if !typed.has("due") {
            typed.set("due", Say.short(visit.installation.intake.dueDay(from: visit.today)))
        }
        return [
            .date("due", "申請の期限", typed, isRequired: true),
            .checks(
                "everybody", "範囲", typed,
                [.init(value: "yes", label: "まだ勧奨していない全員（表に出ていない人も含む）")]),
        ]
    }

    private static func row(
        _ child: UnregisteredChild, _ people: [AddresseeNumber: ResidentSnapshot],
        _ visit: Visit, _ reader: Principal
    ) -> Row {
        let guardian = child.guardian.flatMap { people[$0] }
        return Row(
            id: child.child.description, person: NamedPerson(child.child, people, for: reader),
            birth: reader.sees(Say.birth(child.born, on: visit.today), of: .birthDate),
            why: child.why.wording, from: Say.short(child.eligibleFrom),
            guardian: guardian.map { reader.sees($0.alias ?? $0.name, of: .name) } ?? "（分からない）",
            invited: child.invitedOn.map { "\(Say.short($0))（\(child.invitations)回）" } ?? "")
    }
}
