// SPDX-License-Identifier: Apache-2.0
import Database
import Synchronization

/// How rows with a certain list of columns go into a table and into the digest; made once.
struct FactPlan: Sendable {
    let table: String
    /// The columns of the insert: the frame, then the caller's in the caller's order.
    let columns: [String]
    let sql: String
    /// Places in the caller's list, by name of column.
    private let order: [Int]
    private let kinds: [Column.Kind]
    /// The name of each of those columns as it enters the digest, in the same order.
    private let names: [[UInt8]]
    /// The name of the table as it enters the digest.
    private let head: [UInt8]

    init(_ table: FactTable, columns given: [String]) {
        let known = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.name, $0) })
        precondition(Set(given).count == given.count, "列が重なっています: \(table.name)")
        kinds = given.map { name in
            guard let column = known[name] else {
                preconditionFailure("事実の表 \(table.name) に列 \(name) がありません")
            }
            return column.kind
        }
        for column in table.columns where column.hasDefault {
            precondition(
                given.contains(column.name),
                "DEFAULT のある列は値を書いてください: \(table.name).\(column.name)")
        }
        self.table = table.name
        columns = FactTable.frame + given
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        sql =
            "INSERT INTO \(table.name) (\(columns.joined(separator: ", "))) VALUES (\(marks))"
        order = given.indices.sorted {
            given[$0].utf8.lexicographicallyPrecedes(given[$1].utf8)
        }
        names = order.map { place in
            var bytes = ByteWriter()
            bytes.put(given[place])
            return bytes.bytes
        }
        var bytes = ByteWriter()
        bytes.put(table.name)
        head = bytes.bytes
    }

    /// The bytes of a row whose digest `FactTable.digest(of:)` will compute from the database.
    ///
    /// - Parameter row: the frame (id, operation, time), then the values in the caller's order.
    func put(_ row: [SQLValue], into bytes: inout ByteWriter) {
        let frame = FactTable.frame.count
        precondition(row.count == order.count + frame, "列の数が合いません: \(table)")
        bytes.removeAll()
        bytes.put(raw: head)
        for place in 0..<frame { bytes.put(row[place]) }
        for (place, index) in order.enumerated() {
            check(row[index + frame], index)
            if case .null = row[index + frame] { continue }
            bytes.put(raw: names[place])
            bytes.put(row[index + frame])
        }
    }

    /// An engine that converts quietly would make the digest of a row that is not there.
    private func check(_ value: SQLValue, _ index: Int) {
        let fits =
            switch (value, kinds[index]) {
            case (.null, _), (.integer, .integer), (.text, .text), (.blob, .blob): true
            case (.integer, _), (.text, _), (.blob, _): false
            }
        precondition(
            fits,
            "列 \(table).\(columns[index + FactTable.frame.count]) に \(value.kind) は書けません")
    }
}

/// The plans of one ledger, by table and columns.
final class FactPlans: Sendable {
    private struct Key: Hashable {
        let table: String
        let columns: [String]
    }

    private let plans = Mutex<[Key: FactPlan]>([:])

    func plan(_ table: String, _ columns: [String], in db: any Connection) throws -> FactPlan {
        let key = Key(table: table, columns: columns)
        if let known = plans.withLock({ $0[key] }) { return known }
        guard let shape = try FactTable(table, in: db) else {
            preconditionFailure("事実の表ではありません（id, operation_id, recorded_at）: \(table)")
        }
        let plan = FactPlan(shape, columns: columns)
        plans.withLock { $0[key] = plan }
        return plan
    }
}
