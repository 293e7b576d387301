// SPDX-License-Identifier: Apache-2.0
import Payments
import Safeguards
import Vocabulary

/// 過誤納 of a claim: what was paid above it, what was decided about it, and the next step of each refund.
struct ExcessPanel: PageModel {
    struct Row: PageModel {
        let on: String
        let slip: String
        let amount: String
        let free: String
        let origin: String
        let lapses: String
        let officer: String
        let reversed: String?
        let reverse: Back?
    }

    /// The form by which a row is taken back, or a receipt of a withdrawn claim becomes an excess.
    struct Back: PageModel {
        let action: String
        let id: String
        let fields: [FormField]
    }

    struct KnownRow: PageModel {
        let on: String
        let amount: String
        let form: Back
    }

    struct RefundRow: PageModel {
        let what: String
        let amount: String
        let state: String
        let weight: String
        let about: String
        let mayIdentify: Bool
        let identify: String
        let receivers: [FormField]
        let mayHandOver: Bool
        let handOver: String
        let isOwn: Bool
        let mayResult: Bool
        let result: String
        /// The attempt that the bank's word is about.
        let payout: String
        let reason: FormField
        let cancel: Back?
    }

    struct Reading: Sendable {
        let excesses: [Overpayment]
        let refunds: [Refund]
        /// Claims of the same debtor that an excess may be set off against.
        let open: [Recovery]

        init(_ recovery: Recovery, in scope: Scope) throws {
            excesses = try OverpaymentBook.overpayments(of: recovery.id, from: scope.db)
            refunds = try RefundBook.refunds(of: recovery.id, from: scope.db)
            let hasFree = excesses.contains { $0.free > .zero }
            open =
                hasFree
                ? try RecoveryBook.recoveries(recipient: recovery.recipient, from: scope.db)
                    .filter { $0.outstanding > .zero } : []
        }
    }

    let rows: [Row]
    let hasRows: Bool
    let known: [KnownRow]
    let hasKnown: Bool
    let refunds: [RefundRow]
    let hasRefunds: Bool
    let mayPropose: Bool
    let act: String
    let refundFields: [FormField]
    let mayCredit: Bool
    let creditFields: [FormField]

    init(
        _ found: RecoveryScreen.Reading, _ visit: Visit, _ reader: Principal,
        _ problems: [FormProblem]
    ) {
        let (recovery, read) = (found.file.recovery, found.excess)
        let typed = visit.form
        let free = read.excesses.filter { $0.free > .zero }
        rows = read.excesses.map { Self.row($0, visit, reader, problems) }
        hasRows = !rows.isEmpty
        known =
            recovery.isWithdrawn && visit.may(.recordRecovery)
            ? found.file.receipts.filter { $0.reversal == nil && $0.officer != reader.officer }
                .map { Self.known($0, of: recovery, typed, problems) } : []
        hasKnown = !known.isEmpty
        refunds = read.refunds.reversed().map {
            Self.refund($0, read.excesses, visit, reader, problems)
        }
        hasRefunds = !refunds.isEmpty
        mayPropose = !free.isEmpty && visit.may(.recordRecovery)
        act = Route.proposeRecoveryAct.path(recovery.id)
        let choices = free.map {
            (String($0.id), "\(Say.short($0.receivedOn)) \($0.slip) 残り\($0.free)")
        }
        refundFields = [
            FormField.select("excess-of", "過誤納", typed, choices, isRequired: true),
            .text("excess-amount", "還付する額（円）", typed, size: "short", isRequired: true),
            .select(
                "excess-way", "還付の方法", typed,
                [RefundWay.transfer, .counter].map { ($0.rawValue, $0.wording) },
                isRequired: true),
            .text("excess-why", "説明", typed, size: "long", isRequired: true),
        ].map { $0.checked(problems) }
        mayCredit = !read.open.isEmpty
        creditFields = [
            FormField.select("credit-of", "過誤納", typed, choices, isRequired: true),
            .select(
                "credit-to", "充てる返還", typed,
                read.open.map {
                    (
                        String($0.id),
                        "返還 \($0.id) \($0.reason.wording) 残り\($0.outstanding)"
                    )
                }, isRequired: true),
            .text("credit-amount", "充当する額（円）", typed, size: "short", isRequired: true),
            .select(
                "credit-basis", "根拠", typed,
                CreditBasis.allCases.map { ($0.rawValue, $0.wording) }, isRequired: true),
            .date("credit-agreed", "本人の同意の日（同意のとき）", typed, hint: nil),
            .text("credit-why", "説明", typed, size: "long", isRequired: true),
        ].map { $0.checked(problems) }
    }

    private static func row(
        _ excess: Overpayment, _ visit: Visit, _ reader: Principal, _ problems: [FormProblem]
    ) -> Row {
        let mayReverse =
            excess.isReversible && excess.officer != reader.officer
            && visit.may(.recordRecovery)
        let last = try? visit.installation.recoveryLaw.refundLastDay(of: excess)
        return Row(
            on: Say.short(excess.receivedOn), slip: excess.slip, amount: excess.amount.grouped,
            free: excess.free.grouped, origin: excess.origin.wording,
            lapses: last.map { Say.short($0) } ?? "未設定",
            officer: visit.desk.name(of: excess.officer),
            reversed: excess.reversal.map {
                "取消し：\($0.reason)（\(visit.desk.name(of: $0.officer))）"
            },
            reverse: mayReverse
                ? Back(
                    action: Route.recordReceipt.path(excess.recovery), id: String(excess.id),
                    fields: [
                        FormField.text(
                            "excess-why-\(excess.id)", "取消しの理由", visit.form, size: "long",
                            isRequired: true
                        ).checked(problems)
                    ]) : nil)
    }

    private static func known(
        _ receipt: RecoveryFile.Receipt, of recovery: Recovery, _ typed: Typed,
        _ problems: [FormProblem]
    ) -> KnownRow {
        var slip = FormField.text(
            "known-slip-\(receipt.id)", "納付書の番号", typed, size: "middle", isRequired: true)
        if slip.value.isEmpty { slip.value = receipt.slip ?? "" }
        return KnownRow(
            on: Say.short(receipt.on), amount: receipt.amount.grouped,
            form: Back(
                action: Route.recordReceipt.path(recovery.id), id: String(receipt.id),
                fields: [
                    slip,
                    .text(
                        "known-why-\(receipt.id)", "過誤納とする理由", typed, size: "long",
                        isRequired: true),
                ].map { $0.checked(problems) }))
    }

    private static func refund(
        _ refund: Refund, _ excesses: [Overpayment], _ visit: Visit, _ reader: Principal,
        _ problems: [FormProblem]
    ) -> RefundRow {
        let id = refund.request
        let pays = refund.waitsForPayment && refund.way != .credit
        let isOwn = refund.identifiedBy == reader.officer
        let identified = pays && refund.identification != nil
        // The way has its own column.
        let about = RefundWords.lines(
            refund, of: excesses, law: visit.installation.recoveryLaw, today: visit.today
        ).dropFirst().map { "\($0.title)：\($0.text)" }
        let returned = refund.payout?.outcome?.reason.map { "戻された理由：\($0.wording)" }
        let mayCancel =
            pays && refund.approver != reader.officer && visit.may(.recordRecovery)
        let cancel = Back(
            action: Route.recordReceipt.path(refund.recovery), id: String(id),
            fields: [
                FormField.text(
                    "refund-why-\(id)", "取消しの理由", visit.form, size: "long", isRequired: true
                ).checked(problems)
            ])
        return RefundRow(
            what: refund.way.wording, amount: refund.amount.grouped,
            state: refund.state.wording,
            weight: refund.state == .paid || refund.state == .credited
                ? "good" : refund.state == .returned || refund.state == .sentBack ? "stop" : "warn",
            about: (about + [returned].compactMap(\.self)).joined(separator: "／"),
            mayIdentify: pays && visit.may(.payAtCounter),
            identify: Route.identifyRefund.path(id),
            receivers: ReceiverEntry.fields(id, visit.form),
            mayHandOver: identified && !isOwn && visit.may(.confirmCounterPayment),
            handOver: Route.handOverRefund.path(id), isOwn: identified && isOwn,
            mayResult: refund.isAtBank && visit.may(.recordTransferResults),
            result: Route.recordRefundResult.path(id),
            payout: refund.payout.map { String($0.id) } ?? "",
            reason: FormField.select(
                "bank-\(id)", "振込不能の理由", visit.form,
                ReturnReason.allCases.map { ($0.rawValue, $0.wording) }
            ).checked([]), cancel: mayCancel ? cancel : nil)
    }
}
