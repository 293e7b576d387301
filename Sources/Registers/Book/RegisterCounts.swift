// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// How a register stands, in numbers.
public struct RegisterCount: Sendable, Hashable {
    public var open = 0
    public var active = 0
    public var closed = 0
    public var overdue = 0
    public var near = 0
    /// Written, and not yet confirmed by a second person.
    public var unconfirmed = 0

    public var all: Int { open + active + closed }
}

/// Counts over the registers, each one indexed query whatever the number of entries.
public enum RegisterCounts {
    /// By register.
    public static func byKind(
        on today: CivilDate, from db: any Connection
    ) throws -> [String: RegisterCount] {
        var found: [String: RegisterCount] = [:]
        try db.forEachRow(
            """
            SELECT kind, entry_state, COUNT(*), SUM(CASE WHEN due_on < ? THEN 1 ELSE 0 END),
                SUM(CASE WHEN due_on >= ? AND warns_from <= ? THEN 1 ELSE 0 END),
                SUM(CASE WHEN is_confirmed = 0 THEN 1 ELSE 0 END)
            FROM register_now WHERE entry_state <> 'void' GROUP BY kind, entry_state
            """, [today, today, today]
        ) { row in
            let state: EntryState = row.code(1)
            var count = found[row.text(0)] ?? RegisterCount()
            switch state {
            case .open: count.open += row.int(2)
            case .active: count.active += row.int(2)
            case .closed: count.closed += row.int(2)
            case .void: break
            }
            count.overdue += row.optionalInt(3) ?? 0
            count.near += row.optionalInt(4) ?? 0
            count.unconfirmed += row.optionalInt(5) ?? 0
            found[row.text(0)] = count
        }
        return found
    }

    /// The fiscal years in which a register has a whole entry, and the day of the newest.
    static func wholeYears(
        from db: any Connection
    ) throws -> [String: (years: Set<FiscalYear>, last: CivilDate)] {
        var found: [String: (years: Set<FiscalYear>, last: CivilDate)] = [:]
        try db.forEachRow(
            """
            SELECT n.kind, e.fiscal_year, MAX(e.entered_on) FROM register_now n
            JOIN register_entry e ON e.id = n.id WHERE n.entry_state IN ('active', 'closed')
            GROUP BY n.kind, e.fiscal_year
            """, []
        ) { row in
            var one = found[row.text(0)] ?? (years: [], last: row.date(2))
            one.years.insert(FiscalYear(row.int(1)))
            one.last = max(one.last, row.date(2))
            found[row.text(0)] = one
        }
        return found
    }

    /// The day on which the books of this office began.
    static func start(from db: any Connection) throws -> CivilDate? {
        try db.first("SELECT recorded_at FROM operation ORDER BY id LIMIT 1") {
            $0.instant(0).dayInJapan
        }
    }

    /// How many entries are past their day, in some registers.
    public static func overdue(
        kinds: [String], on today: CivilDate, from db: any Connection
    ) throws -> Int {
        guard !kinds.isEmpty else { return 0 }
        let marks = kinds.map { _ in "?" }.joined(separator: ", ")
        return try db.first(
            "SELECT COUNT(*) FROM register_now WHERE due_on < ? AND kind IN (\(marks))",
            [today] + kinds
        ) { $0.int(0) } ?? 0
    }
}
