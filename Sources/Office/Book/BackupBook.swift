// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Vocabulary

/// What is counted and compared when a backup is checked, whatever the table is.
enum BackupBook {
    /// Rows of every table.
    static func counts(in db: any Connection) throws -> [String: Int] {
        var found: [String: Int] = [:]
        for table in try Catalogue.tables(in: db) {
            found[table] = try db.first("SELECT COUNT(*) FROM \(table)", []) { $0.int(0) } ?? 0
        }
        return found
    }

    /// One row, as values in the order of the columns.
    struct Record: Equatable {
        let table: String
        let row: Int64
        let values: [SQLValue]
    }

    /// The tables that have an id, with how many rows each has.
    static func numbered(_ rows: [String: Int], in db: any Connection) throws -> [(String, Int)] {
        let columns = try Catalogue.columns(in: db)
        return rows.filter { table, count in
            count > 0
                && columns[table]?.contains { $0.name == "id" && $0.kind == .integer } ?? false
        }.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }

    /// The row of a table at a part (0 to 1) of the way from its lowest to its highest id.
    static func id(of table: String, at part: Double, in db: any Connection) throws -> Int64? {
        let ends = try db.first("SELECT MIN(id), MAX(id) FROM \(table)", []) {
            ($0.int64(0), $0.int64(1))
        }
        guard let (low, high) = ends else { return nil }
        let goal = low + Int64(Double(high - low) * part)
        return try db.first("SELECT id FROM \(table) WHERE id >= ? ORDER BY id LIMIT 1", [goal]) {
            $0.int64(0)
        }
    }

    static func record(_ table: String, _ row: Int64, in db: any Connection) throws -> Record? {
        let columns = try Catalogue.columns(of: table, in: db)
        let names = columns.map(\.name).joined(separator: ", ")
        return try db.first("SELECT \(names) FROM \(table) WHERE id = ?", [row]) { found in
            Record(
                table: table, row: row,
                values: columns.indices.map { found.value($0) })
        }
    }

    /// Opens the sealed cells of a record.
    /// - Returns: how many there were.
    static func openCells(of record: Record, in db: any Connection) throws -> Int {
        var opened = 0
        for (column, value) in zip(
            try Catalogue.columns(of: record.table, in: db), record.values)
        {
            guard SealedCells.columns.contains(column.name), case .blob(let cell) = value
            else { continue }
            _ = try db.place(record.table, record.row).open(cell, column.name)
            opened += 1
        }
        return opened
    }
}
