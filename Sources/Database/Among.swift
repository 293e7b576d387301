// SPDX-License-Identifier: Apache-2.0
/// Reads and changes rows that belong to a set of keys in few statements, whatever its size.
///
/// Keys are asked for in chunks of fixed sizes, so that prepared statements can be kept.
public enum Among {
    private static let sizes = [1, 8, 64, 400]
    private static let readAllFrom = 4_000

    /// Reads the rows of keys, each key once.
    ///
    /// - Parameters:
    ///   - sql: has the word `{among}` once, before every `?` of its own.
    ///   - column: the SQL of the key.
    public static func forEach<Key: SQLValueConvertible & Hashable & Comparable>(
        _ sql: String, column: String, keys: some Sequence<Key>, in db: any Connection,
        arguments: [any SQLValueConvertible] = [], _ body: (any Row) throws -> Void
    ) throws {
        try chunks(keys) { marks, keys in
            try db.forEachRow(text(sql, "\(column) IN (\(marks))"), keys + arguments, body)
        }
    }

    /// Reads the rows of keys; of a large set the table is read once and filtered here.
    ///
    /// - Parameters:
    ///   - key: the index of the key in the row.
    ///   - ids: `nil` reads everything.
    public static func forEach(
        _ sql: String, column: String, key: Int, ids: [Int64]?, in db: any Connection,
        arguments: [any SQLValueConvertible] = [], _ body: (any Row) throws -> Void
    ) throws {
        guard let ids else { return try db.forEachRow(text(sql, "1 = 1"), arguments, body) }
        guard ids.count >= readAllFrom else {
            return try forEach(
                sql, column: column, keys: ids, in: db, arguments: arguments, body)
        }
        let wanted = Set(ids)
        try db.forEachRow(text(sql, "1 = 1"), arguments) { row in
            if let id = row.optionalInt64(key), wanted.contains(id) { try body(row) }
        }
    }

    /// Runs a change for keys in chunks.
    ///
    /// - Parameter sql: has the word `{among}` once, after every `?` of its own.
    public static func execute(
        _ sql: String, column: String, ids: [Int64], in db: any Connection,
        arguments: [any SQLValueConvertible] = []
    ) throws {
        try chunks(ids) { marks, keys in
            try db.execute(text(sql, "\(column) IN (\(marks))"), arguments + keys)
        }
    }

    private static func chunks<Key: SQLValueConvertible & Hashable & Comparable>(
        _ keys: some Sequence<Key>,
        _ body: (_ marks: String, _ keys: [any SQLValueConvertible]) throws -> Void
    ) throws {
        var rest = Set(keys).sorted()[...]
        while let first = rest.first {
            let chunk = rest.prefix(400)
            rest = rest.dropFirst(chunk.count)
            let size = sizes.first { $0 >= chunk.count } ?? 400
            // A repeated key finds nothing twice, and keeps the statement's text the same.
            let padded = Array(chunk) + Array(repeating: first, count: size - chunk.count)
            let marks = Array(repeating: "?", count: size).joined(separator: ", ")
            try body(marks, padded.map { $0 as any SQLValueConvertible })
        }
    }

    private static func text(_ sql: String, _ condition: String) -> String {
        let parts = sql.split(separator: "{among}", omittingEmptySubsequences: false)
        precondition(parts.count == 2, "{among} は一つだけ書きます: \(sql)")
        return parts[0] + condition + parts[1]
    }
}
