// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Seals texts that may not rest readable in a database, each bound to its place: a cell that was
/// moved to another row, column or table does not open any more.
///
/// Made by whoever holds the keys and handed in when a store is opened.
public protocol CellSeal: Sendable {
    func seal(_ text: String, table: String, column: String, row: Int64) -> [UInt8]
    /// - Throws: `Fault(.key)` for a cell that was altered, moved, or sealed by somebody else.
    func open(_ cell: [UInt8], table: String, column: String, row: Int64) throws -> String

    /// Makes sure that each owner has a key for the cells of a table, durably, before rows are
    /// sealed for them; many at once.
    /// - Throws: `Fault(.key)`, or what the place of the keys throws.
    func prepare(_ owners: [CellOwner], table: String) throws
    /// Seals under the key of an owner.
    func seal(
        _ text: String, table: String, column: String, row: Int64, owner: CellOwner
    ) -> [UInt8]
    /// Destroys every key of these owners: what was sealed for them opens nowhere any more, not
    /// even in an older backup. Durable when it returns; a second time it finds nothing.
    /// - Returns: how many keys were destroyed.
    @discardableResult
    func destroy(owners: [CellOwner]) throws -> Int
    /// Destroys the keys that these cells were sealed under, where the owner is not known.
    @discardableResult
    func destroy(keysOf cells: [[UInt8]]) throws -> Int
    /// A keyed digest by which equal texts are found without being opened; without keys the
    /// text itself.
    func index(of text: String) -> [UInt8]
    /// A keyed digest under a later version of its key. Each version is laid over the one before,
    /// so that the text is not needed for it.
    /// - Throws: `Fault(.key)` when a version is not there.
    func raise(_ index: [UInt8], from version: Int, to newer: Int) throws -> [UInt8]
}

/// A seal without keys of owners: every cell is sealed alike.
extension CellSeal {
    public func prepare(_ owners: [CellOwner], table: String) throws {}
    public func seal(
        _ text: String, table: String, column: String, row: Int64, owner: CellOwner
    ) -> [UInt8] { seal(text, table: table, column: column, row: row) }
    public func destroy(owners: [CellOwner]) throws -> Int { 0 }
    public func destroy(keysOf cells: [[UInt8]]) throws -> Int { 0 }
    public func index(of text: String) -> [UInt8] { Array(text.utf8) }
    public func raise(
        _ index: [UInt8], from version: Int, to newer: Int
    ) throws -> [UInt8] { index }
}

/// Whose cell it is: the unit whose key is destroyed at the end of retention.
public struct CellOwner: Hashable, Sendable {
    /// What the keys know the owner by; it is stored only as a keyed digest.
    public let name: String

    /// A person.
    public static func person(_ number: AddresseeNumber) -> CellOwner {
        CellOwner(name: "person:\(number)")
    }
    /// A case or a row without a person of its own.
    public static func row(_ table: String, _ id: Int64) -> CellOwner {
        CellOwner(name: "row:\(table):\(id)")
    }
    /// A bank account, which several persons may use.
    public static func account(_ key: String) -> CellOwner { CellOwner(name: "account:\(key)") }
}

/// The seal of a store without keys, for tests and rehearsals: texts stay readable behind a zero
/// byte, which no other seal opens.
public struct NoSeal: CellSeal {
    public init() {}

    public func seal(_ text: String, table: String, column: String, row: Int64) -> [UInt8] {
        [0] + Array(text.utf8)
    }

    public func open(
        _ cell: [UInt8], table: String, column: String, row: Int64
    ) throws -> String {
        guard cell.first == 0 else {
            throw Fault(.key, detail: "封をした項目(\(table).\(column))を、鍵のない庫では開けません")
        }
        return String(decoding: cell.dropFirst(), as: UTF8.self)
    }
}

/// One row of a table as the place of its sealed cells.
public struct RowPlace: Sendable {
    public let table: String
    public let id: Int64
    private let cells: any CellSeal
    private var owner: CellOwner?

    init(table: String, id: Int64, cells: any CellSeal) {
        self.table = table
        self.id = id
        self.cells = cells
    }

    /// The same place for cells of an owner, whose key was prepared.
    public func of(_ owner: CellOwner?) -> RowPlace {
        var place = self
        place.owner = owner
        return place
    }

    /// The cell of a column; what is not there stays away.
    public func seal(_ text: String?, _ column: String) -> [UInt8]? {
        guard let text else { return nil }
        guard let owner else { return cells.seal(text, table: table, column: column, row: id) }
        return cells.seal(text, table: table, column: column, row: id, owner: owner)
    }

    /// A keyed digest by which an equal text is found without opening a cell.
    public func index(of text: String) -> [UInt8] { cells.index(of: text) }

    /// The text of a cell.
    /// - Throws: `Fault(.key)`.
    public func open(_ cell: [UInt8], _ column: String) throws -> String {
        try cells.open(cell, table: table, column: column, row: id)
    }
}

extension Connection {
    /// The place of a row.
    public func place(_ table: String, _ id: Int64) -> RowPlace {
        RowPlace(table: table, id: id, cells: cells)
    }
}
