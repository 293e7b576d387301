// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Links
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("連携の順・古さ・同意・一覧は PostgreSQL でも同じ")
struct FeedPostgresTests {
    @Test("遅れたファイル、漏れ、欠番の承認、発行の許可、同意、個人住民税、一覧")
    func everything() throws {
        let schema = "f" + UUID().uuidString.replacing("-", with: "").lowercased()
        let bench = try Bench(
            store: Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: "119997"))
        try bench.apply(evidence: false)
        let row = Bench.insurance(Bench.child, from: "20240401")
        _ = try bench.take(try Bench.file("shaho", "全件", at: "20250401060000", 1, rows: [row]))
        _ = try bench.take(
            try Bench.file("shaho", at: "20250403060000", 3, rows: []), gapReason: "検証")
        let late = try bench.take(
            try Bench.file(
                "shaho", at: "20250402060000", 2,
                rows: [row.merging(["lost": "20250402"]) { $1 }]))
        #expect(late.recorded == 1)
        _ = try bench.take(
            try Bench.file(
                "kokuho", at: "20250401060000", 1,
                rows: [Bench.insurance(Bench.child, from: "20250402", insurer: "119990")]),
            from: .kokuho)
        let full = try bench.take(
            try Bench.file("kokuho", "全件", at: "20250410060000", 2, rows: []), from: .kokuho)
        #expect(full.droppedOut.map(\.child) == [Bench.child])
        try bench.gate.perform(
            AcceptFeedGap.operation, by: Bench.administrator, for: .change, reason: "検証"
        ) {
            try AcceptFeedGap.perform(
                layout: "shaho", sequences: 4...4, layouts: Bench.layouts, in: $0)
            try AllowStaleFeed.perform(
                layout: "shaho", until: day("2025-05-10"), layouts: Bench.layouts, in: $0)
        }
        _ = try bench.take(try Bench.file("shaho", at: "20250405060000", 5, rows: []))
        let status = try bench.status("shaho")
        #expect(status.missing == [4] && status.allowance?.until == day("2025-05-10"))
        #expect(try bench.status("kokuho").droppedOut == 1)
        let welfare = try bench.takeWelfare(
            try Bench.file(
                "welfare", at: "20250401060000", 1,
                rows: [["addressee": Bench.child.description, "event": "廃止", "date": "20250405"]]))
        #expect(welfare.rejected == 1)
        #expect(try bench.ask([]).asked == 1)
        try taxAndLists(bench)
    }

    private func taxAndLists(_ bench: Bench) throws {
        let about = ConsentCase(subject: Bench.stranger, child: Bench.child)
        _ = try bench.gate.perform(RecordConsent.operation, by: Bench.counter, for: .registration) {
            try RecordConsent.perform(
                ConsentInput(
                    .tax, about: about, by: Bench.stranger, on: day("2025-04-20"),
                    evidence: .paper, reference: "1"), in: $0)
        }
        let file = try Bench.file(
            "tax", at: "20250430060000", 1,
            rows: [
                ["addressee": Bench.stranger.description, "tax-year": "2025", "status": "3"]
            ])
        let taken = try bench.gate.perform(
            ImportTax.operation, by: Bench.machine, for: .registration
        ) {
            try ImportTax.perform(
                file, layouts: Bench.layouts, book: ImportTaxTests.asking, in: $0)
        }
        #expect(taken.recorded == 1)
        #expect(
            try bench.read {
                try TaxBook.statements([Bench.child], on: day("2025-04-30"), from: $0)
            }[about]?.map(\.status) == [.exempt])
        let insurers = try Bench.plain(
            "insurers", name: "insurers.csv",
            rows: [["insurer": "06119903", "name": "見本健康保険組合"]])
        try bench.gate.perform(
            ImportMaster.operation, by: Bench.administrator, for: .maintenance
        ) {
            _ = try ImportMaster.perform(
                .insurers, insurers, from: day("2025-04-01"), layouts: Bench.layouts, in: $0)
        }
        #expect(
            try bench.read {
                try MasterBook.insurer(Bench.insurer, on: day("2025-05-01"), from: $0)
            } == "見本健康保険組合")
    }
}
