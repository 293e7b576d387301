// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 1120 変更届: only what changes is asked; before anything is written old and new stand side by side,
/// with what is on its way to the old recipient.
enum ChangeScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let kinds: [PersonTab]
        let isEntitled: Bool
        let action: String
        let what: String
        let groups: [FieldGroup]
        let check: ChangeCheck?
    }

    /// The last page before the notification is taken in.
    struct ChangeCheck: PageModel {
        let sides: [Side]
        let items: [Item]
        let warnings: [String]
        let hasWarnings: Bool
        let hidden: [Item]
        let action: String
        let change: String
    }

    /// What was and what would be.
    struct Side: PageModel {
        let label: String
        let old: String
        let new: String
        let isChanged: Bool

        init(_ label: String, _ old: String?, _ new: String?) {
            self.label = label
            self.old = old ?? "—"
            self.new = new ?? "—"
            isChanged = old != new
        }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, visit.query, isChecked: false, problems: []))
    }

    static func check(_ visit: Visit) async throws -> Answer {
        // 「入力に戻って変更する」 brings back what was typed.
        let isChecked = visit.form["edit"] != "1"
        return .page(try await page(visit, visit.form, isChecked: isChecked, problems: []))
    }

    static func checkPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await page(visit, visit.form, isChecked: true, problems: problems)
    }

    static func record(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        let office = visit.installation
        let kind = ChangeKind(rawValue: visit.form["what"]) ?? .recipient
        let context = try await Context(number, naming: OtherApplicant.named(visit.form), visit)
        let typed = ChangeFields.filled(visit.form, kind, context.form, of: number)
        var reading = FormReading(typed, today: visit.today)
        guard let child = context.child else { throw DeskRefusal.notFound }
        guard
            let answers = ChangeAnswers.read(
                kind, of: child, context.form, office.caseRules, office.book, &reading)
        else { return .page(try await page(visit, visit.form, isChecked: true, problems: [])) }
        let seen = IdentityFields.seen(typed)
        let hasAgent = !typed["agent"].isEmpty
        do {
            try await visit.perform(about: [number]) { scope in
                try carryOut(answers, seen, hasAgent: hasAgent, office, in: scope)
            }
            return visit.carriedOut(Route.person.path(number) + "?done=changed")
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
        } catch let refusal as CaseRefusal {
            reading.refused(refusal)
        }
        return .page(
            try await page(visit, visit.form, isChecked: true, problems: reading.problems))
    }

    private static func carryOut(
        _ answers: ChangeAnswers, _ seen: SeenDocuments, hasAgent: Bool, _ office: Installation,
        in scope: Scope
    ) throws {
        switch answers {
        case .recipient(var input):
            input.seen = seen
            _ = try ChangeGuardian.perform(
                input, rules: office.caseRules, tests: office.book.recipientTests,
                directory: office.directory, terms: office.intake, banks: office.banks,
                consequences: office.consequences, in: scope)
        case .form(let input):
            let receipt = try ReceiveApplication.perform(
                input, directory: office.directory, terms: office.intake, banks: office.banks,
                in: scope)
            try RecordSeenDocuments.perform(
                seen, hasAgent: hasAgent, of: [receipt.id], rules: office.caseRules, in: scope)
            _ = try CarryOutChangeNotices.perform(
                only: [receipt.id], directory: office.directory,
                tests: office.book.recipientTests,
                consequences: office.consequences, in: scope)
        case .exclusion(let input):
            _ = try RecordExclusions.perform([input], in: scope)
            try EnqueueRejudgement.perform(
                [
                    RejudgementNotice(
                        key: "exclusion-\(scope.operationID)", subject: input.child,
                        cause: .welfare, on: input.beganOn)
                ], in: scope)
        case .residence(let exception):
            try RecordResidenceException.perform(exception, book: office.book, in: scope)
        }
    }

    /// The household and the child of one visit.
    struct Context {
        let form: IntakeForm
        let strip: StripReading?
        var child: ResidentSnapshot? { strip?.person }
        let state: EntitlementState?
        let known: PersonSnapshot?

        init(
            _ number: AddresseeNumber, naming other: AddresseeNumber?, _ visit: Visit
        ) async throws {
            let office = visit.installation
            let read = try await visit.perform(.viewPerson, about: [number]) { scope in
                let household = try IntakeHousehold(
                    number, naming: other, keepsPlaces: !office.intake.places.isEmpty,
                    directory: office.directory, in: scope)
                return (
                    household: household,
                    known: try PersonBook.latest([number], from: scope.db)[number],
                    state: try HistoryBook.strands(children: [number], from: scope.db)[number]?
                        .last { $0.state.isLive }?.state
                )
            }
            form = IntakeForm(read.household, office, today: visit.today)
            strip = read.household.strip
            state = read.state
            known = read.known
        }
    }

    private static func page(
        _ visit: Visit, _ typed: Typed, isChecked: Bool, problems: [FormProblem]
    ) async throws -> Page {
        let number = try visit.addressee()
        let office = visit.installation
        let kind = ChangeKind(rawValue: typed["what"]) ?? .recipient
        let context = try await Context(number, naming: OtherApplicant.named(typed), visit)
        guard let strip = context.strip else { throw DeskRefusal.notFound }
        let child = strip.person
        let filled = ChangeFields.filled(typed, kind, context.form, of: number)
        var problems = problems
        var answers: ChangeAnswers?
        if isChecked, problems.isEmpty {
            var reading = FormReading(filled, today: visit.today)
            answers = ChangeAnswers.read(
                kind, of: child, context.form, office.caseRules, office.book, &reading)
            problems = reading.problems
        }
        var check: ChangeCheck?
        if let answers, problems.isEmpty {
            do {
                check = try await ChangeChecks.make(answers, kind, filled, context, visit)
            } catch let refusal as CaseRefusal {
                problems.append(FormProblem(refusal, in: filled))
            } catch let refusal as EntitlementRefusal {
                problems.append(FormProblem(refusal, in: filled))
            }
        }
        let fields = ChangeFields(
            kind: kind, form: context.form, office: office, reader: try visit.officer(),
            typed: filled)
        let groups = fields.groups(of: child).checked(problems)
        let label = check == nil ? "確認へ" : "届け出を受け付ける"
        return Page(
            "cases/change", check == nil ? "変更届" : "変更届の確認",
            crumbs: [.home, Crumb("対象者台帳", Route.person.path(number))],
            keys: context.state == nil && kind != .exclusion && kind != .residence
                ? [] : [.send("F12", label, form: "change-form", isMain: true)],
            problems: problems,
            body: Body(
                subject: SubjectStrip(strip, for: try visit.officer(), in: office),
                tabs: visit.personTabs(number),
                kinds: ChangeKind.allCases.map {
                    PersonTab(
                        title: $0.title,
                        href: Route.change.path(number) + "?what=\($0.rawValue)",
                        isCurrent: $0 == kind)
                },
                isEntitled: context.state != nil || kind == .exclusion || kind == .residence,
                action: Route.checkChange.path(number), what: kind.rawValue, groups: groups,
                check: check))
    }
}
