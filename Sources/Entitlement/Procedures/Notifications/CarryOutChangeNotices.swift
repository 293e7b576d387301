// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Scheme
import Vocabulary

/// 変更届・更新・保険資格情報の提出の処理: what was handed in becomes a decision of change, or is filed
/// where nothing is left to decide.
///
/// What a form carries (account, insurance) was recorded when it was received.
public enum CarryOutChangeNotices {
    public static let operation = OperationCode.changeRegistration

    /// Carries out open notifications of these kinds; twice changes nothing.
    ///
    /// - Parameters:
    ///   - chosen: only these applications; `nil` is every open one.
    ///   - directory: to look at a new recipient; without it that is left to the officer.
    ///   - tests: what the book asks of a recipient; where nobody says it, an officer looks.
    ///   - consequences: what is on its way to an old recipient.
    public static func perform(
        only chosen: [Int64]? = nil, directory: (any AddresseeDirectory)? = nil,
        tests: RecipientTests = .unknown,
        consequences: any Consequences = MemoryConsequences(), in scope: Scope
    ) throws -> NoticeReport {
        let desk = try NoticeDesk(
            [.change, .renewal, .insuranceEvidence], only: chosen, in: scope)
        var report = NoticeReport()
        var drafts: [ProposalDraft] = []
        try goOn(desk.files.filter { $0.kind == .insuranceEvidence }, &report, in: scope)
        for file in desk.files where file.kind != .insuranceEvidence {
            switch desk.standing(of: file) {
            case .undecided: report.leftOut[file.id] = "登録申請の決定を待っています"
            case .over: report.closed[file.id] = "資格がないため、届出の内容だけを記録した"
            case .live(let state): drafts.append(draft(file, state))
            }
        }
        try look(at: &drafts, directory, tests, consequences, in: scope)
        try desk.settle(drafts, &report)
        return report
    }

    /// What an officer must see before a recipient changes: money on its way, another claimant, a
    /// claimant whom the register does not know as a guardian. None is carried out by a rule.
    private static func look(
        at drafts: inout [ProposalDraft], _ directory: (any AddresseeDirectory)?,
        _ tests: RecipientTests, _ consequences: any Consequences, in scope: Scope
    ) throws {
        let moving = drafts.filter { $0.reason == .changedRecipient }
        guard !moving.isEmpty else { return }
        let strands = try HistoryBook.strands(children: moving.map(\.child), from: scope.db)
        var moves: [AddresseeNumber: RecipientMove] = [:]
        for draft in moving {
            guard let old = strands[draft.child]?.last(where: { $0.state.isLive })?.state.recipient,
                old != draft.recipient
            else { continue }
            moves[draft.child] = RecipientMove(
                from: old, to: draft.recipient, on: draft.effectiveOn)
        }
        let touched = try consequences.afterRecipientChange(moves, in: scope.db)
        let claimants = try GuardianBook.claimants(
            children: moving.map(\.child), from: scope.db)
        let claims = try GuardianBook.claims(children: moving.map(\.child), from: scope.db)
        try consequences.hold(ends(of: moves, moving, claims), in: scope)
        let people = try directory?.persons(moving.flatMap { [$0.child, $0.recipient] })
        for index in drafts.indices where drafts[index].reason == .changedRecipient {
            let draft = drafts[index]
            if let list = touched[draft.child], !list.isEmpty {
                drafts[index].consequences = list
                drafts[index].flags.insert(.consequences)
            }
            if !(claimants[draft.child] ?? []).subtracting([draft.recipient]).isEmpty {
                drafts[index].flags.insert(.competingClaim)
            }
            if let people, let child = people[draft.child],
                GuardianCheck.isDoubtful(
                    people[draft.recipient], of: child, tests: tests, on: scope.today)
            {
                drafts[index].flags.insert(.guardianDoubt)
            }
            if let claim = claims[draft.child]?.last(where: {
                $0.application == draft.applicationID
            })?.claim {
                drafts[index].explanation = "\(claim.event.wording)のため、受給者を変更する届出"
            }
        }
    }

    /// Why what is scheduled to the old recipient waits, by child.
    private static func ends(
        of moves: [AddresseeNumber: RecipientMove], _ drafts: [ProposalDraft],
        _ claims: [AddresseeNumber: [RecordedClaim]]
    ) -> [AddresseeNumber: RecipientEnd] {
        drafts.reduce(into: [:]) { ends, draft in
            guard let move = moves[draft.child] else { return }
            let claim = claims[draft.child]?
                .last { $0.application == draft.applicationID }?.claim
            let cause = claim.map { "（\($0.event.wording)）" } ?? ""
            ends[draft.child] = RecipientEnd(
                recipient: move.from,
                words:
                    RecipientEnd.subject(move.from)
                    + "を\(Wareki.text(move.on))から変更する届出\(cause)があります。だれに支払うかを確かめてください。"
            )
        }
    }

    private static func draft(_ file: ApplicationFile, _ state: EntitlementState) -> ProposalDraft {
        var draft = ProposalDraft(file, changing: state, on: file.causeOn ?? file.appliedOn)
        draft.result = .changed
        draft.reason = DecisionReason(rawValue: "R" + file.reason.rawValue) ?? .other
        if file.reason == .recipientChange { draft.recipient = file.applicant }
        draft.explanation = "\(file.reason.wording)の変更の届出"
        return draft
    }

    /// Evidence of insurance: registrations that waited for it go on, entitlements are judged
    /// again.
    private static func goOn(
        _ files: [ApplicationFile], _ report: inout NoticeReport, in scope: Scope
    ) throws {
        let children = Set(files.map(\.child))
        let known = try InsuranceBook.stretches(Array(children), from: scope.db)
        let waiting = try ApplicationBook.waitingForInsurance(
            of: children.filter { known[$0] != nil }, from: scope.db)
        try scope.record(try waiting.compactMap { try ApplicationMove(.release, $0) })
        try EnqueueRejudgement.perform(
            files.map { file in
                RejudgementNotice(
                    key: "application-\(file.id)", subject: file.child, cause: .insurance,
                    on: file.causeOn ?? file.appliedOn)
            }, in: scope)
        for file in files { report.closed[file.id] = "保険資格情報を記録した" }
    }
}
