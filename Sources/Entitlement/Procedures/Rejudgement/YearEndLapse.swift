// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
public import Vocabulary

/// 年度末の年齢到達: entitlements whose periods end on a day, as lapses (B8: plan, confirm, print).
public enum YearEndLapse {
    public static let operation = OperationCode.renewYearly

    /// The live entitlements that have no day left after `lastDay`.
    public static func plan(
        lastDay: CivilDate, from db: any Connection
    ) throws -> [EntitlementState] {
        try HistoryBook.strands(children: nil, from: db).values.flatMap(\.self).map(\.state)
            .filter { state in
                state.isLive && !state.periods.reaches(lastDay.next)
                    && state.periods.reaches(lastDay)
            }.sorted { $0.child < $1.child }
    }

    /// Proposes the lapses of a plan; those a rule of the head covers are carried out at once.
    ///
    /// - Returns: proposals that wait, and what was carried out.
    /// - Parameter chosen: only these decisions of the plan: a job cuts it into steps.
    public static func perform(
        lastDay: CivilDate, only chosen: [Int64]? = nil, in scope: Scope
    ) throws -> (waiting: [Int64], carriedOut: ApprovalReport) {
        let wanted = chosen.map(Set.init)
        let states = try plan(lastDay: lastDay, from: scope.db)
            .filter { wanted?.contains($0.id) ?? true }
        let pending = try ProposalBook.pending(children: states.map(\.child), from: scope.db)
        let drafts = states.filter { pending[$0.child] == nil }.map { state -> ProposalDraft in
            var draft = ProposalDraft(
                changing: state, kind: .lapse, reason: .ageReached, on: scope.today,
                cause: .yearEnd)
            draft.isExOfficio = true
            draft.causeOn = lastDay.next
            draft.effectiveOn = lastDay.next
            draft.result = .lapsed
            draft.reason = .reachedAge
            draft.explanation = "年齢到達のため、\(Wareki.text(lastDay))で資格が終わります"
            return draft
        }
        let ids = try scope.propose(drafts)
        scope.saw(drafts.map(\.child))
        let carriedOut = try scope.carryOutUnderRules(ids)
        let left = states.count - drafts.count
        try scope.record(
            BatchCount(
                kind: .yearEnd, on: lastDay, expected: states.count,
                proposed: carriedOut.waiting.count, carriedOut: carriedOut.report.approved,
                leftOut: left == 0 ? [:] : ["決裁待ちの案がある": left]))
        return (carriedOut.waiting, carriedOut.report)
    }
}

extension Scope {
    /// Carries out those proposals that have no flag and that a rule of the head covers.
    func carryOutUnderRules(
        _ ids: [Int64]
    ) throws -> (waiting: [Int64], report: ApprovalReport) {
        let rules = try HeadRuleBook.inForce(on: today, from: db)
        let proposals = try ProposalBook.proposals(ids, from: db)
        var current = try CurrentStrands(Array(proposals.values), from: db)
        let hands = try FormHands(proposals.values.compactMap(\.draft.applicationID), from: db)
        let abusers = try AbuserLinks(of: proposals.values.map(\.draft.child), from: db)
        var approvals: [Approval] = []
        var waiting: [Int64] = []
        var orphaned: Set<HeadRuleKind> = []
        for id in ids {
            guard let proposal = proposals[id] else { continue }
            let kind = HeadRuleKind(proposal.draft.reason)
            let rule = kind.flatMap { rules.deciding[$0] }
            if let kind, rules.orphaned.contains(kind) { orphaned.insert(kind) }
            // Who signed the rule is the second officer, as if deciding by hand: never for what they
            // propose or took in themselves, and never for the person a measure is directed against.
            if let rule, proposal.draft.flags.isEmpty, rule.signedBy != proposal.proposer,
                !hands.touched(proposal.draft.applicationID, rule.signedBy),
                !abusers.stop(proposal), current.take(proposal)
            {
                approvals.append(Approval(proposal, under: rule))
            } else {
                waiting.append(id)
            }
        }
        var report = try carryOut(approvals)
        report.orphaned = orphaned
        return (waiting, report)
    }
}
