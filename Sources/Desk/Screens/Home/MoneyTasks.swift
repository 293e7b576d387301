// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Payments
import Safeguards

/// What waits in 給付 and 支払, for the first page and the count in the header.
struct MoneyTasks: Sendable {
    let benefits: BenefitInbox.Counts
    /// 決定の職権取消し that waits for a head.
    let cancellations: Int
    let payments: PaymentInbox.Counts
    /// Accounts that wait for a second officer.
    let accounts: Int
    /// Families' repayments that wait for a head, and accidents that are open.
    let claimBacks: Int
    let liabilities: Int
    /// Letters to parties outside that are to be reminded of.
    let unanswered: Int
    /// Cases whose insurer is to be asked again.
    let insurers: Int
    /// Letters to insurers without an answer after their day.
    let insurerRequests: Int
    /// 審査支払機関の請求書 that nobody has decided about.
    let invoices: Int
    /// Children whose claims and payments no entitlement covers any more, without a proposal.
    let unsettled: Int
    /// Families that are asked for what the system used before has paid, and whose month is covered again.
    let coveredAgain: Int
    /// Claims that lapse soon or have lapsed (時効).
    let lapsing: Int

    init(
        in scope: Scope, law: RecoveryLaw, remindingAfter days: Int = 1, unsettled: Int
    ) throws {
        benefits = try BenefitInbox.counts(from: scope.db)
        cancellations = try CancellationBook.pendingCount(from: scope.db)
        payments = try PaymentInbox.counts(from: scope.db)
        accounts = try AccountConfirmations.count(from: scope.db)
        invoices = try AgencyBook.openCount(from: scope.db)
        self.unsettled = unsettled
        coveredAgain = try CoveredAgainBook.openCount(from: scope.db)
        lapsing = try NearLimitation.all(on: scope.today, law: law, from: scope.db).count
        let adjustments = try AdjustmentInbox.counts(on: scope.today, from: scope.db)
        claimBacks = adjustments.claimBacks
        liabilities = adjustments.liabilities
        unanswered = try AwaitedAnswers.dueCount(
            on: scope.today, remindingAfter: days, payments: BenefitClaimsBack(),
            from: scope.db)
        insurers = adjustments.insurersDue
        insurerRequests = adjustments.requestsOverdue
    }

    /// The tasks: who may do it, what, how many, why, where, whether it presses.
    var lines: [(OperationCode, String, Int, String, String, Bool)] {
        let list = Route.reimbursements.path()
        return [
            (
                .approveReimbursement, "償還の決裁待ち", benefits.toApprove + cancellations,
                "起案された支給・不支給を決裁する", list + "?state=proposed", false
            ),
            (
                .approveRun, "支払処理の決裁待ち", payments.runsToApprove, "前の支払との差を確かめて決裁する",
                Route.runs.path(), true
            ),
            (
                .decideReimbursement, "償還の審査待ち", benefits.toExamine, "決まりどおりに審査して起案する",
                list + "?state=received", false
            ),
            (
                .holdReimbursement, "償還の保留", benefits.held, "保険者の決定などを待っている申請",
                list + "?state=held", false
            ),
            (
                .approveClaimBack, "給付の返還の決裁待ち", claimBacks, "保護者に返還を求める起案を決裁する",
                Route.liabilities.path(), false
            ),
            (
                .recordLiability, "第三者行為・災害共済", liabilities,
                unanswered > 0
                    ? "求償・入金・終了を待つ記録。期限を過ぎて回答のない文書 \(unanswered)件"
                    : "求償・入金・終了を待つ記録", Route.liabilities.path(), unanswered > 0
            ),
            (
                .holdReimbursement, "保険者への照会の時期", insurers, "決定を長く待っている申請",
                Route.insurerWaits.path(), false
            ),
            (
                .writeInsurerRequest, "保険者の回答の期限切れ", insurerRequests,
                "高額療養費の請求に回答のない保険者へ督促を出す", Route.proxies.path(), false
            ),
            (
                .correctClaim, "レセプトのエラー", benefits.claimErrors, "補正・返戻・再判定を待つ明細書",
                OpenErrorList.address(), false
            ),
            (
                .acceptAgencyInvoice, "請求書の検収待ち", invoices, "取り込んだ請求との差異を確かめて検収する",
                Route.agencyInvoices.path(), false
            ),
            (
                .proposeRun, "支払待ちの支給予定", payments.scheduled, "次の支払処理に入るもの",
                Route.runs.path(), false
            ),
            (
                .writeTransferFile, "振込データの作成待ち", payments.runsToWrite, "決裁済みの支払処理",
                Route.runs.path(), true
            ),
            (
                .recordTransferResults, "結果待ちの支払処理", payments.runsToSettle, "金融機関の結果を取り込む",
                Route.runs.path(), false
            ),
            (
                .releasePayment, "支払の保留", payments.held, "口座の不備などで止まっている支給",
                Route.schedule.path(), false
            ),
            (
                .approveAccount, "口座の確認待ち", accounts, "登録された口座を、登録した人ではない職員が確かめる",
                Route.accounts.path(), false
            ),
            (
                .repay, "振込不能", payments.returned, "新しい口座を確かめて再振込する", Route.returns.path(), true
            ),
            (
                .approveRecovery, "返還の決裁待ち", payments.recoveryActs, "返還の請求・分納・充当・不納欠損の起案を決裁する",
                Route.recoveries.path(), false
            ),
            (
                .approveRetroactive, "遡及の精算の決裁待ち", payments.retroactives,
                "資格が遡って変わったことの精算を決裁する", Route.retroactives.path(), true
            ),
            (
                .proposeRetroactive, "遡及の精算が要る児童", unsettled,
                "資格が遡って変わり、レセプトや支給が残っている", Route.retroactives.path(), true
            ),
            (
                .approveExpenditure, "支出命令の決裁待ち", payments.ordersToApprove,
                "予算の残りと年度を確かめて決裁する", Route.accounting.path(), false
            ),
            (
                .payAtCounter, "窓口の未交付", payments.vouchers, "受け入れた現金で、まだ渡していないもの",
                Route.counter.path(), false
            ),
            // At the end, so that the digits of the tasks before stay.
            (
                .fileObjection, "申立の結果待ち", benefits.objections, "審査支払機関に申し立てて、結果をまだ記録していないもの",
                ObjectionListScreen.Question.open.address, false
            ),
            (
                .recordRecovery, "過誤納", payments.excesses, "納め過ぎた額を還付・充当するもの、決裁した還付",
                Route.returns.path(), false
            ),
        ]
    }

    /// What a head sent back, and payees that may change; they stand on the first page only while
    /// there is something.
    var back: [(OperationCode, String, Int, String, String, Bool)] {
        [
            (
                .decideReimbursement, "償還の差戻し", benefits.sentBack, "決裁者の理由を読み、直して起案し直す",
                Route.reimbursements.path() + "?back=1", false
            ),
            (
                .approvePayee, "支払先の変更の決裁待ち", payments.payeeChanges,
                "受給者の死亡・変更による支払先の変更を決裁する", Route.schedule.path(), true
            ),
            (
                .recordRecovery, "資格が戻った返還", coveredAgain,
                "前のシステムの給付の返還を、取り下げるか判断する", Route.retroactives.path(), false
            ),
            (
                .recordRecovery, "時効の近い返還", lapsing,
                "\(NearLimitation.months)か月以内に時効が完成する返還を督促・分納、または不納欠損にする",
                RecoveryListScreen.nearAddress, true
            ),
        ].filter { $0.2 > 0 }
    }

    /// What waits for officers of some roles, by the names of the tasks above.
    func waiting(for roles: Set<Role>) -> [WaitingPart] {
        var parts: [WaitingPart] = []
        if roles.contains(.head) {
            parts += [
                .init("償還の決裁待ち", benefits.toApprove),
                .init("支払処理の決裁待ち", payments.runsToApprove),
                .init("給付の返還の決裁待ち", claimBacks),
                .init("返還の決裁待ち", payments.recoveryActs),
                .init("遡及の精算の決裁待ち", payments.retroactives),
                .init("支出命令の決裁待ち", payments.ordersToApprove),
            ]
            // Rare: its card, too, stands only while something waits.
            if payments.payeeChanges > 0 {
                parts.append(.init("支払先の変更の決裁待ち", payments.payeeChanges))
            }
        }
        if roles.contains(.payment) {
            parts += [
                .init("償還の審査待ち", benefits.toExamine),
                .init("振込データの作成待ち", payments.runsToWrite),
            ]
        }
        return parts
    }
}
