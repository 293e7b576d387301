// SPDX-License-Identifier: Apache-2.0

/// Where the rows of a person stand in one table of System 1, as `Kinds/person-tables.tsv` says.
public struct PersonTable: Sendable, Hashable {
    public enum Path: Sendable, Hashable {
        /// A column with the 宛名番号.
        case person(String)
        /// A column that points at a row of a person in another table.
        case parent(column: String, table: String)
        /// Rows at which rows of a person in another table point.
        case child(table: String, column: String)
    }

    public let table: String
    /// Empty where no row is about a person.
    public let paths: [Path]
    public let title: String
    /// Rows that say that somebody is protected from this person: a requester is not even told that
    /// there are any.
    public let isSecret: Bool

    /// Reads `table path title secret`, one a line.
    static func all(tsv text: String) throws(KindProblem) -> [PersonTable] {
        var tables: [PersonTable] = []
        for (line, cells) in Deadlines.lines(text) {
            guard (3...4).contains(cells.count) else {
                throw KindProblem(file: "person-tables", line: line, what: "読めない行です")
            }
            let paths = cells[1] == "-" ? [] : cells[1].split(separator: " ").map(path)
            tables.append(
                PersonTable(
                    table: cells[0], paths: paths, title: cells[2],
                    isSecret: cells.count == 4 && cells[3] == "secret"))
        }
        return tables
    }

    private static func path(_ text: Substring) -> Path {
        if text.first == "<" {
            let parts = text.dropFirst().split(separator: ".").map(String.init)
            return .child(table: parts.first ?? "", column: parts.last ?? "")
        }
        let parts = text.split(separator: ">").map(String.init)
        return parts.count == 2 ? .parent(column: parts[0], table: parts[1]) : .person(parts[0])
    }
}
