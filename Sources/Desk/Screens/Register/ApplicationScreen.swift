// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// One application: what it says, where it stands, what was done, and what may be done now.
enum ApplicationScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let status: String
        let weight: String
        let items: [Item]
        let papers: [Item]
        let tasks: [ApplicationTasks.Row]
        let hasTasks: Bool
        let steps: [Step]
        let examine: String?
        let carryOut: String?
        let atOnce: String?
        let decision: String?
        let hold: Action?
        let release: String?
        let check: String?
        let withdraw: Action?
        let handOver: String?
    }

    struct Step: PageModel {
        let at: String
        let what: String
        let officer: String
        let why: String
    }

    /// A form that stands folded on the page.
    struct Action: PageModel {
        let action: String
        let isOpen: Bool
        let fields: [FormField]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, form: nil, typed: Typed(), problems: []))
    }

    static func checkResidents(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("application")
        let directory = visit.installation.directory
        try await visit.perform { scope in
            _ = try CheckResidents.perform([id], directory: directory, in: scope)
        }
        return visit.carriedOut(Route.application.path(id) + "?done=checked")
    }

    static func hold(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("application")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "保留の理由を入力してください。")
        let due = reading.date("due", "書類の期限")
        let missing = visit.form["missing"]
        if reading.isRight, let due {
            do {
                try await visit.perform { scope in
                    try HoldApplication.perform(
                        id, reason: reason, missing: missing.isEmpty ? nil : missing, due: due,
                        in: scope)
                }
                return visit.carriedOut(Route.application.path(id) + "?done=held")
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal, field: refusal == .dueDayPassed ? "due" : nil)
            }
        }
        return .page(
            try await page(visit, form: "hold", typed: visit.form, problems: reading.problems))
    }

    static func release(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("application")
        try await visit.perform { scope in try ReleaseHold.perform(id, in: scope) }
        return visit.carriedOut(Route.application.path(id) + "?done=released")
    }

    static func withdraw(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("application")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("why", orElse: "取下げの理由を入力してください。")
        guard reading.isRight else {
            return .page(
                try await page(
                    visit, form: "withdraw", typed: visit.form, problems: reading.problems))
        }
        try await visit.perform { scope in
            try WithdrawApplication.perform(id, reason: reason, in: scope)
        }
        return visit.carriedOut(Route.application.path(id) + "?done=withdrawn")
    }

    static func page(
        _ visit: Visit, form: String?, typed: Typed, problems: [FormProblem]
    ) async throws -> Page {
        let id = try visit.id("application")
        let directory = visit.installation.directory
        let (read, strip) = try await visit.perform(.viewApplication) { scope in
            let read = try ApplicationReading(id, directory: directory, in: scope)
            return (read, try read.strip(directory: directory, in: scope))
        }
        guard let strip else { throw EntitlementRefusal.unknownPerson }
        let allowed = ApplicationCourse.allowed(read.file.status)
        func may(_ command: ApplicationCommand, _ operation: OperationCode) -> Bool {
            allowed.contains(command) && visit.may(operation)
        }
        let isRegistration = read.file.kind == .registration
        let mayExamine = may(.propose, .proposeDecision) && isRegistration
        let mayCarryOut =
            !isRegistration && read.file.kind != .reissue && read.file.status == .checked
            && visit.may(read.file.kind == .lapse ? .lapse : .changeRegistration)
        let tasks = ApplicationTasks.rows(read, visit)
        let body = Body(
            subject: SubjectStrip(strip, for: try visit.officer(), in: visit.installation),
            tabs: visit.personTabs(read.file.child), status: read.file.status.wording,
            weight: read.file.status.isHeld ? "warn" : "plain",
            items: ApplicationItems.form(read, visit),
            papers: ApplicationItems.papers(read, visit), tasks: tasks, hasTasks: !tasks.isEmpty,
            steps: read.steps.map { step($0, visit) },
            examine: mayExamine ? Route.examine.path(id) : nil,
            carryOut: mayCarryOut ? Route.carryOutNotice.path(id) : nil,
            atOnce: mayExamine && read.file.kind == .registration
                && read.file.channel == .counter ? Route.decideAtOnce.path(id) : nil,
            decision: read.pending.map { Route.decision.path($0.id) },
            hold: may(.hold, .holdApplication)
                ? holdForm(visit, id, isOpen: form == "hold", typed, problems) : nil,
            release: may(.release, .releaseHold) ? Route.release.path(id) : nil,
            check: may(.checkResidents, .checkResident) ? Route.checkResidents.path(id) : nil,
            withdraw: may(.withdraw, .withdrawApplication)
                ? withdrawForm(id, isOpen: form == "withdraw", typed, problems) : nil,
            handOver: visit.may(.printCasePaper) ? Route.handOverSheet.path(id) : nil)
        var keys: [Key] = []
        if mayExamine { keys.append(.link("F9", "審査", Route.examine.path(id))) }
        if body.handOver != nil {
            keys.append(.send("F10", "引継票", form: "sheet-form"))
        }
        if body.release != nil {
            keys.append(.send("F12", "保留を解除", form: "release-form", isMain: true))
        }
        return Page(
            "register/application", "申請 \(read.file.receipt)",
            crumbs: [Crumb("ホーム", Route.home.path()), Crumb("受付簿", Route.register.path())],
            keys: keys, problems: problems, message: Done.banner(visit), body: body)
    }

    private static func step(_ step: ApplicationStep, _ visit: Visit) -> Step {
        let due = step.dueOn.map { "期限 \(Say.short($0))" }
        return Step(
            at: Say.moment(step.at), what: step.wording,
            officer: visit.desk.name(of: step.officer),
            why: [step.reason, step.missingPapers == step.reason ? nil : step.missingPapers, due]
                .compactMap(\.self).joined(separator: "・"))
    }

    private static func holdForm(
        _ visit: Visit, _ id: Int64, isOpen: Bool, _ typed: Typed, _ problems: [FormProblem]
    ) -> Action {
        var typed = typed
        if typed["due"].isEmpty {
            typed.set("due", Say.short(visit.installation.intake.dueDay(from: visit.today)))
        }
        let fields: [FormField] = [
            .text("reason", "保留の理由", typed, size: "long", isRequired: true),
            .text("missing", "足りない書類", typed, hint: "申請者に伝える言葉で", size: "long"),
            .date("due", "書類の期限", typed, isRequired: true),
        ]
        return Action(
            action: Route.hold.path(id), isOpen: isOpen,
            fields: fields.map { $0.checked(isOpen ? problems : []) })
    }

    private static func withdrawForm(
        _ id: Int64, isOpen: Bool, _ typed: Typed, _ problems: [FormProblem]
    ) -> Action {
        Action(
            action: Route.withdraw.path(id), isOpen: isOpen,
            fields: [
                FormField.text("why", "取下げの理由", typed, size: "long", isRequired: true)
                    .checked(isOpen ? problems : [])
            ])
    }
}
