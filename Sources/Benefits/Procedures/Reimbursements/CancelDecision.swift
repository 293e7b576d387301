// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Vocabulary

/// 支給・不支給の決定の職権取消しの起案: an approved decision that must not stand, with the reason.
public enum ProposeCancellation {
    public static let operation = OperationCode.decideReimbursement

    /// Proposes that the standing decision about a case is cancelled.
    ///
    /// - Returns: the cancellation, for a second officer.
    /// - Throws: `.missingReason`, `.unknownReimbursement`, `.notDecided`, `.cancellationOpen`;
    ///   `SafeguardRefusal.notPermitted` for machines.
    @discardableResult
    public static func perform(
        _ reimbursement: Int64, reason: String, in scope: Scope
    ) throws -> Int64 {
        guard !reason.isEmpty else { throw BenefitsRefusal.missingReason }
        // A machine is nobody: a cancellation is the word of two persons.
        guard !scope.principal.roles.contains(.system) else {
            throw SafeguardRefusal.notPermitted
        }
        let decision = try scope.standingDecision(of: reimbursement)
        let before = try CancellationBook.cancellations(of: reimbursement, from: scope.db)
        guard before.allSatisfy(\.isSettled) else { throw BenefitsRefusal.cancellationOpen }
        return try scope.append([
            CancellationRow(
                decision: decision, reimbursement: reimbursement, reason: reason,
                proposer: scope.principal.officer)
        ])[0]
    }
}

/// 職権取消しの決裁: a head who did not propose it; what is scheduled ends, what was paid is claimed
/// back, and the reimbursement is held until an officer goes on with it.
public enum ApproveCancellation {
    public static let operation = OperationCode.approveReimbursement

    /// - Parameter payments: who knows what became of the money.
    /// - Throws: `.unknownCancellation`, `.cancellationSettled`, `SafeguardRefusal.sameOfficer`;
    ///   what 支払 refuses while the payment is on its way.
    @discardableResult
    public static func perform(
        _ id: Int64, payments: any PaymentsOfDecisions, in scope: Scope
    ) throws -> CancelledPayment {
        let cancellation = try scope.openCancellation(id)
        try FourEyes.check(proposer: cancellation.proposer, approver: scope.principal.officer)
        guard try scope.standingDecision(of: cancellation.reimbursement) == cancellation.decision
        else { throw BenefitsRefusal.cancellationSettled }
        let payment = try payments.cancel(
            cancellation.decision, reason: cancellation.reason, in: scope)
        try scope.append([
            CancellationOutcomeRow(
                cancellation: id, decision: cancellation.decision, day: scope.today,
                approver: scope.principal.officer)
        ])
        try scope.record([
            ReimbursementMove(
                reimbursement: cancellation.reimbursement, event: .cancelled, status: .held,
                hold: .other, note: cancellation.reason)
        ])
        return payment
    }
}

/// 職権取消しの差戻し: the decision stands.
public enum SendBackCancellation {
    public static let operation = OperationCode.approveReimbursement

    /// - Throws: `.missingReason`, `.unknownCancellation`, `.cancellationSettled`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw BenefitsRefusal.missingReason }
        _ = try scope.openCancellation(id)
        try scope.append([
            CancellationOutcomeRow(
                cancellation: id, decision: nil, day: scope.today,
                approver: scope.principal.officer, reason: reason)
        ])
    }
}

extension Scope {
    /// The approval of the decision that stands about a case.
    fileprivate func standingDecision(of reimbursement: Int64) throws -> Int64 {
        let file = try self.reimbursement(reimbursement)
        let decisions = try ReimbursementDecisionBook.decisions(of: reimbursement, from: db)
        guard file.status == .paid || file.status == .notPaid,
            let approval = decisions.last(where: { $0.approval != nil })?.approval,
            approval.cancelledOn == nil
        else { throw BenefitsRefusal.notDecided }
        return approval.id
    }

    fileprivate func openCancellation(_ id: Int64) throws -> ReimbursementCancellation {
        guard let cancellation = try CancellationBook.cancellation(id, from: db) else {
            throw BenefitsRefusal.unknownCancellation
        }
        guard !cancellation.isSettled else { throw BenefitsRefusal.cancellationSettled }
        saw([cancellation.child, cancellation.recipient])
        return cancellation
    }
}
