// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Reads rows that belong to a set of keys in few statements, whatever the size of the set.
enum Chunks {
    /// - Parameters:
    ///   - sql: has the word `{keys}` once, before every `?` of its own.
    ///   - keys: asked for in chunks of fixed sizes, so that prepared statements can be kept.
    static func forEach(
        _ sql: String, keys: [Int64], in db: any Connection,
        arguments: [any SQLValueConvertible] = [], _ body: (any Row) throws -> Void
    ) throws {
        var rest = Set(keys).sorted()[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(400)
            rest = rest.dropFirst(chunk.count)
            let size = [1, 8, 64, 400].first { $0 >= chunk.count } ?? 400
            // A repeated key finds nothing twice, and keeps the statement's text the same.
            let padded =
                Array(chunk) + Array(repeating: chunk[chunk.startIndex], count: size - chunk.count)
            let marks = Array(repeating: "?", count: size).joined(separator: ", ")
            try db.forEachRow(
                sql.replacing("{keys}", with: marks),
                padded.map { $0 as any SQLValueConvertible } + arguments, body)
        }
    }
}
