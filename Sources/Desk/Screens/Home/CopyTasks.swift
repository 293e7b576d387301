// SPDX-License-Identifier: Apache-2.0
import Copying
import Safeguards
import Vocabulary

/// Copies that wait for the second officer, and officers who used much today, for the first page.
struct CopyTasks: Sendable {
    let counts: CopyBook.Counts
    let alarms: Int

    init(in scope: Scope) throws {
        counts = try CopyBook.counts(at: scope.now, from: scope.db)
        let begin = Instant(noonInJapan: scope.today).adding(seconds: -43_200)
        alarms = try CeilingBook.alarms(since: begin, from: scope.db).count
    }

    var lines: [(OperationCode, String, Int, String, String, Bool)] {
        [
            (
                .approveCopy, "複製の承認待ち", counts.waiting, "受取人の鍵を読み合わせて承認する",
                Route.copies.path(), false
            ),
            (
                .exportData, "作成・引渡し待ちの複製", counts.toWrite + counts.toHand,
                "期限の内に作り、媒体を記録して渡す", Route.copies.path(), false
            ),
            (
                .explainAccess, "きょうの利用の知らせ", alarms, "一時間の利用が目印を超えた職員",
                Route.ceilings.path(), true
            ),
        ]
    }
}
