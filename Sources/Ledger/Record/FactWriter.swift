// SPDX-License-Identifier: Apache-2.0
import Crypto
public import Database
public import Vocabulary

/// Appends the facts of one operation and folds a digest over them, so that the verification can
/// recompute it from the tables.
///
/// Facts of all tables are numbered in one row: an id is never used again, not even after a purge.
public final class FactWriter {
    public let operationID: Int64
    public let recordedAt: Instant
    let firstID: Int64
    private(set) var nextID: Int64
    let db: any Connection
    let months: any MonthKeys
    private let plans: FactPlans
    private var folds: [String: FactFold] = [:]
    private var bytes = ByteWriter()
    private var isOpen = true

    init(
        operationID: Int64, recordedAt: Instant, firstID: Int64, plans: FactPlans,
        months: any MonthKeys, in db: any Connection
    ) {
        self.operationID = operationID
        self.recordedAt = recordedAt
        self.firstID = firstID
        nextID = firstID
        self.plans = plans
        self.months = months
        self.db = db
    }

    /// Appends one row and returns its id.
    @discardableResult
    public func append(
        _ table: String, _ values: KeyValuePairs<String, any SQLValueConvertible>
    ) throws -> Int64 {
        let plan = try plans.plan(table, values.map(\.key), in: db)
        var row = FactWriter.emptyFrame
        for (_, value) in values { row.append(value.sqlValue) }
        fold(&row, plan, foldOf(plan))
        try db.execute(plan.sql, row)
        return nextID - 1
    }

    /// Appends many rows and returns their ids, which follow one another; `nil` for no rows.
    @discardableResult
    public func append(
        to table: String, columns: [String], rows: some Sequence<[SQLValue]>
    ) throws -> ClosedRange<Int64>? {
        try append(to: table, columns: columns, rows) { row, _ in row }
    }

    /// Appends many rows, each made for the place where it will stand, so that its cells can be
    /// sealed there; the ids follow one another, `nil` for no rows.
    ///
    /// - Parameter values: the values of a row, in the order of the columns.
    @discardableResult
    public func append<Rows: Sequence>(
        to table: String, columns: [String], _ rows: Rows,
        values: @escaping (Rows.Element, RowPlace) -> [SQLValue]
    ) throws -> ClosedRange<Int64>? {
        try appendFramed(to: table, columns: columns, rows) { row, place in
            FactWriter.emptyFrame + values(row, place)
        }
    }

    /// The same for rows that are made with room for their frame: no array is copied.
    ///
    /// - Parameter framed: the row with `emptyFrame` before its values.
    @discardableResult
    public func appendFramed<Rows: Sequence>(
        to table: String, columns: [String], _ rows: Rows,
        framed: @escaping (Rows.Element, RowPlace) -> [SQLValue]
    ) throws -> ClosedRange<Int64>? {
        let plan = try plans.plan(table, columns, in: db)
        let start = nextID
        try db.insert(
            into: table, columns: plan.columns,
            rows: FoldedRows(
                rows: rows.makeIterator(), framed: framed, writer: self, plan: plan,
                fold: foldOf(plan)))
        return start < nextID ? start...(nextID - 1) : nil
    }

    /// Where id, operation and time of a row will stand.
    public static let emptyFrame: [SQLValue] = [.null, .null, .null]

    /// Erases facts whose retention is over: a permit with the digest of the row stays in place
    /// of each, and is itself a fact of this operation. The ids are taken in their order, some
    /// hundred at a time: rows that point at others of the table must stand before them.
    ///
    /// - Returns: how many rows were there to erase.
    @discardableResult
    public func purge(_ table: String, ids: some Sequence<Int64>) throws -> Int {
        guard let shape = try FactTable(table, in: db) else {
            preconditionFailure("事実の表ではありません: \(table)")
        }
        var erased = 0
        var rest = Array(ids)[...]
        while !rest.isEmpty {
            let chunk = Array(rest.prefix(400))
            rest = rest.dropFirst(chunk.count)
            var permits: [(id: Int64, digest: Digest)] = []
            try Among.forEach(
                "SELECT \(shape.selection) FROM \(shape.name) WHERE {among}", column: "id",
                keys: chunk, in: db
            ) { row in permits.append((row.int64(0), shape.digest(of: row, &bytes))) }
            try append(
                to: "purge_permit", columns: ["table_name", "row_id", "row_digest"],
                rows: permits.sorted { $0.id < $1.id }.map {
                    [.text(table), .integer($0.id), .blob($0.digest.bytes)]
                })
            try Among.execute(
                "DELETE FROM \(shape.name) WHERE {among}", column: "id", ids: chunk, in: db)
            erased += permits.count
        }
        return erased
    }

    /// Takes the next id, fills the frame of the row, and folds it.
    fileprivate func fold(_ row: inout [SQLValue], _ plan: FactPlan, _ fold: FactFold) {
        precondition(isOpen, "操作は終わっています")
        row[0] = .integer(nextID)
        row[1] = .integer(operationID)
        row[2] = .integer(recordedAt.microseconds)
        plan.put(row, into: &bytes)
        fold.add(bytes.bytes)
        nextID += 1
    }

    fileprivate func place(_ table: String) -> RowPlace { db.place(table, nextID) }

    /// The running digest of a table.
    private func foldOf(_ plan: FactPlan) -> FactFold {
        if let known = folds[plan.table] { return known }
        let new = FactFold()
        folds[plan.table] = new
        return new
    }

    /// What was appended, by name of table; nothing can be appended after it.
    func close() -> [LedgerEntry.Facts] {
        isOpen = false
        return folds.filter { $0.value.count > 0 }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { table, fold in
                LedgerEntry.Facts(table: table, count: fold.count, digest: fold.digest)
            }
    }
}

/// Rows on their way into a table: each is made for its place and folded when it is asked for.
/// An iterator of its own, so that the row is filled where it stands instead of being copied.
private struct FoldedRows<Rows: IteratorProtocol>: Sequence, IteratorProtocol {
    var rows: Rows
    let framed: (Rows.Element, RowPlace) -> [SQLValue]
    let writer: FactWriter
    let plan: FactPlan
    let fold: FactFold

    mutating func next() -> [SQLValue]? {
        guard let next = rows.next() else { return nil }
        var row = framed(next, writer.place(plan.table))
        writer.fold(&row, plan, fold)
        return row
    }
}

/// The digest over the digests of the rows of one table; an object, so that a row costs no copy.
private final class FactFold {
    private var hasher = SHA256()
    private(set) var count: Int64 = 0

    func add(_ row: [UInt8]) {
        SHA256.hash(data: row).withUnsafeBytes { hasher.update(bufferPointer: $0) }
        count += 1
    }

    var digest: Digest { Digest(hasher.finalize()) }
}
