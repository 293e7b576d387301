// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// 統計: what was paid, by month of the payment day.
public struct PaymentSums: Hashable, Sendable {
    public let month: YearMonth
    /// Items of files that were written, what came back included.
    public internal(set) var sent = ScheduleDay.Sum()
    public internal(set) var paid = ScheduleDay.Sum()
    /// What came back, paid again or not.
    public internal(set) var returned = ScheduleDay.Sum()
    /// Second and later attempts among the sent.
    public internal(set) var again = ScheduleDay.Sum()
    /// Records of the bank files.
    public internal(set) var transfers = 0

    /// The sums of the months of a period, oldest first; months without a file are left out.
    public static func byMonth(
        in period: EffectivePeriod, from db: any Connection
    ) throws -> [PaymentSums] {
        var months: [YearMonth: PaymentSums] = [:]
        let bounds: [any SQLValueConvertible] = [
            period.from, period.until?.description ?? "9999-12-31",
        ]
        try db.forEachRow(
            """
            SELECT SUBSTR(r.paid_on, 1, 7), s.status, CASE WHEN i.attempt > 0 THEN 1 ELSE 0 END,
            COUNT(*), SUM(r.amount) FROM (
                SELECT run_id, item_id, paid_on, amount FROM payment_row
                UNION ALL SELECT c.run_id, c.item_id, p.payment_day, c.amount
                FROM cash_voucher_item c JOIN payment_run p ON p.id = c.run_id) r
            JOIN payment_run_status u ON u.run_id = r.run_id
            JOIN payment_item i ON i.id = r.item_id
            JOIN payment_item_status s ON s.item_id = r.item_id
            WHERE u.status IN ('written', 'settled') AND r.paid_on >= ? AND r.paid_on < ?
            GROUP BY SUBSTR(r.paid_on, 1, 7), s.status,
            CASE WHEN i.attempt > 0 THEN 1 ELSE 0 END
            """, bounds
        ) { row in
            let month = row.yearMonth(0)
            months[month, default: PaymentSums(month: month)].add(
                row.code(1), isAgain: row.bool(2), count: row.int(3), amount: row.yen(4))
        }
        try db.forEachRow(
            """
            SELECT SUBSTR(r.payment_day, 1, 7), SUM(r.transfers) FROM payment_run r
            JOIN payment_run_status u ON u.run_id = r.id
            WHERE u.status IN ('written', 'settled') AND r.payment_day >= ? AND r.payment_day < ?
            GROUP BY SUBSTR(r.payment_day, 1, 7)
            """, bounds
        ) { months[$0.yearMonth(0)]?.transfers = $0.int(1) }
        return months.values.sorted { $0.month < $1.month }
    }

    /// Items and yen of the runs that were sent, by the month of their payment day: read from the
    /// runs alone, for a page that is opened often.
    public static func runs(
        since day: CivilDate, from db: any Connection
    ) throws -> [(month: YearMonth, sum: ScheduleDay.Sum)] {
        try db.rows(
            """
            SELECT SUBSTR(r.payment_day, 1, 7), SUM(r.items), SUM(r.total) FROM payment_run r
            JOIN payment_run_status s ON s.run_id = r.id
            WHERE s.status IN ('written', 'settled') AND r.payment_day >= ?
            GROUP BY SUBSTR(r.payment_day, 1, 7) ORDER BY SUBSTR(r.payment_day, 1, 7)
            """, [day]
        ) { row in
            (
                month: row.yearMonth(0),
                sum: ScheduleDay.Sum(count: row.int(1), amount: row.yen(2))
            )
        }
    }

    private mutating func add(
        _ status: PaymentItemStatus, isAgain: Bool, count: Int, amount: Yen
    ) {
        func add(to sum: inout ScheduleDay.Sum) {
            sum.count += count
            sum.amount += amount
        }
        add(to: &sent)
        if isAgain { add(to: &again) }
        switch status {
        case .paid: add(to: &paid)
        case .returned, .rescheduled: add(to: &returned)
        case .sent, .scheduled, .held, .extracted, .cancelled: break
        }
    }
}
