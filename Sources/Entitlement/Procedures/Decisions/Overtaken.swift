// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Whether something came in between a proposal and its approval.
///
/// (Part of `OperationCode.approveDecision`.)
struct CurrentStrands {
    private let strands: [AddresseeNumber: [Strand]]
    /// Children whose entitlement ended, began or changed hands in the same batch.
    private var moved: Set<AddresseeNumber> = []

    init(_ proposals: [PendingProposal], from db: any Connection) throws {
        strands = try HistoryBook.strands(children: proposals.map(\.draft.child), from: db)
    }

    /// Takes a proposal into the batch, unless it is overtaken.
    mutating func take(_ proposal: PendingProposal) -> Bool {
        guard !isOvertaken(proposal) else { return false }
        let draft = proposal.draft
        if draft.result != .changed || draft.reason == .changedRecipient {
            moved.insert(draft.child)
        }
        return true
    }

    /// A decision in between that left periods and recipient as they were overtakes nothing.
    private func isOvertaken(_ proposal: PendingProposal) -> Bool {
        let draft = proposal.draft
        guard draft.result != .refused else { return false }
        if moved.contains(draft.child) { return true }
        let mine = strands[draft.child] ?? []
        if draft.reopensApplication { return mine.contains { $0.state.isStanding } }
        guard let id = draft.baseHistoryID else {
            return draft.result == .granted
                && mine.contains {
                    $0.state.isStanding && $0.state.periods.overlaps(draft.periods)
                }
        }
        for strand in mine {
            guard let base = strand.decisions.last(where: { $0.id == id }) else { continue }
            let now = strand.state
            return now.id != id
                && !(now.isLive && base.isLive && now.periods == base.periods
                    && now.recipient == base.recipient)
        }
        return true
    }
}

extension Scope {
    /// Ends pending proposals that decisions of this operation have overtaken: a notification is
    /// examined again, a change of the register is judged again.
    func settleOvertaken(after drafts: [ProposalDraft]) throws {
        let ended = drafts.filter { $0.result != .changed && $0.result != .refused }
        let pending = try ProposalBook.pending(children: ended.map(\.child), from: db)
        let overtaken = pending.values.flatMap(\.self)
            .filter { $0.draft.baseHistoryID != nil }.sorted { $0.id < $1.id }
        try append(
            overtaken.map {
                ProposalOutcomeRow(
                    proposal: $0.id, outcome: .superseded, approver: principal.officer,
                    reason: EntitlementRefusal.proposalOvertaken.message)
            })
        let files = try ApplicationBook.files(
            overtaken.filter { !$0.draft.reopensApplication }.compactMap(\.draft.applicationID),
            from: db)
        try record(
            try files.values.sorted { $0.id < $1.id }.compactMap {
                try ApplicationMove(.sendBack, $0, reason: "先に別の決定があった")
            })
        for proposal in overtaken where proposal.draft.cause == .rejudgement {
            _ = try RejudgementQueue.enqueue(
                RejudgementNotice(
                    key: "overtaken-\(proposal.id)", subject: proposal.draft.child,
                    cause: .other, on: today), at: now, in: db)
        }
    }
}
