// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Reads rows that belong to a set of keys in few statements, whatever the size of the set.
///
/// Small sets are asked for in chunks of fixed sizes, so that prepared statements can be kept;
/// for large sets the table is read once and filtered here.
enum Among {
    private static let readAllFrom = 4_000

    /// - Parameters:
    ///   - sql: has the word `{among}` once, before every `?` of its own.
    ///   - column: the SQL of the key.
    ///   - key: the index of the key in the row.
    ///   - ids: `nil` reads everything.
    static func forEach(
        _ sql: String, column: String, key: Int, ids: [Int64]?, in db: any Connection,
        arguments: [any SQLValueConvertible] = [], _ body: (any Row) throws -> Void
    ) throws {
        guard let ids else {
            return try db.forEachRow(text(sql, "1 = 1"), arguments, body)
        }
        let unique = Set(ids).sorted()
        if unique.count >= readAllFrom {
            let wanted = Set(unique)
            try db.forEachRow(text(sql, "1 = 1"), arguments) { row in
                if let id = row.optionalInt64(key), wanted.contains(id) { try body(row) }
            }
            return
        }
        var rest = unique[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(400)
            rest = rest.dropFirst(chunk.count)
            let size = [1, 8, 64, 400].first { $0 >= chunk.count } ?? 400
            // A repeated key finds nothing twice, and keeps the statement's text the same.
            let padded =
                Array(chunk) + Array(repeating: chunk[chunk.startIndex], count: size - chunk.count)
            let marks = Array(repeating: "?", count: size).joined(separator: ", ")
            let bound: [any SQLValueConvertible] =
                padded.map { $0 as any SQLValueConvertible } + arguments
            try db.forEachRow(text(sql, "\(column) IN (\(marks))"), bound, body)
        }
    }

    /// Runs a change for keys in chunks.
    ///
    /// - Parameter sql: has the word `{among}` once, after every `?` of its own.
    static func execute(
        _ sql: String, column: String, ids: [Int64], in db: any Connection,
        arguments: [any SQLValueConvertible] = []
    ) throws {
        var rest = Set(ids).sorted()[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(400)
            rest = rest.dropFirst(chunk.count)
            let size = [1, 8, 64, 400].first { $0 >= chunk.count } ?? 400
            let padded =
                Array(chunk) + Array(repeating: chunk[chunk.startIndex], count: size - chunk.count)
            let marks = Array(repeating: "?", count: size).joined(separator: ", ")
            let bound: [any SQLValueConvertible] =
                arguments + padded.map { $0 as any SQLValueConvertible }
            try db.execute(text(sql, "\(column) IN (\(marks))"), bound)
        }
    }

    private static func text(_ sql: String, _ condition: String) -> String {
        let parts = sql.split(separator: "{among}", omittingEmptySubsequences: false)
        precondition(parts.count == 2, "{among} は一つだけ書きます: \(sql)")
        return parts[0] + condition + parts[1]
    }
}

extension Instant {
    /// The moment up to which facts count; `nil` is everything recorded so far.
    static func bound(_ moment: Instant?) -> Int64 { moment?.microseconds ?? Int64.max }
}

extension [AddresseeNumber] {
    /// The keys as the tables hold them.
    var ids: [Int64] { map(\.value) }
}
