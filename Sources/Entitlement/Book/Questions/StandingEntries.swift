// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// The entitlements of a town by what their newest decision says, chosen by SQL: a list is paged
/// through without the whole index in memory.
public enum StandingEntries {
    /// Entitlements that cover a day, outpatient or inpatient; in the order of their decisions.
    public static func on(
        _ day: CivilDate, from db: any Connection
    ) throws -> [EntitlementIndex.Entry] {
        try on(day, and: "", [], from: db)
    }

    /// Entitlements of which a period ends in a month: its last day lies in it.
    public static func ending(
        in month: YearMonth, from db: any Connection
    ) throws -> [EntitlementIndex.Entry] {
        func ends(_ period: EffectivePeriod?) -> Bool {
            guard let last = period?.lastDay, period?.isEmpty == false else { return false }
            return last.yearMonth == month
        }
        let days: [any SQLValueConvertible] = [month.firstDay, month.next.firstDay]
        return try entries(
            """
            ((valid_until > ? AND valid_until <= ?) OR (inpatient_until > ? AND inpatient_until <= ?))
            """, days + days, from: db
        ).filter { !$0.isSuspended && (ends($0.outpatient) || ends($0.inpatient)) }
    }

    /// - Parameter condition: more of the newest decision, with its own arguments.
    static func on(
        _ day: CivilDate, and condition: String, _ arguments: [any SQLValueConvertible],
        from db: any Connection
    ) throws -> [EntitlementIndex.Entry] {
        let days: [any SQLValueConvertible] = [day, day, day, day]
        return try entries(
            """
            ((valid_from <= ? AND (valid_until IS NULL OR valid_until > ?))
            OR (inpatient_from <= ? AND (inpatient_until IS NULL OR inpatient_until > ?)))
            \(condition)
            """, days + arguments, from: db
        ).filter {
            $0.isEntitled(on: day, inpatient: false) || $0.isEntitled(on: day, inpatient: true)
        }
    }

    private static func entries(
        _ condition: String, _ arguments: [any SQLValueConvertible], from db: any Connection
    ) throws -> [EntitlementIndex.Entry] {
        var newest = EntryBook.Newest()
        try db.forEachRow(
            """
            \(EntryBook.select) WHERE recipient_number IS NOT NULL AND \(condition)
            AND NOT EXISTS (SELECT 1 FROM entitlement_history n
            WHERE n.child = entitlement_history.child
            AND n.recipient_number = entitlement_history.recipient_number
            AND n.id > entitlement_history.id) ORDER BY id
            """, arguments
        ) { newest.keep($0) }
        return try withGaps(newest.all, from: db)
    }

    /// A suspension lies behind the newest decision: of the few that had one the whole strand is read.
    private static func withGaps(
        _ entries: [EntitlementIndex.Entry], from db: any Connection
    ) throws -> [EntitlementIndex.Entry] {
        let changed = entries.filter { $0.result != .granted }.map(\.child)
        guard !changed.isEmpty else { return entries }
        var suspended: Set<AddresseeNumber> = []
        try Among.forEach(
            """
            SELECT child FROM entitlement_history WHERE {among}
            AND result = '\(DecisionResult.suspended.rawValue)'
            """, column: "child", key: 0, ids: changed.ids, in: db
        ) { suspended.insert($0.addressee(0)) }
        guard !suspended.isEmpty else { return entries }
        let whole = try EntryBook.entries(
            children: suspended.sorted(), asOf: nil, from: db
        ).reduce(into: [Int64: EntitlementIndex.Entry]()) { $0[$1.historyID] = $1 }
        return entries.map { whole[$0.historyID] ?? $0 }
    }
}
