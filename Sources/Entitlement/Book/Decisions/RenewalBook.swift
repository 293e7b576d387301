// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Scheme
public import Vocabulary

/// 更新・区分の変更: whose next certificate is due. A question to decisions and certificates, not a
/// list: what was printed, replaced or decided since answers it anew. The whole town is looked
/// through, so no row names a person; an entitlement is known by its recipient number.
public enum RenewalBook {
    /// What is due, by its first day and in the order of the decisions; those who wait for the
    /// certificate of a decision get that one first.
    public static func waiting(
        _ book: SchemeBook, on today: CivilDate, from db: any Connection
    ) throws -> [CertificateRenewal] {
        guard let rule = RenewalRule(book, on: today) else { return [] }
        let papers = try papers(from: db)
        return try holders(on: today, from: db).compactMap { holder in
            rule.renewal(
                of: holder, papers[holder.recipientNumber] ?? [])
        }.sorted { ($0.from, $0.historyID) < ($1.from, $1.historyID) }
    }

    /// What is due by its first day, with what was printed of it; the coming year is named from the
    /// day on which its certificates may be printed.
    public static func groups(
        _ book: SchemeBook, on today: CivilDate, from db: any Connection
    ) throws -> [RenewalGroup] {
        guard let rule = RenewalRule(book, on: today) else { return [] }
        let waiting = Dictionary(
            grouping: try waiting(book, on: today, from: db), by: \.from)
        let years = [FiscalYear(of: today).firstDay, rule.nextYear].filter { $0 <= rule.horizon }
        return try Set(waiting.keys).union(years).sorted().compactMap { day in
            let mine = waiting[day] ?? []
            let printed = try printed(from: day, in: db).subtracting(mine.map(\.recipientNumber))
            if mine.isEmpty && printed.isEmpty && day <= today { return nil }
            return RenewalGroup(from: day, produced: printed.count, waiting: mine)
        }
    }

    /// Entitlements that go on, or go on until the end that was decided.
    private static func holders(
        on today: CivilDate, from db: any Connection
    ) throws -> [RenewalRule.Holder] {
        try db.rows(
            """
            SELECT h.id, h.recipient_number, h.child_born, h.valid_from, h.valid_until,
            h.inpatient_from, h.inpatient_until FROM entitlement_history h
            WHERE h.result IN ('1', '3', '4', '6') AND h.recipient_number IS NOT NULL
            AND (h.valid_from IS NOT NULL AND (h.valid_until IS NULL OR h.valid_until > ?)
                OR h.inpatient_from IS NOT NULL
                    AND (h.inpatient_until IS NULL OR h.inpatient_until > ?))
            AND NOT EXISTS (SELECT 1 FROM entitlement_history n WHERE n.child = h.child
                AND n.recipient_number = h.recipient_number AND n.id > h.id)
            AND NOT EXISTS (SELECT 1 FROM certificate_waiting w WHERE w.history_id = h.id)
            ORDER BY h.id
            """, [today, today]
        ) { row in
            RenewalRule.Holder(
                historyID: row.int64(0), recipientNumber: row.text(1), born: row.date(2),
                periods: row.periods(3))
        }
    }

    /// The certificates of each entitlement, the oldest first.
    private static func papers(
        from db: any Connection
    ) throws -> [String: [RenewalRule.Paper]] {
        var found: [String: [RenewalRule.Paper]] = [:]
        try db.forEachRow(
            """
            SELECT c.recipient_number, c.valid_from, c.valid_until, c.inpatient_from,
            c.inpatient_until, c.issued_on, c.class, (SELECT MIN(e.event_on)
                FROM certificate_event e WHERE e.certificate_id = c.id AND e.event = 'replaced'),
            h.child_born, (SELECT MIN(e.event_on) FROM certificate_event e
                WHERE e.certificate_id = c.id AND e.event IN ('recall', 'returned')) FROM certificate c JOIN entitlement_history h ON h.id = c.history_id
            ORDER BY c.id
            """, []
        ) { row in
            let periods = row.periods(1)
            let certificateClass =
                row.optionalText(6).flatMap(CertificateClass.init)
                ?? .derived(periods, born: row.date(8), on: row.date(5))
            found[row.text(0), default: []].append(
                RenewalRule.Paper(
                    periods: periods, certificateClass: certificateClass,
                    endedOn: ended(
                        periods, replaced: row.optionalDate(7), back: row.optionalDate(9))))
        }
        return found
    }

    /// From when a certificate serves nobody any more. One that came back while it served is the
    /// family's wish, and another is printed when they ask; one that came back before its first day
    /// has never taken the place of the one before.
    private static func ended(
        _ periods: EntitlementPeriods, replaced: CivilDate?, back: CivilDate?
    ) -> CivilDate? {
        let first = [periods.outpatient?.from, periods.inpatient?.from].compactMap(\.self).min()
        if let back, let first, back < first { return min(back, replaced ?? back) }
        return replaced
    }

    /// The recipient numbers whose renewal that begins on a day was printed.
    private static func printed(
        from day: CivilDate, in db: any Connection
    ) throws -> Set<String> {
        Set(
            try db.rows(
                """
                SELECT recipient_number FROM certificate WHERE reissue_reason IN (?, ?)
                AND (valid_from = ? OR inpatient_from = ?)
                """, [RenewalCause.ends.wording, RenewalCause.classChange.wording, day, day]
            ) { $0.text(0) })
    }
}
