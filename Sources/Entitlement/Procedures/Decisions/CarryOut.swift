// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// A proposal with whose name approves it.
///
/// (Part of `OperationCode.approveDecision`.)
struct Approval {
    let proposal: PendingProposal
    let approver: String
    let headRule: HeadRule?

    init(_ proposal: PendingProposal, approver: String) {
        self.proposal = proposal
        self.approver = approver
        headRule = nil
    }

    init(_ proposal: PendingProposal, under rule: HeadRule) {
        self.proposal = proposal
        approver = rule.signedBy
        headRule = rule
    }
}

extension Scope {
    /// Writes the decisions that proposals become, with everything that follows at once.
    func carryOut(_ approvals: [Approval]) throws -> ApprovalReport {
        var report = ApprovalReport()
        guard !approvals.isEmpty else { return report }
        let drafts = approvals.map(\.proposal.draft)
        saw(drafts.flatMap { [$0.child, $0.recipient] })
        var stock = RecipientNumberStock(used: try HistoryBook.usedSerials(from: db))
        var fresh: [RecipientNumber?] = []
        for approval in approvals {
            let isNew = approval.proposal.draft.result == .granted
            fresh.append(isNew ? try stock.take(preferred: approval.proposal.preferredSerial) : nil)
        }
        report.historyIDs = try append(
            zip(approvals, fresh).map { approval, number in
                HistoryRow(
                    proposal: approval.proposal, decidedOn: today,
                    recipientNumber: number?.digits ?? approval.proposal.draft.recipientNumber,
                    approver: approval.approver)
            })
        try append(
            approvals.map {
                ProposalOutcomeRow(
                    proposal: $0.proposal.id, outcome: .approved, approver: $0.approver,
                    headRule: $0.headRule?.id)
            })
        try append(
            zip(zip(fresh, drafts), report.historyIDs).compactMap { pair, id in
                pair.0.map {
                    NumberAssignmentRow(number: $0, child: pair.1.child, history: id)
                }
            })
        try settleApplications(drafts)
        for (officer, mine) in Dictionary(
            grouping: approvals.filter { $0.headRule == nil }, by: \.approver)
        {
            try confirmAccounts(
                broughtBy: mine.compactMap(\.proposal.draft.applicationID), approver: officer)
        }
        try settleHouseholds(drafts)
        try settleExclusions(drafts)
        try settleOvertaken(after: drafts)
        try recallCertificates(drafts.filter { $0.result == .lapsed || $0.result == .revoked })
        for draft in drafts { report.counts[draft.result, default: 0] += 1 }
        counted(approvals.count)
        return report
    }

    private func settleApplications(_ drafts: [ProposalDraft]) throws {
        let files = try ApplicationBook.files(drafts.compactMap(\.applicationID), from: db)
        try record(
            try drafts.compactMap { draft -> ApplicationMove? in
                guard let id = draft.applicationID, let file = files[id] else { return nil }
                switch draft.result {
                case .granted: return try ApplicationMove(.grant, file)
                case .refused: return try ApplicationMove(.refuse, file)
                case .changed, .lapsed, .suspended, .resumed, .revoked, .withdrawn:
                    return try ApplicationMove(.carryOut, file)
                }
            })
    }

    /// A granted child joins the recipient's welfare household; a lapse ends that.
    private func settleHouseholds(_ drafts: [ProposalDraft]) throws {
        let lapsing = drafts.filter { $0.result == .lapsed }
        let members = try HouseholdBook.members(recipients: lapsing.map(\.recipient), from: db)
        var rows: [HouseholdRow] = []
        for draft in drafts where draft.result == .granted {
            guard let from = draft.periods.from else { continue }
            rows.append(
                HouseholdRow(
                    member: HouseholdMember(
                        recipient: draft.recipient, member: draft.child, relation: "子",
                        period: EffectivePeriod(from: from)), cause: draft.cause))
        }
        for draft in lapsing {
            let mine = members[draft.recipient]?.last {
                $0.member == draft.child && $0.period.until == nil
            }
            guard var mine else { continue }
            mine.period = EffectivePeriod(
                from: mine.period.from, until: max(mine.period.from, draft.effectiveOn))
            rows.append(HouseholdRow(member: mine, cause: draft.cause))
        }
        try append(rows)
    }

    /// What a notification of a lapse says leaves the child out until an end is known.
    private func settleExclusions(_ drafts: [ProposalDraft]) throws {
        try append(
            drafts.compactMap { draft -> ExclusionRow? in
                guard draft.result == .lapsed, draft.cause == .notification,
                    let kind = ExclusionReason.kind(of: draft.reason)
                else { return nil }
                return ExclusionRow(
                    input: ExclusionInput(
                        child: draft.child, kind: kind, beganOn: draft.effectiveOn, source: "届出"))
            })
    }

    private func recallCertificates(_ drafts: [ProposalDraft]) throws {
        let out = try CertificateBook.outstanding(children: drafts.map(\.child), from: db)
        try append(
            drafts.compactMap { draft -> CertificateEventRow? in
                // At the end of its own period a certificate simply expires.
                guard let certificate = out[draft.child],
                    certificate.periods.reaches(draft.effectiveOn)
                else { return nil }
                return CertificateEventRow(
                    certificate: certificate.id, event: .recall, on: today,
                    reason: draft.reason.wording)
            })
    }
}
