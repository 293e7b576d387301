// SPDX-License-Identifier: Apache-2.0
import Press
public import Safeguards
public import Scheme
import Vocabulary

/// 通知書の下見: the letter of one decision as it would be printed; nothing is written.
public enum PreviewNotice {
    public static let operation = OperationCode.previewLetter

    /// What the letter would say, or why there is none.
    public enum Answer: Sendable {
        case letter(EntitlementNotice)
        case none(String)
        /// It waits for a second officer, or will when it is asked for.
        case held(String)
    }

    /// - Throws: `.unknownProposal` where there is no such decision.
    public static func perform(
        _ decisionID: Int64, letters: LetterWordings, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> Answer {
        let db = scope.db
        guard let decision = try HistoryBook.decisions(ids: [decisionID], from: db)[decisionID]
        else { throw EntitlementRefusal.unknownProposal }
        scope.saw([decision.child, decision.recipient])
        let findings =
            try decision.judgementID.flatMap {
                try JudgementBook.findings([$0], from: db)[$0]
            } ?? []
        let unmet = findings.filter { !$0.met }
        guard let kind = EntitlementNotice.Kind(decision.result),
            let order = LetterOrder(
                decision, unmet: unmet,
                details: try DecisionDetails.of([decision], from: db)[decision.id]),
            let envelope = EnvelopeID("PREVIEW")
        else { return .none("この決定には通知書がありません") }
        let addressing = try Addressing(
            recipients: [decision.recipient], children: [decision.child], directory: directory,
            in: scope)
        let writing = LetterWriting(
            letters: letters, forms: [:], addressing: addressing, datedOn: scope.today)
        switch writing.ready(order, envelope: envelope, .preview) {
        case .failure(let out): return out.isHeld ? .held(out.reason) : .none(out.reason)
        case .success(let letter):
            return .letter(
                EntitlementNotice(kind: kind, decision: decision, unmet: unmet, ready: letter))
        }
    }
}
