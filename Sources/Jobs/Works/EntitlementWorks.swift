// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Vocabulary

/// 年度末の年齢到達, as a job: proposes the lapses of who has no day left after 31 March; whom the book
/// covers on 1 April still is named and left out.
public struct YearEndWork: JobWork {
    public let code = "year-end-lapse"
    public let operation = YearEndLapse.operation
    public let purpose = Purpose.change
    public let unit = "人"
    private let law: EligibilityLaw

    public init(law: EligibilityLaw) { self.law = law }

    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        let plan = try YearEndLapse.plan(lastDay: lastDay(order), law: law, from: scope.db)
        return JobPlan("消滅の起案", plan.all.map(\.id))
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        let lastDay = try lastDay(order)
        let done = try YearEndLapse.perform(
            lastDay: lastDay, only: keys, law: law, in: scope)
        let count = done.waiting.count + done.carriedOut.approved
        return JobOutcome(
            JobTotals(
                persons: count, items: count,
                known: max(0, keys.count - count - done.covered.count)),
            failures: done.covered.map {
                JobFailure(
                    key: $0, EntitlementRefusal.stillCovered(lastDay.next), place: "/papers/\($0)")
            })
    }

    /// 31 March of the fiscal year of the occasion.
    private func lastDay(_ order: JobOrder) throws -> CivilDate {
        FiscalYear(of: try order.day()).lastDay
    }
}

/// 所得の年度の切替, as a job: puts everybody of whom the book asks the income of the new year into the queue
/// of 再判定, whether or not any tax has arrived; the night judges them.
public struct IncomeRenewalWork: JobWork {
    public static let job = "income-renewal"
    public let code = IncomeRenewalWork.job
    public let operation = IncomeRenewal.operation
    public let purpose = Purpose.change
    public let unit = "人"
    private let law: EligibilityLaw

    public init(law: EligibilityLaw) { self.law = law }

    /// The keys are the newest decisions of the children.
    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        let states = try IncomeRenewal.plan(
            year: IncomeRenewal.year(of: order.day()), law: law, from: scope.db)
        return JobPlan("再判定の列に入れる", states.map(\.id))
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        let added = try IncomeRenewal.perform(
            year: IncomeRenewal.year(of: order.day()), only: keys, law: law, in: scope)
        return JobOutcome(
            JobTotals(persons: added, items: added, known: keys.count - added))
    }
}

/// 期限を過ぎた保留の解除, as a job.
public struct ReleaseHoldsWork: JobWork {
    public let code = "release-holds"
    public let operation = ReleaseOverdueHolds.operation
    public let purpose = Purpose.registration
    public let batch = Int.max

    public init() {}

    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        let overdue = try Inbox.overdueHolds(on: scope.today, from: scope.db)
            .filter { $0.kind == .registration && $0.status == .heldChecked }
        return JobPlan("保留の解除", overdue.map(\.id))
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        let released = try ReleaseOverdueHolds.perform(in: scope)
        return JobOutcome(JobTotals(persons: released.count, items: released.count))
    }
}

/// 再判定 of what waits in the queue, as a job: keeps, or proposes.
public struct RejudgeWork: JobWork {
    public let code = "rejudge"
    public let operation = Rejudge.operation
    public let purpose = Purpose.change
    public let unit = "件"
    private let law: EligibilityLaw
    private let directory: any AddresseeDirectory
    private let consequences: any Consequences

    public init(
        law: EligibilityLaw, directory: any AddresseeDirectory, consequences: any Consequences
    ) {
        self.law = law
        self.directory = directory
        self.consequences = consequences
    }

    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        let due = try Rejudge.queue(law: law, in: scope).filter { $0.notice.on <= scope.today }
        return JobPlan("再判定", due.map(\.id))
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        let report = try Rejudge.perform(
            .tasks(keys), law: law, directory: directory, consequences: consequences, in: scope)
        let changed = report.waiting.count + report.carriedOut.approved
        // Whoever needs an officer is told of on screen 1150.
        return JobOutcome(
            JobTotals(persons: report.kept + changed, items: changed))
    }
}
