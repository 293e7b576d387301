// SPDX-License-Identifier: Apache-2.0
import Formats
import Testing
import Vocabulary

@Suite("歯科と調剤のレセプト")
struct OtherClaimKindTests {
    /// A record of so many items with some of them set.
    private func record(_ name: String, _ size: Int, _ items: [Int: String]) -> String {
        (0..<size).map { $0 == 0 ? name : items[$0] ?? "" }.joined(separator: ",") + "\r\n"
    }

    private func read(_ text: String) throws -> (ClaimFileSummary, [ClaimRecord]) {
        var claims: [ClaimRecord] = []
        let bytes = try Samples.cp932(text) + [0x1A]
        let summary = try ClaimFileReader(Samples.library()).read(.bytes(bytes)) {
            claims.append($0)
        }
        return (summary, claims)
    }

    @Test("調剤は処方箋の医療機関と受付回数を読む")
    func pharmacy() throws {
        let text =
            record(
                "YK", 9,
                [1: "1", 2: "11", 3: "4", 4: "9900036", 5: "見本薬局", 6: "202506", 7: "00"])
            + record(
                "RE", 42,
                [
                    1: "1", 2: "4126", 3: "202505", 4: "見本　一郎", 5: "1", 6: "20150402",
                    9: "11", 10: "1", 11: "9900010", 12: "架空小児科医院", 41: "ミホンイチロウ",
                ])
            + record("HO", 14, [1: "  119990", 2: "見", 3: "９０１", 4: "2", 5: "321", 9: "960"])
            + record("KO", 10, [1: "81119992", 2: "9999996", 4: "2", 5: "321", 7: "0"])
            + record("SN", 9, [1: "1", 2: "01", 6: "03"])
            + record("SH", 5, [1: "1"]) + record("GO", 4, [1: "2", 2: "321", 3: "99"])
        let (summary, claims) = try read(text)
        #expect(summary.kind == .pharmacy)
        #expect(summary.institution == "1149900036")
        #expect(summary.errors.isEmpty)
        let claim = try #require(claims.first)
        #expect(claim.prescriber == "1119900010")
        #expect(claim.prescriberName == "架空小児科医院")
        #expect(claim.days == 2)
        #expect(claim.insurance?.copayment == 960)
        #expect(claim.funds.first?.copayment == 0)
        #expect(claim.kana == "ミホンイチロウ")
        #expect(claim.subNumber == "03")
    }

    @Test("処方箋の医療機関が読めない調剤は誤り")
    func noPrescriber() throws {
        let text =
            record(
                "YK", 9,
                [1: "1", 2: "11", 3: "4", 4: "9900036", 5: "見本薬局", 6: "202506", 7: "00"])
            + record(
                "RE", 42,
                [1: "1", 2: "4126", 3: "202505", 4: "見本　一郎", 5: "1", 6: "20150402"])
            + record("HO", 14, [1: "  119990", 4: "2", 5: "321"])
            + record("SN", 9, [1: "1", 6: "03"]) + record("GO", 4, [1: "1", 2: "321", 3: "99"])
        let (summary, claims) = try read(text)
        #expect(claims.isEmpty)
        #expect(summary.errors.map(\.field) == ["prescriber-code"])
    }

    @Test("歯科は食事と特記事項の位置が医科と違う")
    func dental() throws {
        let text =
            record(
                "IR", 10,
                [1: "2", 2: "11", 3: "3", 4: "9900028", 6: "見本歯科", 7: "202506", 9: "00"])
            + record(
                "RE", 27,
                [
                    1: "7", 2: "3126", 3: "202505", 4: "見本　二郎", 5: "1", 6: "20150402",
                    13: "29", 15: "K9", 25: "ミホンジロウ",
                ])
            + record("HO", 14, [1: "01119999", 4: "3", 5: "900", 6: "6", 7: "4140", 10: "2700"])
            + record("KO", 10, [1: "81119992", 2: "9999996", 4: "3", 5: "900", 6: "0", 8: "6"])
            + record("SN", 9, [1: "1", 6: "01"]) + record("JD", 33, [1: "1"])
            + record("HS", 9, [3: "1234567"]) + record("GO", 4, [1: "2", 2: "900", 3: "99"])
        let (summary, claims) = try read(text)
        #expect(summary.kind == .dental)
        #expect(summary.errors.isEmpty)
        let claim = try #require(claims.first)
        #expect(claim.band == .e)
        #expect(claim.chartNumber == "K9")
        #expect(claim.insurance?.meals == 6)
        #expect(claim.insurance?.mealsTotal == 4140)
        #expect(claim.insurance?.copayment == 2700)
        #expect(claim.funds.first?.meals == 6)
    }
}
