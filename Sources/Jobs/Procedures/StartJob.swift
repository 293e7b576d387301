// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// ジョブの開始: plans a run, or a trial of it; nothing is done yet.
public enum StartJob {
    public static let operation = OperationCode.startJob

    /// What is to be started.
    public enum Kind: Hashable, Sendable {
        /// Nothing of it stays but its figures.
        case trial
        case real
        /// The failed items of a run, and no others.
        case failedOnly(of: Int64)
    }

    /// - Returns: the number of the run; the same start of a machine is the same run.
    /// - Throws: `JobRefusal`, `SafeguardRefusal.notPermitted`.
    public static func perform(
        _ order: JobOrder, _ kind: Kind, engine: JobEngine, in scope: Scope
    ) throws -> Int64 {
        let work = try engine.work(order.job)
        try engine.check(work, by: scope.principal)
        if kind == .trial, work is any OutsideWork { throw JobRefusal.noTrial }
        guard let entry = engine.year.entry(order.job) else {
            throw JobRefusal.unknownJob(order.job)
        }
        if scope.principal.isMachine, entry.starter != .machine {
            throw JobRefusal.notForMachines(entry.title)
        }
        let isTrial = kind == .trial
        _ = try order.day()
        let number = try JobBook.count(order, isTrial: isTrial, from: scope.db) + 1
        if scope.principal.isMachine, !isTrial,
            let known = try JobBook.run(key: key(order, isTrial, 1), from: scope.db)
        {
            return known.id
        }
        let isBusy = try JobBook.underWay(order.job, isTrial: isTrial, from: scope.db).contains {
            let status = $0.status(at: scope.now)
            // A trial leaves nothing: only one that works is in the way. A real run that stopped
            // is gone on with, not begun anew.
            return status == .running
                || !isTrial
                    && ([.asking, .ready].contains(status) || $0.order.occasion == order.occasion)
        }
        guard !isBusy || work.hasOwnScreen else { throw JobRefusal.underWay(job: entry.title) }
        var plan = try work.plan(order, in: scope)
        var retries: Int64?
        if case .failedOnly(let id) = kind {
            plan = try plan.only(JobBook.failedKeys(of: scope.run(id).id, from: scope.db))
            guard plan.total > 0 else { throw JobRefusal.nothingFailed }
            retries = id
        }
        let trial = try kind == .real ? trial(of: order, work, in: scope) : nil
        let id = try scope.plan(
            run: JobRunRow(
                key: key(order, isTrial, number), order: order, isTrial: isTrial, trial: trial,
                retries: retries, previous: JobBook.before(order, from: scope.db)?.id,
                unit: work.unit, total: plan.total, officer: scope.principal.officer),
            phases: plan.phases.map(\.title))
        scope.note("\(isTrial ? "trial" : "run") \(order.job) \(order.occasion)")
        scope.counted(plan.total)
        return id
    }

    private static func key(_ order: JobOrder, _ isTrial: Bool, _ number: Int) -> String {
        "\(order.job)@\(order.occasion)\(isTrial ? "?" : "#")\(number)"
    }

    /// The trial of today that the run rests on.
    private static func trial(
        of order: JobOrder, _ work: any JobWork, in scope: Scope
    ) throws -> Int64? {
        guard work.needsTrial else { return nil }
        let trial = try JobBook.newest(20, of: order.job, from: scope.db).first {
            $0.isTrial && $0.order == order && $0.status == .finished
                && $0.startedAt.dayInJapan == scope.today
        }
        guard let trial else { throw JobRefusal.trialNeeded }
        return trial.id
    }
}

extension JobPlan {
    /// The plan without what is not asked for again.
    func only(_ keys: [Int: Set<Int64>]) -> JobPlan {
        JobPlan(
            phases.enumerated().map { index, phase in
                phase.with(phase.items.filter { keys[index]?.contains($0.key) ?? false })
            })
    }

    /// What of it lies behind a place.
    func rest(after phase: Int, _ key: Int64) -> JobPlan {
        JobPlan(
            phases.enumerated().map { index, one in
                one.with(
                    index < phase
                        ? [] : index > phase ? one.items : one.items.filter { $0.key > key })
            })
    }
}
