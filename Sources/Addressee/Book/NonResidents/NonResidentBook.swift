// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
public import Vocabulary

/// What businesses state of people who are no residents, with the whole of its history.
public enum NonResidentBook {
    static let itemColumns = NonResidentItem.allCases.map(\.rawValue)

    static let columns =
        ([
            "addressee", "history_number", "event", "source", "effective_on", "not_for_others",
            "officer", "officer_at", "recorded_at",
        ] + itemColumns).joined(separator: ", ")

    /// The newest row of each number, deleted ones included.
    static func newest(
        _ numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: NonResidentRecord] {
        var found: [AddresseeNumber: NonResidentRecord] = [:]
        for part in numbers.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT \(columns) FROM nonresident_fact
                WHERE addressee IN (\(PersonBook.marks(part.count)))
                ORDER BY addressee, history_number
                """, Array(part)
            ) { row in
                let record = record(from: row)
                found[record.addressee] = record
            }
        }
        return found
    }

    /// Every row of a number, oldest first (0310022 更新履歴).
    public static func history(
        of number: AddresseeNumber, in scope: Scope
    ) throws -> [NonResidentRecord] {
        let rows = try scope.db.rows(
            """
            SELECT \(columns) FROM nonresident_fact WHERE addressee = ? ORDER BY history_number
            """, [number], record(from:))
        if !rows.isEmpty { scope.saw(number) }
        return rows
    }

    static func append(_ record: NonResidentRecord, in scope: Scope) throws {
        let four = record.fourItems
        let frame: [(String, SQLValue)] = [
            ("addressee", record.addressee.sqlValue),
            ("history_number", record.historyNumber.sqlValue),
            ("event", record.event.rawValue.sqlValue), ("source", record.source.sqlValue),
            ("effective_on", record.effectiveOn.sqlValue),
            ("not_for_others", record.isNotForOthers.sqlValue),
            ("officer", record.officer.sqlValue), ("officer_at", record.officerAt.sqlValue),
            ("name_key", NameKey.searchKey(four.name).sqlValue),
            ("kana_key", KanaFold.searchKey(four.kana).sqlValue),
            ("address_key", AddressKey(four.address).key.sqlValue),
        ]
        let items = NonResidentItem.allCases.map { (record.items[$0] ?? "").sqlValue }
        try scope.facts.append(
            to: "nonresident_fact", columns: frame.map(\.0) + itemColumns,
            rows: [frame.map(\.1) + items])
        scope.saw(record.addressee)
    }

    /// The serial after the highest in the range of 住登外者, or of any number that lies in it, those
    /// of erased persons included.
    static func nextNumber(from first: Int64, in scope: Scope) throws -> AddresseeNumber {
        let highest =
            try scope.db.first(
                """
                SELECT COALESCE(MAX(n.addressee), 0) FROM (
                    SELECT MAX(addressee) AS addressee FROM person_addressee
                    UNION ALL SELECT MAX(addressee) FROM retired_addressee) AS n
                WHERE n.addressee >= ?
                """,
                [first * 10]
            ) { $0.int64(0) } ?? 0
        var serial = max(first, highest / 10 + 1)
        while true {
            if let number = AddresseeNumber(serial: serial) { return number }
            serial += 1
        }
    }

    static func record(from row: any Row) -> NonResidentRecord {
        var items: [NonResidentItem: String] = [:]
        for (index, item) in NonResidentItem.allCases.enumerated() {
            let text = row.text(9 + index)
            if !text.isEmpty { items[item] = text }
        }
        guard let event = NonResidentRecord.Event(rawValue: row.text(2)) else {
            preconditionFailure("nonresident_fact.event has a CHECK")
        }
        return NonResidentRecord(
            addressee: row.addressee(0), historyNumber: row.int(1), event: event,
            source: row.text(3), effectiveOn: row.date(4), isNotForOthers: row.bool(5),
            officer: row.text(6), officerAt: row.text(7), items: items,
            recordedAt: row.instant(8))
    }
}
