// SPDX-License-Identifier: Apache-2.0
import Formats
import Testing
import Vocabulary

/// A feed as text: the header of a layout and rows by English keys.
enum FeedText {
    static func text(
        _ layout: FeedLayout, _ rows: [[String: String]], end: String = "\r\n",
        extra: [String] = []
    ) -> String {
        let header = layout.columns.map(\.name) + extra
        let lines = rows.map { row in
            layout.columns.map { row[$0.key] ?? ($0.key == "stamp" ? "検証用" : "") }
                + extra.map { _ in "捨てる値" }
        }
        return ([header] + lines).map { $0.joined(separator: ",") + end }.joined()
    }

    static let welfare = ["addressee": "000000000000019", "event": "開始", "date": "20250401"]

    static let resident = [
        "change-number": "1", "addressee": "000000000000027", "individual-number": "900000000013",
        "status": "1", "change-date": "20250401", "change-reason": "B00", "name": "見本　花子",
        "sex": "2", "born": "20200402", "relationship": "20", "postal-code": "3430000",
    ]

    static let tax = ["addressee": "000000000000019", "tax-year": "2025", "status": "3"]

    static let bankReturn = [
        "transfer-date": "20250620", "sequence": "3", "amount": "24650", "reason": "02",
    ]
}

@Suite("連携データを読む")
struct FeedReaderTests {
    private func read(
        _ id: String, _ bytes: [UInt8]
    ) throws -> (report: ImportReport, rows: [FeedRow]) {
        var rows: [FeedRow] = []
        let report = try FeedReader(try Samples.library().feed(id)).read(.bytes(bytes)) { row in
            rows.append(row)
            return []
        }
        return (report, rows)
    }

    private func text(
        _ id: String, _ rows: [[String: String]], end: String = "\r\n", extra: [String] = []
    ) throws -> String {
        FeedText.text(try Samples.library().feed(id), rows, end: end, extra: extra)
    }

    private func utf8(_ id: String, _ rows: [[String: String]]) throws -> [UInt8] {
        Array(try text(id, rows).utf8)
    }

    @Test("UTF-8（BOM あり・なし）と CP932、CRLF と LF で同じ行が読める")
    func encodings() throws {
        for end in ["\r\n", "\n"] {
            let text = try text("resident", [FeedText.resident], end: end)
            let files: [([UInt8], TextEncoding)] = [
                (Array(text.utf8), .utf8),
                (TextEncoding.byteOrderMark + Array(text.utf8), .utf8WithMark),
                (try Samples.cp932(text), .cp932),
            ]
            for (bytes, encoding) in files {
                let (report, rows) = try read("resident", bytes)
                #expect(report.encoding == encoding)
                #expect([report.rows, report.accepted, report.rejected] == [1, 1, 0])
                let row = try #require(rows.first)
                #expect(row.line == 2)
                #expect(row.text("name").utf8.elementsEqual("見本　花子".utf8))
                #expect(row.date("born") == CivilDate("2020-04-02"))
                #expect(row.addressee("addressee") == AddresseeNumber("27"))
                #expect(row.integer("change-number") == 1)
                #expect(row.optionalText("alias") == nil)
                #expect(row.date("stay-until") == nil)
            }
        }
    }

    @Test("個人番号は貸し出すだけで、行を出力しても出ない")
    func individualNumber() throws {
        let row = try #require(
            try read("resident", utf8("resident", [FeedText.resident])).rows.first)
        let lent = row.withDigits("individual-number") { $0 }
        #expect(lent == Array("900000000013".utf8))
        var dumped = ""
        dump(row, to: &dumped)
        #expect(!(dumped + "\(row)" + String(reflecting: row)).contains("900000000013"))
    }

    @Test("個人番号の形の誤りは、値を出さずに知らせる", arguments: ["90000000001", "90000000001X"])
    func badIndividualNumber(number: String) throws {
        var row = FeedText.resident
        row["individual-number"] = number
        let report = try read("resident", utf8("resident", [row])).report
        #expect(report.rejected == 1)
        #expect(!(try Samples.json(report)).contains("9000000"))
    }

    @Test("様式にない項目は捨て、数だけ数える")
    func extraColumns() throws {
        let bytes = Array(
            try text("welfare", [FeedText.welfare], extra: ["所得", "備考"]).utf8)
        let (report, rows) = try read("welfare", bytes)
        #expect(report.droppedColumns == 2)
        #expect(rows.first?.text("event") == "開始")
        #expect(!(try Samples.json(report)).contains("捨てる値"))
    }

    @Test(
        "値の誤りは、その行だけを除く",
        arguments: [
            ("addressee", "", "E-FMT-030"), ("addressee", "12A", "E-FMT-032"),
            ("addressee", "1234567890123456", "E-FMT-033"), ("name", "", "E-FMT-030"),
            ("name", String(repeating: "あ", count: 101), "E-FMT-031"),
            ("postal-code", "343", "E-FMT-033"), ("postal-code", "343-000", "E-FMT-032"),
            ("change-date", "20250230", "E-FMT-034"), ("change-date", "20250400", "E-FMT-035"),
            ("born", "4320401", "E-FMT-034"), ("sex", "3", "E-FMT-037"),
            ("change-reason", "B99", "E-FMT-037"), ("change-number", "1.5", "E-FMT-038"),
            ("change-number", "-1", "E-FMT-039"),
        ])
    func values(key: String, value: String, code: String) throws {
        var bad = FeedText.resident
        bad[key] = value
        bad["change-number"] = bad["change-number"] == "1" ? "2" : bad["change-number"]
        let (report, rows) = try read(
            "resident", utf8("resident", [FeedText.resident, bad, FeedText.resident2]))
        #expect(report.errors.map(\.code) == [code])
        #expect(report.errors.first?.line == 3)
        #expect(report.errors.first?.field == key)
        #expect(report.errors.first?.value == nil)
        #expect(rows.map(\.line) == [2, 4])
        #expect([report.rows, report.accepted, report.rejected] == [3, 2, 1])
    }

    @Test(
        "日付はどの書き方でも読める",
        arguments: ["20200402", "2020-04-02", "2020/4/2", "5020402"])
    func dates(written: String) throws {
        var row = FeedText.resident
        row["born"] = written
        let read = try read("resident", utf8("resident", [row])).rows.first
        #expect(read?.date("born") == CivilDate("2020-04-02"))
    }

    @Test("日の分からない生年月日は、推し量らずに渡す")
    func uncertain() throws {
        var row = FeedText.resident
        row["born"] = "20200400"
        let read = try #require(try read("resident", utf8("resident", [row])).rows.first)
        #expect(read.date("born") == nil)
        let date = try #require(UncertainDate(compact: "20200400"))
        #expect(read.feedDate("born") == .uncertain(date))
    }

    @Test("保険者番号の検査数字、医療機関コードの桁、資格の前後を確かめる")
    func crossChecks() throws {
        let row = [
            "addressee": "000000000000019", "insurer": "119990", "acquired": "20250401",
            "lost": "20250501", "band": "ウ",
        ]
        let cases: [(String, String, String)] = [
            ("insurer", "119991", "E-FMT-040"), ("insurer", "1199901", "E-FMT-033"),
            ("lost", "20250331", "E-FMT-042"), ("band", "カ", "E-FMT-037"),
        ]
        for (key, value, code) in cases {
            var bad = row
            bad[key] = value
            let report = try read("kokuho", utf8("kokuho", [row, bad])).report
            #expect(report.errors.map(\.code) == [code])
        }
        let shown = try read("kokuho", utf8("kokuho", [row.merging(["insurer": "119991"]) { $1 }]))
        #expect(shown.report.errors.first?.value == "119991")
    }

    @Test("同じ番号の2行目は誤り")
    func duplicates() throws {
        let report = try read(
            "tax", utf8("tax", [FeedText.tax, FeedText.tax])
        ).report
        #expect(report.errors.map(\.code) == ["E-FMT-041"])
        #expect(report.errors.first?.message.contains("2行目") ?? false)
    }

    @Test("全件の様式は、1行の誤りでもすべて断り、1行も渡さない")
    func atomic() throws {
        let good = FeedText.bankReturn
        var bad = good
        bad["sequence"] = "0"
        let (report, rows) = try read("bank_returns", utf8("bank_returns", [good, bad]))
        #expect(rows.isEmpty)
        #expect([report.rows, report.accepted, report.rejected] == [2, 0, 2])
        #expect(report.errors.map(\.code) == ["E-FMT-039"])
        let (clean, all) = try read("bank_returns", utf8("bank_returns", [good]))
        #expect(clean.isClean)
        #expect(all.first?.yen("amount") == Yen(24_650))
    }

    @Test("外の言葉のコードは、様式の表で直す")
    func conversion() throws {
        var row = FeedText.bankReturn
        row["reason"] = "名義相違"
        #expect(
            try read("bank_returns", utf8("bank_returns", [row])).rows.first?.text("reason") == "02"
        )
    }

    @Test("受け取る側が見つけた誤りも、同じ表に入る")
    func callerIssues() throws {
        let reader = FeedReader(try Samples.library().feed("welfare"))
        let report = try reader.read(.bytes(try utf8("welfare", [FeedText.welfare]))) { row in
            [
                FileIssue(
                    line: row.line, field: "addressee", code: "E-LNK-001", severity: .error,
                    message: "該当者がいません。")
            ]
        }
        #expect(report.rejected == 1)
        #expect(report.errors.map(\.code) == ["E-LNK-001"])
    }

    private func refusal(_ id: String, _ bytes: [UInt8]) throws -> FormatRefusal? {
        var handed = 0
        let layout = try Samples.library().feed(id)
        defer { #expect(handed == 0, "rows were handed over") }
        do {
            _ = try FeedReader(layout).read(.bytes(bytes)) { _ in
                handed += 1
                return []
            }
            return nil
        } catch {
            return error as? FormatRefusal
        }
    }

    @Test("形の誤りは、後ろの行にあってもファイル全体を断る")
    func structure() throws {
        let good = try text("welfare", [FeedText.welfare])
        let row = "検証用,000000000000027,廃止,20250501"
        let cases: [(String, FormatRefusal)] = [
            ("", .emptyFile), ("a,b,c\r\n", .headerMissing),
            (good.replacingOccurrences("区分", "区別"), .columnMissing(name: "区分")),
            (good.replacingOccurrences("区分", "宛名番号"), .columnTwice(name: "宛名番号")),
            (good + row + ",x\r\n", .columnCount(line: 3, expected: 4, found: 5)),
            (good + "検証用,27\r\n", .columnCount(line: 3, expected: 4, found: 2)),
            (good + "検証用,\"27,廃止,20250501\r\n", .brokenQuote(line: 3)),
            (good + "検証用,\"27\"x,廃止,20250501\r\n", .brokenQuote(line: 3)),
            (
                good + row.replacingOccurrences("検証用", "本番") + "\r\n",
                .stampMissing(line: 3, stamp: "検証用")
            ),
        ]
        for (text, expected) in cases {
            #expect(try refusal("welfare", Array(text.utf8)) == expected)
        }
    }

    @Test("決めた項目だけを受け取る様式は、ほかの項目のあるファイルを断る")
    func unnamedColumns() throws {
        let lines = try text("tax", [FeedText.tax]).split(separator: "\r\n")
        let more = "\(lines[0]),勤務先\r\n\(lines[1]),検証商事\r\n"
        #expect(try refusal("tax", Array(more.utf8)) == .columnsUnnamed(count: 1))
        #expect(try read("tax", utf8("tax", [FeedText.tax])).report.droppedColumns == 0)
    }

    @Test("見出しのない様式は、項目を位置で読み、空のファイルと数の違う行を断る")
    func withoutHeader() throws {
        let row = "11999,340,9990001,ｻｲﾀﾏｹﾝ,ﾐﾎﾝｼ,ﾁﾕｳｵｳ,埼玉県,見本市,中央,0,0,0,0,0,0\r\n"
        let read = try read("postal-codes", Array((row + row).utf8))
        #expect(read.report.rows == 2)
        #expect(read.rows.first?.text("town") == "中央" && read.rows.first?.line == 1)
        #expect(try refusal("postal-codes", []) == .emptyFile)
        #expect(
            try refusal("postal-codes", Array("11999,340\r\n".utf8))
                == .columnCount(line: 1, expected: 15, found: 2))
    }

    @Test("見出しも改行もないまま続くファイルは、全部を読む前に断る")
    func endlessHead() throws {
        let endless = [UInt8](repeating: 0x30, count: 600_000)
        #expect(try refusal("welfare", endless) == .lineTooLong(line: 1, limit: 1 << 18))
    }

    @Test("索引は、尋ねた人の行だけを、見出しと共に取り出す")
    func index() throws {
        let rows = (1...50).map { place in
            FeedText.welfare.merging([
                "addressee": padded(place % 7 + 1, 14) + "9", "date": "2025040\(place % 9 + 1)",
            ]) { $1 }
        }
        for bytes in [
            try utf8("welfare", rows), TextEncoding.byteOrderMark + (try utf8("welfare", rows)),
            try Samples.cp932(try text("welfare", rows)),
        ] {
            let layout = try Samples.library().feed("welfare")
            let source = ByteSource.bytes(bytes)
            let index = try FeedIndex(source, layout: layout, column: "addressee")
            #expect(index.entries.count == 50)
            let wanted = try #require(AddresseeNumber("000000000000039"))
            var found: [String] = []
            _ = try FeedReader(layout).read(
                try index.extract(index.entries(of: [wanted]), from: source)
            ) { row in
                found.append(
                    "\(row.addressee("addressee")?.description ?? "") \(row.date("date")?.description ?? "")"
                )
                return []
            }
            var expected: [String] = []
            _ = try FeedReader(layout).read(source) { row in
                if row.addressee("addressee") == wanted {
                    expected.append("\(wanted) \(row.date("date")?.description ?? "")")
                }
                return []
            }
            #expect(found == expected && !found.isEmpty)
            let nobody = AddresseeNumber(value: 777)
            #expect(index.entries(of: [nobody]).isEmpty)
        }
    }

    @Test("読めないバイトは、行とファイルの先頭からの位置で断る")
    func undecodable() throws {
        var bytes = try Samples.cp932(try text("welfare", [FeedText.welfare]))
        let place = bytes.count - 13
        bytes[place] = 0xFF
        let expected = FormatRefusal.undecodable(
            encoding: .cp932, line: 2, offset: place, byte: 0xFF)
        #expect(try refusal("welfare", bytes) == expected)
    }

    @Test("半分のファイルから、欠けた行を取り込まない")
    func half() throws {
        let rows = (1...20).map { number in
            FeedText.resident.merging(["change-number": "\(number)"]) { $1 }
        }
        let bytes = try utf8("resident", rows)
        for count in stride(from: 1, to: bytes.count, by: 97) {
            let cut = Array(bytes.prefix(count))
            let layout = try Samples.library().feed("resident")
            guard let report = try? FeedReader(layout).inspect(.bytes(cut)) else { continue }
            let isWholeLine = bytes[count - 1] == 0x0A
            #expect(isWholeLine || report.warnings.contains { $0.code == "W-FMT-084" })
        }
    }

    @Test("引用符の中のコンマ、引用符、改行は値の一部")
    func quotes() throws {
        var row = FeedText.resident
        row["address"] = "\"見本市1-2, \"\"3\"\"\r\n棟\""
        let (report, rows) = try read(
            "resident", utf8("resident", [row, FeedText.resident2]))
        #expect(rows.first?.text("address") == "見本市1-2, \"3\"\r\n棟")
        #expect(rows.map(\.line) == [2, 4])
        #expect(report.isClean)
    }

    @Test("未確認の様式で読めば、そう知らせる")
    func unverified() throws {
        let report = try read("welfare", utf8("welfare", [FeedText.welfare])).report
        #expect(report.warnings.map(\.code) == ["W-FMT-069"])
        #expect(report.errors.isEmpty)
        #expect(try Samples.json(report).contains("\"layout\":\"welfare\""))
    }

    @Test("祝日の表は CP932 でも読める")
    func holidays() throws {
        let text = "国民の祝日・休日月日,国民の祝日・休日名称\r\n2025/1/1,元日\r\n2025/1/13,成人の日\r\n"
        let rows = try read("holidays", Samples.cp932(text)).rows
        #expect(rows.map { $0.date("date") } == [CivilDate("2025-01-01"), CivilDate("2025-01-13")])
    }
}

extension FeedText {
    static let resident2 = resident.merging(["change-number": "9"]) { $1 }
}
