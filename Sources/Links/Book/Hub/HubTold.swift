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

/// What PMH was last told. It is written before anything is sent: after a crash PMH may know the row
/// or not, and the next time it is told again under the same 履歴キー.
enum HubToldBook {
    private static let select = """
        SELECT t.history_key, t.child, t.recipient_number, t.setting, t.valid_from,
        t.valid_through, t.funder, t.is_deleted, t.is_confirmed FROM hub_told t
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
            "\(select) WHERE {among} ORDER BY t.history_key", column: "t.recipient_number",
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

    static func tell(_ parcels: [HubParcel], in scope: Scope) throws {
        for parcel in parcels {
            for row in parcel.rows { try tell(row, of: parcel.child, in: scope) }
        }
    }

    static func tell(_ row: HubRow, of child: AddresseeNumber, in scope: Scope) throws {
        try scope.db.execute(
            """
            INSERT INTO hub_told (history_key, child, recipient_number, setting, valid_from,
                valid_through, funder, is_deleted, is_confirmed, told_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
            ON CONFLICT (history_key) DO UPDATE SET setting = excluded.setting,
                valid_from = excluded.valid_from, valid_through = excluded.valid_through,
                funder = excluded.funder, is_deleted = excluded.is_deleted, is_confirmed = 0,
                told_at = excluded.told_at
            """,
            [
                row.key, child, row.recipientNumber, row.setting, row.from, row.through,
                row.funder, row.isDeleted, scope.now,
            ])
    }

    static func confirm(_ keys: [String], in scope: Scope) throws {
        for key in keys {
            try scope.db.execute(
                "UPDATE hub_told SET is_confirmed = 1 WHERE history_key = ?", [key])
        }
    }

    /// What PMH was told of these rows is not certain any more.
    static func doubt(_ keys: [String], in scope: Scope) throws {
        for key in keys {
            try scope.db.execute(
                "UPDATE hub_told SET is_confirmed = 0 WHERE history_key = ?", [key])
        }
    }
}
