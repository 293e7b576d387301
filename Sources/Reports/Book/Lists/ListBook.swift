// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Payments
import Press
import Vocabulary

/// The rows of the ready-made lists from the books of System 1, in few statements; the names of
/// persons are added afterwards.
enum ListBook {
    /// Children who are entitled on a day.
    static func recipients(on day: CivilDate, from db: any Connection) throws -> [ListRow] {
        try entitled(from: db) { entry in
            entry.isEntitled(on: day, inpatient: false)
                || entry.isEntitled(on: day, inpatient: true)
        } insuredOn: { _ in
            day
        }
    }

    /// Children whose entitlement ends in a month: the last day of a period lies in it.
    static func renewals(in month: YearMonth, from db: any Connection) throws -> [ListRow] {
        func ends(_ period: EffectivePeriod?) -> Bool {
            guard let last = period?.lastDay, period?.isEmpty == false else { return false }
            return last.yearMonth == month
        }
        return try entitled(from: db) { entry in
            !entry.isSuspended && (ends(entry.outpatient) || ends(entry.inpatient))
        } insuredOn: { _ in
            month.firstDay
        }
    }

    private static func entitled(
        from db: any Connection, where isListed: (EntitlementIndex.Entry) -> Bool,
        insuredOn day: (EntitlementIndex.Entry) -> CivilDate
    ) throws -> [ListRow] {
        let index = try EntitlementIndex.load(from: db)
        return index.entries.filter(isListed).map { entry in
            var cells: [String: TableCell] = [
                "recipientNumber": .text(entry.recipientNumber),
                "born": .text(entry.born.description),
            ]
            for (name, period) in [
                ("outpatient", entry.outpatient), ("inpatient", entry.inpatient),
            ] {
                cells[name + "From"] = .text(period?.from.description ?? "")
                cells[name + "Until"] = .text(period?.lastDay?.description ?? "")
            }
            let on = day(entry)
            let insurance = index.insurances(child: entry.child).last { $0.period.contains(on) }
            cells["insurer"] = .text(insurance?.insurer ?? "")
            return ListRow(child: entry.child, recipient: entry.recipient, cells: cells)
        }
    }

    /// Children of a list of persons who have any entitlement, ended or not.
    static func known(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        let index = try EntitlementIndex.load(children: children, from: db)
        return Set(index.entries.map(\.child))
    }

    /// Items of payment runs whose day lies in a month.
    static func payments(in month: YearMonth, from db: any Connection) throws -> [ListRow] {
        try db.rows(
            """
            SELECT i.child, i.recipient, i.receipt, i.treatment_month, i.amount, r.payment_day,
            s.status FROM payment_run r JOIN payment_item_status s ON s.run_id = r.id
            JOIN payment_item i ON i.id = s.item_id
            WHERE r.payment_day >= ? AND r.payment_day < ? ORDER BY r.id, i.id
            """, month.bounds
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
        in month: YearMonth, from db: any Connection
    ) throws -> [ListRow] {
        try db.rows(
            """
            SELECT i.child, i.recipient, i.receipt, i.treatment_month, i.amount, p.paid_on,
            b.reason, b.noted_on FROM bank_return b
            JOIN payment_row p ON p.transfer_id = b.transfer_id
            JOIN payment_item i ON i.id = p.item_id
            WHERE b.noted_on >= ? AND b.noted_on < ? ORDER BY b.id, i.id
            """, month.bounds
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
    static func claimReturns(in month: YearMonth, from db: any Connection) throws -> [ListRow] {
        try db.rows(
            """
            SELECT e.child, e.treatment_month, e.institution, e.code, e.points, o.recorded_at
            FROM claim_error e JOIN claim_error_outcome o ON o.error_id = e.id
            WHERE e.billing_month = ? AND o.outcome = 'returned' AND e.child IS NOT NULL
            ORDER BY e.id
            """, [month]
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
}

extension YearMonth {
    /// The first day inside and the first day outside.
    fileprivate var bounds: [any SQLValueConvertible] { [firstDay, next.firstDay] }
}
