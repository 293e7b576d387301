// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Press
import Reports
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("定型の一覧", .measure("R-56"))
struct OfficeListTests {
    private func rows(
        _ bench: DeskBench, _ list: OfficeList, _ on: String, limit: Int = 100
    ) throws -> [[String]] {
        let kanri = Principal(
            officer: "kanri", name: "", roles: [.administrator], session: "test", terminal: "T1")
        return try bench.office.casework.perform(
            .exportData, by: kanri, for: .statistics, reason: "試験"
        ) { scope in
            try bench.office.lists.rows(
                ListQuestion(
                    list: list.rawValue, conditions: ["on": on], items: list.items.map(\.code)),
                limit: limit, in: scope
            ).map { $0.map(\.content) }
        }
    }

    @Test("どの一覧にも、住所・電話・口座・個人番号・メモの項目はない", .measure("R-33", "R-70"))
    func nothingDangerous() {
        let never: [Safeguards.Field] = [.address, .phone, .account, .individualNumber, .memo]
        for list in OfficeList.allCases {
            for item in list.items {
                if let field = item.field { #expect(!never.contains(field), "\(list) \(item)") }
            }
            #expect(Set(list.items.map(\.code)).count == list.items.count)
        }
    }

    @Test("受給者・更新対象・未申請児の一覧は、資格のとおりに並び、支援措置の方の保険者と住所は出ない")
    func entitled() async throws {
        let bench = try await DeskBench()
        let (open, guarded) = (Family.of(.ordinary), Family.of(.protected))
        try await bench.grant(open.child)
        try await bench.grant(guarded.child)
        let listed = try rows(bench, .recipients, "2025-06-10")
        #expect(Set(listed.map { $0[0] }) == [open.child.description, guarded.child.description])
        let row = try #require(listed.first { $0[0] == open.child.description })
        #expect(row[1] == "検証0　翔" && row[3] == "2024-02-05" && row[4] == "男")
        #expect(row.last == "06119903")
        let hidden = try #require(listed.first { $0[0] == guarded.child.description })
        #expect(hidden.last?.contains("出しません") == true)
        #expect(try rows(bench, .recipients, "2023-01-01").isEmpty)
        #expect(try rows(bench, .recipients, "2025-06-10", limit: 1).count == 2)

        // The last day of the period of the child decides the month.
        let until = try #require(row.dropFirst(9).first)
        let month = String(until.prefix(7))
        #expect(try rows(bench, .renewals, month).contains { $0[0] == open.child.description })
        #expect(try rows(bench, .renewals, "2025-07").isEmpty)

        let unapplied = try rows(bench, .unapplied, "2024-02").map { $0[0] }
        #expect(!unapplied.contains(open.child.description))
        #expect(unapplied.contains(Family.of(.lapse).child.description))
        for list in [OfficeList.payments, .transferReturns, .claimReturns] {
            #expect(try rows(bench, list, "2025-06").isEmpty)
        }
        for list in OfficeList.allCases {
            let text = "\(try rows(bench, list, list.condition.isDay ? "2025-06-10" : "2024-02"))"
            for secret in [Family.secretAddress, "見本市中央", "9000017", "000-900-0042"] {
                #expect(!text.contains(secret), "\(list)")
            }
        }
    }

    @Test("条件の日や月が読めなければ断る")
    func conditions() async throws {
        let bench = try await SharedBench.get()
        for list in OfficeList.allCases {
            #expect(throws: ReportRefusal.listCondition) { try rows(bench, list, "きのう") }
            let other = list.condition.isDay ? "2025-06" : "2025-06-10"
            #expect(throws: ReportRefusal.listCondition) { try rows(bench, list, other) }
        }
    }
}
