// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

extension CorrectionBook {
    /// The refusals about a child that can be taken back, newest first.
    public static func standingRefusals(
        ofChild child: AddresseeNumber, from db: any Connection
    ) throws -> [EntitlementDecision] {
        try RefusalCase.standing(child, from: db).map(\.refusal)
    }
}

extension ProposalDraft {
    /// A draft that takes a refusal back.
    init(reopening known: RefusalCase, on today: CivilDate) {
        let refusal = known.refusal
        self.init(
            applicationID: known.file.id, judgementID: nil, baseHistoryID: refusal.id,
            child: refusal.child, recipient: refusal.recipient, childBorn: refusal.childBorn,
            applicationKind: refusal.applicationKind,
            applicationReason: refusal.applicationReason, appliedOn: refusal.appliedOn,
            isExOfficio: true, causeOn: known.ground.on, effectiveOn: today, result: .revoked,
            reason: .other, periods: .none, cause: .correction,
            explanation: "\(known.input.act.wording)。\(known.reason)", flags: [.correction],
            consequences: [], scheme: refusal.scheme, recipientNumber: nil)
    }
}

extension Scope {
    /// Carries out what takes refusals back. No row of 資格履歴: there was no entitlement, and there is
    /// none yet. The correction with its approval says until when the refusal stood.
    ///
    /// (Part of `OperationCode.approveDecision`.)
    func reopen(_ approvals: [Approval]) throws {
        let drafts = approvals.map(\.proposal.draft)
        let files = try ApplicationBook.files(drafts.compactMap(\.applicationID), from: db)
        let taken = try ApplicationBook.withOpenRegistration(drafts.map(\.child), from: db)
        guard taken.isEmpty else { throw CaseRefusal.openElsewhere }
        try append(
            approvals.map {
                ProposalOutcomeRow(
                    proposal: $0.proposal.id, outcome: .approved, approver: $0.approver)
            })
        try record(
            try drafts.compactMap { draft -> ApplicationMove? in
                guard let file = draft.applicationID.flatMap({ files[$0] }) else { return nil }
                return try ApplicationMove(
                    reopening: file, reason: "\(ReopenedRefusal.step)：\(draft.explanation)")
            })
        let envelopes = try drafts.compactMap(\.baseHistoryID).reduce(into: Set<String>()) {
            $0.formUnion(try SentNotices.envelopes(of: $1, from: db))
        }
        let letters = try LetterBook.concerning(drafts.map(\.child), from: db)
            .filter { envelopes.contains($0.envelope) }
        try RecallLetters.recall(letters, because: ReopenedRefusal.step, in: self)
    }
}
