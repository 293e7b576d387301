// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Safeguards
public import Vocabulary

/// 償還払いの決裁: a head who neither keyed nor proposed it decides; one operation, set-based.
public enum ApproveReimbursements {
    public static let operation = OperationCode.approveReimbursement

    /// Which proposals are approved.
    public enum Choice: Sendable {
        /// Everything that waits; what the approver may not decide is left out and named.
        case all
        /// Exactly these: one that cannot be approved refuses all.
        case these([Int64])
    }

    /// What an approval did.
    public struct Report: Hashable, Sendable {
        public internal(set) var counts: [ReimbursementOutcome: Int] = [:]
        /// The decisions, in the order of the proposals.
        public internal(set) var decisions: [Int64] = []
        public internal(set) var payable = Yen.zero
        /// Proposals that were left out, and why.
        public internal(set) var leftOut: [Int64: String] = [:]
        /// Proposals that this officer approved and that need another approval (専決区分).
        public internal(set) var consented: [Int64] = []
    }

    /// Approves proposals as of today.
    ///
    /// - Parameter rules: how many approvals an amount needs, and of whom.
    /// - Throws: for chosen ones `.unknownProposal`, `.proposalSettled`, `.proposalOvertaken`,
    ///   `.entitlementChanged`, `.monthCountChanged`, `.proposalHeld`, `SafeguardRefusal.sameOfficer`; `ApprovalRefusal`.
    @discardableResult
    public static func perform(
        _ choice: Choice, rules: ApprovalRules, in scope: Scope
    ) throws -> Report {
        var report = Report()
        var chosen: [ReimbursementDecision] = []
        switch choice {
        case .all:
            let pending = try ReimbursementDecisionBook.pending(from: scope.db)
            let check = try ApprovalCheck(pending, rules, in: scope)
            for proposal in pending {
                if let refusal = check.refusal(proposal) {
                    report.leftOut[proposal.id] = refusal.message
                } else {
                    chosen.append(proposal)
                }
            }
        case .these(let ids):
            let found = try ReimbursementDecisionBook.decisions(ids, from: scope.db)
            let check = try ApprovalCheck(Array(found.values), rules, in: scope)
            for id in ids.once() {
                guard let proposal = found[id] else { throw BenefitsRefusal.unknownProposal }
                if let refusal = check.refusal(proposal) { throw refusal }
                chosen.append(proposal)
            }
        }
        scope.saw(chosen.flatMap { [$0.child, $0.recipient] })
        report.consented = try scope.consent(to: chosen, under: rules)
        let waiting = Set(report.consented)
        chosen.removeAll { waiting.contains($0.id) }
        report.decisions = try scope.append(
            chosen.map {
                ReimbursementApprovalRow(
                    proposal: $0.id, outcome: .approved, decidedOn: scope.today,
                    approver: scope.principal.officer)
            })
        try scope.record(
            chosen.map {
                ReimbursementMove(
                    reimbursement: $0.reimbursement, event: .approved,
                    status: $0.outcome == .notPaid ? .notPaid : .paid)
            })
        for proposal in chosen {
            report.counts[proposal.outcome, default: 0] += 1
            report.payable = report.payable + proposal.payable
        }
        scope.counted(chosen.count + waiting.count)
        return report
    }
}

extension Scope {
    /// Writes the approvals that alone do not decide, and the last ones of those that needed several.
    ///
    /// - Returns: the proposals that need another approval.
    fileprivate func consent(
        to proposals: [ReimbursementDecision], under rules: ApprovalRules
    ) throws -> [Int64] {
        let desk = try ConsentDesk(proposals, rules, in: self)
        var rows: [ReimbursementConsentRow] = []
        var waiting: [Int64] = []
        for proposal in proposals {
            let need = desk.need(proposal)
            guard need.slots.count > 1 else { continue }
            let open = try need.open(after: desk.ranks(proposal.id), and: desk.rank)
            rows.append(
                ReimbursementConsentRow(
                    proposal: proposal.id,
                    consent: ApprovalConsent(
                        officer: principal.officer, grade: desk.grade, rank: desk.rank, at: now),
                    amount: desk.amount(proposal), rules: rules.digest))
            if !open.isEmpty { waiting.append(proposal.id) }
        }
        try append(rows)
        return waiting
    }
}

/// Whether an officer may approve proposals, with what is in the books about them.
///
/// (Part of `OperationCode.approveReimbursement`.)
private struct ApprovalCheck {
    private let approver: String
    private let cases: [Int64: ReimbursementCase]
    private let settled: Set<Int64>
    private let index: EntitlementIndex
    /// The newest operation that accepted a claim in kind, by treatment.
    private let claimed: [TreatmentKey: Int64]
    private let desk: ConsentDesk
    /// Cases that look like another benefit, without an officer's word about it.
    private let doubles: Set<Int64>
    /// Proposals that a head has put aside.
    private let held: Set<Int64>
    /// Proposals of which something counted before them in the month has changed since.
    private let miscounted: Set<Int64>

    init(
        _ proposals: [ReimbursementDecision], _ rules: ApprovalRules, in scope: Scope
    ) throws {
        desk = try ConsentDesk(proposals, rules, in: scope)
        approver = scope.principal.officer
        let children = proposals.map(\.child).once()
        index = try EntitlementIndex.load(children: children, from: scope.db)
        claimed = try TreatmentKeys.claimed(children: children, from: scope.db)
        cases = try ReimbursementBook.cases(proposals.map(\.reimbursement), from: scope.db)
        settled = try ReimbursementDecisionBook.settled(proposals.map(\.id), from: scope.db)
        doubles = Set(
            try DuplicateBook.undecided(
                reimbursements: proposals.filter { $0.payable > .zero }.map(\.reimbursement),
                from: scope.db
            ).keys)
        miscounted = try MonthCountReview.proposals(proposals, in: scope)
        held = Set(try ReimbursementHoldBook.held(proposals.map(\.id), from: scope.db).keys)
    }

    /// Four eyes: neither who proposed nor who keyed the form or a letter.
    func refusal(_ proposal: ReimbursementDecision) -> (any Refusal)? {
        if settled.contains(proposal.id) { return BenefitsRefusal.proposalSettled }
        guard let file = cases[proposal.reimbursement] else {
            return BenefitsRefusal.unknownReimbursement
        }
        for officer in [proposal.proposer] + file.enteredBy.sorted() {
            do throws(SafeguardRefusal) {
                try FourEyes.check(proposer: officer, approver: approver)
            } catch {
                return error
            }
        }
        if held.contains(proposal.id) { return BenefitsRefusal.proposalHeld }
        guard file.status == .proposed, file.newestBranch == proposal.branch,
            !isClaimed(since: proposal, file.input)
        else { return BenefitsRefusal.proposalOvertaken }
        guard isStillEntitled(proposal, file.input) else {
            return BenefitsRefusal.entitlementChanged
        }
        if proposal.isForWantOfEntitlement, index.awaitsRelease(file.input) {
            return BenefitsRefusal.releaseAwaited(file.input.treatmentMonth)
        }
        if miscounted.contains(proposal.id) { return BenefitsRefusal.monthCountChanged }
        if doubles.contains(proposal.reimbursement) { return BenefitsRefusal.duplicateUndecided }
        return desk.refusal(proposal)
    }

    /// Whether the institution's claim for the same treatment was accepted after the proposal.
    private func isClaimed(
        since proposal: ReimbursementDecision, _ input: ReimbursementInput
    ) -> Bool {
        guard proposal.payable > .zero, let claim = claimed[input.treatment] else { return false }
        return claim > proposal.operation
    }

    /// What was proposed must be right today: an entitlement may have ended, begun or passed to
    /// another recipient since.
    private func isStillEntitled(
        _ proposal: ReimbursementDecision, _ input: ReimbursementInput
    ) -> Bool {
        let entry = index.entry(for: input)
        let hasDaysOutside = !index.daysOutside(input).isEmpty
        if entry?.historyID == proposal.history {
            return proposal.payable == .zero || !hasDaysOutside
        }
        let isEntitled = (entry?.isEntitled(for: input) ?? false) && !hasDaysOutside
        if proposal.payable > .zero {
            return isEntitled && entry?.recipient == proposal.recipient
        }
        return !(isEntitled && proposal.isForWantOfEntitlement)
    }
}

extension ReimbursementDecision {
    fileprivate var isForWantOfEntitlement: Bool {
        reason == .notEntitled || reason == .outsidePeriod
    }
}

/// 償還払いの起案の差戻し: the proposal ends, the reimbursement is examined again.
public enum SendBackReimbursement {
    public static let operation = OperationCode.approveReimbursement

    /// - Throws: `.missingReason`, `.unknownProposal`, `.proposalSettled`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw BenefitsRefusal.missingReason }
        guard let proposal = try ReimbursementDecisionBook.decisions([id], from: scope.db)[id]
        else { throw BenefitsRefusal.unknownProposal }
        guard try ReimbursementDecisionBook.settled([id], from: scope.db).isEmpty else {
            throw BenefitsRefusal.proposalSettled
        }
        guard try scope.reimbursement(proposal.reimbursement).status == .proposed else {
            throw BenefitsRefusal.proposalSettled
        }
        scope.saw([proposal.child, proposal.recipient])
        try scope.append([
            ReimbursementApprovalRow(
                proposal: id, outcome: .sentBack, decidedOn: nil,
                approver: scope.principal.officer, reason: reason)
        ])
        try scope.record([
            ReimbursementMove(
                reimbursement: proposal.reimbursement, event: .sentBack, status: .received,
                note: reason)
        ])
    }
}
