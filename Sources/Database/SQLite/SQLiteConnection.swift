// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Vocabulary

/// One transaction on a connection of SQLite.
final class SQLiteConnection: Connection {
    let engine = Engine.sqlite
    let cells: any CellSeal
    private let db: GRDB.Database
    /// Statements whose rows are being read: the same text inside needs a statement of its own.
    private var inUse: Set<String> = []
    private var isOpen = true
    /// The first failure; the transaction is lost from then on, as it is on PostgreSQL.
    private(set) var failure: (any Error)?

    init(_ db: GRDB.Database, cells: any CellSeal) {
        self.db = db
        self.cells = cells
    }

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

    func execute(_ sql: String, _ arguments: [any SQLValueConvertible]) throws -> Int {
        try run {
            guard SQLiteValues.changesRows(sql) else {
                precondition(arguments.isEmpty, "値を持つのは行を変える文だけです: \(sql)")
                // GRDB keeps what it knows of the schema up to date.
                try statement(sql).execute()
                return 0
            }
            let prepared = try statement(sql)
            return try withExtendedLifetime(prepared) {
                let binding = SQLiteBinding(prepared, sql: sql)
                try binding.bind(arguments.map(\.sqlValue))
                try binding.run()
                return db.changesCount
            }
        }
    }

    func forEachRow(
        _ sql: String, _ arguments: [any SQLValueConvertible], _ body: (any Row) throws -> Void
    ) throws {
        try run {
            // Held here: a statement that is not in the cache would end with its last mention.
            let prepared = try statement(sql)
            try withExtendedLifetime(prepared) {
                let binding = SQLiteBinding(prepared, sql: sql)
                try binding.bind(arguments.map(\.sqlValue))
                let isOutermost = inUse.insert(sql).inserted
                defer {
                    binding.end()
                    if isOutermost { inUse.remove(sql) }
                }
                let row = binding.row()
                while try binding.step() { try body(row) }
            }
        }
    }

    func insert(
        into table: String, columns: [String], rows: some Sequence<[SQLValue]>
    ) throws -> Int {
        let names = Identifier.list(columns)
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let sql = "INSERT INTO \(Identifier.checked(table)) (\(names)) VALUES (\(marks))"
        return try run {
            let prepared = try statement(sql)
            return try withExtendedLifetime(prepared) {
                let binding = SQLiteBinding(prepared, sql: sql)
                var count = 0
                for row in rows {
                    try binding.bind(row)
                    try binding.run()
                    count += 1
                }
                return count
            }
        }
    }
}
