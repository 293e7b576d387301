// SPDX-License-Identifier: Apache-2.0
public import Press
import Scheme
import Vocabulary

/// A letter about one decision: 認定, 却下, 変更, 消滅.
public struct EntitlementNotice: Sendable {
    /// The kinds of letter.
    public enum Kind: String, Sendable, CaseIterable {
        case granted, refused, changed, lapsed

        init?(_ result: DecisionResult) {
            switch result {
            case .granted: self = .granted
            case .refused: self = .refused
            case .changed, .suspended, .resumed: self = .changed
            case .lapsed, .revoked: self = .lapsed
            case .withdrawn: return nil
            }
        }

        /// The wording that the book has for it.
        var letter: LetterKind {
            switch self {
            case .granted: .granted
            case .refused: .refused
            case .changed: .changed
            case .lapsed: .lapsed
            }
        }
    }

    public let kind: Kind
    public let decision: EntitlementDecision
    /// The findings that are not met; of a refusal or a lapse.
    public let unmet: [StoredFinding]
    public let ready: ReadyLetter

    public var envelope: EnvelopeID { ready.envelope }

    /// The letter for the press.
    public func letter(sender: Sender, desk: ContactDesk) -> Letter {
        ready.letter(sender: sender, desk: desk)
    }
}

extension LetterOrder {
    /// What a letter about a decision says; `nil` where the decision has none.
    ///
    /// - Parameter details: what it says besides its code.
    init?(
        _ decision: EntitlementDecision, unmet: [StoredFinding], details: DecisionDetails? = nil
    ) {
        guard let kind = EntitlementNotice.Kind(decision.result) else { return nil }
        var values = LetterValues()
        values[.child] = .person(decision.child)
        values[.guardian] = .person(decision.recipient)
        values[.born] = .date(decision.childBorn)
        values[.recipientNumber] = decision.recipientNumber.map(LetterValue.text)
        values[.decision] = .code(.decisionResult, decision.result)
        values[.decidedOn] = .date(decision.decidedOn)
        values[.effectiveOn] = .date(decision.effectiveOn)
        values[.reason] = details?.words ?? LetterOrder.reason(decision, unmet)
        if kind != .refused {
            values[.outpatient] = .period(decision.periods.outpatient)
            values[.inpatient] = .period(decision.periods.inpatient)
        }
        if let before = details?.before {
            let now = decision.periods
            // What stays as it was is not said twice.
            if before.outpatient != now.outpatient {
                values[.outpatientBefore] = .period(before.outpatient)
            }
            if before.inpatient != now.inpatient {
                values[.inpatientBefore] = .period(before.inpatient)
            }
        }
        self.init(
            kind.letter, reference: decision.id, recipient: decision.recipient,
            children: [decision.child], values: values)
    }

    /// The reason of the decision, and what was found not to be met with its article.
    private static func reason(
        _ decision: EntitlementDecision, _ unmet: [StoredFinding]
    ) -> LetterValue {
        // In the order of the words that they were judged in, whatever the book calls them.
        let details = Dictionary(
            unmet.map { finding in
                let article = finding.article.map { "（\($0)）" } ?? ""
                return (
                    finding.because + article,
                    LetterValue.joined([.finding(finding.because), .text(article)], by: "")
                )
            }, uniquingKeysWith: { first, _ in first })
        return .joined(
            [.code(.decisionReason, decision.reason)]
                + details.sorted { $0.key < $1.key }.map(\.value), by: "。")
    }
}
