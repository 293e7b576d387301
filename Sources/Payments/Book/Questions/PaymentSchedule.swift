// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// One payment day of 支給予定一覧.
public struct ScheduleDay: Hashable, Sendable {
    /// A count and its yen.
    public struct Sum: Hashable, Sendable {
        public var count: Int
        public var amount: Yen

        public init(count: Int = 0, amount: Yen = .zero) {
            self.count = count
            self.amount = amount
        }
    }

    public let paymentDay: CivilDate
    public let sums: [PaymentItemStatus: Sum]

    /// Items in a state.
    public subscript(status: PaymentItemStatus) -> Sum { sums[status] ?? Sum() }
}

/// 支給予定一覧 (1340).
public enum PaymentSchedule {
    /// Payment days with counts and amounts by state, latest first.
    ///
    /// - Parameter first: leaves out payment days before it.
    public static func days(
        from first: CivilDate? = nil, in db: any Connection
    ) throws -> [ScheduleDay] {
        var days: [CivilDate: [PaymentItemStatus: ScheduleDay.Sum]] = [:]
        try db.forEachRow(
            """
            SELECT s.planned_on, s.status, COUNT(*), SUM(i.amount) FROM payment_item_status s
            JOIN payment_item i ON i.id = s.item_id WHERE s.planned_on >= ?
            GROUP BY s.planned_on, s.status
            """, [first?.description ?? ""]
        ) { row in
            days[row.date(0), default: [:]][row.code(1)] = ScheduleDay.Sum(
                count: row.int(2), amount: row.yen(3))
        }
        return days.sorted { $0.key > $1.key }
            .map { ScheduleDay(paymentDay: $0.key, sums: $0.value) }
    }

    /// How many items wait for a payment day or are held, by the days of a period.
    public static func waiting(
        from first: CivilDate, through last: CivilDate, in db: any Connection
    ) throws -> [CivilDate: Int] {
        var days: [CivilDate: Int] = [:]
        try db.forEachRow(
            """
            SELECT planned_on, COUNT(*) FROM payment_item_status
            WHERE status IN ('scheduled', 'held') AND planned_on >= ? AND planned_on <= ?
            GROUP BY planned_on
            """, [first, last]
        ) { days[$0.date(0)] = $0.int(1) }
        return days
    }

    /// One thing that happened to an item.
    public struct Event: Hashable, Sendable {
        public let event: PaymentItemEvent
        public let run: Int64?
        public let reason: String?
        public let officer: String
        public let at: Instant
    }

    /// What happened to an item, oldest first.
    public static func history(
        of item: Int64, from db: any Connection
    ) throws -> [Event] {
        try db.rows(
            """
            SELECT event, run_id, reason, officer, recorded_at FROM payment_item_event
            WHERE item_id = ? ORDER BY id
            """, [item]
        ) { row in
            Event(
                event: row.code(0), run: row.optionalInt64(1), reason: row.optionalText(2),
                officer: row.text(3), at: row.instant(4))
        }
    }
}
