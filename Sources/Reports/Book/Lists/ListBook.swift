// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Payments
import Press
import Vocabulary

/// A part of a list, and how many rows the whole has.
struct ListSlice {
    /// From the number of rows of the whole list to those that are wanted.
    typealias Window = (Int) -> Range<Int>

    let rows: [ListRow]
    let count: Int

    init(rows: [ListRow], count: Int) {
        self.rows = rows
        self.count = count
    }

    /// Of what is known already only the wanted part becomes rows.
    init<Item>(of all: [Item], _ window: Window, _ row: (Item) throws -> ListRow) rethrows {
        rows = try all[window(all.count)].map(row)
        count = all.count
    }
}

/// The rows of the ready-made lists from the books of System 1, in few statements; the names of
/// persons are added afterwards.
enum ListBook {
    /// Children who are entitled on a day; their insurers are read of those who are shown (`insured`).
    static func recipients(
        on day: CivilDate, _ window: ListSlice.Window, from db: any Connection
    ) throws -> ListSlice {
        ListSlice(of: try StandingEntries.on(day, from: db), window, row)
    }

    /// Children whose entitlement ends in a month: the last day of a period lies in it.
    static func renewals(
        in month: YearMonth, _ window: ListSlice.Window, from db: any Connection
    ) throws -> ListSlice {
        ListSlice(of: try StandingEntries.ending(in: month, from: db), window, row)
    }

    /// Rows with the insurer of each child on a day.
    static func insured(
        _ rows: [ListRow], on day: CivilDate, from db: any Connection
    ) throws -> [ListRow] {
        let stretches = try InsuranceBook.stretches(
            Set(rows.map(\.child)).sorted(), from: db)
        return rows.map { row in
            var row = row
            let insurance = stretches[row.child]?.last { $0.period.contains(day) }
            row.cells["insurer"] = .text(insurance?.insurer ?? "")
            return row
        }
    }

    /// Entitled children without an insurance in force on a day.
    static func uninsured(
        on day: CivilDate, _ window: ListSlice.Window, from db: any Connection
    ) throws -> ListSlice {
        ListSlice(of: try MissingRecords.uninsured(on: day, from: db), window, row)
    }

    /// Recipients without an account on a day: each once, with the first child of theirs.
    static func accountless(
        on day: CivilDate, _ window: ListSlice.Window, from db: any Connection
    ) throws -> ListSlice {
        let entries = try MissingRecords.withoutAccount(on: day, from: db)
        let children = Dictionary(grouping: entries, by: \.recipient)
            .mapValues { Set($0.map(\.child)).count }
        var listed: Set<AddresseeNumber> = []
        let once = entries.filter { listed.insert($0.recipient).inserted }
        return ListSlice(of: once, window) { entry in
            var row = row(entry)
            row.cells["children"] = .number(String(children[entry.recipient] ?? 1))
            return row
        }
    }

    /// Entitlements of a day that may be those of one child.
    static func doubles(
        on day: CivilDate, _ window: ListSlice.Window, from db: any Connection
    ) throws -> ListSlice {
        ListSlice(of: try DoubleEntitlements.on(day, from: db), window) { suspect in
            var row = row(suspect.entry)
            row.cells["why"] = .text(suspect.why.wording)
            row.cells["others"] = .text(
                suspect.others.map { "\($0.child)・\($0.recipientNumber)" }
                    .joined(separator: "、"))
            row.others = suspect.others.map(\.child)
            return row
        }
    }

    private static func row(_ entry: EntitlementIndex.Entry) -> ListRow {
        var cells: [String: TableCell] = [
            "recipientNumber": .text(entry.recipientNumber),
            "born": .text(entry.born.description),
        ]
        for (name, period) in [("outpatient", entry.outpatient), ("inpatient", entry.inpatient)] {
            cells[name + "From"] = .text(period?.from.description ?? "")
            cells[name + "Until"] = .text(period?.lastDay?.description ?? "")
        }
        return ListRow(child: entry.child, recipient: entry.recipient, cells: cells)
    }

    /// Children of a list of persons who have any entitlement, ended or not.
    static func known(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        let index = try EntitlementIndex.load(children: children, from: db)
        return Set(index.entries.map(\.child))
    }

    /// Items of payment runs whose day lies in a month.
    static func payments(
        in month: YearMonth, _ window: ListSlice.Window, from db: any Connection
    ) throws -> ListSlice {
        try slice(
            """
            i.child, i.recipient, i.receipt, i.treatment_month, i.amount, r.payment_day, s.status
            """,
            """
            FROM payment_run r JOIN payment_item_status s ON s.run_id = r.id
            JOIN payment_item i ON i.id = s.item_id
            WHERE r.payment_day >= ? AND r.payment_day < ?
            """, "r.id, i.id", month.bounds, window, from: db
        ) { row in
            let status = row.code(6, PaymentItemStatus.self)
            return ListRow(
                child: row.addressee(0), recipient: row.addressee(1),
                cells: paid(row, day: row.text(5)).merging(["state": .text(status.wording)]) {
                    $1
                })
        }
    }

    /// Transfers that came back in a month.
    static func transferReturns(
        in month: YearMonth, _ window: ListSlice.Window, from db: any Connection
    ) throws -> ListSlice {
        try slice(
            """
            i.child, i.recipient, i.receipt, i.treatment_month, i.amount, p.paid_on, b.reason,
            b.noted_on
            """,
            """
            FROM bank_return b JOIN payment_row p ON p.transfer_id = b.transfer_id
            JOIN payment_item i ON i.id = p.item_id
            WHERE b.noted_on >= ? AND b.noted_on < ?
            """, "b.id, i.id", month.bounds, window, from: db
        ) { row in
            let reason = row.code(6, ReturnReason.self)
            return ListRow(
                child: row.addressee(0), recipient: row.addressee(1),
                cells: paid(row, day: row.text(5)).merging([
                    "reason": .text(reason.wording), "noted": .text(row.text(7)),
                ]) { $1 })
        }
    }

    private static func paid(_ row: any Row, day: String) -> [String: TableCell] {
        [
            "receipt": .text(row.text(2)), "month": .text(row.text(3)),
            "amount": .number(String(row.int(4))), "day": .text(day),
        ]
    }

    /// Claims of a billing month that were sent back to the institution; those of nobody known have
    /// no child and are not of this list.
    static func claimReturns(
        in month: YearMonth, _ window: ListSlice.Window, from db: any Connection
    ) throws -> ListSlice {
        try slice(
            "e.child, e.treatment_month, e.institution, e.code, e.points, o.recorded_at",
            """
            FROM claim_error e JOIN claim_error_outcome o ON o.error_id = e.id
            WHERE e.billing_month = ? AND o.outcome = 'returned' AND e.child IS NOT NULL
            """, "e.id", [month], window, from: db
        ) { row in
            ListRow(
                child: row.addressee(0), recipient: nil,
                cells: [
                    "month": .text(row.optionalText(1) ?? ""), "institution": .text(row.text(2)),
                    "code": .text(row.text(3)),
                    "points": .number(row.optionalInt(4).map(String.init) ?? ""),
                    "returned": .text(row.instant(5).dayInJapan.description),
                ])
        }
    }

    /// Counts the whole list and reads the wanted part of it.
    private static func slice(
        _ columns: String, _ source: String, _ order: String,
        _ arguments: [any SQLValueConvertible], _ window: ListSlice.Window,
        from db: any Connection, _ row: (any Row) -> ListRow
    ) throws -> ListSlice {
        let count = try db.first("SELECT COUNT(*) \(source)", arguments) { $0.int(0) } ?? 0
        let wanted = window(count)
        guard !wanted.isEmpty else { return ListSlice(rows: [], count: count) }
        return ListSlice(
            rows: try db.rows(
                "SELECT \(columns) \(source) ORDER BY \(order) LIMIT ? OFFSET ?",
                arguments + [wanted.count, wanted.lowerBound], row), count: count)
    }
}

extension YearMonth {
    /// The first day inside and the first day outside.
    fileprivate var bounds: [any SQLValueConvertible] { [firstDay, next.firstDay] }
}
