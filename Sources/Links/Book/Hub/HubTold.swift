// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

extension HubSetting: SQLValueConvertible {}

/// What PMH was last told of a row, and whether it said yes.
struct HubTold: Hashable {
    let child: AddresseeNumber
    let row: HubRow
    let isConfirmed: Bool

    /// Whether PMH may hold the row as one that counts.
    var mayCount: Bool { !row.isDeleted || !isConfirmed }
}

struct HubToldRow: FactRow {
    static let table = "hub_told"
    static let columns = [
        "history_key", "child", "recipient_number", "setting", "valid_from", "valid_through",
        "funder", "is_deleted",
    ]
    let child: AddresseeNumber
    let row: HubRow

    var values: [any SQLValueConvertible] {
        [
            row.key, child, row.recipientNumber, row.setting, row.from, row.through, row.funder,
            row.isDeleted,
        ]
    }
}

/// What PMH was last told. It is written before anything is sent: after a crash PMH may know the row
/// or not, and the next time it is told again under the same 履歴キー.
enum HubToldBook {
    private static let select = """
        SELECT t.history_key, t.child, t.recipient_number, t.setting, t.valid_from,
        t.valid_through, t.funder, t.is_deleted, n.is_confirmed
        FROM hub_told_now n JOIN hub_told t ON t.id = n.told_id
        """

    private static func read(_ row: any Row) -> HubTold {
        HubTold(
            child: row.addressee(1),
            row: HubRow(
                key: row.text(0), recipientNumber: row.text(2), setting: row.code(3),
                from: row.date(4), through: row.date(5), funder: row.optionalText(6),
                isDeleted: row.bool(7)),
            isConfirmed: row.bool(8))
    }

    static func rows(
        of numbers: [String], in scope: Scope
    ) throws -> [String: [HubTold]] {
        var found: [String: [HubTold]] = [:]
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY n.history_key", column: "n.recipient_number",
            keys: numbers, in: scope.db
        ) { row in
            let told = read(row)
            found[told.row.recipientNumber, default: []].append(told)
        }
        return found
    }

    /// Everything that PMH was ever told, by recipient number.
    static func all(in scope: Scope) throws -> [String: [HubTold]] {
        var found: [String: [HubTold]] = [:]
        try scope.db.forEachRow(select, []) { row in
            let told = read(row)
            found[told.row.recipientNumber, default: []].append(told)
        }
        return found
    }

    /// Writes down what is going to be told; nothing of it is certain yet.
    static func tell(_ rows: [HubToldRow], in scope: Scope) throws {
        let ids = try scope.append(rows)
        for (id, told) in zip(ids, rows) {
            try scope.db.execute(
                """
                INSERT INTO hub_told_now (history_key, told_id, recipient_number, is_confirmed)
                VALUES (?, ?, ?, 0) ON CONFLICT (history_key) DO UPDATE SET
                    told_id = excluded.told_id, is_confirmed = 0
                """, [told.row.key, id, told.row.recipientNumber])
        }
    }

    /// PMH said yes to what an operation told. What was told anew since stays uncertain.
    static func confirm(_ keys: [String], toldBy operation: Int64, in scope: Scope) throws {
        for key in keys {
            try scope.db.execute(
                """
                UPDATE hub_told_now SET is_confirmed = 1 WHERE history_key = ?
                AND told_id IN (SELECT id FROM hub_told WHERE operation_id = ?)
                """, [key, operation])
        }
    }
}
