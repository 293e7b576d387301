// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
public import Entitlement
public import Safeguards
import Scheme
import Vocabulary

/// 支給決定通知書 of decisions to pay of which nothing is sent: held for want of an account, or wholly set
/// off (充当). One for each decision, once; whatever a run pays is told of by the letter of the run.
public struct AwaitingLetters: LetterSource {
    public let title = "支給決定通知書（振込のないもの）"
    public let paper = Paper.awaiting

    public init() {}

    public func waiting(in scope: Scope) throws -> [Int64] {
        try AwaitingBook.unwritten(from: scope.db)
    }

    /// - Parameter references: the decisions that payments pay.
    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let awaiting = try AwaitingBook.awaiting(references, from: scope.db)
        let decisions = try ReimbursementDecisionBook.decisions(
            approvals: awaiting.keys, from: scope.db)
        let netted = try RecoveryRequestBook.netted(awaiting.keys, from: scope.db)
        let computations = try Explanations.decisions(
            decisions.values.map(\.id), from: scope.db)
        return references.compactMap { id in
            guard let one = awaiting[id], let decision = decisions[id] else { return nil }
            return LetterOrder(
                id, decision, one, netted: netted[id],
                steps: computations[decision.id]?.steps ?? [])
        }
    }
}

extension LetterOrder {
    /// What a letter about a decision says of which nothing is sent.
    fileprivate init(
        _ id: Int64, _ decision: ReimbursementDecision, _ awaiting: AwaitingBook.Awaiting,
        netted: Yen?, steps: [Step]
    ) {
        var values = LetterValues()
        values[.child] = .person(decision.child)
        values[.guardian] = .person(awaiting.payee)
        values[.receipt] = .text(decision.receipt)
        values[.treatmentMonth] = .month(decision.treatmentMonth)
        values[.institution] = .text(decision.institutionName)
        values[.setting] = .code(decision.setting)
        values[.decision] = .code(.outcome, decision.outcome)
        values[.decidedOn] = (decision.approval?.decidedOn).map(LetterValue.date)
        values[.amount] = .yen(decision.payable)
        values[.total] = netted.map(LetterValue.yen)
        values[.reason] = .word(awaiting.cause.letterWord)
        self.init(
            .awaiting, reference: id, recipient: awaiting.payee, children: [decision.child],
            values: values, steps: steps.map(LetterStep.step), sum: decision.payable)
    }
}

extension AwaitingBook.Cause {
    /// Why nothing is sent, as the book says it.
    fileprivate var letterWord: LetterWord {
        switch self {
        case .setOff: .setOff
        case .account(.unconfirmedAccount): .accountUnconfirmed
        case .account(.unusableAccount): .accountUnusable
        case .account: .accountMissing
        }
    }
}
