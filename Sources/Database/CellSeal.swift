// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Seals texts that may not rest readable in a database, each bound to its place: a cell that was
/// moved to another row, column or table does not open any more.
///
/// Made by whoever holds the keys and handed in when a store is opened.
public protocol CellSeal: Sendable {
    func seal(_ text: String, table: String, column: String, row: Int64) -> [UInt8]
    /// - Throws: `Fault(.key)` for a cell that was altered, moved, or sealed by somebody else.
    func open(_ cell: [UInt8], table: String, column: String, row: Int64) throws -> String
}

/// The seal of a store without keys, for tests and rehearsals: texts stay readable behind a zero
/// byte, which no other seal opens.
public struct NoSeal: CellSeal {
    public init() {}

    public func seal(_ text: String, table: String, column: String, row: Int64) -> [UInt8] {
        [0] + Array(text.utf8)
    }

    public func open(
        _ cell: [UInt8], table: String, column: String, row: Int64
    ) throws -> String {
        guard cell.first == 0 else {
            throw Fault(.key, detail: "封をした項目(\(table).\(column))を、鍵のない庫では開けません")
        }
        return String(decoding: cell.dropFirst(), as: UTF8.self)
    }
}

/// One row of a table as the place of its sealed cells.
public struct RowPlace: Sendable {
    public let table: String
    public let id: Int64
    private let cells: any CellSeal

    init(table: String, id: Int64, cells: any CellSeal) {
        self.table = table
        self.id = id
        self.cells = cells
    }

    /// The cell of a column; what is not there stays away.
    public func seal(_ text: String?, _ column: String) -> [UInt8]? {
        text.map { cells.seal($0, table: table, column: column, row: id) }
    }

    /// The text of a cell.
    /// - Throws: `Fault(.key)`.
    public func open(_ cell: [UInt8], _ column: String) throws -> String {
        try cells.open(cell, table: table, column: column, row: id)
    }
}

extension Connection {
    /// The place of a row.
    public func place(_ table: String, _ id: Int64) -> RowPlace {
        RowPlace(table: table, id: id, cells: cells)
    }
}
