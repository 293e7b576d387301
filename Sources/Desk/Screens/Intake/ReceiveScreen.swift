// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// The end of the intake: the applications are received together or not at all, then shown with
/// their numbers.
enum ReceiveScreen {
    struct Body: PageModel {
        let rows: [Row]
        let isHeld: Bool
    }

    struct Row: PageModel {
        let href: String
        let handOver: String?
        let receipt: String
        let child: String
        let status: String
        let weight: String
        let why: String
        let due: String
        let examine: String?
    }

    static func receive(_ visit: Visit) async throws -> Answer {
        let draft = try IntakeScreens.draft(visit)
        let household = try await IntakeScreens.household(visit, draft)
        let office = visit.installation
        let form = IntakeForm(household, office, today: visit.today)
        let typed = IntakeFields.filled(draft, form)
        guard let inputs = form.inputs(typed) else {
            return .page(try await page(visit, problems: []))
        }
        // At the counter the applicant has looked at everything.
        if IntakeFields.isConfirmed(typed), !visit.form.isTicked("confirmed") {
            return .page(
                try await page(
                    visit,
                    problems: [
                        FormProblem("confirmed", Caution.applicantSaw.message)
                    ]))
        }
        let isExOfficio = IntakeForm.isExOfficio(typed)
        let seen = isExOfficio ? SeenDocuments() : IdentityFields.seen(typed)
        let hasAgent = !isExOfficio && !typed["agent"].isEmpty
        do {
            let receipts = try await visit.perform(about: inputs.map(\.child)) { scope in
                let receipts = try inputs.map {
                    try ReceiveApplication.perform(
                        $0, directory: office.directory, terms: office.intake,
                        banks: office.banks, in: scope)
                }
                try RecordSeenDocuments.perform(
                    seen, hasAgent: hasAgent, of: receipts.map(\.id), rules: office.caseRules,
                    in: scope)
                return receipts
            }
            try await hold(receipts, missing: form.missingDocuments(typed), visit)
            let numbers = receipts.map(\.receipt).joined(separator: ",")
            return visit.carriedOut(
                Route.received.path() + "?receipts=\(Typed.escaped(numbers))")
        } catch let refusal as EntitlementRefusal {
            var reading = FormReading(typed, today: visit.today)
            reading.refused(refusal)
            return .page(try await page(visit, problems: reading.problems))
        } catch let refusal as CaseRefusal {
            var reading = FormReading(typed, today: visit.today)
            reading.refused(refusal)
            return .page(try await page(visit, problems: reading.problems))
        }
    }

    /// The first step with something wrong, or the check page with what was refused.
    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let draft = try IntakeScreens.draft(visit)
        let household = try await IntakeScreens.household(visit, draft)
        let form = IntakeForm(household, visit.installation, today: visit.today)
        let typed = IntakeFields.filled(draft, form)
        guard form.inputs(typed) == nil else {
            return try await IntakeScreens.page(visit, .check, draft, problems: problems)
        }
        let step = form.firstWrongStep(typed) ?? .applicant
        return try await IntakeScreens.page(
            visit, step, draft, problems: problems + form.problems(step, typed))
    }

    /// Papers that are to follow hold an application that does not wait already.
    private static func hold(
        _ receipts: [ApplicationReceipt], missing: [String], _ visit: Visit
    ) async throws {
        let waiting = receipts.filter { !$0.status.isHeld }
        guard !missing.isEmpty, !waiting.isEmpty else { return }
        let due = visit.installation.intake.dueDay(from: visit.today)
        let words = missing.joined(separator: "、")
        try await visit.perform(.holdApplication) { scope in
            for receipt in waiting {
                try HoldApplication.perform(
                    receipt.id, reason: "書類待ち", missing: words, due: due, in: scope)
            }
        }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let receipts = visit.query["receipts"].split(separator: ",").map(String.init)
        let directory = visit.installation.directory
        let read = try await visit.perform { scope in
            let files = try receipts.prefix(20).compactMap {
                try ApplicationBook.file(receipt: $0, from: scope.db)
            }
            scope.saw(files.map(\.child))
            return (
                files: files, people: try directory.persons(files.map(\.child)),
                reasons: try ApplicationBook.holdReasons(files.map(\.id), from: scope.db)
            )
        }
        guard !read.files.isEmpty else { throw DeskRefusal.notFound }
        let reader = try visit.officer()
        let rows = read.files.map { file in
            Row(
                href: Route.application.path(file.id),
                handOver: visit.may(.printCasePaper) ? Route.handOverSheet.path(file.id) : nil,
                receipt: file.receipt,
                child: read.people[file.child].map {
                    reader.sees($0.alias ?? $0.name, of: .name)
                } ?? "", status: file.status.wording,
                weight: file.status.isHeld ? "warn" : "good",
                why: file.status.isHeld ? read.reasons[file.id] ?? "" : "",
                due: file.dueOn.map(Say.date) ?? "",
                examine: file.status == .checked && visit.may(.proposeDecision)
                    ? Route.examine.path(file.id) : nil)
        }
        let first = rows.first { $0.examine != nil }?.examine
        return .page(
            Page(
                "intake/received", "受け付けました",
                crumbs: [Crumb("ホーム", Route.home.path()), Crumb("受付簿", Route.register.path())],
                keys: [.link("F3", "次の受付", Route.intake.path())]
                    + (first.map { [.link("F9", "審査へ", $0)] } ?? []),
                body: Body(rows: rows, isHeld: read.files.contains { $0.status.isHeld })))
    }
}
