// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Vocabulary

/// 資格の訂正の起案: undoes or corrects the newest decision of an entitlement, after the officer has seen
/// what follows. Nothing is changed in the past: a new decision stands on top of the wrong one.
public enum CorrectDecision {
    public static let operation = OperationCode.correctEntitlement

    /// - Parameter seen: digest of the aftermath that the officer saw.
    /// - Returns: the proposal; another officer decides.
    /// - Throws: `CaseRefusal.previewMoved` where more or less would follow by now,
    ///   `.nothingToCorrect`, for a refusal `.reopeningIncomplete`, `.openElsewhere`,
    ///   `.entitledSince`; `EntitlementRefusal.missingReason`, `.proposalOvertaken` while another
    ///   correction waits.
    @discardableResult
    public static func perform(
        _ input: CorrectionInput, seen: String, consequences: any Consequences, in scope: Scope
    ) throws -> Int64 {
        guard !input.reason.allSatisfy(\.isWhitespace) else {
            throw EntitlementRefusal.missingReason
        }
        let (draft, aftermath) = try foreseen(input, consequences, in: scope)
        guard Array(aftermath.digest.utf8) == Array(seen.utf8) else {
            throw CaseRefusal.previewMoved
        }
        let waiting = try ProposalBook.pending(children: [input.child], from: scope.db)[input.child]
        guard !(waiting ?? []).contains(where: { $0.draft.cause == .correction }) else {
            throw EntitlementRefusal.proposalOvertaken
        }
        let id = try scope.propose([draft])[0]
        try scope.append([
            CorrectionRow(
                proposal: id, input: input, preview: aftermath.digest,
                officer: scope.principal.officer)
        ])
        scope.counted(1)
        return id
    }

    private static func foreseen(
        _ input: CorrectionInput, _ consequences: any Consequences, in scope: Scope
    ) throws -> (ProposalDraft, Aftermath) {
        if input.act == .reopen {
            let known = try RefusalCase(input, in: scope)
            return (
                ProposalDraft(reopening: known, on: scope.today), try known.aftermath(in: scope)
            )
        }
        let known = try CorrectionCase(input, in: scope)
        let aftermath = try known.aftermath(consequences, in: scope)
        return (draft(known, aftermath, on: scope.today), aftermath)
    }

    private static func draft(
        _ known: CorrectionCase, _ aftermath: Aftermath, on today: CivilDate
    ) -> ProposalDraft {
        var draft = ProposalDraft(
            changing: known.state, kind: .other, reason: .other, on: today, cause: .correction)
        draft.isExOfficio = true
        draft.result = known.result
        draft.reason = .correctedGrant
        draft.recipient = known.recipient
        draft.periods = known.input.act == .revoke ? known.state.periods : known.target
        draft.effectiveOn =
            known.restoredFrom ?? aftermath.lostFrom ?? known.target.from ?? today
        draft.explanation = "\(known.input.act.wording)（\(known.input.reason)）"
        draft.flags = [.correction]
        draft.consequences = aftermath.consequences
        if !aftermath.consequences.isEmpty { draft.flags.insert(.consequences) }
        return draft
    }
}
