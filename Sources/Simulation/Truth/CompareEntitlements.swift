// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Vocabulary

/// Every grant, refusal and lapse against the truth.
struct CompareEntitlements {
    let truth: TruthFiles

    func differences(from db: any Connection, into summary: inout YearSummary) throws
        -> [Difference]
    {
        try entitlements(from: db, into: &summary) + applications(from: db, into: &summary)
    }

    private func entitlements(from db: any Connection, into summary: inout YearSummary) throws
        -> [Difference]
    {
        var comparing = Comparing("entitlements")
        var rest = try EntitlementReading.strands(from: db)
        summary.lapsed = rest.values.count { $0.result == "4" }
        for line in try truth.lines("entitlements", as: TruthFiles.Entitlement.self) {
            guard let strand = rest.removeValue(forKey: line.recipientNumber) else {
                comparing.expect(line.child, "資格 \(line.recipientNumber)", "あり", "なし")
                continue
            }
            func expect(_ field: String, _ expected: String, _ found: String) {
                comparing.expect(line.child, field, expected, found)
            }
            expect("対象児童", line.child, strand.child)
            expect("受給者", line.recipient, strand.recipient)
            expect(
                "通院", span(line.outpatientFrom, line.outpatientUntil),
                span(strand.outpatient.from, strand.outpatient.until))
            expect(
                "入院", span(line.inpatientFrom, line.inpatientUntil),
                span(strand.inpatient.from, strand.inpatient.until))
            expect(
                "消滅", line.lapse.map { "\($0.day) \($0.reason)" } ?? "なし",
                strand.result == "4" ? "\(strand.effectiveOn) \(strand.reason)" : "なし")
        }
        for strand in rest.values.sorted(by: { $0.number < $1.number }) {
            comparing.expect(strand.child, "資格 \(strand.number)", "なし", "あり")
        }
        return comparing.differences
    }

    private func span(_ from: CivilDate?, _ until: CivilDate?) -> String {
        "\(from?.description ?? "-")〜\(until?.description ?? "-")"
    }

    private func applications(from db: any Connection, into summary: inout YearSummary) throws
        -> [Difference]
    {
        var comparing = Comparing("decisions")
        var rest = try EntitlementReading.applications(
            hold: HoldReason.insuranceEvidence, from: db)
        let registrations = rest.values.filter { $0.kind == "01" }
        summary.granted = registrations.count { $0.result == "1" }
        summary.refused = registrations.count { $0.result == "2" }
        summary.applications = summary.granted + summary.refused
        summary.held = registrations.count { $0.waitedForEvidence }
        for line in try truth.lines("decisions", as: TruthFiles.Decision.self) {
            let found = rest.removeValue(forKey: line.receipt)
            comparing.expect(line.receipt, "結果", line.outcome, outcome(found))
            guard let found else { continue }
            comparing.expect(line.receipt, "対象児童", line.child, found.child)
            comparing.expect(line.receipt, "申請日", line.applied, found.appliedOn)
            guard line.outcome == "granted" || line.outcome == "refused" else { continue }
            comparing.expect(line.receipt, "理由", line.reason, found.reason ?? "-")
            comparing.expect(line.receipt, "保留", line.held, found.waitedForEvidence)
            guard line.outcome == "granted" else { continue }
            comparing.expect(line.receipt, "始期", line.from, found.from)
        }
        for (receipt, _) in rest.sorted(by: { $0.key < $1.key }) {
            comparing.expect(receipt, "申請", "なし", "あり")
        }
        return comparing.differences
    }

    /// In the words of the truth; a second registration is never taken into the register.
    private func outcome(_ found: EntitlementReading.Application?) -> String {
        guard let found else { return "duplicate" }
        switch (found.kind, found.result, found.status) {
        case ("01", "1", _): return "granted"
        case ("01", "2", _): return "refused"
        case ("01", _, "withdrawn"): return "duplicate"
        case (_, _, "carried-out"): return "noted"
        default: return found.status
        }
    }
}
