// SPDX-License-Identifier: Apache-2.0
import Copying
import Jobs
import Office
import Press
import Safeguards
import Vocabulary

/// What officers do on 3140.
enum JobSteps {
    /// Starts a trial, or the real run that rests on one.
    static func start(_ visit: Visit) async throws -> Answer {
        let engine = visit.desk.engine
        let order = try await order(visit)
        let kind: StartJob.Kind = visit.form["kind"] == "real" ? .real : .trial
        do {
            let id = try await visit.perform {
                try StartJob.perform(order, kind, engine: engine, in: $0)
            }
            return try begin(id, visit, said: "jobstarted")
        } catch let refusal as JobRefusal {
            return .page(
                try await YearScreen.page(visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
    }

    /// What the calendar asks for, or what was tried out before.
    private static func order(_ visit: Visit) async throws -> JobOrder {
        let order = JobOrder(job: visit.form["job"], occasion: visit.form["occasion"])
        guard let id = Int64(visit.form["trial"]) else { return order }
        let tried = try await visit.perform(.viewJobs) { try JobBook.run(id, from: $0.db)?.order }
        guard let tried, tried.job == order.job, tried.occasion == order.occasion else {
            return order
        }
        return tried
    }

    static func goOn(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("jobrun")
        // Whether it may go on is said before the page is left.
        let status = try await visit.perform { scope -> JobStatus in
            guard let run = try JobBook.run(id, from: scope.db) else { throw DeskRefusal.notFound }
            return run.status(at: scope.now)
        }
        guard status.canGoOn else {
            return .page(
                try await JobRunScreen.page(
                    visit, problems: [FormProblem(JobRefusal.wrongState(status), in: visit.form)]))
        }
        return try begin(id, visit, said: "jobstarted")
    }

    static func stop(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("jobrun")
        let engine = visit.desk.engine
        let answer = try await carryOut(visit, id, "jobstopped") {
            try StopJob.perform(id, engine: engine, in: $0)
        }
        visit.desk.runner.giveUp(id)
        return answer
    }

    static func consent(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("jobrun")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", over: .jobOverLimit)
        guard reading.isRight else {
            return .page(try await JobRunScreen.page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, id, "jobconsented", reason: reason) {
            try ConsentJob.perform(id, in: $0)
        }
    }

    /// Begins a run of what failed, and nothing else.
    static func retry(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("jobrun")
        let engine = visit.desk.engine
        do {
            let next = try await visit.perform { scope in
                guard let run = try JobBook.run(id, from: scope.db) else {
                    throw DeskRefusal.notFound
                }
                return try StartJob.perform(
                    run.order, .failedOnly(of: id), engine: engine, in: scope)
            }
            return try begin(next, visit, said: "jobstarted")
        } catch let refusal as JobRefusal {
            return .page(
                try await JobRunScreen.page(visit, problems: [FormProblem(refusal, in: visit.form)])
            )
        }
    }

    /// The errors of a run as a file: numbers of rows and words, no person.
    static func errors(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("jobrun")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "出力の理由を入力してください（記録されます）。")
        guard reading.isRight else {
            return .page(try await JobRunScreen.page(visit, problems: reading.problems))
        }
        let office = visit.installation
        let csv = try await visit.perform(reason: reason) { scope in
            let failures = try ListJobErrors.perform(id, in: scope)
            try PrintLog.record(
                PrintedOutput(
                    "ジョブのエラー一覧", form: .file, expected: failures.count,
                    produced: failures.count), ceilings: office.ceilings, in: scope)
            return SafeCSV.file(
                [["行", "番号", "内容", "直す画面"].map { .text($0) }]
                    + failures.map { stored in
                        [
                            .number(String(stored.failure.key)), .text(stored.failure.code),
                            .text(stored.failure.message), .text(stored.failure.place),
                        ]
                    })
        }
        return .attachment(Array(csv.utf8), name: "job_errors_\(id).csv")
    }

    private static func begin(_ id: Int64, _ visit: Visit, said: String) throws -> Answer {
        visit.desk.work(on: id, by: try visit.officer())
        return visit.carriedOut(Route.jobRun.path(id) + "?done=\(said)")
    }

    private static func carryOut(
        _ visit: Visit, _ id: Int64, _ said: String, reason: String? = nil,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        do {
            try await visit.perform(reason: reason, body)
        } catch let refusal as JobRefusal where refusal == .unknownRun {
            throw DeskRefusal.notFound
        } catch let refusal as JobRefusal {
            return .page(
                try await JobRunScreen.page(visit, problems: [FormProblem(refusal, in: visit.form)])
            )
        } catch SafeguardRefusal.sameOfficer {
            return .page(
                try await JobRunScreen.page(
                    visit, problems: [FormProblem(SafeguardRefusal.sameOfficer, in: visit.form)]))
        }
        return visit.carriedOut(Route.jobRun.path(id) + "?done=\(said)")
    }
}
