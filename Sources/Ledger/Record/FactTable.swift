// SPDX-License-Identifier: Apache-2.0
import Database

/// A table of facts: append-only, with `id`, `operation_id` and `recorded_at`.
struct FactTable: Sendable {
    static let frame = ["id", "operation_id", "recorded_at"]

    let name: String
    /// The columns besides the three of the frame, by name (bytes), as they enter the digest.
    let columns: [Column]

    /// `nil` when the table does not have the shape.
    init?(_ name: String, in db: any Connection) throws {
        let all = try Catalogue.columns(of: name, in: db)
        let names = Set(all.map(\.name))
        guard FactTable.frame.allSatisfy(names.contains) else { return nil }
        self.name = name
        columns = all.filter { !FactTable.frame.contains($0.name) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Every table of facts that the migrations made.
    static func all(in db: any Connection) throws -> [FactTable] {
        try Catalogue.appendOnlyTables(in: db).compactMap { try FactTable($0, in: db) }
    }

    /// `id`, `operation_id`, `recorded_at` and the columns in their order.
    var selection: String {
        (FactTable.frame + columns.map(\.name)).joined(separator: ", ")
    }

    /// The digest of a row read with `selection`.
    func digest(of row: any Row, _ bytes: inout ByteWriter) -> Digest {
        bytes.removeAll()
        bytes.put(name)
        for index in FactTable.frame.indices { bytes.put(row.value(index)) }
        for (index, column) in columns.enumerated() {
            bytes.put(column: column.name, row.value(index + FactTable.frame.count))
        }
        return Digest.of(bytes.bytes)
    }
}

extension ByteWriter {
    mutating func put(_ value: SQLValue) {
        switch value {
        case .null: put(byte: 0)
        case .integer(let number):
            put(byte: 1)
            put(number)
        case .text(let text):
            put(byte: 2)
            put(text)
        case .blob(let blob):
            put(byte: 3)
            put(blob)
        }
    }

    /// A column that is NULL leaves no trace, so that a column added later changes no digest.
    mutating func put(column name: String, _ value: SQLValue) {
        guard value != .null else { return }
        put(name)
        put(value)
    }
}
