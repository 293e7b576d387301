// SPDX-License-Identifier: Apache-2.0
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
        return try await start(
            PrintLettersWork.job, visit.parameters["kind"] ?? "", .printLetters, kind, visit,
            datedOn: datedOn, byPostcode: byPostcode,
            back: Route.letterBatch.path(visit.parameters["kind"] ?? "")
        ) { scope in
            if let datedOn { try IssueLetters.checked(datedOn, in: scope) }
            let waiting = try source.waiting(in: scope)
            return try source.lines(
                BatchScreen.isRun(source) ? Array(waiting.prefix(1)) : waiting, in: scope)
        }
    }

    static func certificates(
        renewals: Bool, _ kind: StartJob.Kind, back: String, _ visit: Visit
    ) async throws -> Answer {
        let law = visit.installation.law
        return try await start(
            PrintCertificatesWork.job, renewals ? "renewals" : "waiting", .issueCertificate, kind,
            visit, back: back
        ) { try ArrangeCertificates.lines(renewals: renewals, law: law, in: $0) }
    }

    /// Keeps the list of the batch, sealed, and writes the run that puts it into its order and prints
    /// it: the press of the button only counts what waits.
    private static func start(
        _ job: String, _ what: String, _ operation: OperationCode, _ kind: StartJob.Kind,
        _ visit: Visit, datedOn: CivilDate? = nil, byPostcode: Bool = true, back: String,
        _ list: @escaping @Sendable (Scope) throws -> [BatchLine]
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
                scope.note("list of a batch")
                return try list(scope)
            }
            guard !lines.isEmpty else { return nil }
            try await desk.threads.run { try folder.put(lines, of: token) }
            let order = PrintBatch(
                token: token, count: lines.count, kind: what, purpose: purpose, datedOn: datedOn,
                byPostcode: byPostcode, isArrangedLater: byPostcode
            ).order(job, on: occasion)
            return try await visit.perform(.startJob) {
                try StartJob.perform(order, kind, engine: engine, in: $0)
            }
        }
        guard let run else { return .onward(back) }
        desk.work(on: run, by: officer)
        return visit.carriedOut(Route.jobRun.path(run) + "?done=jobstarted")
    }
}
