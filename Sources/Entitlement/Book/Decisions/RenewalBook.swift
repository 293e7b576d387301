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
    ///
    /// - Parameter ids: of these decisions only.
    public static func waiting(
        _ book: SchemeBook, on today: CivilDate, among ids: [Int64]? = nil,
        from db: any Connection
    ) throws -> [CertificateRenewal] {
        guard let rule = RenewalRule(book, on: today) else { return [] }
        var found: [CertificateRenewal] = []
        if let ids {
            var holders: [RenewalRule.Holder] = []
            try Among.forEach(
                "\(select) AND {among}", column: "h.id", keys: ids, in: db
            ) { holders.append(holder($0)) }
            found = try renewals(of: holders.filter { $0.goesOn(after: today) }, rule, from: db)
        } else {
            try forEachPart(rule, from: db) { holders in
                found += try renewals(of: holders, rule, from: db)
                return true
            }
        }
        return found.sorted { ($0.from, $0.historyID) < ($1.from, $1.historyID) }
    }

    /// Whether the book asks for it at all: certificates that end with the year, or classes.
    public static func isAsked(by book: SchemeBook, on today: CivilDate) -> Bool {
        RenewalRule(book, on: today) != nil
    }

    /// Whether anything is due: what a page asks that only leads to the others.
    public static func isAnyDue(
        _ book: SchemeBook, on today: CivilDate, from db: any Connection
    ) throws -> Bool {
        guard let rule = RenewalRule(book, on: today) else { return false }
        var isDue = false
        try forEachPart(rule, from: db) { holders in
            isDue = try !renewals(of: holders, rule, from: db).isEmpty
            return !isDue
        }
        return isDue
    }

    private static func renewals(
        of holders: [RenewalRule.Holder], _ rule: RenewalRule, from db: any Connection
    ) throws -> [CertificateRenewal] {
        let papers = try papers(of: holders.map(\.historyID), rule, from: db)
        return holders.compactMap { rule.renewal(of: $0, papers[$0.recipientNumber] ?? []) }
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

    private static let select = """
        SELECT h.id, h.recipient_number, h.child_born, h.valid_from, h.valid_until,
        h.inpatient_from, h.inpatient_until FROM entitlement_history h
        WHERE h.result IN ('1', '3', '4', '6') AND h.recipient_number IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM entitlement_history n WHERE n.child = h.child
            AND n.recipient_number = h.recipient_number AND n.id > h.id)
        AND NOT EXISTS (SELECT 1 FROM certificate_waiting w WHERE w.history_id = h.id)
        AND NOT (h.result = '4' AND '5' = COALESCE((SELECT b.result FROM entitlement_history b
            WHERE b.child = h.child AND b.recipient_number = h.recipient_number AND b.id < h.id
            ORDER BY b.id DESC LIMIT 1), ''))
        """

    private static func holder(_ row: any Row) -> RenewalRule.Holder {
        RenewalRule.Holder(
            historyID: row.int64(0), recipientNumber: row.text(1), born: row.date(2),
            periods: row.periods(3))
    }

    /// How many entitlements are looked at in one go.
    private static let part = 2_000

    /// Entitlements that go on, or go on until the end that was decided, without those whose
    /// certificates plainly serve through the days that are looked at; until the answer is `false`.
    private static func forEachPart(
        _ rule: RenewalRule, from db: any Connection,
        _ body: ([RenewalRule.Holder]) throws -> Bool
    ) throws {
        let served = Served(rule)
        var last: Int64 = 0
        while true {
            let holders = try db.rows(
                """
                \(select) AND h.id > ?
                AND (h.valid_from IS NOT NULL AND (h.valid_until IS NULL OR h.valid_until > ?)
                    OR h.inpatient_from IS NOT NULL
                        AND (h.inpatient_until IS NULL OR h.inpatient_until > ?))
                AND NOT (\(served.sql)) ORDER BY h.id LIMIT ?
                """, [last, rule.today, rule.today] + served.arguments + [part], holder)
            guard let end = holders.last?.historyID, try body(holders),
                holders.count == part
            else { return }
            last = end
        }
    }

    /// The certificates of the entitlements of decisions, the oldest first.
    private static func papers(
        of decisions: [Int64], _ rule: RenewalRule, from db: any Connection
    ) throws -> [String: [RenewalRule.Paper]] {
        var found: [String: [RenewalRule.Paper]] = [:]
        try Among.forEach(
            """
            SELECT c.recipient_number, c.valid_from, c.valid_until, c.inpatient_from,
            c.inpatient_until, c.issued_on, c.class, (SELECT MIN(e.event_on)
                FROM certificate_event e WHERE e.certificate_id = c.id AND e.event = 'replaced'),
            g.child_born, (SELECT MIN(e.event_on) FROM certificate_event e
                WHERE e.certificate_id = c.id AND e.event IN ('recall', 'returned'))
            FROM entitlement_history h JOIN certificate c ON c.child = h.child
                AND c.recipient_number = h.recipient_number
            JOIN entitlement_history g ON g.id = c.history_id
            WHERE {among} ORDER BY c.id
            """, column: "h.id", keys: decisions, in: db
        ) { row in
            let periods = row.periods(1)
            let certificateClass =
                row.optionalText(6).map(CertificateClass.init)
                ?? rule.derivedClass(periods, born: row.date(8), on: row.date(5))
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
                AND issued_on >= ? AND (valid_from = ? OR inpatient_from = ?)
                """,
                [
                    RenewalCause.ends.wording, RenewalCause.classChange.wording,
                    // Nothing is printed further ahead than a year: the rest of the books is left.
                    day.adding(days: -366), day, day,
                ]
            ) { $0.text(0) })
    }
}

extension RenewalRule.Holder {
    /// Whether a day of it is left.
    fileprivate func goesOn(after day: CivilDate) -> Bool {
        [periods.outpatient, periods.inpatient].compactMap(\.self).contains {
            $0.until.map { $0 > day } ?? true
        }
    }
}

/// Who plainly has what is needed through the days that are looked at, as a question to the books: one
/// certificate that nothing happened to, or one in use and the one that takes its place with the next
/// fiscal year. Whoever is in doubt is not among them; the rule itself looks at those.
private struct Served {
    let sql: String
    let arguments: [any SQLValueConvertible]

    init(_ rule: RenewalRule) {
        let one = Self.covers("c", from: rule.today, beyond: rule.horizon)
        let now = Self.covers("c", from: rule.today, beyond: rule.nextYear.previous)
        let next = Self.covers("d", from: rule.nextYear, beyond: rule.horizon)
        let classes = rule.hasClasses
        func isOfClass(_ paper: String, on day: CivilDate) -> Condition? {
            classes ? Self.isOfClass(paper, rule, on: day) : nil
        }
        let today = isOfClass("c", on: rule.today)
        let later = isOfClass("c", on: rule.horizon)
        // One that is followed must name the class until it is: a class may end within the year.
        let last = isOfClass("c", on: rule.nextYear.previous)
        let coming = isOfClass("d", on: rule.horizon)
        let mine = "c.child = h.child AND c.recipient_number = h.recipient_number"
        sql = """
            EXISTS (SELECT 1 FROM certificate c WHERE \(mine)
                AND NOT EXISTS (SELECT 1 FROM certificate_event e WHERE e.certificate_id = c.id)
                AND \(one.sql) AND \(today?.sql ?? "1 = 1") AND \(later?.sql ?? "1 = 1"))
            OR EXISTS (SELECT 1 FROM certificate c JOIN certificate d ON d.child = c.child
                AND d.recipient_number = c.recipient_number AND d.id > c.id WHERE \(mine)
                AND NOT EXISTS (SELECT 1 FROM certificate_event e WHERE e.certificate_id = d.id)
                AND NOT EXISTS (SELECT 1 FROM certificate_event e WHERE e.certificate_id = c.id
                    AND (e.event <> 'replaced' OR e.event_on < ?))
                AND \(now.sql) AND \(next.sql)
                AND \(today?.sql ?? "1 = 1") AND \(last?.sql ?? "1 = 1")
                AND \(coming?.sql ?? "1 = 1"))
            """
        arguments =
            one.arguments + (today?.arguments ?? []) + (later?.arguments ?? [])
            + [rule.nextYear] + now.arguments + next.arguments + (today?.arguments ?? [])
            + (last?.arguments ?? []) + (coming?.arguments ?? [])
    }

    private typealias Condition = (sql: String, arguments: [any SQLValueConvertible])

    /// Whether a certificate serves from a day on, for every care of the entitlement, beyond another.
    private static func covers(
        _ paper: String, from day: CivilDate, beyond last: CivilDate
    ) -> Condition {
        let cares = [("valid_from", "valid_until"), ("inpatient_from", "inpatient_until")]
        let parts = cares.map { from, until in
            """
            (h.\(from) IS NULL OR (\(paper).\(from) IS NOT NULL
                AND (\(paper).\(from) <= ? OR \(paper).\(from) <= h.\(from))
                AND (\(paper).\(until) IS NULL OR \(paper).\(until) > ?
                    OR \(paper).\(until) >= h.\(until))))
            """
        }
        return (
            parts.joined(separator: " AND "), [day, last, day, last]
        )
    }

    /// Whether the class of a certificate is that of the child on a day; of children with both cares
    /// alone, that do not end before.
    private static func isOfClass(
        _ paper: String, _ rule: RenewalRule, on day: CivilDate
    ) -> Condition {
        let births = rule.births(on: day)
        let (codes, bounds) = (births.map(\.code), births.compactMap(\.bornFrom))
        let cases = bounds.map { _ in "WHEN h.child_born >= ? THEN ?" }.joined(separator: " ")
        // A book that tells none apart on the day keeps none.
        let isClass =
            codes.isEmpty
            ? "\(paper).class IS NULL"
            : cases.isEmpty
                ? "\(paper).class = ?" : "\(paper).class = CASE \(cases) ELSE ? END"
        var arguments: [any SQLValueConvertible] = [day, rule.horizon, day, rule.horizon]
        for (bound, code) in zip(bounds, codes) { arguments += [bound, code] }
        if let rest = codes.last { arguments.append(rest) }
        return (
            """
            (h.valid_from <= ? AND (h.valid_until IS NULL OR h.valid_until > ?)
                AND h.inpatient_from <= ?
                AND (h.inpatient_until IS NULL OR h.inpatient_until > ?)
                AND \(isClass))
            """,
            arguments
        )
    }
}
