// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Vocabulary

/// 遡及による決定の取消し: many decisions at once, as a proposal that two officers had in hand says.
///
/// (Part of `OperationCode.approveRetroactive`: 支払 checks the two persons.)
public enum CancelRetroactively {
    /// One decision that falls.
    public struct Order: Hashable, Sendable {
        /// The approval.
        public let decision: Int64
        public let reimbursement: Int64
        /// Whether the reimbursement is examined anew at once; else it is held for an officer.
        public let reopens: Bool

        public init(decision: Int64, reimbursement: Int64, reopens: Bool) {
            self.decision = decision
            self.reimbursement = reimbursement
            self.reopens = reopens
        }
    }

    /// Cancels decisions that stand; what 支払 does with their money it does itself.
    ///
    /// - Parameter proposer: who proposed it; the scope's officer decides.
    /// - Throws: `BenefitsRefusal.cancellationOpen` where one of them waits for another officer;
    ///   `SafeguardRefusal.sameOfficer`.
    public static func perform(
        _ orders: [Order], reason: String, proposer: String, in scope: Scope
    ) throws {
        guard !orders.isEmpty else { return }
        try FourEyes.check(proposer: proposer, approver: scope.principal.officer)
        let cases = Set(orders.map(\.reimbursement))
        guard
            try CancellationBook.pending(from: scope.db)
                .allSatisfy({ !cases.contains($0.reimbursement) })
        else { throw BenefitsRefusal.cancellationOpen }
        let ids = try scope.append(
            orders.map {
                CancellationRow(
                    decision: $0.decision, reimbursement: $0.reimbursement, reason: reason,
                    proposer: proposer)
            })
        try scope.append(
            zip(orders, ids).map { order, id in
                CancellationOutcomeRow(
                    cancellation: id, decision: order.decision, day: scope.today,
                    approver: scope.principal.officer)
            })
        try scope.record(
            orders.map {
                ReimbursementMove(
                    reimbursement: $0.reimbursement, event: .cancelled, status: .held,
                    hold: .other, note: reason)
            })
        try scope.record(
            orders.filter(\.reopens).map {
                ReimbursementMove(
                    reimbursement: $0.reimbursement, event: .released, status: .received,
                    note: "遡及の精算により再審査")
            })
    }
}
