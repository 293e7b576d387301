// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
import Scheme
public import Vocabulary

/// 年度末の年齢到達: entitlements whose periods end on a day, as lapses (B8: plan, confirm, print).
/// Periods are those of the book of their decision: whom the book of the day after covers still is left
/// out and named (制度の拡大 lengthens them).
public enum YearEndLapse {
    public static let operation = OperationCode.renewYearly

    /// Why somebody of the book's age is left out, for the counts.
    static let coveredStill = "制度の本では翌日も対象（1170 で延ばす）"

    /// The live entitlements that have no day left after `lastDay`.
    public struct Plan: Sendable {
        /// Those that end by age.
        public let lapsing: [EntitlementState]
        /// Those of an age that the book covers on the day after still.
        public let covered: [EntitlementState]
        public var all: [EntitlementState] { lapsing + covered }
    }

    /// - Throws: `EntitlementRefusal.schemeUnset` where nobody knows the age on the day after.
    public static func plan(
        lastDay: CivilDate, law: EligibilityLaw, from db: any Connection
    ) throws -> Plan {
        let ending = try HistoryBook.strands(children: nil, from: db).values.flatMap(\.self)
            .map(\.state)
            .filter { state in
                state.isLive && !state.periods.reaches(lastDay.next)
                    && state.periods.reaches(lastDay)
            }.sorted { $0.child < $1.child }
        let covers = try CoveredAges(Set(ending.map(\.childBorn)), law: law, on: lastDay.next)
        return Plan(
            lapsing: ending.filter { !covers.contains($0.childBorn) },
            covered: ending.filter { covers.contains($0.childBorn) })
    }

    /// Proposes the lapses of a plan; those a rule of the head covers are carried out at once.
    ///
    /// - Parameter chosen: only these decisions of the plan: a job cuts it into steps.
    /// - Returns: proposals that wait, what was carried out, and whom the book covers still.
    public static func perform(
        lastDay: CivilDate, only chosen: [Int64]? = nil, law: EligibilityLaw, in scope: Scope
    ) throws -> (waiting: [Int64], carriedOut: ApprovalReport, covered: [Int64]) {
        let wanted = chosen.map(Set.init)
        func mine(_ states: [EntitlementState]) -> [EntitlementState] {
            states.filter { wanted?.contains($0.id) ?? true }
        }
        let plan = try plan(lastDay: lastDay, law: law, from: scope.db)
        let (states, covered) = (mine(plan.lapsing), mine(plan.covered))
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
        var leftOut = ["決裁待ちの案がある": states.count - drafts.count]
        leftOut[coveredStill] = covered.count
        try scope.record(
            BatchCount(
                kind: .yearEnd, on: lastDay, expected: states.count + covered.count,
                proposed: carriedOut.waiting.count, carriedOut: carriedOut.report.approved,
                leftOut: leftOut.filter { $0.value > 0 }))
        return (carriedOut.waiting, carriedOut.report, covered.map(\.id))
    }
}

/// The days of birth that the book covers by age on a day: asked once for each.
struct CoveredAges {
    private let births: Set<CivilDate>

    /// - Throws: `EntitlementRefusal.schemeUnset` where the book leaves the age of the day open.
    init(_ born: Set<CivilDate>, law: EligibilityLaw, on day: CivilDate) throws {
        for setting in CareSetting.allCases where !born.isEmpty {
            if case .unset(let name)? = law.book.ageLimits[setting]?.on(day) {
                throw EntitlementRefusal.schemeUnset(name)
            }
        }
        births = born.filter { law.isOfAge($0, on: day) }
    }

    func contains(_ born: CivilDate) -> Bool { births.contains(born) }
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
