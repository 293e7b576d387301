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
    private var folds: [String: (hasher: SHA256, count: Int64)] = [:]
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
        let row = fold(values.map(\.value.sqlValue), plan)
        try db.execute(plan.sql, row)
        return nextID - 1
    }

    /// Appends many rows and returns their ids, which follow one another; `nil` for no rows.
    @discardableResult
    public func append(
        to table: String, columns: [String], rows: some Sequence<[SQLValue]>
    ) throws -> ClosedRange<Int64>? {
        let plan = try plans.plan(table, columns, in: db)
        let start = nextID
        try db.insert(
            into: table, columns: plan.columns, rows: rows.lazy.map { self.fold($0, plan) })
        return start < nextID ? start...(nextID - 1) : nil
    }

    /// Appends many rows, each made for the place where it will stand, so that its cells can be
    /// sealed there; the ids follow one another, `nil` for no rows.
    @discardableResult
    public func append<Rows: Sequence>(
        to table: String, columns: [String], _ rows: Rows,
        values: @escaping (Rows.Element, RowPlace) -> [SQLValue]
    ) throws -> ClosedRange<Int64>? {
        let plan = try plans.plan(table, columns, in: db)
        let start = nextID
        try db.insert(
            into: table, columns: plan.columns,
            rows: rows.lazy.map { row in
                self.fold(values(row, self.db.place(table, self.nextID)), plan)
            })
        return start < nextID ? start...(nextID - 1) : nil
    }

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

    /// Takes the next id, folds the row, and returns it with the three columns before it.
    private func fold(_ values: [SQLValue], _ plan: FactPlan) -> [SQLValue] {
        precondition(isOpen, "操作は終わっています")
        let recorded = recordedAt.microseconds
        let digest = plan.digest(
            id: nextID, operation: operationID, recordedAt: recorded, values, &bytes)
        var fold = folds[plan.table] ?? (SHA256(), 0)
        fold.hasher.update(data: digest.bytes)
        fold.count += 1
        folds[plan.table] = fold
        let frame: [SQLValue] = [.integer(nextID), .integer(operationID), .integer(recorded)]
        nextID += 1
        return frame + values
    }

    /// What was appended, by name of table; nothing can be appended after it.
    func close() -> [LedgerEntry.Facts] {
        isOpen = false
        return folds.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { table, fold in
                LedgerEntry.Facts(
                    table: table, count: fold.count, digest: Digest(fold.hasher.finalize()))
            }
    }
}
