// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Safeguards
import Vocabulary

/// 償還払いの審査・起案, as a job: proposes, and an officer approves on screen 1220.
public struct ProposeReimbursementsWork: JobWork {
    public let code = "propose-reimbursements"
    public let operation = ProposeReimbursements.operation
    public let purpose = Purpose.benefit
    public let batch = 200
    private let law: BenefitLaw

    public init(law: BenefitLaw) { self.law = law }

    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        JobPlan("審査・起案", try ProposeReimbursements.plan(from: scope.db))
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        // Whoever was there first is not proposed twice.
        let open = try ReimbursementBook.cases(keys, from: scope.db)
        let left = keys.filter { key in
            open[key].map { $0.status == .received || $0.status == .held } ?? false
        }
        let report = try ProposeReimbursements.perform(.these(left), law: law, in: scope)
        let proposed = report.proposed.values.reduce(0, +)
        // What is held waits on its own page, and is no failure of the job.
        return JobOutcome(
            JobTotals(
                persons: Set(left.compactMap { open[$0]?.input.child }).count, items: proposed,
                amount: report.payable, known: keys.count - left.count))
    }
}
