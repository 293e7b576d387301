// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Every reimbursement against the truth: outcome, yen, and the run that paid it.
struct CompareReimbursements {
    let truth: TruthFiles

    func differences(from db: any Connection, into summary: inout YearSummary) throws
        -> [Difference]
    {
        var comparing = Comparing("reimbursements")
        var rest = try BenefitReading.reimbursements(from: db)
        let payments = try PaymentReading.firstPayments(from: db)
        let recovered = try PaymentReading.recovered(from: db)
        summary.recovered = recovered.values.reduce(0, +)
        summary.reimbursements = rest.count
        summary.payable += rest.values.reduce(0) { $0 + $1.payable }
        for line in try truth.lines("reimbursements", as: TruthFiles.Reimbursement.self) {
            guard let found = rest.removeValue(forKey: line.receipt) else {
                comparing.expect(line.receipt, "償還", "あり", "なし")
                continue
            }
            func expect(_ field: String, _ expected: String, _ found: String) {
                comparing.expect(line.receipt, field, expected, found)
            }
            expect("対象児童", line.child, found.child)
            expect("結果", line.outcome, outcome(found))
            expect("理由", line.reason ?? "なし", found.reason ?? "なし")
            comparing.expect(line.receipt, "支給額", line.payable, found.payable)
            comparing.expect(line.receipt, "保険者の通知", line.letter, found.hasLetter)
            comparing.expect(
                line.receipt, "返還", line.recovered, recovered[line.receipt, default: 0])
            expect(
                "支払月", line.payMonth?.description ?? "なし",
                payments[line.receipt]?.yearMonth.description ?? "なし")
        }
        for receipt in rest.keys.sorted() { comparing.expect(receipt, "償還", "なし", "あり") }
        return comparing.differences
    }

    /// In the words of the truth.
    private func outcome(_ found: BenefitReading.Reimbursement) -> String {
        switch found.status {
        case "paid": "paid"
        case "not-paid": "refused"
        case "held", "received": "waiting"
        default: found.status
        }
    }
}
