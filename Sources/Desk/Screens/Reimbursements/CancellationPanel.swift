// SPDX-License-Identifier: Apache-2.0
import Benefits
import Payments
import Safeguards
import Vocabulary

/// 職権取消し of one reimbursement as it is read: what was proposed, what became of it, and what a
/// cancellation would do to the money.
struct Cancelling: Sendable {
    let all: [ReimbursementCancellation]
    /// The approval that stands; `nil` where none does.
    let standing: Int64?
    /// Only for who may see payments.
    let outlook: CancellationOutlook?
    /// Claims that earlier cancellations made.
    let claims: [Recovery]

    var pending: ReimbursementCancellation? { all.last { !$0.isSettled } }

    init(_ view: ReimbursementFileView, seesMoney: Bool, in scope: Scope) throws {
        let decisions = view.decisions.compactMap(\.approval)
        all =
            decisions.isEmpty
            ? [] : try CancellationBook.cancellations(of: view.file.id, from: scope.db)
        scope.saw(all.flatMap { [$0.child, $0.recipient] })
        let isDecided = view.file.status == .paid || view.file.status == .notPaid
        standing = isDecided ? decisions.last.flatMap { $0.cancelledOn == nil ? $0.id : nil } : nil
        outlook =
            seesMoney
            ? try standing.map { try CancellationOutlook.of(decision: $0, from: scope.db) } : nil
        claims =
            seesMoney
            ? try decisions.filter { $0.cancelledOn != nil }
                .flatMap { try CancellationOutlook.claims(of: $0.id, from: scope.db) } : []
        scope.saw(
            (outlook?.item.map { [$0.child, $0.recipient] } ?? [])
                + claims.flatMap { [$0.child, $0.recipient] })
    }
}

/// 決定の取消し: what follows is said before anybody asks for it, and once more before it is approved.
struct CancellationPanel: PageModel {
    let effects: [String]
    /// 支払処理 that holds the money.
    let run: String?
    let mayAsk: Bool
    let ask: String
    let askFields: [FormField]
    let isPending: Bool
    let asked: [Item]
    let mayApprove: Bool
    let approve: String
    let maySendBack: Bool
    let sendBack: String
    let sendBackFields: [FormField]
    let mayNotApprove: String?
    /// The cancellation and what the page said of its money.
    let seen: String
    let past: [Past]
    let hasPast: Bool
    let claims: [Claim]

    struct Past: PageModel {
        let proposer: String
        let proposed: String
        let reason: String
        let result: String
        let officer: String
    }

    struct Claim: PageModel {
        let href: String
        let text: String
    }

    init(_ found: ReimbursementScreen.Reading, _ visit: Visit, _ problems: [FormProblem]) {
        let (id, cancelling) = (found.view.file.id, found.cancelling)
        let outlook = cancelling.outlook
        effects = outlook.map(Self.effects) ?? []
        run =
            outlook?.isUnderWay ?? false
            ? outlook?.run.map { Route.run.path($0.id) } : nil
        let pending = cancelling.standing == nil ? nil : cancelling.pending
        mayAsk =
            cancelling.standing != nil && pending == nil && outlook != nil
            && visit.may(.decideReimbursement)
        ask = Route.proposeCancellation.path(id)
        askFields = [
            .text(
                "cancel-reason", "取消しの理由", visit.form, hint: "例：二重の申請、第三者行為、保険者の決定（通知書に載ります）",
                size: "long", isRequired: true
            ).checked(problems)
        ]
        isPending = pending != nil && outlook != nil
        asked =
            pending.map {
                [
                    Item("取り消す決定", "\($0.payable)"), Item("取消しの理由", $0.reason),
                    Item(
                        "起案", "\(visit.desk.name(of: $0.proposer))・\(Say.moment($0.proposedAt))"),
                ]
            } ?? []
        let isHead = visit.may(.approveReimbursement)
        let isOwn = pending?.proposer == visit.session?.principal.officer
        maySendBack = isHead && !isOwn
        mayApprove = maySendBack && !(outlook?.isUnderWay ?? true)
        approve = Route.approveCancellation.path(id)
        sendBack = Route.sendBackCancellation.path(id)
        sendBackFields = [
            .text("cancel-back-reason", "差戻しの理由", visit.form, size: "long", isRequired: true)
                .checked(problems)
        ]
        mayNotApprove =
            if !isHead {
                "別の決裁者の決裁を待っています。"
            } else if isOwn {
                "自分が起案した取消しです。別の決裁者が決裁します。"
            } else {
                nil
            }
        seen = pending.map { "\($0.id)/\(outlook?.mark ?? "")" } ?? ""
        past = cancelling.all.reversed().map { one in
            Past(
                proposer: visit.desk.name(of: one.proposer), proposed: Say.moment(one.proposedAt),
                reason: one.reason,
                result: one.answer.map {
                    $0.isApproved ? "取消し" : "差戻し：\($0.reason ?? "")"
                } ?? "決裁待ち",
                officer: one.answer.map { visit.desk.name(of: $0.officer) } ?? "—")
        }
        hasPast = !past.isEmpty
        claims = cancelling.claims.map {
            Claim(
                href: Route.recovery.path($0.id), text: "\($0.amount)（\($0.state.wording)）")
        }
    }

    var keys: [Key] {
        guard isPending else { return [] }
        var keys: [Key] = []
        if maySendBack { keys.append(.send("F2", "差戻し", form: "cancel-back-form")) }
        if mayApprove {
            keys.append(.send("F12", "取消しを決裁", form: "cancel-approve-form", isMain: true))
        }
        return keys
    }

    /// What follows, in the order in which an officer asks.
    private static func effects(_ outlook: CancellationOutlook) -> [String] {
        [money(outlook)]
            + (outlook.claimsBack > .zero
                ? [
                    "\(outlook.claimsBack)の返還を請求します。納付・分割・督促は返還台帳（1361）で管理します。",
                    "決定し直すと、新しい支給は差額でなく全額が支給予定になります。",
                ] : [])
            + [
                "申請は保留になります。保留を解除すると審査待ちに戻り、決定し直せます。",
                "支給決定取消通知書が発行を待ちます（1410）。取消しの理由は、そのまま通知書に載ります。",
            ]
    }

    private static func money(_ outlook: CancellationOutlook) -> String {
        guard let item = outlook.item else { return "支給予定はありません。この決定による支払はされなくなります。" }
        let number = outlook.run.map { "（\($0.number)）" } ?? ""
        switch item.status {
        case .scheduled:
            return "\(Say.date(item.plannedOn))の支給予定 \(item.amount)は取消しになり、支払われません。"
        case .held: return "保留中の支給予定 \(item.amount)は取消しになり、支払われません。"
        case .returned: return "振込不能で戻った \(item.amount)は、再振込しません。"
        case .extracted:
            return "支払処理\(number)に入っています（\(item.amount)）。取消しの決裁は、支払処理を差し戻してからできます。"
        case .sent:
            return "振込データ\(number)に載り、結果を待っています（\(item.amount)）。取消しの決裁は、結果を取り込んでからできます。"
        case .paid: return "\(item.amount)は支払済みです。取り消しても、支払った事実は残ります。"
        case .rescheduled, .cancelled: return "この決定の支給予定は、すでに残っていません。"
        }
    }
}
