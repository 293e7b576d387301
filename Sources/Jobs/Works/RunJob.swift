// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

extension JobEngine {
    /// Carries out a run to its end, to a stop, or to a threshold; the same call goes on with a
    /// run that stopped.
    ///
    /// - Parameters:
    ///   - seen: told after every step how far the run is.
    ///   - paused: told when the run may go on that the ceiling of an hour stopped.
    ///   - halt: asked between steps; true ends the work of this process at the next safe point.
    /// - Returns: the run as it stands then.
    /// - Throws: `JobRefusal`, `SafeguardRefusal`, `Fault`. What the work itself refuses ends in
    ///   the state `failed` and is not thrown.
    @discardableResult
    public func run(
        _ id: Int64, by principal: Principal, seen: (JobRun) -> Void = { _ in },
        paused: (Instant) -> Void = { _ in },
        halt: () -> Bool = { false }
    ) throws -> JobRun {
        let worker = worker(principal)
        guard let begun = try begin(id, by: worker) else {
            return try look(id, by: worker)
        }
        var run = begun.run
        do {
            let outside = try (begun.work as? any OutsideWork)?.open(
                run.order, by: worker, reason: reason(run))
            for (index, phase) in begun.plan.phases.enumerated() {
                var rest = phase.items[...]
                while !rest.isEmpty {
                    if halt() { return try interrupt(id, by: worker) }
                    let batch =
                        phase.atOnce.map { Array(rest.prefix($0)) }
                        ?? rest.upTo(weight: begun.work.batch)
                    rest = rest.dropFirst(batch.count)
                    let step = Step(
                        phase: index, items: batch, left: rest.reduce(0) { $0 + $1.weight })
                    let before = run
                    let began = gate.clock.now()
                    run = try carryOut(step, of: begun, before, outside, by: worker, since: began) {
                        seen(before.further($0, worked: worked(since: began)))
                    }
                    seen(run)
                    guard run.status == .running else { return run }
                }
            }
        } catch let refusal as JobRefusal where refusal == .takenOver {
            throw refusal
        } catch let beyond as StepBeyond {
            return try end(
                id, .asked, status: .asking, reason: beyond.message, by: worker)
        } catch JobRefusal.ceilingOfHour(let limit, let until) {
            let refusal = JobRefusal.ceilingOfHour(limit: limit, until: until)
            let run = try end(
                id, .stopped, status: .stopped, reason: "\(refusal.message)［\(refusal.code)］",
                by: worker)
            paused(until)
            return run
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

    /// A batch of a phase, with the weight that is left of the phase behind it.
    struct Step {
        let phase: Int
        let items: [JobPlan.Phase.Item]
        let left: Int

        var keys: [Int64] { items.map(\.key) }
        var weight: Int { items.reduce(0) { $0 + $1.weight } }
    }

    private func reason(_ run: JobRun) -> String { "ジョブ \(run.order.job) \(run.id)" }

    /// Takes the run for this process; `nil` where a threshold asks somebody first.
    private func begin(_ id: Int64, by worker: Principal) throws -> Begun? {
        try gate.perform(.startJob, by: worker, for: .maintenance) { scope in
            let run = try scope.run(id)
            let work = try work(run.order.job)
            try check(work, by: worker)
            let status = run.status(at: scope.now)
            guard status.canGoOn else { throw JobRefusal.wrongState(status) }
            if let why = try beyond(run, work, in: scope) {
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

    /// Microseconds; none where the clock was put back.
    private func worked(since began: Instant) -> Int64 {
        max(0, gate.clock.now().microseconds - began.microseconds)
    }

    /// Whether the figures of the trial, or without one those of the list, go beyond a threshold that
    /// nobody has consented to.
    private func beyond(
        _ run: JobRun, _ work: any JobWork, in scope: Scope
    ) throws -> String? {
        guard !run.isTrial, !run.isConsented else { return nil }
        guard let id = run.trial else {
            // The list says how much it is, and nothing else.
            let list = JobDifference(now: JobTotals(items: run.total), before: nil)
            return work.needsTrial ? nil : exceeded(run.order.job, list, failed: 0)
        }
        let trial = try scope.run(id)
        let before = try run.previous.map { try scope.run($0).totals }
        return exceeded(
            run.order.job, JobDifference(now: trial.totals, before: before),
            failed: trial.failed)
    }

    private func carryOut(
        _ step: Step, of begun: Begun, _ run: JobRun, _ outside: OutsideWork.Steps?,
        by worker: Principal, since began: Instant, told: (Int) -> Void
    ) throws -> JobRun {
        let phases = begun.plan.phases
        let title = phases[step.phase].title
        let rest = step.left + phases[(step.phase + 1)...].reduce(0) { $0 + $1.total }
        func write(_ outcome: JobOutcome, in scope: Scope) throws -> JobRun {
            try scope.step(
                JobStepRow(
                    run: run.id, phase: step.phase, afterKey: step.keys.last ?? 0,
                    done: step.weight, outcome: outcome), title: title, owner: owner,
                worked: worked(since: began),
                until: scope.now.adding(seconds: Self.leaseSeconds))
            return try settle(scope.run(run.id), rest: rest, by: worker, in: scope)
        }
        let work = begun.work
        if let outside {
            let outcome = try outside(step.phase, step.keys, told)
            let after = try gate.perform(.startJob, by: worker, for: .maintenance) {
                try write(outcome, in: $0)
            }
            outcome.afterwards?()
            return after
        }
        func outcome(in scope: Scope) throws -> JobOutcome {
            try work.step(
                run.order, phase: step.phase, keys: step.keys, told: told, in: scope)
        }
        guard run.isTrial else {
            let (after, done) = try gate.perform(
                work.operation, by: worker, for: work.purpose(of: run.order), reason: reason(run)
            ) { scope in
                let done = try outcome(in: scope)
                try ask(before: done, of: run, work, in: scope)
                try done.beforehand?(scope, run)
                return (try write(done, in: scope), done)
            }
            done.afterwards?()
            return after
        }
        let figures = try gate.trial(
            work.operation, by: worker, for: work.purpose(of: run.order), reason: reason(run)
        ) { try outcome(in: $0) }
        return try gate.perform(.startJob, by: worker, for: .maintenance) { scope in
            try write(figures, in: scope)
        }
    }

    /// Work without a trial is asked about before a step is durable: nothing of it stays until a second
    /// officer consents, and then it is done.
    private func ask(
        before done: JobOutcome, of run: JobRun, _ work: any JobWork, in scope: Scope
    ) throws {
        guard !work.needsTrial, !run.isConsented else { return }
        let before = try run.previous.map { try scope.run($0).totals }
        let difference = try work.compared(
            run.order, now: run.totals + done.totals, before: before, in: scope)
        guard let why = exceeded(run.order.job, difference, failed: 0) else { return }
        throw StepBeyond(message: why)
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

/// Ends a step that goes beyond a threshold: everything is taken back, and somebody is asked.
struct StepBeyond: Refusal {
    let message: String
    var code: String { "beyond" }
}

/// Ends a trial step: everything was done as it would be, and is taken back. The log says so.
struct TrialEnd<R: Sendable>: Refusal {
    let value: R
    var code: String { "trial" }
    var message: String { "試行です。何も残していません。" }
}

extension Gate {
    /// Carries out a step of which nothing but the log entry stays.
    func trial<R: Sendable>(
        _ operation: OperationCode, by principal: Principal, for purpose: Purpose,
        reason: String, _ body: (Scope) throws -> R
    ) throws -> R {
        do {
            try perform(operation, by: principal, for: purpose, reason: reason) { scope in
                throw TrialEnd(value: try body(scope))
            }
        } catch let end as TrialEnd<R> {
            return end.value
        }
        preconditionFailure("試行は必ず取り消されます")
    }

    /// The same on a thread of the gate's own, for the trial behind a button of the desk.
    public func trialAsync<R: Sendable>(
        _ operation: OperationCode, by principal: Principal, for purpose: Purpose,
        reason: String, _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> R {
        do {
            try await performAsync(operation, by: principal, for: purpose, reason: reason) {
                scope -> Void in
                throw TrialEnd(value: try body(scope))
            }
        } catch let end as TrialEnd<R> {
            return end.value
        }
        preconditionFailure("試行は必ず取り消されます")
    }
}

extension ArraySlice<JobPlan.Phase.Item> {
    /// The first items that make so much together; at least one.
    fileprivate func upTo(weight: Int) -> [Element] {
        var sum = 0
        var count = 0
        for item in self where sum < weight {
            sum += item.weight
            count += 1
        }
        return Array(prefix(Swift.max(1, count)))
    }
}

extension JobRun {
    /// The run as the progress shows it in the middle of a step.
    fileprivate func further(_ weight: Int, worked: Int64) -> JobRun {
        var run = self
        run.done = Swift.min(run.total, run.done + weight)
        run.active += worked
        return run
    }
}
