// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Reads rows that belong to a set of keys in few statements, whatever the size of the set.
///
/// Keys are asked for in chunks of fixed sizes, so that prepared statements can be kept.
enum Among {
    private static let sizes = [1, 8, 64, 400]

    /// - Parameters:
    ///   - sql: has the word `{among}` once, before every `?` of its own.
    ///   - column: the SQL of the key.
    static func forEach<Key: SQLValueConvertible & Hashable & Comparable>(
        _ sql: String, column: String, keys: some Sequence<Key>, in db: any Connection,
        arguments: [any SQLValueConvertible] = [], _ body: (any Row) throws -> Void
    ) throws {
        let parts = sql.split(separator: "{among}", omittingEmptySubsequences: false)
        precondition(parts.count == 2, "{among} は一つだけ書きます: \(sql)")
        var rest = Set(keys).sorted()[...]
        while let first = rest.first {
            let chunk = rest.prefix(400)
            rest = rest.dropFirst(chunk.count)
            let size = sizes.first { $0 >= chunk.count } ?? 400
            // A repeated key finds nothing twice, and keeps the statement's text the same.
            let padded = Array(chunk) + Array(repeating: first, count: size - chunk.count)
            let marks = Array(repeating: "?", count: size).joined(separator: ", ")
            let bound: [any SQLValueConvertible] =
                padded.map { $0 as any SQLValueConvertible } + arguments
            try db.forEachRow("\(parts[0])\(column) IN (\(marks))\(parts[1])", bound, body)
        }
    }

    /// Runs a change for keys in chunks.
    ///
    /// - Parameter sql: has the word `{among}` once, after every `?` of its own.
    static func execute(
        _ sql: String, column: String, ids: [Int64], in db: any Connection,
        arguments: [any SQLValueConvertible] = []
    ) throws {
        let parts = sql.split(separator: "{among}", omittingEmptySubsequences: false)
        precondition(parts.count == 2, "{among} は一つだけ書きます: \(sql)")
        var rest = Set(ids).sorted()[...]
        while let first = rest.first {
            let chunk = rest.prefix(400)
            rest = rest.dropFirst(chunk.count)
            let size = sizes.first { $0 >= chunk.count } ?? 400
            let padded = Array(chunk) + Array(repeating: first, count: size - chunk.count)
            let marks = Array(repeating: "?", count: size).joined(separator: ", ")
            let bound: [any SQLValueConvertible] =
                arguments + padded.map { $0 as any SQLValueConvertible }
            try db.execute("\(parts[0])\(column) IN (\(marks))\(parts[1])", bound)
        }
    }
}
