// SPDX-License-Identifier: Apache-2.0
import Database
import Payments
import Vocabulary

/// 振込データの金額 = 台帳の金額 = 計算の合計 − 返還, at a month's end.
struct MoneyOfMonth {
    let month: YearMonth
    /// Yen of all transfer files until now, as they lie on disk.
    let files: Int
    /// Whether the steps of every claim are added up again.
    let readsSteps: Bool
    /// Where it is known, what came in is compared with the accounts of income (1380).
    var law: FiscalLaw?

    func broken(from db: any Connection) throws -> [String] {
        let balances = try InvariantReading.balances(from: db)
        let sums = try MonthReading.sums(from: db)
        let paid = balances["paid", default: 0]
        let equations = [
            ("出納の合計が0でない", balances.values.reduce(0, +), 0),
            ("銀行にある金額", balances["transit", default: 0], 0),
            ("振込データの合計 − 戻った額 と、支払済みの額", files - sums.cameBack, paid),
            (
                "支払済みの額 − 返還 と、計算の合計", paid - sums.claimedBack,
                sums.computedOfPaid - sums.claimedBackOfStanding
            ),
            (
                "決定した額 と、支給予定にした額 + まだの額", sums.decided,
                sums.scheduled + sums.unscheduled
            ),
            (
                "前の月までの決定で支給予定のない額", try MonthReading.forgotten(month, from: db), 0
            ),
            ("会計管理者が受けた支出命令と、その振込データ", sums.ordered, sums.filesOfOrders),
            ("受け付けたレセプトの額と、ファイルごとの額", sums.claims, sums.acceptedOfFiles),
            ("計算と違う額の償還の決定", try InvariantReading.decisionsBesideComputation(from: db), 0),
            (
                "計算と違う額のレセプト",
                readsSteps ? try InvariantReading.claimsBesideComputation(from: db) : 0, 0
            ),
            ("支給予定のない、または額の違う支払", try MonthReading.rowsBesideItems(from: db), 0),
            ("二度支払った決定", try InvariantReading.paidTwice(from: db), 0),
        ]
        // The office's own proof must say the same.
        let proof = try MoneyProof.load(law: law, from: db).lines.filter { !$0.isTrue }
        return equations.filter { $0.1 != $0.2 }.map { "\($0.0): \($0.1) と \($0.2)" }
            + proof.map { "\($0.title): \($0.left) と \($0.right)" }
    }
}
