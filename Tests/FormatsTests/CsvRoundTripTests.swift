// SPDX-License-Identifier: Apache-2.0
import Formats
import Testing
import Vocabulary

/// U14: what the program writes for people opens in a spreadsheet, and comes back as what it was.
@Suite("自分の CSV と CP932 は、読めば同じ記録に戻る")
struct CsvRoundTripTests {
    /// Rows that a spreadsheet or a reader could hurt: zeros in front, formulas, quotes, commas, line
    /// ends, half-width kana, a character that only CP932 has as its own.
    private static let rows: [(layout: String, row: [String: String])] = [
        ("resident", FeedText.resident),
        ("resident", FeedText.resident.merging(["address": "=1+1,\"二行\r\n目\""]) { $1 }),
        ("resident", FeedText.resident.merging(["address": "'-５丁目", "name": "髙﨑　ﾊﾅｺ"]) { $1 }),
        ("resident", FeedText.resident.merging(["postal-code": "0010001"]) { $1 }),
        ("welfare", FeedText.welfare), ("tax", FeedText.tax),
    ]

    /// Everything that a row says, without 個人番号, which is never text.
    private func record(_ row: FeedRow, _ layout: FeedLayout) -> [String] {
        layout.columns.compactMap { column in
            let said: Any? =
                switch column.type {
                case .text, .code, .digits, .insurer, .funder, .institution:
                    row.optionalText(column.key)
                case .date: row.feedDate(column.key)
                case .month: row.month(column.key)
                case .yen, .int: row.integer(column.key)
                case .addressee: row.addressee(column.key)
                case .individualNumber: nil
                }
            return said.map { "\(column.key)=\($0)" }
        }
    }

    private func records(_ bytes: [UInt8], _ layout: FeedLayout) throws -> [[String]] {
        var found: [[String]] = []
        let report = try FeedReader(layout).read(.bytes(bytes)) { row in
            found.append(record(row, layout))
            return []
        }
        #expect(report.isClean)
        return found
    }

    @Test("書いた CSV は BOM で始まり、BOM のないもの・CP932 のものと同じ記録になる", arguments: rows.indices)
    func roundTrip(index: Int) throws {
        let (id, row) = Self.rows[index]
        let layout = try Samples.library().feed(id)
        var writer = try FeedWriter(layout, for: .trial)
        try writer.add(row)
        let own = writer.takeBytes()
        #expect(own.starts(with: TextEncoding.byteOrderMark))
        let plain = Array(own.dropFirst(TextEncoding.byteOrderMark.count))
        let cp932 = try Samples.cp932(String(decoding: plain, as: UTF8.self))
        let read = try records(own, layout)
        #expect(read.count == 1 && (read.first?.count ?? 0) > 2)
        #expect(try records(plain, layout) == read)
        #expect(try records(cp932, layout) == read)
        // And what was given is what came back, the guard of formulas taken away.
        let texts = Dictionary(
            uniqueKeysWithValues: try #require(read.first).map { said in
                let parts = said.split(separator: "=", maxSplits: 1)
                return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
            })
        for key in ["address", "name", "postal-code"] {
            if let given = row[key] { #expect(texts[key] == given, "\(key)") }
        }
    }
}
