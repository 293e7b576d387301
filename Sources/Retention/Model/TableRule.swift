// SPDX-License-Identifier: Apache-2.0

/// How the rows of a table are found from the cases that are erased.
///
/// Written in `Classes/tables.tsv`: `kind=column` (the column holds the number of the case),
/// `kind=column<parent` (… the id of an erased row of the parent), `kind=column<parent.its`
/// (… the value of a column of an erased row of the parent). A star after it looks again until
/// nothing more is found (rows that point at rows of their own table).
public struct RowPath: Hashable, Sendable {
    public let kind: CaseKind
    public let column: String
    public let parent: String?
    public let parentColumn: String
    public let isRepeated: Bool

    init?(_ text: some StringProtocol) {
        var text = String(text)
        isRepeated = text.hasSuffix("*")
        if isRepeated { text.removeLast() }
        let sides = text.split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2, let kind = CaseKind(rawValue: String(sides[0])) else { return nil }
        self.kind = kind
        let ends = sides[1].split(separator: "<", omittingEmptySubsequences: false)
        guard let column = ends.first, !column.isEmpty, ends.count <= 2 else { return nil }
        self.column = String(column)
        guard ends.count == 2 else {
            parent = nil
            parentColumn = "id"
            return
        }
        let place = ends[1].split(separator: ".")
        guard let table = place.first, place.count <= 2 else { return nil }
        parent = String(table)
        parentColumn = place.count == 2 ? String(place[1]) : "id"
    }
}

/// What stands in `Classes/tables.tsv` about one table.
public struct TableRule: Hashable, Sendable {
    public let system: RetentionSystem
    public let table: String
    public let retention: String
    /// Empty for tables that are not erased.
    public let paths: [RowPath]
    /// A row goes with the last row of this table that points at it (`orphan:table.column`).
    public let orphanOf: String?
    public let orphanColumn: String
    /// Columns with a 宛名番号: whose records they are.
    public let persons: [String]
}

/// How a column of bytes is protected (`Classes/columns.tsv`).
public struct ColumnRule: Hashable, Sendable {
    public let system: RetentionSystem
    public let table: String
    public let column: String
    /// In the words of the inventory.
    public let protection: String
}
