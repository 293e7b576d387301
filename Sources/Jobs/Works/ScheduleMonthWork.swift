// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Payments
public import Safeguards
import Vocabulary

/// 支給予定の作成 of the month of a payment day, as a job.
///
/// One step: the closing day and the known decisions are those of the whole month.
public struct ScheduleMonthWork: JobWork {
    public let code = "schedule-month"
    public let operation = ScheduleMonth.operation
    public let purpose = Purpose.benefit
    public let batch = Int.max
    private let days: PaymentDays

    public init(days: PaymentDays) { self.days = days }

    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        // The day itself refuses what cannot be scheduled, before anything is begun.
        _ = try days.day(of: order.month())
        let due = try DueBook.due(decidedThrough: scope.today, from: scope.db)
        return JobPlan("支給予定の作成", due.map(\.decision))
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        let report = try ScheduleMonth.perform(order.month(), days: days, in: scope)
        return JobOutcome(
            JobTotals(
                persons: report.scheduled.count, items: report.scheduled.count,
                amount: report.total, known: report.known))
    }
}
