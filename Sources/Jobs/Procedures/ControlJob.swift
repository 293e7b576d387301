// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// 停止の指示: the run stops at its next safe point.
public enum StopJob {
    public static let operation = OperationCode.startJob

    /// - Throws: `JobRefusal.unknownRun`, `.wrongState`; `SafeguardRefusal.notPermitted`.
    public static func perform(_ id: Int64, engine: JobEngine, in scope: Scope) throws {
        let run = try scope.run(id)
        try engine.check(engine.work(run.order.job), by: scope.principal)
        let status = run.status(at: scope.now)
        let officer = scope.principal.officer
        switch status {
        case .running:
            try scope.happen(.stopAsked, to: id, status: nil, by: officer)
            try scope.askToStop(id)
        case .ready, .interrupted, .asking:
            try scope.happen(.stopped, to: id, status: .stopped, by: officer)
        case .stopped where run.waitsForHour:
            // It waits for the next hour: now it does not go on by itself.
            try scope.happen(.stopped, to: id, status: .stopped, by: officer)
        case .stopped, .finished, .failed: throw JobRefusal.wrongState(status)
        }
    }
}

/// 続行の承認: a second officer lets a run go on that passed a threshold.
public enum ConsentJob {
    public static let operation = OperationCode.consentJob

    /// - Throws: `JobRefusal.unknownRun`, `.wrongState`; `SafeguardRefusal.sameOfficer`.
    public static func perform(_ id: Int64, in scope: Scope) throws {
        let run = try scope.run(id)
        guard run.status == .asking else { throw JobRefusal.wrongState(run.status) }
        try FourEyes.check(proposer: run.officer, approver: scope.principal.officer)
        // Who resumed it in between had it in hand too.
        for line in try JobBook.history(of: id, from: scope.db)
        where [.started, .resumed].contains(line.event) {
            try FourEyes.check(proposer: line.officer, approver: scope.principal.officer)
        }
        try scope.happen(
            .consented, to: id, status: .ready, by: scope.principal.officer,
            reason: scope.reason)
        try scope.consentTo(id)
    }
}

/// エラー一覧の出力: what failed in a run, without a person.
public enum ListJobErrors {
    public static let operation = OperationCode.listJobErrors

    /// - Throws: `JobRefusal.unknownRun`.
    public static func perform(_ id: Int64, in scope: Scope) throws -> [StoredFailure] {
        _ = try scope.run(id)
        var found: [StoredFailure] = []
        while true {
            let more = try JobBook.failures(
                of: id, after: found.last?.id ?? 0, limit: 1_000, from: scope.db)
            found += more
            if more.count < 1_000 { break }
        }
        scope.counted(found.count)
        return found
    }
}

extension JobEngine {
    /// Days over which a run that waits for its hour goes on by itself after a start: a weekend.
    static let waitsDays: Int64 = 3

    /// Runs that the ceiling of an hour stopped before this process was there: when they were stopped, and
    /// for whom they go on. Who may not do the work any more is left out, and what has waited for days: an
    /// officer looks at it first.
    ///
    /// - Parameter terminal: named in the log with what they do then.
    public func waitingForHour(
        terminal: String
    ) throws -> [(run: Int64, since: Instant, officer: Principal)] {
        try gate.perform(.startJob, by: .machine("jobs"), for: .maintenance) { scope in
            let oldest = scope.now.adding(seconds: -Self.waitsDays * 86_400)
            let waiting = try JobBook.waitingForHour(from: scope.db)
                .filter { $0.run.updatedAt >= oldest }
            scope.counted(waiting.count)
            let officers = try OfficersInService.all(on: scope.today, from: scope.db)
            var found: [(run: Int64, since: Instant, officer: Principal)] = []
            for (run, officer) in waiting {
                guard let entry = officers.first(where: { $0.officer == officer }) else {
                    continue
                }
                let principal = Principal(
                    officer: officer, name: entry.name, roles: entry.roles, session: "J",
                    terminal: terminal)
                guard may(principal, run.order.job) else { continue }
                found.append((run: run.id, since: run.updatedAt, officer: principal))
            }
            return found
        }
    }

    /// After a start of the process: runs that this machine left in the middle are interrupted.
    ///
    /// - Returns: how many.
    @discardableResult
    public func recover() throws -> Int {
        try gate.perform(.startJob, by: .machine("jobs"), for: .maintenance) { scope in
            let left = try JobBook.left(by: node, but: owner, from: scope.db)
            for id in left {
                try scope.happen(
                    .interrupted, to: id, status: .interrupted, by: scope.principal.officer)
            }
            scope.counted(left.count)
            return left.count
        }
    }
}
