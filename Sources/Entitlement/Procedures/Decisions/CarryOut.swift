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
    ///
    /// - Parameter confirmsAccounts: an officer saw the account that the application brought; under a
    ///   rule nobody did, and it waits.
    func carryOut(
        _ approvals: [Approval], confirmsAccounts: Bool = true
    ) throws -> ApprovalReport {
        var report = ApprovalReport()
        guard !approvals.isEmpty else { return report }
        saw(approvals.flatMap { [$0.proposal.draft.child, $0.proposal.draft.recipient] })
        let reopening = approvals.filter(\.proposal.draft.reopensApplication)
        if !reopening.isEmpty { try reopen(reopening) }
        report.reopened = reopening.count
        let deciding = approvals.filter { !$0.proposal.draft.reopensApplication }
        if !deciding.isEmpty { try decide(deciding, confirmsAccounts, &report) }
        counted(approvals.count)
        return report
    }

    private func decide(
        _ approvals: [Approval], _ confirmsAccounts: Bool, _ report: inout ApprovalReport
    ) throws {
        let drafts = approvals.map(\.proposal.draft)
        var stock = RecipientNumberStock(used: try HistoryBook.usedSerials(from: db))
        var fresh: [RecipientNumber?] = []
        for approval in approvals {
            let isNew = approval.proposal.draft.result == .granted
            fresh.append(isNew ? try stock.take(preferred: approval.proposal.preferredSerial) : nil)
        }
        report.historyIDs = try append(
            decisions: zip(approvals, fresh).map { approval, number in
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
            grouping: approvals.filter { confirmsAccounts && $0.headRule == nil }, by: \.approver)
        {
            try confirmAccounts(
                broughtBy: mine.compactMap(\.proposal.draft.applicationID), approver: officer)
        }
        try settleHouseholds(drafts)
        try settleExclusions(drafts)
        try settleOvertaken(after: drafts)
        try judgeAgain(zip(drafts, report.historyIDs))
        try GuardianBook.forget(
            drafts.filter { $0.result == .lapsed || $0.result == .revoked }.map(\.child), in: db)
        try recallCertificates(
            drafts.filter {
                $0.result == .lapsed || $0.result == .revoked || $0.result == .suspended
                    || $0.cause == .correction
            })
        try recallWrongLetters(drafts.filter { $0.cause == .correction })
        for draft in drafts { report.counts[draft.result, default: 0] += 1 }
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

    /// A granted child joins the recipient's welfare household; a lapse ends that, and another
    /// recipient takes it over.
    private func settleHouseholds(_ drafts: [ProposalDraft]) throws {
        let ending = drafts.filter { $0.result == .lapsed || $0.result == .revoked }
        let moving = drafts.filter { $0.result == .changed && $0.reason == .changedRecipient }
        let bases = try HistoryBook.decisions(ids: moving.compactMap(\.baseHistoryID), from: db)
        var leaving = ending.map { (recipient: $0.recipient, draft: $0) }
        for draft in moving {
            guard let base = draft.baseHistoryID.flatMap({ bases[$0] }),
                base.recipient != draft.recipient
            else { continue }
            leaving.append((base.recipient, draft))
        }
        let members = try HouseholdBook.members(recipients: leaving.map(\.recipient), from: db)
        var rows: [HouseholdRow] = []
        // A suspension ends no membership: only what a correction restores joins again.
        for draft in drafts
        where draft.result == .granted || (draft.result == .resumed && draft.cause == .correction) {
            guard let from = draft.periods.from else { continue }
            rows.append(HouseholdRow(joining: draft, from: from))
        }
        for (recipient, draft) in leaving {
            if let row = HouseholdRow(leaving: members[recipient], draft) { rows.append(row) }
            if draft.result == .changed {
                rows.append(HouseholdRow(joining: draft, from: draft.effectiveOn))
            }
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

    /// The reason of a suspension may have ended before it was decided, and another one may have begun
    /// before its end was: the next 再判定 looks.
    private func judgeAgain(_ decided: Zip2Sequence<[ProposalDraft], [Int64]>) throws {
        let notices = decided.compactMap { draft, history -> RejudgementNotice? in
            guard draft.cause == .rejudgement, [.suspended, .resumed].contains(draft.result) else {
                return nil
            }
            return RejudgementNotice(
                key: "\(AwaitedRelease.key)\(history)", subject: draft.child, cause: .other,
                on: today)
        }
        try RejudgementQueue.enqueue(notices, at: now, in: db)
    }

    private func recallCertificates(_ drafts: [ProposalDraft]) throws {
        let out = try CertificateBook.outstanding(
            children: drafts.map(\.child), on: today, from: db)
        try append(
            drafts.flatMap { draft in
                (out[draft.child] ?? []).filter { certificate in
                    // At the end of its own period a certificate simply expires.
                    draft.cause == .correction
                        ? draft.result == .revoked || certificate.periods != draft.periods
                        : certificate.periods.reaches(draft.effectiveOn)
                }.map {
                    CertificateEventRow(
                        certificate: $0.id, event: .recall, on: today,
                        reason: draft.reason.wording)
                }
            })
    }

    /// Letters of a decision that is corrected and that nobody posted are taken out.
    private func recallWrongLetters(_ drafts: [ProposalDraft]) throws {
        guard !drafts.isEmpty else { return }
        let letters = try LetterBook.concerning(drafts.map(\.child), from: db)
            .filter { $0.paper == .notice || $0.paper == .certificate }
        try RecallLetters.recall(letters, because: "決定の訂正", in: self)
    }
}

extension HouseholdRow {
    /// The child joins the household of the draft's recipient.
    fileprivate init(joining draft: ProposalDraft, from day: CivilDate) {
        self.init(
            member: HouseholdMember(
                recipient: draft.recipient, member: draft.child, relation: "子",
                period: EffectivePeriod(from: day)), cause: draft.cause)
    }

    /// The open membership ends; `nil` where there is none.
    fileprivate init?(leaving members: [HouseholdMember]?, _ draft: ProposalDraft) {
        guard
            var mine = members?.last(where: {
                $0.member == draft.child && $0.period.until == nil
            })
        else { return nil }
        mine.period = EffectivePeriod(
            from: mine.period.from, until: max(mine.period.from, draft.effectiveOn))
        self.init(member: mine, cause: draft.cause)
    }
}
