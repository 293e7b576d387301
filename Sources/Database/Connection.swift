// SPDX-License-Identifier: Apache-2.0

/// Which engine runs the statements. The text of the statements is the same for both.
public enum Engine: String, Sendable, CaseIterable {
    case sqlite, postgres
}

/// A connection inside one transaction; valid only inside the closure of `Store.read` or `write`.
///
/// After a statement failed inside `write`, the transaction is lost on both engines: every further
/// statement fails, and so does the commit.
public protocol Connection: AnyObject {
    var engine: Engine { get }
    /// Seals and opens the cells that may not rest readable.
    var cells: any CellSeal { get }

    /// Runs one statement with `?` placeholders and returns the number of rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: [any SQLValueConvertible]) throws -> Int

    /// Runs a query and hands over each row.
    func forEachRow(
        _ sql: String, _ arguments: [any SQLValueConvertible], _ body: (any Row) throws -> Void
    ) throws

    /// Inserts many rows: one prepared statement on SQLite, COPY on PostgreSQL.
    ///
    /// - Returns: the number of rows.
    @discardableResult
    func insert(
        into table: String, columns: [String], rows: some Sequence<[SQLValue]>
    ) throws -> Int
}

extension Connection {
    /// Runs one statement without arguments.
    @discardableResult
    public func execute(_ sql: String) throws -> Int { try execute(sql, []) }

    /// All rows of a query, each turned into a value.
    public func rows<T>(
        _ sql: String, _ arguments: [any SQLValueConvertible] = [], _ body: (any Row) throws -> T
    ) throws -> [T] {
        var found: [T] = []
        try forEachRow(sql, arguments) { found.append(try body($0)) }
        return found
    }

    /// The first row of a query, turned into a value; `nil` when there is none.
    public func first<T>(
        _ sql: String, _ arguments: [any SQLValueConvertible] = [], _ body: (any Row) throws -> T
    ) throws -> T? {
        var found: T?
        var isFirst = true
        try forEachRow(sql, arguments) { row in
            guard isFirst else { return }
            isFirst = false
            found = try body(row)
        }
        return found
    }

    /// The id that a statement ending in `RETURNING id` gives back.
    public func insertReturningID(
        _ sql: String, _ arguments: [any SQLValueConvertible] = []
    ) throws -> Int64 {
        let id = try first(sql, arguments) { $0.int64(0) }
        guard let id else { preconditionFailure("RETURNING id が行を返しませんでした: \(sql)") }
        return id
    }
}
