// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Vocabulary

/// One transaction on a connection of SQLite.
final class SQLiteConnection: Connection {
    let engine = Engine.sqlite
    private let db: GRDB.Database
    /// Statements whose rows are being read: the same text inside needs a statement of its own.
    private var inUse: Set<String> = []
    private var isOpen = true
    /// The first failure; the transaction is lost from then on, as it is on PostgreSQL.
    private(set) var failure: (any Error)?

    init(_ db: GRDB.Database) { self.db = db }

    func end() { isOpen = false }

    private func run<R>(_ body: () throws -> R) throws -> R {
        precondition(isOpen, "接続は read / write の中だけで使えます")
        if let failure {
            throw Fault(.database, detail: "取引は失敗しています: \(failure)")
        }
        do {
            return try body()
        } catch let error as DatabaseError {
            let translated = SQLiteErrors.translate(error)
            failure = translated
            throw translated
        }
    }

    private func statement(_ sql: String) throws -> Statement {
        inUse.contains(sql) ? try db.makeStatement(sql: sql) : try db.cachedStatement(sql: sql)
    }

    private func bindings(_ arguments: [any SQLValueConvertible]) throws -> StatementArguments {
        StatementArguments(try arguments.map { try SQLiteValues.binding($0.sqlValue) })
    }

    func execute(_ sql: String, _ arguments: [any SQLValueConvertible]) throws -> Int {
        try run {
            try statement(sql).execute(arguments: bindings(arguments))
            return SQLiteValues.changesRows(sql) ? db.changesCount : 0
        }
    }

    func forEachRow(
        _ sql: String, _ arguments: [any SQLValueConvertible], _ body: (any Row) throws -> Void
    ) throws {
        try run {
            let cursor = try GRDB.Row.fetchCursor(
                statement(sql), arguments: bindings(arguments))
            let isOutermost = inUse.insert(sql).inserted
            defer { if isOutermost { inUse.remove(sql) } }
            while let row = try cursor.next() { try body(SQLiteRow(row: row, sql: sql)) }
        }
    }

    func insert(
        into table: String, columns: [String], rows: some Sequence<[SQLValue]>
    ) throws -> Int {
        let names = Identifier.list(columns)
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let sql = "INSERT INTO \(Identifier.checked(table)) (\(names)) VALUES (\(marks))"
        return try run {
            let statement = try statement(sql)
            var count = 0
            for row in rows {
                precondition(row.count == columns.count, "列の数が合いません: \(table)")
                statement.setUncheckedArguments(
                    StatementArguments(try row.map(SQLiteValues.binding)))
                try statement.execute()
                count += 1
            }
            return count
        }
    }
}

/// A row that SQLite is standing on.
private struct SQLiteRow: Row {
    let row: GRDB.Row
    let sql: String

    var count: Int { row.count }

    func value(_ index: Int) -> SQLValue { SQLiteValues.value(row[index]) }
}
