// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Press
import Scheme
import Vocabulary

/// A letter about a reimbursement that is not paid (不支給決定通知書).
public struct RefusalNotice: Sendable {
    public let decision: ReimbursementDecision
    public let ready: ReadyLetter

    public var envelope: EnvelopeID { ready.envelope }

    /// The letter for the press.
    public func letter(sender: Sender, desk: ContactDesk) -> Letter {
        ready.letter(sender: sender, desk: desk)
    }
}

extension LetterOrder {
    /// What a letter about a refusal says.
    ///
    /// - Parameters:
    ///   - article: of the rule that refused, where the book names it.
    ///   - computation: the amounts that were computed; told where nothing is left.
    init(
        _ decision: ReimbursementDecision, article: String?, computation: StoredComputation?
    ) {
        var values = LetterValues()
        values[.child] = .person(decision.child)
        values[.guardian] = .person(decision.recipient)
        values[.receipt] = .text(decision.receipt)
        values[.treatmentMonth] = .month(decision.treatmentMonth)
        values[.institution] = .text(decision.institutionName)
        values[.setting] = .code(decision.setting)
        values[.decision] = .code(.outcome, ReimbursementOutcome.notPaid)
        values[.decidedOn] = (decision.approval?.decidedOn).map(LetterValue.date)
        let reason = decision.reason.map {
            LetterValue.code(.refusalReason, $0.rawValue, plain: $0.wording)
        }
        let words = [reason, .text(decision.explanation)].compactMap(\.self)
        values[.reason] = .joined(
            [.joined(words, by: "。"), .text(article.map { "（\($0)）" } ?? "")], by: "")
        let steps = decision.reason == .nothingLeft ? computation?.steps ?? [] : []
        self.init(
            .notPaid, reference: decision.id, recipient: decision.recipient,
            children: [decision.child], values: values,
            steps: steps.dropLast().map(LetterStep.step), sum: steps.last?.amount ?? .zero)
    }
}
