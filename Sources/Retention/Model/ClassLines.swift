// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Reads the lines of `Classes/*.tsv`; a line that cannot be used ends the reading.
enum ClassLines {
    private struct Line {
        let file: String
        let number: Int
        let cells: [String]

        func refused(_ why: String) -> RetentionRefusal {
            .catalogue(file: file, line: number, why: why)
        }
    }

    private static func lines(_ text: String, _ file: String) -> [Line] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.isEmpty && !$0.element.hasPrefix("#") }
            .map { index, line in
                Line(
                    file: file, number: index + 1,
                    cells: line.split(separator: "\t", omittingEmptySubsequences: false)
                        .map(String.init))
            }
    }

    static func classes(_ text: String) throws -> [RetentionClass] {
        var seen: Set<String> = []
        return try lines(text, "classes.tsv").map { line in
            guard line.cells.count >= 4, seen.insert(line.cells[0]).inserted else {
                throw line.refused("列が足りないか、区分の名前が重なっています")
            }
            guard let end = RetentionEnd(rawValue: line.cells[3]) else {
                throw line.refused("扱い \(line.cells[3]) はありません")
            }
            let system = RetentionSystem(rawValue: line.cells[1])
            guard system != nil || line.cells[1] == "both" else {
                throw line.refused("庫 \(line.cells[1]) はありません")
            }
            guard end == .erase || end == .log else {
                return RetentionClass(
                    id: line.cells[0], system: system, title: line.cells[2], end: end, term: nil,
                    start: nil, source: "", isVerified: true)
            }
            return try ending(line, end, system)
        }
    }

    private static func ending(
        _ line: Line, _ end: RetentionEnd, _ system: RetentionSystem?
    ) throws -> RetentionClass {
        guard line.cells.count == 9 else { throw line.refused("消去する区分と操作記録には9列が要ります") }
        guard let start = StartEvent(rawValue: line.cells[4]),
            let counting = RetentionTerm.Counting(rawValue: line.cells[5])
        else { throw line.refused("起算が正しくありません") }
        guard let years = Int(line.cells[6]), (0...150).contains(years) else {
            throw line.refused("年数が正しくありません")
        }
        guard !line.cells[7].isEmpty, ["yes", "no"].contains(line.cells[8]) else {
            throw line.refused("根拠と、確かめたかどうか(yes・no)が要ります")
        }
        return RetentionClass(
            id: line.cells[0], system: system, title: line.cells[2], end: end,
            term: RetentionTerm(years: years, counting: counting), start: start,
            source: line.cells[7], isVerified: line.cells[8] == "yes")
    }

    static func tables(
        _ text: String, classes: [String: RetentionClass]
    ) throws -> [TableRule] {
        var seen: Set<String> = []
        return try lines(text, "tables.tsv").flatMap { line in
            guard line.cells.count == 5 else { throw line.refused("5列で書いてください") }
            guard let retention = classes[line.cells[2]] else {
                throw line.refused("区分 \(line.cells[2]) はありません")
            }
            let systems =
                line.cells[0] == "both"
                ? RetentionSystem.allCases : RetentionSystem(rawValue: line.cells[0]).map { [$0] }
            guard let systems else { throw line.refused("庫 \(line.cells[0]) はありません") }
            return try systems.map { system in
                guard seen.insert("\(system.rawValue) \(line.cells[1])").inserted else {
                    throw line.refused("表 \(line.cells[1]) が二度あります")
                }
                return try rule(line, system, retention)
            }
        }
    }

    private static func rule(
        _ line: Line, _ system: RetentionSystem, _ retention: RetentionClass
    ) throws -> TableRule {
        guard (retention.system ?? system) == system else {
            throw line.refused("区分 \(retention.id) はこの庫のものではありません")
        }
        var orphan = ("", "")
        var paths: [RowPath] = []
        for word in line.cells[3].split(separator: " ") where word != "-" {
            if word.hasPrefix("orphan:") {
                let place = word.dropFirst("orphan:".count).split(separator: ".")
                guard place.count == 2 else { throw line.refused("道 \(word) を読めません") }
                orphan = (String(place[0]), String(place[1]))
            } else if let path = RowPath(word) {
                paths.append(path)
            } else {
                throw line.refused("道 \(word) を読めません")
            }
        }
        guard (retention.end == .erase) == (!paths.isEmpty || !orphan.0.isEmpty) else {
            throw line.refused("消去する表には道が要り、残す表には要りません")
        }
        let persons = line.cells[4].split(separator: ",").map(String.init).filter { $0 != "-" }
        return TableRule(
            system: system, table: line.cells[1], retention: retention.id, paths: paths,
            orphanOf: orphan.0.isEmpty ? nil : orphan.0, orphanColumn: orphan.1, persons: persons)
    }

    static func columns(_ text: String) throws -> [ColumnRule] {
        try lines(text, "columns.tsv").flatMap { line in
            guard line.cells.count == 4, !line.cells[3].isEmpty else {
                throw line.refused("4列で書いてください")
            }
            let systems =
                line.cells[0] == "both"
                ? RetentionSystem.allCases : RetentionSystem(rawValue: line.cells[0]).map { [$0] }
            guard let systems else { throw line.refused("庫 \(line.cells[0]) はありません") }
            return systems.map {
                ColumnRule(
                    system: $0, table: line.cells[1], column: line.cells[2],
                    protection: line.cells[3])
            }
        }
    }

    static func limit(_ id: String, in text: String) throws -> Int {
        guard let line = lines(text, "limits.tsv").first(where: { $0.cells.first == id }) else {
            throw RetentionRefusal.catalogue(file: "limits.tsv", line: 0, why: "\(id) がありません")
        }
        guard line.cells.count == 4, let years = Int(line.cells[1]), (1...150).contains(years)
        else { throw line.refused("年数が正しくありません") }
        return years
    }
}
