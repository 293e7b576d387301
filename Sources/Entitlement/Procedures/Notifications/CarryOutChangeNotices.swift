// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 変更届・更新・保険資格情報の提出の処理: what was handed in becomes a decision of change, or is filed
/// where nothing is left to decide.
///
/// What a form carries (account, insurance) was recorded when it was received.
public enum CarryOutChangeNotices {
    public static let operation = OperationCode.changeRegistration

    /// Carries out open notifications of these kinds; twice changes nothing.
    ///
    /// - Parameter chosen: only these applications; `nil` is every open one.
    public static func perform(
        only chosen: [Int64]? = nil, in scope: Scope
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
        try desk.settle(drafts, &report)
        return report
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
