// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// 決裁の保留: the head puts a proposal aside until a day; it stays where it is, is left out of
/// approvals together, and is refused one by one until the hold is taken back.
public enum HoldDecision {
    public static let operation = OperationCode.holdDecision

    /// Puts one proposal aside; again with another day or reason.
    ///
    /// - Throws: `.missingReason`, `.dueDayPassed`, `.unknownProposal`, `.proposalSettled`.
    public static func perform(
        _ id: Int64, reason: String, until day: CivilDate, in scope: Scope
    ) throws {
        guard !reason.isEmpty else { throw EntitlementRefusal.missingReason }
        guard day >= scope.today else { throw EntitlementRefusal.dueDayPassed }
        try scope.openProposal(id)
        try scope.append([
            HoldRow<HeldProposal>(
                id, reason: reason, lookAgainOn: day,
                officer: scope.principal.officer)
        ])
    }
}

/// 決裁の再開: the hold is taken back.
public enum ResumeDecision {
    public static let operation = OperationCode.holdDecision

    /// Twice is as once.
    ///
    /// - Throws: `.missingReason`, `.unknownProposal`, `.proposalSettled`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw EntitlementRefusal.missingReason }
        try scope.openProposal(id)
        guard try ProposalHoldBook.held([id], from: scope.db)[id] != nil else { return }
        try scope.append([
            HoldRow<HeldProposal>(
                id, reason: reason, lookAgainOn: nil,
                officer: scope.principal.officer)
        ])
    }
}

extension Scope {
    /// A proposal that nobody has decided about; its child is named in the log.
    fileprivate func openProposal(_ id: Int64) throws {
        guard let proposal = try ProposalBook.proposals([id], from: db)[id] else {
            throw EntitlementRefusal.unknownProposal
        }
        saw(proposal.draft.child)
        guard try ProposalBook.settled([id], from: db).isEmpty else {
            throw EntitlementRefusal.proposalSettled
        }
    }
}
