// SPDX-License-Identifier: Apache-2.0

/// How far the key of the keyed indexes of a database is renewed (索引の鍵の更新).
///
/// Code carries the digest under the first version of the key (the base). Where it rests, a later
/// version may be laid over it, so that whoever has only the earlier keys finds nothing. While a
/// renewal is under way a row rests under the settled version or under the target; both are asked.
public struct IndexKey {
    /// Every row rests under this version or a later one.
    public let settled: Int
    /// What is written now rests under this version.
    public let target: Int
    private let cells: any CellSeal

    /// As it stands in this transaction.
    public init(in db: any Connection) throws {
        let found = try db.first("SELECT settled, target FROM index_key") {
            ($0.int(0), $0.int(1))
        }
        (settled, target) = found ?? (1, 1)
        cells = db.cells
    }

    /// True from the first new version until the last row rests under it.
    public var isUnderWay: Bool { settled < target }

    /// The value under which a new row rests.
    /// - Throws: `Fault(.key)` when the ring does not hold a version.
    public func newest(_ base: [UInt8]) throws -> [UInt8] { try value(of: base, under: target) }

    /// The value of a base under a version.
    public func value(of base: [UInt8], under version: Int) throws -> [UInt8] {
        try cells.raise(base, from: 1, to: version)
    }

    /// Every value under which a base may rest now.
    public func values(of base: [UInt8]) throws -> [[UInt8]] {
        isUnderWay
            ? try [value(of: base, under: settled), newest(base)] : [try newest(base)]
    }

    /// Begins a renewal: what is written from now on rests under the new version.
    public static func begin(_ version: Int, in db: any Connection) throws {
        try db.execute("UPDATE index_key SET target = ? WHERE target < ?", [version, version])
    }

    /// Ends a renewal, when no row is left under an earlier version.
    public static func settle(in db: any Connection) throws {
        try db.execute("UPDATE index_key SET settled = target")
    }

    func raise(_ value: [UInt8], from version: Int) throws -> [UInt8] {
        try cells.raise(value, from: version, to: target)
    }
}
