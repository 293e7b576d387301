// SPDX-License-Identifier: Apache-2.0
public import Database
import Ledger

/// A row of one fact table, ready to be appended; one or a hundred thousand are written alike.
public protocol FactRow {
    static var table: String { get }
    /// The columns of an area, without those that every fact has.
    static var columns: [String] { get }
    /// In the order of the columns.
    var values: [any SQLValueConvertible] { get }
    /// The same for the place where the row will stand; only rows with sealed cells need it.
    func values(at place: RowPlace) -> [any SQLValueConvertible]
    /// Whose key the cells are sealed under; `nil` where the row has none, or none of a person.
    var owner: CellOwner? { get }
    /// `FactWriter.emptyFrame` and the values as the database holds them. A table that takes ten
    /// thousand rows at once writes it out, so that no value is boxed.
    func framed(at place: RowPlace) -> [SQLValue]
}

extension FactRow {
    public var owner: CellOwner? { nil }
    public func values(at place: RowPlace) -> [any SQLValueConvertible] { values }
    public func framed(at place: RowPlace) -> [SQLValue] {
        let values = values(at: place)
        var row = FactWriter.emptyFrame
        row.reserveCapacity(row.count + values.count)
        for value in values { row.append(value.sqlValue) }
        return row
    }
}

extension Scope {
    /// Appends rows of one table.
    ///
    /// - Returns: their ids, in the order of the rows.
    @discardableResult
    public func append<Fact: FactRow>(_ rows: [Fact]) throws -> [Int64] {
        // Keys rest elsewhere than rows: they are durable before the first cell is sealed.
        let owners = rows.compactMap(\.owner)
        if !owners.isEmpty { try db.cells.prepare(owners, table: Fact.table) }
        let range = try facts.appendFramed(
            to: Fact.table, columns: Fact.columns, rows
        ) { row, place in
            let row = row.framed(at: place.of(row.owner))
            precondition(
                row.count == Fact.columns.count + FactWriter.emptyFrame.count,
                "列の数が違います: \(Fact.table)")
            return row
        }
        return range.map(Array.init) ?? []
    }
}
