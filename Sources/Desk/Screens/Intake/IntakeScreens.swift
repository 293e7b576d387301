// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1110: the intake at the counter, one step a page, everything known filled in.
enum IntakeScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.intake, to: start)
        book.bind(.beginIntake, to: begin)
        book.bind(.lookPerson, to: OtherApplicant.look)
        book.bind(.intakeStep, to: show)
        book.bind(.answerStep, to: answer, again: answerPage)
        book.bind(.signingSheet, to: SigningSheet.print)
        book.bind(.handOverSheet, to: HandOverSheet.print)
        book.bind(.receive, to: ReceiveScreen.receive, again: ReceiveScreen.page)
        book.bind(.received, to: ReceiveScreen.show)
    }

    struct Body: PageModel {
        /// Whom it was begun with, and the children that are applied for.
        let subjects: [SubjectStrip]
        let steps: [Step]
        let action: String
        let groups: [FieldGroup]
        /// Two columns with the long list below: the first step.
        let isPaired: Bool
        let back: String?
        let isLast: Bool
        let check: IntakeCheck?
        let confirmation: [FormField]
        /// Prints the one sheet that the applicant signs.
        let sheet: String?
    }

    struct Step: PageModel {
        let title: String
        let link: String?
        let isCurrent: Bool
        let isDone: Bool
    }

    /// Without a person the household is searched for first.
    private static func start(_ visit: Visit) throws -> Answer {
        guard let person = AddresseeNumber(visit.query["person"]) else {
            return .page(
                Page(
                    "intake/start", "新規認定 申請受付", crumbs: [Crumb("ホーム", Route.home.path())],
                    keys: [.send("F5", "検索", form: "search-form", isMain: true)]))
        }
        return try open(visit, IntakeDraft(person: person))
    }

    private static func begin(_ visit: Visit) throws -> Answer {
        guard let person = AddresseeNumber(visit.form["person"]) else { throw DeskRefusal.notFound }
        var draft = IntakeDraft(person: person)
        let children = visit.form.all("child")
        if !children.isEmpty { draft.typed.set("child", all: children) }
        return try open(visit, draft)
    }

    private static func open(_ visit: Visit, _ draft: IntakeDraft) throws -> Answer {
        let key = visit.desk.drafts.put(draft, of: try visit.officer().officer)
        return .onward(Route.intakeStep.path(key, IntakeStep.applicant.rawValue))
    }

    private static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, try step(visit), try draft(visit), problems: []))
    }

    /// Keeps what was typed, and goes on where nothing is wrong.
    private static func answer(_ visit: Visit) async throws -> Answer {
        let step = try step(visit)
        var draft = try draft(visit)
        let before = draft.typed
        draft.typed.take(visit.form, fields: fieldNames(visit.form))
        if draft.typed.namesAnother(than: before) { draft.typed.leaveAccountOpen() }
        let key = visit.parameters["draft"] ?? ""
        let officer = try visit.officer().officer
        visit.desk.drafts.set(draft, under: key, of: officer)
        let household = try await household(visit, draft)
        let form = IntakeForm(household, visit.installation, today: visit.today)
        let typed = IntakeFields.filled(draft, form)
        let problems = form.problems(step, typed)
        guard problems.isEmpty else {
            return .page(try await page(visit, step, draft, problems: problems))
        }
        draft.typed = typed
        draft.answered.insert(step)
        visit.desk.drafts.set(draft, under: key, of: officer)
        let next =
            draft.answered.contains(.papers) ? form.firstWrongStep(typed) ?? .check : step.next
        return .onward(Route.intakeStep.path(key, next.rawValue))
    }

    /// The step as it was sent; what was typed is taken into the draft first.
    private static func answerPage(
        _ visit: Visit, problems: [FormProblem]
    ) async throws -> Page {
        var draft = try draft(visit)
        draft.typed.take(visit.form, fields: fieldNames(visit.form))
        visit.desk.drafts.set(
            draft, under: visit.parameters["draft"] ?? "", of: try visit.officer().officer)
        return try await page(visit, try step(visit), draft, problems: problems)
    }

    /// Which fields the form of a step has, ticked or not: it says so itself.
    private static func fieldNames(_ form: Typed) -> [String] {
        form["fields"].split(separator: ",").map(String.init)
    }

    static func page(
        _ visit: Visit, _ step: IntakeStep, _ draft: IntakeDraft, problems: [FormProblem]
    ) async throws -> Page {
        let (household, strips) = try await strips(visit, draft)
        let office = visit.installation
        let form = IntakeForm(household, office, today: visit.today)
        let reader = try visit.officer()
        let fields = IntakeFields(form, office, reader, draft)
        let key = visit.parameters["draft"] ?? ""
        let check =
            step == .check
            ? try await IntakeCheck.make(form, fields.typed, key, visit) : nil
        let groups = fields.groups(step).checked(problems)
        let body = Body(
            subjects: strips.map { SubjectStrip($0, for: reader, in: office) },
            steps: IntakeStep.allCases.map { one in
                let isDone = draft.answered.contains(one)
                return Step(
                    title: one.title,
                    link: isDone || one == .applicant
                        ? Route.intakeStep.path(key, one.rawValue) : nil,
                    isCurrent: one == step, isDone: isDone)
            },
            action: step == .check
                ? Route.receive.path(key) : Route.answerStep.path(key, step.rawValue),
            groups: groups, isPaired: step == .applicant,
            back: step.previous.map { Route.intakeStep.path(key, $0.rawValue) },
            isLast: step == .check, check: check,
            confirmation: step == .check ? fields.confirmation.checked(problems) : [],
            sheet: check != nil && !IntakeForm.isExOfficio(fields.typed)
                && visit.may(.printCasePaper)
                ? Route.signingSheet.path(key) : nil)
        let label = step == .check ? "受け付ける" : "次へ"
        var keys: [Key] = [.send("F12", label, form: "intake-form", isMain: true)]
        if let back = body.back { keys.append(.link("F7", "前の段", back)) }
        if body.sheet != nil { keys.append(.send("F10", "署名の紙", form: "sheet-form")) }
        return Page(
            "intake/step", "新規認定 申請受付（\(step.title)）",
            crumbs: [
                Crumb("ホーム", Route.home.path()),
                Crumb("世帯一覧", Route.household.path(draft.person)),
            ], keys: keys, problems: problems, body: body)
    }

    static func draft(_ visit: Visit) throws -> IntakeDraft {
        let key = visit.parameters["draft"] ?? ""
        guard let draft = visit.desk.drafts.get(key, of: try visit.officer().officer) else {
            throw DeskRefusal.draftGone
        }
        return draft
    }

    private static func step(_ visit: Visit) throws -> IntakeStep {
        guard let step = visit.parameters["step"].flatMap(IntakeStep.init) else {
            throw DeskRefusal.notFound
        }
        return step
    }

    /// The household, and what is said of whom the application is about; in one operation.
    private static func strips(
        _ visit: Visit, _ draft: IntakeDraft
    ) async throws -> (IntakeHousehold, [StripReading]) {
        let directory = visit.installation.directory
        let keepsPlaces = !visit.installation.intake.places.isEmpty
        let chosen = Set(draft.typed.all("child").compactMap(AddresseeNumber.init))
        return try await visit.perform(.viewHousehold, about: [draft.person]) { scope in
            let household = try IntakeHousehold(
                draft.person, naming: OtherApplicant.named(draft.typed),
                keepsPlaces: keepsPlaces, directory: directory, in: scope)
            let children = household.members.filter {
                chosen.contains($0.number) && $0.number != draft.person
            }
            let others = try children.map {
                try StripReading(
                    $0, household: household.members, directory: directory, in: scope)
            }
            return (household, [household.strip].compactMap(\.self) + others)
        }
    }

    static func household(_ visit: Visit, _ draft: IntakeDraft) async throws -> IntakeHousehold {
        let directory = visit.installation.directory
        let keepsPlaces = !visit.installation.intake.places.isEmpty
        return try await visit.perform(.viewHousehold, about: [draft.person]) { scope in
            try IntakeHousehold(
                draft.person, naming: OtherApplicant.named(draft.typed),
                keepsPlaces: keepsPlaces, directory: directory, in: scope)
        }
    }
}

extension Typed {
    /// Takes over the named fields of a form; those that are missing were left empty.
    mutating func take(_ form: Typed, fields: [String]) {
        for name in fields { set(name, all: form.all(name)) }
    }

    /// Whether another applicant was chosen or named.
    fileprivate func namesAnother(than before: Typed) -> Bool {
        before.has("account")
            && ["applicant", OtherApplicant.field].contains { self[$0] != before[$0] }
    }

    /// The account of somebody else is not this applicant's, nor is the name: the step is asked anew.
    /// What was typed of it stays in its fields.
    fileprivate mutating func leaveAccountOpen() {
        forget("account")
        forget("holder")
    }
}
