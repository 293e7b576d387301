// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// How many entitlements end on a day, before anything is done about it: numbers only, no child.
public struct YearEndOutlook: Hashable, Sendable {
    /// By the age reached on the day.
    public let byAge: [Int: Int]
    /// Those about whom a proposal waits already.
    public let waiting: Int
    /// Of an age that the book covers on the day after still: they are left out.
    public let covered: Int
    public var count: Int { byAge.values.reduce(0, +) }
    /// Who is left out, and why.
    public var leftOut: Int { covered + waiting }
    private let lastDay: CivilDate
    /// The days of birth that the book covers still.
    private let births: [CivilDate]

    /// The current entitlements that end on a day; four times that day.
    private static let ending = """
        FROM entitlement_history h
        WHERE h.result IN ('1', '3', '6') AND NOT EXISTS (SELECT 1 FROM entitlement_history n
            WHERE n.child = h.child AND n.recipient_number = h.recipient_number AND n.id > h.id)
        AND (h.valid_from IS NULL OR h.valid_until <= ?)
        AND (h.inpatient_from IS NULL OR h.inpatient_until <= ?)
        AND (h.valid_until = ? OR h.inpatient_until = ?)
        """
    private static let pending = """
        EXISTS (SELECT 1 FROM proposal p WHERE p.child = h.child AND NOT EXISTS
        (SELECT 1 FROM proposal_outcome o WHERE o.proposal_id = p.id))
        """

    /// Counts what `YearEndLapse.plan` would plan.
    ///
    /// - Throws: `EntitlementRefusal.schemeUnset`.
    public init(lastDay: CivilDate, law: EligibilityLaw, from db: any Connection) throws {
        let end = lastDay.next
        var byBirth: [CivilDate: (all: Int, waiting: Int)] = [:]
        try db.forEachRow(
            """
            SELECT h.child_born, COUNT(*), SUM(CASE WHEN \(Self.pending) THEN 1 ELSE 0 END)
            \(Self.ending) GROUP BY h.child_born
            """, [end, end, end, end]
        ) { row in
            byBirth[row.date(0)] = (row.int(1), row.int(2))
        }
        let covers = try CoveredAges(Set(byBirth.keys), law: law, on: end)
        var byAge: [Int: Int] = [:]
        var (waiting, covered) = (0, 0)
        for (born, count) in byBirth {
            if covers.contains(born) {
                covered += count.all
            } else {
                byAge[AgeLaw.age(born: born, on: lastDay) ?? 0, default: 0] += count.all
                waiting += count.waiting
            }
        }
        self.lastDay = lastDay
        births = byBirth.keys.filter(covers.contains).sorted()
        self.byAge = byAge
        self.waiting = waiting
        self.covered = covered
    }
    /// One child that the year end leaves out.
    public struct Left: Hashable, Sendable {
        public let child: AddresseeNumber
        public let recipientNumber: String
        /// What to do about it.
        public let why: EntitlementRefusal
    }

    /// One page of who is left out, in the order of the record.
    public func left(
        limit: Int, skipping: Int, from db: any Connection
    ) throws -> [Left] {
        let end = lastDay.next
        let covered = Set(births)
        let places = births.map { _ in "?" }.joined(separator: ", ")
        let isCovered = births.isEmpty ? "" : "h.child_born IN (\(places)) OR "
        let days: [any SQLValueConvertible] = [end, end, end, end]
        return try db.rows(
            """
            SELECT h.child, h.recipient_number, h.child_born \(Self.ending)
            AND (\(isCovered)\(Self.pending)) ORDER BY h.id LIMIT ? OFFSET ?
            """, days + births + [limit, skipping]
        ) { row in
            Left(
                child: row.addressee(0), recipientNumber: row.text(1),
                why: covered.contains(row.date(2)) ? .stillCovered(end) : .proposalWaits)
        }
    }
}
