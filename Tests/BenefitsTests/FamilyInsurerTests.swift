// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Scheme
import Successions
import Support
import Testing
import Vocabulary

@testable import Benefits

/// One insurer or another: what counts together over a succession and over a year.
extension ProxyTests {
    /// The insurer goes on under another number from a day: proposed and approved by two officers.
    private func succeed(_ office: Office, on day: String) throws -> InsurerNumber {
        let old = try #require(InsurerNumber(Office.insurer))
        let new = InsurerNumber.fictional("0611991")
        let id = try office.gate.propose(
            .merger(of: old, into: new, on: date(day)), by: Office.counter)
        #expect(try office.gate.approve(succession: id, by: Office.head).carried == 2)
        return new
    }

    /// Reimbursements of months in which the child reached the limit.
    private func reachLimit(_ office: Office, _ months: String...) throws {
        for (place, month) in months.enumerated() {
            try office.enter([
                office.input("M-\(place)", month: month, points: 30_000, highCost: 32_400) {
                    $0.setting = .inpatient
                }
            ])
        }
    }

    @Test("保険者が合併で別の番号になっても、承継した保険者の月は多数回に数え続ける")
    func multipleOverSuccession() throws {
        let office = try Office()
        try reachLimit(office, "2025-04", "2025-05", "2025-06")
        try month(office, "2025-07")
        _ = try succeed(office, on: "2025-07-01")
        #expect(try estimate(office, month: "2025-07").isMultiple)
    }

    @Test("承継の前の番号で届いたきょうだいも、同じ保険者として合算する")
    func siblingOverSuccession() throws {
        let office = try Office()
        try office.enter([
            office.input("T-1", month: "2025-07", points: 20_000) { $0.setting = .inpatient },
            office.input("H-1", child: Office.hana, month: "2025-07", points: 15_000, tenths: 2) {
                $0.institution = "1319900503"
                $0.institutionName = "別の見本病院"
                $0.setting = .inpatient
            },
        ])
        let new = try succeed(office, on: "2025-07-01")
        // The sister's row comes late, still under the old number.
        let old = try #require(InsurerNumber(Office.insurer))
        let late = [
            InsuranceInput(
                child: Office.hana, insurer: new, insurerName: "検証統合健康保険組合",
                acquiredOn: date("2025-07-01"), lostOn: date("2025-07-02"), source: .shaho),
            InsuranceInput(
                child: Office.hana, insurer: old, insurerName: "見本健康保険組合",
                acquiredOn: date("2025-07-02"), lostOn: nil, source: .shaho),
        ]
        try office.gate.perform(
            RecordInsurance.operation, by: .machine("insurance"), for: .change
        ) { _ = try RecordInsurance.perform(late, in: $0) }
        let answer = try estimate(office, month: "2025-07")
        #expect(answer.units.count == 2)
        #expect(answer.parts.keys.sorted() == [Office.taro, Office.hana])
    }

    @Test("世帯合算の始まる前の委任も多数回に数え、保険者が後から断った委任は数えない")
    func mandatesThatCount() throws {
        let office = try Office()
        try reachLimit(office, "2025-04", "2025-05")
        try month(office)
        let sum = try estimate(office)
        // As it was written before there were parts.
        let id = try perform(office) { scope in
            try scope.append([
                ProxyRow(
                    mandate: Mandate(
                        child: Office.taro, month: yearMonth("2025-06"),
                        mandateOn: date("2025-08-01"), band: "エ"), recipient: Office.parent,
                    insurer: Office.insurer, estimate: sum, officer: Office.payment.officer)
            ])[0]
        }
        try month(office, "2025-07", receipt: "S7-")
        #expect(try estimate(office, month: "2025-07").isMultiple == false)
        try request(office, [id])
        try happen(office, .decided, id, 23_400)
        #expect(try estimate(office, month: "2025-07").isMultiple)
        try happen(office, .refused, id, 0)
        #expect(try estimate(office, month: "2025-07").isMultiple == false)
    }

    @Test("過誤で取り下げられた明細書の月は、限度額に達した月に数えない")
    func takenBackClaim() throws {
        let office = try Office()
        try office.take(Uke())
        let claim = try #require(
            try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.first)
        // A claim in kind whose limit was applied at the window: the same row with that amount.
        let columns = ["operation_id", "recorded_at"] + ClaimRow.columns
        let values = columns.map { $0 == "high_cost" ? "1" : $0 }
        try office.store.write { db in
            _ = try db.execute(
                """
                INSERT INTO claim (\(columns.joined(separator: ", ")))
                SELECT \(values.joined(separator: ", ")) FROM claim
                """, [])
        }
        let limited = try #require(
            try office.read { db in
                try db.first("SELECT id FROM claim WHERE id <> ?", [claim.id]) { $0.int64(0) }
            })
        func months() throws -> Set<YearMonth> {
            try office.read {
                try LedgerBook.highCostMonths(
                    children: [Office.taro], before: yearMonth("2025-12"), from: $0)
            }[Office.taro] ?? []
        }
        #expect(try months() == [yearMonth("2025-06")])
        try office.gate.perform(FileObjection.operation, by: Office.payment, for: .benefit) {
            try FileObjection.perform(
                .claim(limited), .readjustment, reason: .askedByInstitution,
                on: date("2025-08-01"), in: $0)
            try RecordObjectionResult.perform(
                .claim(limited), .accepted, on: date("2025-08-05"), in: $0)
        }
        #expect(try months().isEmpty)
    }
}
