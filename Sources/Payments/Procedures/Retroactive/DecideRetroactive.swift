// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Safeguards
import Scheme
public import Vocabulary

/// What a carried-out proposal did.
public struct RetroactiveReport: Hashable, Sendable {
    /// Objections (過誤) that were filed.
    public internal(set) var objections = 0
    /// Payments that ended before they left.
    public internal(set) var stopped = 0
    /// Claims against recipients, with their yen.
    public internal(set) var recoveries: [Int64: Yen] = [:]
    /// Decisions that fell.
    public internal(set) var cancelled = 0
    /// Claims of the error list that are accepted now.
    public internal(set) var accepted = 0
    /// Yen that those claims pay.
    public internal(set) var payable = Yen.zero
    /// The proposal was carried out before.
    public internal(set) var wasKnown = false
}

/// 遡及の精算の決裁: a head who did not propose it; all of it or nothing, and only while everything is
/// as it was shown.
public enum ApproveRetroactive {
    public static let operation = OperationCode.approveRetroactive

    /// A second approval changes nothing.
    ///
    /// - Throws: `RetroactiveRefusal.unknownProposal`, `.proposalSettled`, `.overtaken`;
    ///   `SafeguardRefusal.sameOfficer`; what 給付 and 支払 refuse of its parts.
    @discardableResult
    public static func perform(
        _ id: Int64, law: BenefitLaw, in scope: Scope
    ) throws -> RetroactiveReport {
        guard let proposal = try RetroactiveBook.proposal(id, from: scope.db) else {
            throw RetroactiveRefusal.unknownProposal
        }
        scope.saw(proposal.child)
        if proposal.outcome == .approved, proposal.decidedBy == scope.principal.officer {
            var report = RetroactiveReport()
            report.wasKnown = true
            return report
        }
        guard proposal.outcome == nil else { throw RetroactiveRefusal.proposalSettled }
        try FourEyes.check(proposer: proposal.proposer, approver: scope.principal.officer)
        let plan = try RetroactiveReading.plan(proposal.child, law: law, in: scope)
        guard plan.digest == proposal.digest else { throw RetroactiveRefusal.overtaken }
        let lines = try RetroactiveBook.lines(of: id, from: scope.db).filter(\.isChosen)
        let chosen = Set(lines.map(\.key))
        try scope.append([
            RetroactiveOutcomeRow(
                proposal: id, outcome: .approved, officer: scope.principal.officer)
        ])
        // First, while everything is as it was examined.
        var report = try takeIn(lines.filter { $0.kind == .gainedClaim }, law: law, in: scope)
        try carryOut(
            plan.effects.filter { chosen.contains($0.key) }, proposal, law: law, &report,
            in: scope)
        return report
    }

    /// Takes claims of the error list in, for the yen that were shown and nothing else.
    private static func takeIn(
        _ lines: [RetroactiveBook.Line], law: BenefitLaw, in scope: Scope
    ) throws -> RetroactiveReport {
        var report = RetroactiveReport()
        guard !lines.isEmpty else { return report }
        let again = try RecheckClaims.perform(
            lines.map(\.subject).sorted(), law: law, in: scope)
        guard lines.allSatisfy({ (again.payable[$0.subject] ?? .zero) == $0.amount }) else {
            throw RetroactiveRefusal.overtaken
        }
        report.accepted = again.claims.count
        report.payable = again.payable.values.reduce(.zero, +)
        return report
    }

    private static func carryOut(
        _ effects: [RetroactiveEffect], _ proposal: RetroactiveProposal, law: BenefitLaw,
        _ report: inout RetroactiveReport, in scope: Scope
    ) throws {
        for effect in effects where effect.kind == .claim {
            try ContestClaim.perform(
                .claim(effect.subject), .readjustment, reason: .notEntitled, on: scope.today,
                in: scope)
            report.objections += 1
        }
        for effect in effects where effect.kind == .prior {
            let id = try claim(effect, proposal, law: law, in: scope)
            report.recoveries[id] = effect.amount
        }
        let payments = CancelledDecisions(
            reason: .lapsed,
            byInsurer: effects.filter { $0.kind == .paid }.reduce(into: [:]) {
                $0[$1.subject] = $1.byInsurer?.amount
            })
        let falling = effects.filter {
            [.decided, .scheduled, .paid, .gainedReimbursement].contains($0.kind)
        }
        for effect in falling where effect.kind != .gainedReimbursement {
            switch try payments.cancel(
                effect.subject, reason: proposal.explanation, in: scope)
            {
            case .nothing: break
            case .ended: report.stopped += 1
            case .claimedBack(let recovery, let yen): report.recoveries[recovery] = yen
            }
        }
        try CancelRetroactively.perform(
            falling.map {
                // A month that is outside only in part is decided by an officer with the receipt.
                CancelRetroactively.Order(
                    decision: $0.subject, reimbursement: $0.record, reopens: !$0.isPartial)
            }, reason: proposal.explanation, proposer: proposal.proposer, in: scope)
        report.cancelled = falling.count
        scope.counted(effects.count)
    }

    /// Claims back what the system used before has paid: there is no decision of ours to cancel and no
    /// claim to contest.
    private static func claim(
        _ effect: RetroactiveEffect, _ proposal: RetroactiveProposal, law: BenefitLaw,
        in scope: Scope
    ) throws -> Int64 {
        guard let recipient = effect.recipient else { throw RetroactiveRefusal.otherEffects }
        // What the letter to the family will say of it; the claim keeps it.
        let explanation = try law.book.letters.wording(.recovery, on: scope.today).wording.text(
            .prior,
            LetterValues([
                .treatmentMonth: .month(effect.month), .explanation: .text(proposal.explanation),
            ]))
        return try RecordRecovery.claim(
            RecoveryClaim(
                child: proposal.child, recipient: recipient, amount: effect.amount,
                reason: .lapsed,
                explanation: explanation ?? proposal.explanation),
            key: PriorRecoveryBook.key(of: effect.subject, proposal: proposal.id), in: scope)
    }
}

/// 遡及の精算の差戻し: nothing changes.
public enum SendBackRetroactive {
    public static let operation = OperationCode.approveRetroactive

    /// - Throws: `.missingReason`; `RetroactiveRefusal.unknownProposal`, `.proposalSettled`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw PaymentRefusal.missingReason }
        guard let proposal = try RetroactiveBook.proposal(id, from: scope.db) else {
            throw RetroactiveRefusal.unknownProposal
        }
        guard proposal.outcome == nil else { throw RetroactiveRefusal.proposalSettled }
        scope.saw(proposal.child)
        try scope.append([
            RetroactiveOutcomeRow(
                proposal: id, outcome: .sentBack, officer: scope.principal.officer,
                reason: reason)
        ])
    }
}
