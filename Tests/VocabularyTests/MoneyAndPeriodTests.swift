// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@Suite("円と期間")
struct MoneyAndPeriodTests {
    @Test(
        "十円への四捨五入と切り捨て",
        arguments: [(3_702, 3_700, 3_700), (3_015, 3_020, 3_010), (3_014, 3_010, 3_010), (0, 0, 0)])
    func rounding(amount: Int, rounded: Int, cut: Int) {
        #expect(Yen(amount).rounded(to: 10) == Yen(rounded))
        #expect(Yen(amount).cut(to: 10) == Yen(cut))
    }

    @Test(
        "三桁ごとの区切り",
        arguments: [
            (0, "0"), (999, "999"), (1_000, "1,000"), (87_430, "87,430"), (-1_234, "-1,234"),
        ])
    func grouping(amount: Int, text: String) {
        #expect(Yen(amount).grouped == text && Yen(amount).description == text + "円")
    }

    @Test("割合は一円未満を切り捨てる")
    func parts() {
        #expect(Yen(12_345).part(3, of: 10) == Yen(3_703))
        #expect(Yen(10).part(2, of: 3) == Yen(6))
    }

    @Test("期間は終わりの日の翌日を含まない")
    func halfOpen() throws {
        let first = try #require(CivilDate("2025-04-01"))
        let last = try #require(CivilDate("2026-03-31"))
        let period = EffectivePeriod(from: first, through: last)
        #expect(period == FiscalYear(2025).period && period.lastDay == last)
        #expect(period.contains(first) && period.contains(last) && !period.contains(last.next))
        #expect(!period.overlaps(EffectivePeriod(from: last.next)))
        #expect(EffectivePeriod(from: first).contains(last.adding(days: 100_000)))
    }

    @Test("重ねて書いた値は後の期間だけを置き換える")
    func timeline() throws {
        let first = try #require(CivilDate("2025-04-01"))
        let second = try #require(CivilDate("2025-06-01"))
        let third = try #require(CivilDate("2025-08-01"))
        let line = Timeline<String>()
            .replacing("前", from: first)
            .replacing("中", over: EffectivePeriod(from: second, until: third))
        #expect(line.value(on: first.previous) == nil && line.value(on: second.previous) == "前")
        #expect(line.value(on: second) == "中" && line.value(on: third) == "前")
        let changes = line.changes(between: EffectivePeriod(from: first))
        #expect(changes.map(\.day) == [first, second, third])
        #expect(changes.map(\.value) == ["前", "中", "前"])
    }
}
