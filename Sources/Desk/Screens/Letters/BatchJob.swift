// SPDX-License-Identifier: Apache-2.0
import Copying
import Entitlement
import Jobs
import Office
import Safeguards
import Vocabulary

/// 一括の印刷 of everything that waits, as a stored job: begun here, watched on 3140, its papers fetched
/// there.
enum BatchJob {
    /// What the buttons of the two screens ask for; `nil` for the press of a part.
    static func kind(_ visit: Visit) -> StartJob.Kind? {
        switch visit.form["act"] {
        case "job": .real
        case "trial": .trial
        default: nil
        }
    }

    /// Whether an officer who may print may also begin such a job.
    static func mayStart(_ visit: Visit) -> Bool { visit.may(.startJob) && visit.may(.viewJobs) }

    static func letters(
        _ source: any LetterSource, datedOn: CivilDate?, byPostcode: Bool, _ kind: StartJob.Kind,
        _ visit: Visit
    ) async throws -> Answer {
        let directory = visit.installation.directory
        return try await start(
            PrintLettersWork.job, visit.parameters["kind"] ?? "", .printLetters, kind, visit,
            datedOn: datedOn, byPostcode: byPostcode,
            back: Route.letterBatch.path(visit.parameters["kind"] ?? "")
        ) { scope in
            if let datedOn { try IssueLetters.checked(datedOn, in: scope) }
            let isRun = source.paper == .payment || source.paper == .returned
            let waiting = try source.waiting(in: scope)
            return try ArrangeLetters.perform(
                source, isRun ? Array(waiting.prefix(1)) : waiting, byPostcode: byPostcode,
                directory: directory, in: scope)
        }
    }

    static func certificates(
        renewals: Bool, _ kind: StartJob.Kind, back: String, _ visit: Visit
    ) async throws -> Answer {
        let (law, directory) = (visit.installation.law, visit.installation.directory)
        return try await start(
            PrintCertificatesWork.job, renewals ? "renewals" : "waiting", .issueCertificate, kind,
            visit, back: back
        ) { scope in
            try ArrangeCertificates.perform(
                renewals: renewals, law: law, directory: directory, in: scope)
        }
    }

    /// Keeps the order of the batch, sealed, and writes the run that prints it.
    private static func start(
        _ job: String, _ what: String, _ operation: OperationCode, _ kind: StartJob.Kind,
        _ visit: Visit, datedOn: CivilDate? = nil, byPostcode: Bool = true, back: String,
        _ arrange: @escaping @Sendable (Scope) throws -> [BatchLine]
    ) async throws -> Answer {
        for needed in [operation, .startJob] { try await visit.ask(for: needed) }
        let (desk, officer) = (visit.desk, try visit.officer())
        let folder = visit.installation.prints
        let token = randomKey(visit.installation.settings.random)
        let occasion = "\(visit.today)"
        let engine = desk.engine
        let purpose = operation.definition.purpose(for: officer, operation)
        let run = try await desk.stage { () -> Int64? in
            // The key of the form belongs to the start of the job: that is what a second press meets.
            let lines = try await visit.installation.casework.performAsync(
                operation, by: officer, for: purpose
            ) { scope in
                scope.note("order of a batch")
                return try arrange(scope)
            }
            guard !lines.isEmpty else { return nil }
            try await desk.threads.run { try folder.put(lines, of: token) }
            let order = PrintBatch(
                token: token, count: lines.count, kind: what, purpose: purpose, datedOn: datedOn,
                byPostcode: byPostcode
            ).order(job, on: occasion)
            return try await visit.perform(.startJob) {
                try StartJob.perform(order, kind, engine: engine, in: $0)
            }
        }
        guard let run else { return .seeOther(back) }
        desk.work(on: run, by: officer)
        return visit.carriedOut(Route.jobRun.path(run) + "?done=jobstarted")
    }
}

/// The papers that a batch printed, step by step, on the page of its run.
enum BatchPapers {
    struct Paper: PageModel {
        let title: String
        let counts: String
        let at: String
        let href: String
    }

    /// The operation that printed them: whoever may do it may fetch them.
    static func operation(of run: JobRun) -> OperationCode {
        run.order.job == PrintLettersWork.job ? .printLetters : .issueCertificate
    }

    static func papers(_ run: JobRun, _ steps: [JobStepLine], _ visit: Visit) -> [Paper] {
        guard !run.isTrial, visit.may(operation(of: run)), let batch = PrintBatch(run.order)
        else { return [] }
        let folder = visit.installation.prints
        return steps.filter {
            $0.items > 0 && folder.holds(batch.token, run: run.id, through: $0.afterKey)
        }.enumerated().map { index, step in
            Paper(
                title: "\(index + 1)", counts: "\(Say.count(step.items))\(run.unit)",
                at: Say.moment(step.at),
                href: Route.jobPaper.path(run.id) + "?step=\(step.afterKey)")
        }
    }

    /// What a batch prints, in words.
    static func items(_ run: JobRun, _ visit: Visit) -> [Item] {
        guard let batch = PrintBatch(run.order) else { return [] }
        let isLetter = run.order.job == PrintLettersWork.job
        let what =
            isLetter
            ? visit.installation.letterSource(batch.kind, on: visit.today)?.title ?? batch.kind
            : batch.kind == "renewals" ? "受給資格証（更新・区分の変更）" : "受給資格証"
        return [Item("印刷するもの", what)]
            + (isLetter
                ? [Item("施行日", batch.datedOn.map { Say.date($0) } ?? "発行の日")] : [])
    }

    /// One file of them; whoever opens it has seen the persons that it tells of.
    static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("jobrun")
        let key = Int64(visit.query["step"]) ?? 0
        let (run, step) = try await visit.perform(.viewJobs) { scope in
            guard let run = try JobBook.run(id, from: scope.db), !run.isTrial,
                let step = try JobBook.steps(of: id, from: scope.db).first(where: {
                    $0.afterKey == key && $0.items > 0
                })
            else { throw DeskRefusal.notFound }
            return (run, step)
        }
        let folder = visit.installation.prints
        guard let batch = PrintBatch(run.order), folder.holds(batch.token, run: id, through: key)
        else { throw DeskRefusal.notFound }
        let title = visit.desk.engine.title(of: run.order.job)
        let (ceilings, directory) = (visit.installation.ceilings, visit.installation.directory)
        let pdf = try await visit.perform(operation(of: run)) { scope in
            let printed = try folder.printed(of: batch.token, run: id, through: key)
            let stopped = try PrintedLetters.stopped(printed.envelopes, directory, in: scope)
            guard stopped.isEmpty else { throw JobRefusal.protectedSince(stopped.sorted()) }
            scope.saw(printed.persons)
            scope.counted(step.items)
            scope.note("file \(key) of run \(id)")
            // Its pages were counted when it was printed.
            try PrintLog.record(
                PrintedOutput(
                    "\(title)の印刷用ファイル", form: .file, expected: step.items, produced: step.items),
                ceilings: ceilings, in: scope)
            return printed.pdf
        }
        return .pdf(pdf, name: "batch-\(id)-\(key).pdf")
    }
}
