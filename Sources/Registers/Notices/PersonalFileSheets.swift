// SPDX-License-Identifier: Apache-2.0
import Press
import Vocabulary

/// Draws a personal file: one record under another, each a label and its value, so that no column is
/// too narrow and nothing is cut.
enum PersonalFileSheets {
    static func sheets(_ file: PersonalFile, places: Bool) throws -> [Sheet] {
        let contents = try ListSheet(
            title: "保有個人情報（本人の記録一式）",
            subtitles: [
                "宛名番号 \(file.subject)　作成 \(Wareki.text(file.madeOn))",
                "「\(PersonalFile.Cell.block)」は開示しない部分です。理由は右の欄にあります。",
            ],
            columns: [
                .init("区分", weight: 6), .init("件数", weight: 1, alignment: .right),
            ], rows: file.sections.map { [$0.title, "\($0.rows.count)"] }, isLandscape: false)
        return [.list(contents)]
            + (try file.sections.filter { !$0.rows.isEmpty }.map {
                try sheet($0, places: places)
            })
    }

    private static func sheet(
        _ section: PersonalFile.Section, places: Bool
    ) throws -> Sheet {
        var rows: [[String]] = []
        for (index, row) in section.rows.enumerated() {
            for (column, cell) in zip(section.columns, row.cells)
            where !cell.text.isEmpty {
                // A long value runs on over lines of the table.
                for (part, text) in pieces(cell.text).enumerated() {
                    rows.append([
                        part == 0 ? "\(index + 1)" : "", part == 0 ? column.title : "", text,
                        part == 0 ? note(cell, section, row, column, places) : "",
                    ])
                }
            }
        }
        return .list(
            try ListSheet(
                title: section.title, subtitles: ["\(section.rows.count)件"],
                columns: [
                    .init("件", weight: 0.6, alignment: .center), .init("項目", weight: 2.4),
                    .init("内容", weight: 6, isName: true),
                    .init(places ? "場所・伏せる案" : "開示しない理由", weight: 3),
                ], rows: rows, isLandscape: true))
    }

    private static func note(
        _ cell: PersonalFile.Cell, _ section: PersonalFile.Section, _ row: PersonalFile.Row,
        _ column: PersonalFile.Column, _ places: Bool
    ) -> String {
        guard places else { return cell.ground?.title ?? "" }
        let place = RedactionPlace(section: section.code, row: row.id, column: column.name)
        return cell.proposal == nil ? place.description : "\(place) 【伏せる案】"
    }

    private static let most = 60

    /// By characters, never within one.
    private static func pieces(_ text: String) -> [String] {
        var rest = text.replacing("\n", with: "　")[...]
        var parts: [String] = []
        while rest.count > most {
            parts.append(String(rest.prefix(most)))
            rest = rest.dropFirst(most)
        }
        return parts + [String(rest)]
    }
}
