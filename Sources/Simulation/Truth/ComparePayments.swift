// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Every payment run against the truth: day, items, transfers, yen, what came back and was repaid.
struct ComparePayments {
    let truth: TruthFiles

    func differences(from db: any Connection, into summary: inout YearSummary) throws
        -> [Difference]
    {
        var comparing = Comparing("payments")
        let runs = try PaymentReading.runs(from: db)
        summary.transferFiles = runs.count
        summary.transfers = runs.reduce(0) { $0 + $1.transfers }
        summary.transferTotal = runs.reduce(0) { $0 + $1.total }
        var rest = runs.reduce(into: [YearMonth: PaymentReading.Run]()) {
            $0[$1.day.yearMonth] = $1
        }
        for line in try truth.lines("payments", as: TruthFiles.Payment.self) {
            let key = line.month.description
            guard let found = rest.removeValue(forKey: line.month) else {
                comparing.expect(key, "支払", "あり", "なし")
                continue
            }
            comparing.expect(key, "支払日", line.day, found.day)
            func expect(_ field: String, _ expected: Int, _ found: Int) {
                comparing.expect(key, field, expected, found)
            }
            expect("件数", line.items, found.items)
            expect("振込", line.transfers, found.transfers)
            expect("金額", line.total, found.total)
            expect("振込不能", line.returnedItems, found.returnedItems)
            expect("振込不能額", line.returnedTotal, found.returnedTotal)
            expect("再振込", line.repaidItems, found.repaidItems)
        }
        for month in rest.keys.sorted() {
            comparing.expect(month.description, "支払", "なし", "あり")
        }
        return comparing.differences
    }
}
