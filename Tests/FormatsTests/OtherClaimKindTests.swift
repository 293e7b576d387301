// SPDX-License-Identifier: Apache-2.0
import Formats
import Testing
import Vocabulary

@Suite("歯科と調剤と DPC のレセプト")
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

    @Test("DPC は自分の様式で読み、総括レセプトに足された明細は請求に数えない。BU のないファイルは医科のまま")
    func groupedClaims() throws {
        func claim(_ number: String, summary: String, points: String, isGrouped: Bool) -> String {
            record(
                "RE", 38,
                [
                    1: number, 2: "1125", 3: "202505", 4: "見本　三郎", 5: "1", 6: "20150402",
                    8: "20250501", 16: summary, 36: "ミホンサブロウ",
                ])
                + record("HO", 15, [1: "  119990", 2: "見", 3: "９０１", 4: "9", 5: points])
                + record("KO", 12, [1: "81119992", 2: "9999996", 4: "9", 5: points, 6: "0"])
                + record("SN", 9, [1: "1", 6: "01"]) + record("JD", 33, [1: "1"])
                + (isGrouped ? record("BU", 8, [1: "040090xx99x00x"]) : "")
        }
        let head = record(
            "IR", 10,
            [1: "1", 2: "11", 3: "1", 4: "9900010", 6: "架空病院", 7: "202506", 8: "00"])
        let text =
            head + claim("1", summary: "1", points: "30000", isGrouped: false)
            + claim("2", summary: "2", points: "18000", isGrouped: true)
            + claim("3", summary: "3", points: "12000", isGrouped: false)
            + claim("4", summary: "0", points: "5000", isGrouped: true)
            + record("GO", 4, [1: "4", 2: "35000", 3: "99"])
        let (summary, claims) = try read(text)
        #expect(summary.layout == "claims-dpc" && !summary.verified)
        #expect(summary.errors.isEmpty, "\(summary.errors)")
        #expect(claims.map(\.receiptNumber) == [1, 4] && summary.claims == 2)
        #expect(claims.allSatisfy { $0.isDPC && $0.isInpatient && $0.kind == .medical })
        #expect(summary.points == 35_000 && summary.insurance == 2 && summary.publicFunds == 2)
        // Without BU the places of 医科 hold, where item 16 says nothing.
        let plain =
            head + claim("1", summary: "2", points: "100", isGrouped: false)
            + record("SY", 8, [1: "4659007"]) + record("GO", 4, [1: "2", 2: "100", 3: "99"])
        let (medical, records) = try read(plain)
        #expect(medical.layout == "claims-medical")
        #expect(records.count == 1 && records.first?.isDPC == false)
    }
}
