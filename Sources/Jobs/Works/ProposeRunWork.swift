// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Entitlement
public import Payments
public import Safeguards
import Vocabulary

/// 支払処理の起案 for a payment day, as a job: proposes, and an officer approves on screen 1350.
public struct ProposeRunWork: JobWork {
    public let code = "propose-run"
    public let operation = ProposeRun.operation
    public let purpose = Purpose.benefit
    public let batch = Int.max
    private let days: PaymentDays
    private let directory: any AddresseeDirectory

    public init(days: PaymentDays, directory: any AddresseeDirectory) {
        self.days = days
        self.directory = directory
    }

    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        let day = try days.day(of: order.month())
        let items = try DueItems.through(day, from: scope.db)
        return JobPlan("支払処理の起案", items)
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        let day = try days.day(of: order.month())
        let proposal = try ProposeRun.perform(
            paymentDay: day, key: "job-\(order.job)-\(day)-\(keys.first ?? 0)", days: days,
            directory: directory, in: scope)
        let failures = proposal.leftOut.sorted { $0.key < $1.key }.map { item, reason in
            JobFailure(
                key: item, code: "hold-\(reason.rawValue)", message: reason.wording,
                place: "/schedule/\(day)")
        }
        return JobOutcome(
            JobTotals(
                persons: proposal.run.transfers, items: proposal.run.items,
                amount: proposal.run.total, known: proposal.wasKnown ? proposal.run.items : 0),
            failures: failures)
    }
}
