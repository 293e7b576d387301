// SPDX-License-Identifier: Apache-2.0
import Formats
import Testing
import Vocabulary

@Suite("レセプト電算")
struct ClaimFileTests {
    private func read(
        _ bytes: [UInt8]
    ) throws -> (summary: ClaimFileSummary, claims: [ClaimRecord]) {
        var claims: [ClaimRecord] = []
        let summary = try ClaimFileReader(Samples.library()).read(.bytes(bytes)) {
            claims.append($0)
        }
        return (summary, claims)
    }

    private func sample() throws -> [UInt8] { try Samples.bytes("kodomo-ika-sample.uke") }

    /// The sample with one text replaced by another of any length.
    private func sample(_ changes: (String, String)...) throws -> [UInt8] {
        var text = try TextDecoder(.cp932).text(sample())
        for (old, new) in changes {
            #expect(text.contains(old), "the sample has no \(old)")
            text = text.replacingOccurrences(old, new)
        }
        return try Samples.cp932(text)
    }

    @Test("見本のファイルの合計が記載と合う")
    func sampleSummary() throws {
        let (summary, claims) = try read(sample())
        #expect(summary.kind == .medical)
        #expect(summary.institution == "1119900010")
        #expect(summary.billingMonth == YearMonth(iso: "2026-12"))
        #expect([summary.claims, summary.insurance, summary.publicFunds] == [2, 2, 3])
        #expect(summary.points == 9234)
        #expect(summary.declared == .init(count: 5, points: 9234))
        #expect(summary.rejected == 0)
        #expect(!summary.hasErrors)
        // The second claim of the sample has no JD record.
        #expect(summary.errors.map(\.code) == ["W-FMT-062"])
        #expect(claims.count == 2)
    }

    static let treatments: [(lines: String, first: Int?)] = [
        // One unit of 初診, its addition in the same unit, its addition in a unit of its own.
        ("SI,11,2,111000110,,291,1,", 1),
        ("SI,11,2,111000110,,,1,\r\nSI,,2,111000370,,366,1,", 1),
        ("SI,11,2,111000110,,291,1,\r\nSI,,2,111000370,,75,1,", nil),
        ("SI,11,2,111000110,,291,2,", nil), ("SI,11,2,111000110,,291,x,", nil),
        ("SI,11,2,111000110,,291,1,\r\nSI,11,2,111000110,,291,1,", nil),
        ("SI,11,2,111000110,,291,1,\r\nSI,12,2,112007410,,75,1,", 1),
        // 再診 only, 再診 beside 医学管理, neither of them.
        ("SI,12,2,112007410,,75,1,", 0),
        ("SI,12,2,112007410,,75,1,\r\nSI,13,2,113000310,,600,1,", nil),
        ("SI,13,2,113000310,,600,1,", nil), ("SI,60,2,160000310,,434,1,", nil),
        ("SI,1,2,111000110,,291,1,", nil), ("SI", nil),
        // A section that begins with a comment, a drug or a device holds what follows it.
        ("SI,12,2,112007410,,75,1,\r\nCO,11,2,810000001,見本\r\nSI,,2,111000110,,291,1,", 1),
        ("SI,12,2,112007410,,75,1,\r\nIY,11,2,610406079,1,5,1,\r\nSI,,2,111000110,,291,1,", 1),
        ("SI,12,2,112007410,,75,1,\r\nTO,11,2,710010001,1,9,1,\r\nSI,,2,111000110,,291,2,", nil),
        ("CO,11,2,810000001,見本\r\nSI,12,2,112007410,,75,1,", nil),
        ("SI,11,2,111000110,,291,1,\r\nIY,21,2,610406079,1,5,1,\r\nSI,,2,120000710,,11,5,", 1),
        ("SI,12,2,112007410,,75,1,\r\nIY,13,2,610406079,1,5,1,", nil),
        ("SI,12,2,112007410,,75,1,\r\nCO,,2,810000001,見本", 0),
        // A comment or a drug of 12 alone says no consultation; a treatment that follows it does.
        ("CO,12,2,830000001,見本\r\nSI,21,2,120000710,,11,5,", nil),
        ("IY,12,2,610406079,1,5,1,\r\nSI,21,2,120000710,,11,5,", nil),
        ("CO,12,2,830000001,見本\r\nSI,,2,112007410,,75,1,", 0),
    ]

    @Test("初診は、診療識別11の一つの算定が一度だけのとき1回、再診だけなら0回、ほかは分からない", arguments: treatments)
    func firstVisits(lines: String, first: Int?) throws {
        let file = try sample(
            ("SI,11,2,111000110,,291,1,,,,,,,,,,,1,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n", lines + "\r\n"),
            ("SI,12,2,112007410,,75,1,,,,,,,,,,,,,,,,,,,,,,,,,,1,,,,,,,,,,,\r\n", ""))
        let claims = try read(file).claims
        #expect(claims.first?.firstVisits == first)
        // The second claim of the sample has 60 only.
        #expect(claims.last?.firstVisits == nil && claims.count == 2)
    }

    @Test("未就学の1件目の項目がすべて読める")
    func firstClaim() throws {
        let claim = try #require(try read(sample()).claims.first)
        #expect(claim.line == 2)
        #expect(claim.type == "1124")
        #expect(!claim.isInpatient)
        #expect(claim.treatmentMonth == YearMonth(iso: "2026-11"))
        #expect(claim.name.utf8.elementsEqual("越谷　花子".utf8))
        #expect(claim.kana.utf8.elementsEqual("コシガヤハナコ".utf8))
        #expect(claim.sex == .female)
        #expect(claim.born == CivilDate("2022-06-15"))
        #expect(claim.isPreschool)
        #expect(claim.ratio == 80)
        #expect(claim.insurer == "119990")
        #expect(claim.insurance?.symbol == "越国")
        #expect(claim.insurance?.number == "１２３４５６７８")
        #expect(claim.subNumber == "01")
        #expect(claim.windowClass == "00")
        #expect(claim.chartNumber == "00001")
        #expect(claim.points == 1234)
        #expect(claim.days == 2)
        #expect(claim.visits.insurance?.days == [5, 20])
        #expect(claim.visits.fund(0) == nil)
        #expect(claim.funds.map(\.funder) == ["81119992"])
        #expect(claim.funds.first?.recipient == "0001230")
        #expect(claim.funds.first?.copayment == 0)
        #expect(claim.prescriber == nil)
    }

    @Test("小児慢性のある2件目は公費が2つ、順番のまま")
    func secondClaim() throws {
        let claim = try #require(try read(sample()).claims.last)
        #expect(claim.funds.map(\.funder) == ["52116019", "81119992"])
        #expect(claim.funds.map(\.points) == [6000, 8000])
        #expect(claim.funds.map(\.copayment) == [5000, 0])
        #expect(!claim.isPreschool)
    }

    @Test("要約の JSON は約束した項目を持つ")
    func summaryJson() throws {
        let json = try Samples.json(try read(sample()).summary)
        #expect(json.contains("\"kind\":\"医科\""))
        #expect(json.contains("\"billingMonth\":\"2026-12\""))
        #expect(json.contains("\"declared\":{\"count\":5,\"points\":9234}"))
        #expect(json.contains("\"publicFunds\":3"))
    }

    @Test("1件1行の JSON は、求められないかぎり記号・番号・受給者番号を出さない")
    func claimJson() throws {
        let claim = try #require(try read(sample()).claims.first)
        let masked = try Samples.json(ClaimLine(claim))
        #expect(!masked.contains("0001230"))
        #expect(!masked.contains("１２３４５６７８"))
        #expect(
            masked
                == #"{"born":"2022-06-15","days":2,"funds":[{"copayment":0,"days":2,"funder":"81119992","points":1234}],"inpatient":false,"insurer":"119990","line":2,"points":1234,"preschool":true,"treatmentMonth":"2026-11","type":"1124"}"#
        )
        let shown = try Samples.json(ClaimLine(claim, showsPersons: true))
        #expect(shown.contains("\"recipient\":\"0001230\""))
        #expect(shown.contains("\"subNumber\":\"01\""))
    }

    @Test("改行が LF だけでも、終わりの印がなくても読める")
    func tolerance() throws {
        let bytes = try sample().filter { $0 != 0x0D && $0 != 0x1A }
        let (summary, claims) = try read(bytes)
        #expect(claims.count == 2)
        #expect(summary.errors.map(\.code) == ["W-FMT-062", "W-FMT-061"])
        #expect(!summary.hasErrors)
    }

    @Test(
        "誤りのある明細書は数えて除き、ほかは読む",
        arguments: [
            ("81119992,0001230", "81119991,0001230", "KO", "funder", "E-FMT-040", "81119991"),
            ("81119992,0001230", "8111999,0001230", "KO", "funder", "E-FMT-055", "8111999"),
            ("0001230", "0001231", "KO", "recipient", "E-FMT-040", nil),
            ("0001230", "", "KO", "recipient", "E-FMT-055", nil),
            ("  119990,越国,１２", "  119991,越国,１２", "HO", "insurer", "E-FMT-040", "119991"),
            ("  119990,越国,１２", "  11999A,越国,１２", "HO", "insurer", "E-FMT-055", "11999A"),
            (",20220615,", ",20220231,", "RE", "born", "E-FMT-055", nil),
            (",1124,202611,", ",1124,202613,", "RE", "treatment-month", "E-FMT-055", nil),
            (",1124,", ",11X4,", "RE", "type", "E-FMT-055", nil),
            (",20220615,80,", ",20220615,8A,", "RE", "ratio", "E-FMT-055", nil),
            ("RE,1,1124", "RE,A,1124", "RE", "receipt", "E-FMT-055", nil),
            ("８,2,1234,", "８,2,12B4,", "HO", "points", "E-FMT-055", nil),
            ("0001230,,2,1234,0,", "0001230,,2,1234,-1,", "KO", "copayment", "E-FMT-055", nil),
            ("0001230,,2,1234,0,,,,,", "0001230,,2,1234", "KO", nil, "E-FMT-053", nil),
            ("越国,１２３４５６７８,2,1234,,,,,,,,,", "越国", "HO", nil, "E-FMT-053", nil),
        ])
    func brokenClaims(
        old: String, new: String, record: String, field: String?, code: String, value: String?
    ) throws {
        let (summary, claims) = try read(sample((old, new)))
        #expect(claims.map(\.receiptNumber) == [2])
        #expect(summary.rejected == 1)
        #expect(!summary.damaged)
        let errors = summary.errors.filter { $0.severity == .error }
        #expect(errors.map(\.code) == [code])
        #expect(errors.first?.record == record)
        #expect(errors.first?.field == field)
        #expect(errors.first?.value == value)
        #expect(errors.first.map { $0.line >= 2 && $0.line <= 4 } ?? false)
    }

    @Test("保険者も公費もない明細書は誤り")
    func noPayer() throws {
        let bytes = try sample(
            ("HO,  119990,越国,１２３４５６７８,2,1234,,,,,,,,,\r\n", ""),
            ("KO,81119992,0001230,,2,1234,0,,,,,\r\n", ""))
        let summary = try read(bytes).summary
        #expect(summary.errors.map(\.code).contains("E-FMT-056"))
        #expect(summary.rejected == 1)
    }

    @Test("保険者のレコードが2つある明細書は誤り")
    func twoInsurers() throws {
        let line = "HO,  119990,越国,１２３４５６７８,2,1234,,,,,,,,,\r\n"
        let summary = try read(sample((line, line + line))).summary
        #expect(summary.errors.map(\.code).contains("E-FMT-054"))
        #expect(summary.rejected == 1)
    }

    @Test(
        "気づいたことは警告にとどめる",
        arguments: [
            ("GO,5,9234,99", "GO,4,9234,99", "W-FMT-063"),
            ("GO,5,9234,99", "GO,5,9235,99", "W-FMT-063"),
            (",1124,202611,", ",1126,202611,", "W-FMT-064"),
            (",20220615,", ",20261215,", "W-FMT-064"),
            ("9900010", "9900015", "W-FMT-065"),
            ("SY,4659007,20261105,1,,,01,\r\n", "", "W-FMT-062"),
            ("SN,1,01,,,,01,,\r\n", "", "W-FMT-062"),
            ("MF,00,", "ZZ,00,", "W-FMT-066"),
            ("0001230,,2,1234,0,,,,,", "0001230,,2,1234,0,,,,,,", "W-FMT-067"),
            ("越谷　花子", "", "W-FMT-068"),
        ])
    func warnings(old: String, new: String, code: String) throws {
        let (summary, claims) = try read(sample((old, new)))
        #expect(claims.count == 2)
        #expect(summary.rejected == 0)
        #expect(!summary.hasErrors)
        #expect(summary.errors.map(\.code).contains(code))
    }

    @Test("合計が空欄か 0 のときは比べない", arguments: ["GO,,,", "GO,0,0,99"])
    func blankTotals(totals: String) throws {
        let summary = try read(sample(("GO,5,9234,99", totals))).summary
        #expect(summary.errors.map(\.code) == ["W-FMT-062"])
    }

    @Test(
        "壊れたファイルは全体が壊れていると分かる",
        arguments: [
            ("GO,5,9234,99\r\n", "", "E-FMT-057"),
            ("GO,5,9234,99", "GO,X,9234,99", "E-FMT-055"),
            ("RE,1,1124", "XX,1,1124", "E-FMT-052"),
        ])
    func damage(old: String, new: String, code: String) throws {
        let summary = try read(sample((old, new))).summary
        #expect(summary.damaged)
        #expect(summary.hasErrors)
        #expect(summary.errors.map(\.code).contains(code))
    }

    @Test("終わりの印の後にデータがあれば壊れている")
    func bytesAfterEnd() throws {
        let summary = try read(sample() + Array("\r\nRE,9".utf8)).summary
        #expect(summary.damaged)
        #expect(summary.errors.last?.code == "E-FMT-058")
    }

    @Test("半分のファイルは壊れていると分かる", arguments: [0.1, 0.25, 0.5, 0.75, 0.9, 0.97])
    func half(part: Double) throws {
        let bytes = try sample()
        let half = Array(bytes.prefix(Int(Double(bytes.count) * part)))
        #expect(try read(half).summary.damaged)
    }

    @Test("名前の読めないバイトは、ファイルの先頭からの位置で示す")
    func undecodable() throws {
        var bytes = try sample()
        let name = try Samples.cp932("花子")
        let place = try #require(bytes.indices.first { Array(bytes[$0...].prefix(4)) == name })
        bytes[place] = 0xFF
        let summary = try read(bytes).summary
        #expect(summary.rejected == 1)
        #expect(summary.errors.first?.code == "E-FMT-002")
        #expect(summary.errors.first?.message.contains("\(place)バイト目の 0xFF") ?? false)
    }

    @Test("レセプトでないファイルは全体を断る")
    func refusals() throws {
        let library = try Samples.library()
        #expect(throws: FormatRefusal.emptyFile) {
            try ClaimFileReader(library).inspect(.bytes([]))
        }
        #expect(throws: FormatRefusal.notAClaimFile) {
            try ClaimFileReader(library).inspect(.bytes(Array("あいう\r\n".utf8)))
        }
        #expect(throws: FormatRefusal.claimKindUnknown) {
            try ClaimFileReader(library).inspect(.bytes(Array("IR,2,11,6,9900010".utf8)))
        }
        let short = FormatRefusal.shortRecord(record: "IR", expected: 10, found: 6)
        #expect(throws: short) {
            try ClaimFileReader(library).inspect(.bytes(Array("IR,2,11,1,9900010,".utf8)))
        }
        #expect(throws: FormatRefusal.itemUnreadable(field: "医療機関コード")) {
            try read(sample(("9900010", "99000X0")))
        }
        #expect(throws: FormatRefusal.itemUnreadable(field: "請求年月")) {
            try read(sample((",202612,", ",202600,")))
        }
        let long = [UInt8](repeating: 0x41, count: 300_000)
        #expect(throws: FormatRefusal.self) { try read(Array("IR,".utf8) + long) }
    }

    @Test("特記事項から高額療養費の区分と第三者行為を読む")
    func notes() throws {
        let text = try TextDecoder(.cp932).text(sample())
        let bytes = try Samples.cp932(
            text.replacingOccurrences("20220615,80,,,,,", "20220615,80,,,,2810,"))
        let claim = try #require(try read(bytes).claims.first)
        #expect(claim.notes == ["28", "10"])
        #expect(claim.band == .u)
        #expect(claim.isThirdParty)
        #expect(!claim.isMultiple)
    }

    @Test("元号の年月日も読める")
    func eraDates() throws {
        let claim = try #require(
            try read(sample((",20220615,", ",5040615,"), (",1124,202611", ",1124,50811")))
                .claims.first)
        #expect(claim.born == CivilDate("2022-06-15"))
        #expect(claim.treatmentMonth == YearMonth(iso: "2026-11"))
    }
}

extension String {
    func replacingOccurrences(_ old: String, _ new: String) -> String {
        // Byte by byte: names must not be compared by canonical equivalence.
        let bytes = Array(utf8)
        let pattern = Array(old.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: pattern) {
                result += Array(new.utf8)
                index += pattern.count
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
