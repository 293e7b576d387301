// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// What an approval did.
public struct ApprovalReport: Hashable, Sendable {
    /// Rows of 資格履歴 that were written, by result.
    public internal(set) var counts: [DecisionResult: Int] = [:]
    /// In the order of the proposals.
    public internal(set) var historyIDs: [Int64] = []
    /// Proposals that were left out, and why.
    public internal(set) var leftOut: [Int64: String] = [:]
    /// Kinds that a rule of the head would have decided, if the role of who signed were not over.
    public internal(set) var orphaned: Set<HeadRuleKind> = []

    /// Refusals that were taken back: they write no row.
    public internal(set) var reopened = 0

    /// How many decisions were made.
    public var approved: Int { historyIDs.count + reopened }
}

/// 決裁: the second officer approves proposals; one operation, set-based.
public enum ApproveDecisions {
    public static let operation = OperationCode.approveDecision

    /// Which proposals are approved.
    public enum Choice: Sendable {
        /// Every pending proposal without a flag; those of the approver are left out and named.
        case flagless
        /// The same of one kind, or of all, up to `FlaglessBatch.most`, as it was shown: where those
        /// that were shown are others by then, nothing is approved. What was proposed after the last
        /// of them was not shown, and waits.
        case batch(DecisionResult?, through: Int64? = nil, seen: String)
        /// Exactly these: one that cannot be approved refuses all.
        case these([Int64])
    }

    /// Approves proposals.
    ///
    /// - Throws: for chosen ones `.unknownProposal`, `.proposalSettled`, `.proposalOvertaken`,
    ///   `.proposalHeld`,
    ///   `SafeguardRefusal.sameOfficer`; for a batch `.batchChanged`.
    @discardableResult
    public static func perform(_ choice: Choice, in scope: Scope) throws -> ApprovalReport {
        let approver = scope.principal.officer
        switch choice {
        case .flagless:
            let sort = try FlaglessSort(in: scope)
            return try scope.carryOut(sort, for: approver)
        case .batch(let kind, let last, let seen):
            let sort = try FlaglessSort(kind, through: last, most: FlaglessBatch.most, in: scope)
            guard sort.batch.digest == seen else { throw EntitlementRefusal.batchChanged }
            return try scope.carryOut(sort, for: approver)
        case .these(let ids):
            let found = try ProposalBook.proposals(ids, from: scope.db)
            let settled = try ProposalBook.settled(ids, from: scope.db)
            var current = try CurrentStrands(Array(found.values), from: scope.db)
            let hands = try FormHands(
                found.values.compactMap(\.draft.applicationID), from: scope.db)
            let abusers = try AbuserLinks(of: found.values.map(\.draft.child), from: scope.db)
            let held = try ProposalHoldBook.held(ids, from: scope.db)
            let chosen = try ids.map { id -> PendingProposal in
                guard let proposal = found[id] else { throw EntitlementRefusal.unknownProposal }
                if settled.contains(id) { throw EntitlementRefusal.proposalSettled }
                try FourEyes.check(proposer: proposal.proposer, approver: approver)
                guard !hands.touched(proposal.draft.applicationID, approver) else {
                    throw SafeguardRefusal.sameOfficer
                }
                guard !abusers.stop(proposal) else { throw EntitlementRefusal.namedAbuser }
                guard held[proposal.id] == nil else { throw EntitlementRefusal.proposalHeld }
                guard current.take(proposal) else { throw EntitlementRefusal.proposalOvertaken }
                return proposal
            }
            return try scope.carryOut(chosen.map { Approval($0, approver: approver) })
        }
    }
}

extension Scope {
    fileprivate func carryOut(
        _ sort: FlaglessSort, for approver: String
    ) throws -> ApprovalReport {
        let found = try ProposalBook.proposals(sort.chosen.map(\.id), from: db)
        var report = try carryOut(
            sort.chosen.compactMap { one in
                found[one.id].map { Approval($0, approver: approver) }
            })
        report.leftOut = sort.words
        return report
    }
}

extension AbuserLinks {
    /// Whether a proposal would make, or keep, the person a recipient whom a measure of the child is
    /// directed against; an end may always be decided.
    func stop(_ proposal: PendingProposal) -> Bool {
        switch proposal.draft.result {
        case .granted, .changed, .resumed:
            names(proposal.draft.recipient, of: [proposal.draft.child])
        case .refused, .lapsed, .suspended, .revoked, .withdrawn: false
        }
    }
}

/// Who had a form in their hands before it was proposed: they do not decide about it, also where a
/// machine proposed.
///
/// (Part of `OperationCode.approveDecision`.)
struct FormHands {
    private let officers: [Int64: Set<String>]

    init(_ applications: [Int64], from db: any Connection) throws {
        officers = try ApplicationBook.hands(on: applications, from: db)
    }

    func touched(_ application: Int64?, _ officer: String) -> Bool {
        guard let application else { return false }
        return officers[application]?.contains(officer) ?? false
    }
}

/// 再判定結果の確認: an officer who did not propose it confirms one proposal.
public enum ConfirmProposal {
    public static let operation = OperationCode.confirmRejudgement

    /// - Throws: as `ApproveDecisions`; `.unknownProposal` for one that is not of a rejudgement: a
    ///   head decides about it.
    @discardableResult
    public static func perform(_ id: Int64, in scope: Scope) throws -> ApprovalReport {
        let cause = try ProposalBook.proposals([id], from: scope.db)[id]?.draft.cause
        guard cause == .rejudgement || cause == .yearEnd else {
            throw EntitlementRefusal.unknownProposal
        }
        return try ApproveDecisions.perform(.these([id]), in: scope)
    }
}

/// 起案の差戻し: the proposal ends, its application is examined again.
public enum SendBack {
    public static let operation = OperationCode.sendBackDecision

    /// - Throws: `.missingReason`, `.unknownProposal`, `.proposalSettled`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw EntitlementRefusal.missingReason }
        guard let proposal = try ProposalBook.proposals([id], from: scope.db)[id] else {
            throw EntitlementRefusal.unknownProposal
        }
        guard try ProposalBook.settled([id], from: scope.db).isEmpty else {
            throw EntitlementRefusal.proposalSettled
        }
        scope.saw(proposal.draft.child)
        try scope.append([
            ProposalOutcomeRow(
                proposal: id, outcome: .sentBack, approver: scope.principal.officer,
                reason: reason)
        ])
        // The application of a refusal that stays is not open.
        guard let application = proposal.draft.applicationID, !proposal.draft.reopensApplication
        else { return }
        let file = try scope.application(application)
        try scope.record([try ApplicationMove(.sendBack, file, reason: reason)].compactMap(\.self))
    }
}
