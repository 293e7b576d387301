// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
public import Safeguards
public import Vocabulary

/// 償還の決裁の保留: the head puts a proposal aside until a day; it stays where it is and is not approved
/// until the hold is taken back.
public enum HoldReimbursementDecision {
    public static let operation = OperationCode.holdDecision

    /// Puts one proposal aside; again with another day or reason.
    ///
    /// - Throws: `.missingReason`, `.unknownProposal`, `.proposalSettled`;
    ///   `EntitlementRefusal.dueDayPassed`.
    public static func perform(
        _ id: Int64, reason: String, until day: CivilDate, in scope: Scope
    ) throws {
        guard !reason.isEmpty else { throw BenefitsRefusal.missingReason }
        guard day >= scope.today else { throw EntitlementRefusal.dueDayPassed }
        try scope.waitingProposal(id)
        try scope.append([
            HoldRow<HeldReimbursement>(
                id, reason: reason, lookAgainOn: day,
                officer: scope.principal.officer)
        ])
    }
}

/// 償還の決裁の再開: the hold is taken back.
public enum ResumeReimbursementDecision {
    public static let operation = OperationCode.holdDecision

    /// Twice is as once.
    ///
    /// - Throws: `.missingReason`, `.unknownProposal`, `.proposalSettled`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw BenefitsRefusal.missingReason }
        try scope.waitingProposal(id)
        guard try ReimbursementHoldBook.held([id], from: scope.db)[id] != nil else { return }
        try scope.append([
            HoldRow<HeldReimbursement>(
                id, reason: reason, lookAgainOn: nil,
                officer: scope.principal.officer)
        ])
    }
}

extension Scope {
    /// A proposal that waits for a head; its child and payee are named in the log.
    fileprivate func waitingProposal(_ id: Int64) throws {
        guard let proposal = try ReimbursementDecisionBook.decisions([id], from: db)[id] else {
            throw BenefitsRefusal.unknownProposal
        }
        saw([proposal.child, proposal.recipient])
        guard try ReimbursementDecisionBook.settled([id], from: db).isEmpty,
            try reimbursement(proposal.reimbursement).status == .proposed
        else { throw BenefitsRefusal.proposalSettled }
    }
}
