// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Payments
import Safeguards

/// What waits in 給付 and 支払, for the first page and the count in the header.
struct MoneyTasks: Sendable {
    let benefits: BenefitInbox.Counts
    let payments: PaymentInbox.Counts
    /// Accounts that wait for a second officer.
    let accounts: Int

    init(in scope: Scope) throws {
        benefits = try BenefitInbox.counts(from: scope.db)
        payments = try PaymentInbox.counts(from: scope.db)
        accounts = try AccountConfirmations.count(from: scope.db)
    }

    /// The tasks: who may do it, what, how many, why, where, whether it presses.
    var lines: [(OperationCode, String, Int, String, String, Bool)] {
        let list = Route.reimbursements.path()
        return [
            (
                .approveReimbursement, "償還の決裁待ち", benefits.toApprove, "起案された支給・不支給を決裁する",
                list + "?state=proposed", false
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
                .correctClaim, "レセプトのエラー", benefits.claimErrors, "補正・返戻・再判定を待つ明細書",
                Route.claimImports.path(), false
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
        ]
    }

    /// How much waits for officers of some roles.
    func waiting(for roles: Set<Role>) -> Int {
        var sum = 0
        if roles.contains(.head) { sum += benefits.toApprove + payments.runsToApprove }
        if roles.contains(.payment) { sum += benefits.toExamine + payments.runsToWrite }
        return sum
    }
}
