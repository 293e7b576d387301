// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Formats
import Safeguards
import Scheme
import Testing
import Vocabulary

@Suite("償還申請書データの取込")
struct FeedTests {
    private static let header =
        "検証用表示,受付番号,枝番号,申請年月日,申請者宛名番号,対象児童宛名番号,受給者番号,診療年月,医療機関コード,医療機関名,入院外来区分,診療種別,点数,診療日数,自己負担割合,支払額,食事回数,高額療養費決定額,附加給付額,他公費負担者番号,他公費一部負担額,事務件数"

    private func file(_ rows: [String]) -> [UInt8] {
        [0xEF, 0xBB, 0xBF]
            + Array(([FeedTests.header] + rows).map { $0 + "\r\n" }.joined().utf8)
    }

    private func row(_ receipt: String, _ branch: Int, highCost: String) -> String {
        [
            "検証用", receipt, String(branch), "20250710", Office.parent.description,
            Office.taro.description, Office.taroNumber, "202506", "1319900016", "県外の見本医院", "1",
            "01", "100000", "5", "3", "300000", "", highCost, "0", "", "", "1",
        ].joined(separator: ",")
    }

    private func take(_ office: Office, _ rows: [String]) throws -> ReimbursementImport {
        let layout = try Office.layouts.feed("reimbursements")
        return try office.gate.perform(
            ImportReimbursements.operation, by: Office.machine, for: .benefit
        ) {
            try ImportReimbursements.perform(
                .bytes(file(rows)), layout: layout, law: Office.law, in: $0)
        }
    }

    @Test("申請と通知の行を読み、同じファイルを二度取り込んでも何も増えない")
    func feed() throws {
        let office = try Office()
        let rows = [
            row("S7-000001", 1, highCost: ""), row("S7-000001", 2, highCost: "212570"),
            row("S7-000009", 2, highCost: "0"),
        ]
        let first = try take(office, rows)
        #expect(first.report.rows == 3)
        #expect(first.accepted.map(\.branch) == [1, 2])
        #expect(first.refused.map(\.code) == ["E-BEN-043"])
        #expect(first.refused.map(\.line) == [4])
        let again = try take(office, rows)
        #expect(again.accepted.isEmpty)
        #expect(again.known == 2)
        try office.propose()
        #expect(try office.approve().payable == Yen(87_430))
        let file = try office.file()
        #expect(file.newestBranch == 2)
        #expect(file.totalCost == Yen(1_000_000))
        #expect(file.insuranceKind == "組合")
        #expect(file.input.setting == .inpatient)
    }

    @Test("見出しの違うファイルは何も残さない")
    func damaged() throws {
        let office = try Office()
        let layout = try Office.layouts.feed("reimbursements")
        #expect(throws: FormatRefusal.self) {
            try office.gate.perform(
                ImportReimbursements.operation, by: Office.machine, for: .benefit
            ) {
                try ImportReimbursements.perform(
                    .bytes(Array("a,b,c\r\n1,2,3\r\n".utf8)), layout: layout, law: Office.law,
                    in: $0)
            }
        }
        #expect(try office.read { try BenefitInbox.toExamine(from: $0) }.isEmpty)
    }
}
