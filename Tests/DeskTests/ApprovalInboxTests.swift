// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// あなたの決裁待ち: every kind with how long it has waited, and its sum where it has one.
@Suite("あなたの決裁待ち")
struct ApprovalInboxTests {
    private func line(_ title: String, _ yen: Int?, _ day: String?) -> ApprovalInbox.Line {
        ApprovalInbox.Line(
            title: title, count: 1, amount: yen.map { Yen($0) },
            oldest: day.flatMap { CivilDate(iso: $0) }.map { Instant(noonInJapan: $0) }, marked: 0,
            href: "/", operation: .approveDecision)
    }

    @Test("種類は待った日数の長い順に並び、金額の大きい順にも並ぶ。同じなら仕事の順")
    func order() {
        let lines = [
            line("甲", nil, "2025-06-10"), line("乙", 500, "2025-06-01"),
            line("丙", 9_000, "2025-06-10"), line("丁", nil, nil), line("戊", 500, "2025-06-09"),
        ]
        #expect(ApprovalOrder.age.sorted(lines).map(\.title) == ["乙", "戊", "甲", "丙", "丁"])
        #expect(ApprovalOrder.amount.sorted(lines).map(\.title) == ["丙", "乙", "戊", "甲", "丁"])
    }

    @Test("支援措置・口座の決裁待ちも待った日数で並び、並べ替えはリンクで、決裁しない職員には出ない", .measure("R-10"))
    func everyKind() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.browse(as: "uketsuke") { browser in
            let panel = "/persons/\(family.mother)/protection"
            let page = try await browser.get(panel)
            let asked = try await browser.post(
                panel, on: page, ProtectionScreenTests.fields([family.mother, family.child]))
            try #require(asked.status == 303, "\(asked.text)")
        }
        bench.clock.go(seconds: 3 * 86_400)
        _ = try await bench.propose(Family.of(.decision).child)
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/decisions")
            let line = try #require(
                page.text.firstMatch(of: /支援措置<\/a><\/th>.*?<\/tr>/).map { String($0.0) })
            #expect(line.contains("1件") && line.contains("（3日前）"), "\(line)")
            let rows = page.text.matches(
                of: /<th scope="row"><a href="[^"]*">([^<]*)<\/a><\/th><td class="number">/
            )
            .map { String($0.1) }
            let (protection, decision) = (rows.firstIndex(of: "支援措置"), rows.firstIndex(of: "資格の決定"))
            #expect(try #require(protection) < (try #require(decision)), "\(rows)")
            #expect(page.text.contains("href=\"/decisions?kinds=amount\""))
            let other = try await browser.get("/decisions?kinds=amount")
            #expect(other.text.contains("kinds=amount\" aria-current=\"true\">金額の大きい順"))
        }
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/decisions")
            #expect(!page.text.contains("あなたの決裁待ち") && !page.text.contains("金額の大きい順"))
        }
    }
}
