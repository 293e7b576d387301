// SPDX-License-Identifier: Apache-2.0

/// Keyed digests apart from the facts that they belong to: facts are never rewritten, a key may
/// have to be renewed.
///
/// The table has the columns `id` (of the row it stands for), `value` and `version`.
public struct KeyedIndex: Sendable, Hashable {
    public let table: String

    public init(_ table: String) { self.table = table }

    /// Adds the digests of new rows.
    ///
    /// - Parameter rows: the id of each row and the digest under the first version of the key.
    public func put(_ rows: [(id: Int64, base: [UInt8])], in db: any Connection) throws {
        guard !rows.isEmpty else { return }
        let key = try IndexKey(in: db)
        try db.insert(
            into: table, columns: ["id", "value", "version"],
            rows: try rows.map {
                [$0.id.sqlValue, try key.newest($0.base).sqlValue, key.target.sqlValue]
            })
    }

    /// Every value under which digests may rest, each with the digest that was asked for.
    public func asked(
        _ bases: some Sequence<[UInt8]>, in db: any Connection
    ) throws -> [[UInt8]: [UInt8]] {
        let key = try IndexKey(in: db)
        var found: [[UInt8]: [UInt8]] = [:]
        for base in bases { for value in try key.values(of: base) { found[value] = base } }
        return found
    }

    /// Lays the newest version over some of the rows that rest under an earlier one.
    /// - Returns: how many; 0 when none is left.
    public func raise(limit: Int, in db: any Connection) throws -> Int {
        let key = try IndexKey(in: db)
        let rows = try db.rows(
            "SELECT id, value, version FROM \(table) WHERE version < ? LIMIT ?",
            [key.target, limit]
        ) { (id: $0.int64(0), value: $0.blob(1), version: $0.int(2)) }
        guard !rows.isEmpty else { return 0 }
        try Among.execute(
            "DELETE FROM \(table) WHERE {among}", column: "id", ids: rows.map(\.id), in: db)
        try db.insert(
            into: table, columns: ["id", "value", "version"],
            rows: try rows.map {
                [
                    $0.id.sqlValue, try key.raise($0.value, from: $0.version).sqlValue,
                    key.target.sqlValue,
                ]
            })
        return rows.count
    }

    /// How many rows rest under each version.
    public func census(in db: any Connection) throws -> [Int: Int] {
        var found: [Int: Int] = [:]
        try db.forEachRow("SELECT version, COUNT(*) FROM \(table) GROUP BY version", []) {
            found[$0.int(0)] = $0.int(1)
        }
        return found
    }

    /// Takes the digests of rows out that are about to go.
    public func remove(_ ids: [Int64], in db: any Connection) throws {
        try Among.execute("DELETE FROM \(table) WHERE {among}", column: "id", ids: ids, in: db)
    }
}
