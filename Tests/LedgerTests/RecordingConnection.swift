// SPDX-License-Identifier: Apache-2.0
import Database

/// Passes statements on and keeps those that change something, for another reader to repeat.
final class RecordingConnection: Connection {
    private let inner: any Connection
    private(set) var statements: [(sql: String, arguments: [SQLValue])] = []

    init(_ inner: any Connection) { self.inner = inner }

    var engine: Engine { inner.engine }
    var cells: any CellSeal { inner.cells }

    func execute(_ sql: String, _ arguments: [any SQLValueConvertible]) throws -> Int {
        statements.append((sql, arguments.map(\.sqlValue)))
        return try inner.execute(sql, arguments)
    }

    func forEachRow(
        _ sql: String, _ arguments: [any SQLValueConvertible], _ body: (any Row) throws -> Void
    ) throws { try inner.forEachRow(sql, arguments, body) }

    func insert(
        into table: String, columns: [String], rows: some Sequence<[SQLValue]>
    ) throws -> Int {
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let sql = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))"
        let kept = Array(rows)
        statements += kept.map { (sql, $0) }
        return try inner.insert(into: table, columns: columns, rows: kept)
    }
}
