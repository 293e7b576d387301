// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Links
import Safeguards
import Testing
import Vocabulary

@Suite("連携ファイルの順")
struct FeedOrderTests {
    private func file(
        _ sequence: Int, at moment: String, _ rows: [[String: String]] = [],
        scope: String = "差分"
    ) throws -> LinkFile {
        try Bench.file("shaho", scope, at: moment, sequence, rows: rows)
    }

    private func known(_ bench: Bench) throws -> [String] {
        try bench.read {
            try InsuranceBook.stretches([Bench.child], from: $0)[Bench.child] ?? []
        }.map { "\($0.insurer) \($0.period)" }
    }

    @Test("承認した欠番の後から届いたファイルは穴に入り、新しい内容を上書きしない")
    func lateFileFillsItsHole() throws {
        let bench = try Bench()
        try bench.apply(evidence: false)
        _ = try bench.take(try file(1, at: "20250501060000"))
        let newest = try file(
            3, at: "20250503060000",
            [Bench.insurance(Bench.child, from: "20240401", until: "20250430")])
        #expect(throws: LinkRefusal.gap(expected: 2, found: 3)) { try bench.take(newest) }
        _ = try bench.take(newest, gapReason: "送付元が2番を作り直している")
        let before = try known(bench)
        // The late file says what was true before: the insurance goes on, and another one began.
        let late = try bench.take(
            try file(
                2, at: "20250502060000",
                [
                    Bench.insurance(Bench.child, from: "20240401"),
                    Bench.insurance(Bench.child, from: "20250430", insurer: "119990"),
                ]))
        #expect(late.recorded == 1)
        #expect(try known(bench).count == before.count + 1)
        #expect(try known(bench).contains { $0.hasPrefix("119990") })
        #expect(try known(bench).contains(before[0]), "新しい喪失日が残る")
        #expect(throws: LinkRefusal.self) { try bench.take(try file(2, at: "20250502070000")) }
        #expect(throws: LinkRefusal.self) { try bench.take(try file(5, at: "20250502070000")) }
    }

    @Test("管理者が承認した欠番だけを飛ばせ、承認には理由が要る")
    func acceptedGap() throws {
        let bench = try Bench()
        _ = try bench.take(try file(1, at: "20250501060000"))
        func accept(
            _ numbers: ClosedRange<Int>, by who: Principal = Bench.administrator,
            reason: String? = "送付元は2番と3番を作っていない"
        ) throws {
            try bench.gate.perform(AcceptFeedGap.operation, by: who, for: .change, reason: reason) {
                try AcceptFeedGap.perform(
                    layout: "shaho", sequences: numbers, layouts: Bench.layouts, in: $0)
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) { try accept(2...3, by: Bench.counter) }
        #expect(throws: SafeguardRefusal.self) { try accept(2...3, reason: nil) }
        #expect(throws: FeedRefusal.wrongNumbers) { try accept(998...1_001) }
        try accept(2...2)
        let next = try file(4, at: "20250504060000")
        #expect(throws: LinkRefusal.gap(expected: 2, found: 4)) { try bench.take(next) }
        try accept(3...3)
        _ = try bench.take(next)
        let status = try bench.status("shaho")
        #expect(status.missing == [2, 3])
        // The word counts for this hole only.
        #expect(throws: LinkRefusal.gap(expected: 5, found: 7)) {
            try bench.take(try file(7, at: "20250507060000"))
        }
    }

    @Test("番号は999の次に001へ戻る")
    func numbersBeginAnew() throws {
        let bench = try Bench()
        _ = try bench.take(
            try file(998, at: "20250501060000", scope: "全件"))
        _ = try bench.take(try file(999, at: "20250502060000"))
        _ = try bench.take(try file(1, at: "20250503060000"))
        #expect(throws: LinkRefusal.gap(expected: 2, found: 3)) {
            try bench.take(try file(3, at: "20250504060000"))
        }
        #expect(try bench.status("shaho").missing.isEmpty)
    }

    @Test("送り元が同じことを繰り返しても、職員が直した後の記録は変わらない")
    func repetitionDoesNotUndo() throws {
        let bench = try Bench()
        try bench.apply(evidence: false)
        let row = Bench.insurance(Bench.child, from: "20240401")
        _ = try bench.take(try file(1, at: "20250501060000", [row]))
        try bench.gate.perform(RecordInsurance.operation, by: Bench.counter, for: .change) {
            _ = try RecordInsurance.perform(
                [
                    InsuranceInput(
                        child: Bench.child, insurer: Bench.insurer,
                        insurerName: "見本健康保険組合", acquiredOn: day("2024-04-01"),
                        lostOn: day("2025-04-20"), source: .notification)
                ], in: $0)
        }
        let mended = try known(bench)
        let again = try bench.take(try file(2, at: "20250601060000", [row], scope: "全件"))
        #expect(again.recorded == 0)
        #expect(try known(bench) == mended)
    }

    @Test("保険者の言うことは、後から出た申請書の写しでは変わらない")
    func insurerOutweighsForm() throws {
        let bench = try Bench()
        let first = try bench.apply(evidence: false)
        _ = try bench.take(
            try file(
                1, at: "20250501060000",
                [Bench.insurance(Bench.child, from: "20240401", until: "20250415")]))
        let before = try known(bench)
        try bench.gate.perform(.withdrawApplication, by: Bench.counter, for: .registration) {
            try WithdrawApplication.perform(first.id, reason: "検証", in: $0)
        }
        _ = try bench.takeForms(
            try Bench.file(
                "applications", at: "20250502200000", 2,
                rows: [Bench.form("R7-000002", ["applied": "20250429"])]))
        #expect(try known(bench) == before)
    }
}
