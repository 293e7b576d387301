// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Press
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Reports

@Suite("外へ出す統計")
struct OutsideTests {
    /// So many children of each age, each with a parent of its own.
    private func town(_ sizes: [Int]) throws -> SmallOffice {
        let office = try SmallOffice()
        try office.record { scope in
            var next = 0
            for (age, size) in sizes.enumerated() {
                for _ in 0..<size {
                    next += 1
                    try scope.decide(
                        child: 900_000_000 + next, recipient: 900_100_000 + next,
                        born: "\(2025 - age)-05-01", applied: "2025-05-10",
                        decided: "2025-05-20")
                }
            }
        }
        return office
    }

    private func hidden(_ table: StatisticsTable) -> [Bool] {
        (table.rows + [table.total].compactMap(\.self)).map { $0.contains(.hidden) }
    }

    @Test("10未満の行を伏せる。合計から逆算できないよう、次に小さい行も伏せる", .measure("R-11"))
    func smallRows() throws {
        let table = try town([12, 3, 11, 20]).table(.childrenByAge)
        #expect(table.hasSmallCells)
        #expect(table.smallCellNote?.contains("10未満") == true)
        #expect(hidden(table.withSmallCellsHidden()) == [false, true, true, false, false])
    }

    @Test("小さい行が二つあれば、それだけを伏せる。10からは伏せない")
    func twoSmallRows() throws {
        let table = try town([9, 3, 10]).table(.childrenByAge).withSmallCellsHidden()
        #expect(hidden(table) == [true, true, false, false])
        #expect(try !town([10, 0, 10]).table(.childrenByAge).hasSmallCells)
    }

    @Test("数える列が二つあれば、どちらの列も、合計との差から小さい数が分からない", .measure("R-11"))
    func everyColumn() throws {
        func row(_ label: String, _ all: Int, _ old: Int) -> [StatisticsTable.Cell] {
            [.label(label), .number(all), .number(old)]
        }
        func column(_ name: String, _ unit: StatisticsTable.Unit) -> StatisticsTable.Column {
            StatisticsTable.Column(name: name, unit: unit, block: 1)
        }
        let table = StatisticsTable(
            subject: .childrenByAge, title: "県補助",
            columns: [column("月", .label), column("助成", .cases), column("年齢の外", .cases)],
            rows: [
                row("7月外来", 500, 20), row("8月外来", 480, 15), row("7月入院", 40, 3),
                row("8月入院", 45, 0),
            ], total: row("計", 1_065, 38), note: "", asOf: Instant(microseconds: 0)
        ).withSmallCellsHidden()
        #expect(hidden(table) == [false, true, true, true, false])
    }

    @Test("小さい行を合わせても10未満なら、合計との差で分からないよう、もう一行伏せる", .measure("R-11"))
    func smallTogether() throws {
        let table = try town([2, 3, 11, 20]).table(.childrenByAge).withSmallCellsHidden()
        #expect(hidden(table) == [true, true, true, false, false])
    }

    @Test("一緒に伏せる行がなければ、合計を伏せる")
    func onlyRow() throws {
        let table = try town([4]).table(.childrenByAge).withSmallCellsHidden()
        #expect(hidden(table) == [true, true])
    }

    @Test("自由抽出の分けた件数も、10未満を伏せ、合計から逆算できない。10からは伏せない", .measure("R-11"))
    func groupedExtraction() throws {
        /// Twelve grants and so many refusals, counted by the result.
        func preview(refused: Int) throws -> StatisticsTable {
            let office = try SmallOffice()
            try office.record { scope in
                for next in 0..<12 + refused {
                    try scope.decide(
                        child: 900_000_001 + next, recipient: 900_100_001 + next,
                        born: "2020-05-01", applied: "2025-05-10", decided: "2025-05-20",
                        result: next < 12 ? .granted : .refused)
                }
            }
            let extraction = try Extraction(.decisions, items: ["result"], conditions: [])
            return try office.gate.perform(
                PreviewExtraction.operation, by: SmallOffice.head, for: .statistics
            ) { try PreviewExtraction.perform(extraction, by: "result", in: $0) }
        }
        let small = try preview(refused: 3)
        #expect(hidden(small) == [true, true, false])
        #expect(small.rows.allSatisfy { $0.dropFirst().allSatisfy { $0 == .hidden } })
        #expect(small.total?.dropFirst() == [.number(15), .number(15)])
        let large = try preview(refused: 10)
        #expect(hidden(large) == [false, false, false])
        #expect(large.rows.map { $0[1] } == [.number(12), .number(10)])
    }

    @Test("自由抽出の支給額は、一部認容で戻った額を除いた額で、条件もその額で選ぶ")
    func stillPaid() throws {
        let office = try SmallOffice()
        try office.record { scope in
            let claims = try scope.claims(
                "2025-05", digest: "a",
                [(.medical, .outpatient, 500, 1_000), (.medical, .outpatient, 500, 1_000)])
            try scope.object(to: claims[0], result: .partlyAccepted, offset: 300)
        }
        func amounts(_ conditions: [ExtractionCondition] = []) throws -> [TableCell?] {
            let query = ExtractionQuery(subject: .claims, conditions: conditions)
            let items = ExtractionSubject.claims.items.filter { $0.code == "payable" }
            return try office.store.read { db in
                try query.rows(items, limit: 10, from: db).map { $0.cells["payable"] }
            }
        }
        #expect(try amounts() == [.number("700"), .number("1000")])
        let small = try ExtractionCondition("支給額 ≦ 999", of: .claims)
        #expect(try amounts([small]) == [.number("700")])
    }

    @Test("CSVはBOMとCRLFで、字は引用符で囲み、数はそのまま、伏せた数は＊")
    func csv() throws {
        let office = try town([12, 3, 11, 20])
        let question = try office.question(.childrenByAge)
        let text = try office.gate.perform(
            ProduceStatistics.operation, by: SmallOffice.head, for: .statistics
        ) { try ProduceStatistics.perform(question, after: [], in: $0).csv }
        let lines = text.components(separatedBy: "\r\n")
        #expect(text.utf8.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(lines[0].hasSuffix("\"年齢別の対象児童・受給者\",\"\",\"\",\"\",\"\""))
        #expect(
            lines[1]
                == "\"年齢\",\"通院の対象児童(人)\",\"入院の対象児童(人)\",\"対象児童(人)\",\"受給者(人)\"")
        #expect(lines[2] == "\"0歳\",12,12,12,12")
        #expect(lines[3] == "\"1歳\",\"＊\",\"＊\",\"＊\",\"＊\"")
        #expect(lines[6] == "\"合計\",46,46,46,46")
        #expect(lines.last?.isEmpty == true && !text.replacing("\r\n", with: "").contains("\n"))
    }

    @Test("XLSXはCSVと同じ数を、数は数、字は字の欄で持ち、伏せた数は＊のまま")
    func workbook() throws {
        let office = try town([12, 3, 11, 20])
        let question = try office.question(.childrenByAge)
        let release = try office.gate.perform(
            ProduceStatistics.operation, by: SmallOffice.head, for: .statistics
        ) { try ProduceStatistics.perform(question, after: [], in: $0) }
        let bytes = release.workbook
        #expect(bytes.starts(with: Array("PK".utf8)))
        // The parts are stored as they are, not packed.
        let text = String(decoding: bytes, as: UTF8.self)
        let sheet = text.components(separatedBy: "<sheetData>").last ?? ""
        let cells = sheet.matches(of: /<c r="[A-Z]+3"[^>]*>(?:<v>([0-9.]+)<\/v>)?/).map {
            $0.1.map { String($0) }
        }
        #expect(cells == [nil, "12", "12", "12", "12"], "\(sheet.prefix(2_000))")
        let small = sheet.matches(of: /<c r="[A-Z]+4" t="inlineStr"[^>]*>/).count
        #expect(small == 5 && sheet.contains("＊"))
        // The numbers of both files are the same.
        let numbers = release.csv.components(separatedBy: "\r\n").flatMap {
            $0.split(separator: ",").filter { $0.allSatisfy(\.isNumber) }.map(String.init)
        }
        #expect(
            sheet.matches(of: /<v>([0-9]+)<\/v>/).map { String($0.1) } == numbers
                && !numbers.isEmpty)
    }
}
