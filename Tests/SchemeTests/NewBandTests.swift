// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

/// 2027-08: the table has thirteen bands with names that stand in for codes nobody has published; files and
/// screens know ア to オ. What is not in the table is held, and the hold says why and what to do.
@Suite("2027年8月の高額療養費の13区分")
struct NewBandTests {
    private func sum(
        _ band: String, _ month: String, funds: [ClaimFacts.OtherFund] = []
    ) throws -> Computation {
        var facts = try ComputeTests.claim(100_000, month: month)
        facts.isInpatient = true
        facts.highCost = .band(band, multiple: false)
        facts.otherFunds = funds
        return try Books.book("sample").compute(facts)
    }

    @Test("2027年7月診療までは、様式の5区分がどれも表にある", arguments: ["2026-07", "2026-08", "2027-07"])
    func before(month: String) throws {
        for band in Vocabulary.HighCostBand.allCases {
            let sum = try sum(band.rawValue, month)
            #expect(sum.hold == nil, "\(band)")
            #expect(sum.highCost > .zero, "\(band)")
        }
    }

    @Test("2027年8月診療からは、オのほかの区分の請求は、理由と直し方を言って止まる", arguments: ["2027-08", "2028-07"])
    func held(month: String) throws {
        let national = try Books.library.get().national
        guard case .found(let table, let entry) = national.highCostTable(try Books.month(month))
        else {
            Issue.record("\(month)の表がない")
            return
        }
        #expect(table.bands.count == 13 && !entry.isConfirmed)
        for band in Vocabulary.HighCostBand.allCases where band != .o {
            let hold = try #require(try sum(band.rawValue, month).hold, "\(band)")
            for words in [
                "2027-08からの高額療養費の表にない区分", "標報440000", "未確認", "公表を確かめていません",
                "支給決定額を入れれば", "制度の本の高額療養費の表",
            ] { #expect(hold.contains(words), "\(words): \(hold)") }
        }
        let last = try sum("オ", month)
        #expect(last.hold == nil && last.highCost == Yen(300_000 - 36_900))
        #expect(last.unconfirmed.contains { $0.contains("high-cost") })
    }

    @Test("区分の決まった公費も、その区分が表になければ同じ理由で止まる。保険者の決定額があれば計算する")
    func fundsAndDecided() throws {
        let fund = ClaimFacts.OtherFund(funder: "21116058", points: 100_000, copayment: Yen(5_000))
        #expect(try sum("ア", "2027-07", funds: [fund]).hold == nil)
        let hold = try #require(try sum("オ", "2027-08", funds: [fund]).hold)
        #expect(hold.contains("公費の限度額に使う区分を含む"))
        var facts = try ComputeTests.claim(100_000, month: "2027-08")
        facts.highCost = .decided(Yen(212_570))
        let decided = try Books.book("sample").compute(facts)
        #expect(decided.hold == nil && decided.payable == Yen(87_430))
    }

    @Test("様式の区分だけの表にない区分は、誤りとして直すよう言い、未確認とは言わない")
    func ofKnownCodes() throws {
        let hold = try #require(try sum("標報440000", "2026-08").hold)
        #expect(hold.contains("2026-08からの高額療養費の表にない区分") && hold.contains("返戻"))
        #expect(!hold.contains("未確認"))
    }
}
