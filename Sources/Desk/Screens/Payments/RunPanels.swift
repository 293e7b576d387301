// SPDX-License-Identifier: Apache-2.0
import Payments
import Safeguards
import Vocabulary

/// What may be done with a run next, by its state and the rights of the officer.
struct RunPanels: PageModel {
    let mayApprove: Bool
    let approve: String
    let notice: String?
    /// 決裁の保留.
    let holding: HoldPanel
    let maySendBack: Bool
    let sendBack: String
    let backFields: [FormField]
    let mayWrite: Bool
    let isAgain: Bool
    let write: String
    let mayTake: Bool
    let take: String
    let nothing: String
    let maySettle: Bool
    /// Whether the results are what comes next: the day of the payment has come.
    let isDue: Bool
    let fileProblem: String?
    /// The page of the counter, of a run in cash; `nil` for files.
    let counter: String?
    /// The orders of the run at the city's accounts.
    let accounting: String?

    init(
        _ detail: RunDetail, _ approval: RunApproval, _ visit: Visit, _ problems: [FormProblem]
    ) {
        let run = detail.run
        let officer = visit.session?.principal.officer ?? ""
        let isOwn = run.proposer == officer
        mayApprove =
            run.status == .proposed && visit.may(.approveRun) && !isOwn && approval.mayGive
            && detail.hold == nil
        holding = HoldPanel(
            detail.hold, isWaiting: run.status == .proposed, hold: Route.holdRun.path(run.id),
            resume: Route.resumeRun.path(run.id), visit, problems)
        approve = Route.approveRun.path(run.id)
        maySendBack =
            (run.status == .proposed || run.status == .approved) && visit.may(.sendBackRun)
        sendBack = Route.sendBackRun.path(run.id)
        backFields = [
            FormField.text("reason", "差戻しの理由", visit.form, size: "long", isRequired: true)
                .checked(problems)
        ]
        isAgain = detail.file != nil
        let isCash = run.kind == .cash
        counter = isCash ? Route.counterRun.path(run.id) : nil
        accounting = visit.may(.viewBudget) ? Route.accounting.path() : nil
        mayWrite =
            !isCash && (run.status == .approved || isAgain) && visit.may(.writeTransferFile)
        write = Route.writeTransferFile.path(run.id)
        mayTake =
            !isCash && (run.status == .written || run.status == .settled)
            && visit.may(.recordTransferResults)
        take = Route.takeResults.path(run.id)
        nothing = Route.nothingReturned.path(run.id)
        maySettle = run.status == .written
        isDue = mayTake && maySettle && run.paymentDay <= visit.today
        fileProblem = problems.first { $0.href == "#file" }?.message
        notice = approval.notice ?? Self.notice(run, isOwn: isOwn, visit)
    }

    private static func notice(_ run: PaymentRun, isOwn: Bool, _ visit: Visit) -> String? {
        switch run.status {
        case .proposed where isOwn && visit.may(.approveRun):
            "自分が起案した支払処理です。別の職員が決裁します。"
        case .proposed where !visit.may(.approveRun): "別の職員（課長）の決裁を待っています。"
        case .sentBack: "差し戻されました。支給予定は元に戻っています。理由を直してから、もう一度抽出してください。"
        case .written where run.paymentDay > visit.today:
            "振込データを金融機関に渡してください。結果は支払日（\(Say.date(run.paymentDay))）以後に取り込みます。"
        default: nil
        }
    }

    var keys: [Key] {
        var keys: [Key] = []
        if maySendBack { keys.append(.send("F2", "差戻し", form: "back-form")) }
        if mayApprove { keys.append(.send("F12", "決裁する", form: "approve-form", isMain: true)) }
        if mayWrite {
            keys.append(
                .send("F9", isAgain ? "振込データ（再）" : "振込データ作成", form: "write-form", isMain: !isAgain))
        }
        if isDue { keys.append(.send("F12", "結果を取り込む", form: "take-form", isMain: true)) }
        return keys
    }
}
