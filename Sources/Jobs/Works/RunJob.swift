// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

extension JobEngine {
    /// Carries out a run to its end, to a stop, or to a threshold; the same call goes on with a
    /// run that stopped.
    ///
    /// - Parameters:
    ///   - seen: told after every step how far the run is.
    ///   - halt: asked between steps; true ends the work of this process at the next safe point.
    /// - Returns: the run as it stands then.
    /// - Throws: `JobRefusal`, `SafeguardRefusal`, `Fault`. What the work itself refuses ends in
    ///   the state `failed` and is not thrown.
    @discardableResult
    public func run(
        _ id: Int64, by principal: Principal, seen: (JobRun) -> Void = { _ in },
        halt: () -> Bool = { false }
    ) throws -> JobRun {
        let worker = worker(principal)
        guard let begun = try begin(id, by: worker) else {
            return try look(id, by: worker)
        }
        var run = begun.run
        do {
            for (index, phase) in begun.plan.phases.enumerated() {
                var rest = phase.keys[...]
                while !rest.isEmpty {
                    if halt() { return try interrupt(id, by: worker) }
                    let batch = Array(rest.prefix(begun.work.batch))
                    rest = rest.dropFirst(batch.count)
                    run = try step(
                        begun, run, phase: index, batch, left: rest.count, by: worker)
                    seen(run)
                    guard run.status == .running else { return run }
                }
            }
        } catch let refusal as JobRefusal where refusal == .takenOver {
            throw refusal
        } catch let refusal as any Refusal {
            return try end(
                id, .failed, status: .failed, reason: "\(refusal.message)［\(refusal.code)］",
                by: worker)
        } catch {
            _ = try? end(
                id, .failed, status: .failed, reason: "処理を続けられませんでした。済んだ分はそのまま残っています。",
                by: worker)
            throw error
        }
        return try end(id, .finished, status: .finished, reason: nil, by: worker)
    }

    struct Begun {
        let run: JobRun
        let work: any JobWork
        let plan: JobPlan
    }

    /// Takes the run for this process; `nil` where a threshold asks somebody first.
    private func begin(_ id: Int64, by worker: Principal) throws -> Begun? {
        try gate.perform(.startJob, by: worker, for: .maintenance) { scope in
            let run = try scope.run(id)
            let work = try work(run.order.job)
            try check(work, by: worker)
            let status = run.status(at: scope.now)
            guard status.canGoOn else { throw JobRefusal.wrongState(status) }
            if let why = try beyond(run, in: scope) {
                try scope.happen(
                    .asked, to: id, status: .asking, by: worker.officer, reason: why)
                return nil
            }
            var plan = try work.plan(run.order, in: scope)
            if let retries = run.retries {
                plan = plan.only(try JobBook.failedKeys(of: retries, from: scope.db))
            }
            plan = plan.rest(after: run.phase, run.afterKey)
            try scope.take(
                id, owner: owner, total: run.done + plan.total,
                until: scope.now.adding(seconds: Self.leaseSeconds))
            try scope.happen(
                run.done == 0 && run.status == .ready ? .started : .resumed, to: id, status: nil,
                by: worker.officer)
            return Begun(run: try scope.run(id), work: work, plan: plan)
        }
    }

    /// Whether the figures of the trial go beyond a threshold that nobody has consented to.
    private func beyond(_ run: JobRun, in scope: Scope) throws -> String? {
        guard !run.isTrial, !run.isConsented, let id = run.trial else { return nil }
        let trial = try scope.run(id)
        let before = try run.previous.map { try scope.run($0).totals }
        return exceeded(
            run.order.job, JobDifference(now: trial.totals, before: before),
            failed: trial.failed)
    }

    private func step(
        _ begun: Begun, _ run: JobRun, phase: Int, _ keys: [Int64], left: Int,
        by worker: Principal
    ) throws -> JobRun {
        let title = begun.plan.phases[phase].title
        let rest = left + begun.plan.phases[(phase + 1)...].reduce(0) { $0 + $1.keys.count }
        func write(_ outcome: JobOutcome, in scope: Scope) throws -> JobRun {
            try scope.step(
                JobStepRow(
                    run: run.id, phase: phase, afterKey: keys.last ?? 0, done: keys.count,
                    outcome: outcome), title: title, owner: owner,
                until: scope.now.adding(seconds: Self.leaseSeconds))
            return try settle(scope.run(run.id), rest: rest, by: worker, in: scope)
        }
        let work = begun.work
        let reason = "ジョブ \(run.order.job) \(run.id)"
        guard run.isTrial else {
            return try gate.perform(
                work.operation, by: worker, for: work.purpose, reason: reason
            ) { scope in
                let outcome = try work.step(run.order, phase: phase, keys: keys, in: scope)
                return try write(outcome, in: scope)
            }
        }
        let outcome = try gate.trial(
            work.operation, by: worker, for: work.purpose, reason: reason
        ) { try work.step(run.order, phase: phase, keys: keys, in: $0) }
        return try gate.perform(.startJob, by: worker, for: .maintenance) { scope in
            try write(outcome, in: scope)
        }
    }

    /// What the safe point says: somebody asked to stop, or a threshold is passed.
    private func settle(
        _ run: JobRun, rest: Int, by worker: Principal, in scope: Scope
    ) throws -> JobRun {
        guard rest > 0 else { return run }
        if !run.isTrial, !run.isConsented,
            let why = exceeded(
                run.order.job, JobDifference(now: run.totals, before: nil), failed: run.failed)
        {
            try scope.happen(
                .asked, to: run.id, status: .asking, by: worker.officer, reason: why)
            return try scope.run(run.id)
        }
        guard run.isStopAsked else { return run }
        try scope.happen(.stopped, to: run.id, status: .stopped, by: worker.officer)
        return try scope.run(run.id)
    }

    private func interrupt(_ id: Int64, by worker: Principal) throws -> JobRun {
        try end(id, .interrupted, status: .interrupted, reason: nil, by: worker)
    }

    private func end(
        _ id: Int64, _ event: JobEvent, status: JobStatus, reason: String?,
        by worker: Principal
    ) throws -> JobRun {
        try gate.perform(.startJob, by: worker, for: .maintenance) { scope in
            try scope.happen(
                event, to: id, status: status, by: worker.officer, reason: reason)
            return try scope.run(id)
        }
    }

    private func look(_ id: Int64, by worker: Principal) throws -> JobRun {
        try gate.perform(.startJob, by: worker, for: .maintenance) { try $0.run(id) }
    }
}

/// Ends a trial step: everything was done as it would be, and is taken back. The log says so.
struct TrialStep: Refusal {
    var code: String { "trial" }
    var message: String { "試行です。何も残していません。" }
}

extension Gate {
    /// Carries out a step of which nothing but the log entry stays.
    func trial<R>(
        _ operation: OperationCode, by principal: Principal, for purpose: Purpose,
        reason: String, _ body: (Scope) throws -> R
    ) throws -> R {
        var answer: R?
        do {
            try perform(operation, by: principal, for: purpose, reason: reason) { scope in
                answer = try body(scope)
                throw TrialStep()
            }
        } catch let over as TrialStep {
            guard let answer else { throw over }
            return answer
        }
        preconditionFailure("試行は必ず取り消されます")
    }
}
