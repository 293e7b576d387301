// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// 点検記録: one look at the log.
public struct LogReview: Hashable, Sendable {
    public let from: CivilDate
    public let through: CivilDate
    /// Which preset or question was looked through.
    public let preset: String
    /// How many entries were looked at one by one.
    public let sampled: Int
    public let findings: String
    /// What was done about it, if anything.
    public let measures: String?
    public let nextDue: CivilDate

    public init(
        from: CivilDate, through: CivilDate, preset: String, sampled: Int, findings: String,
        measures: String?, nextDue: CivilDate
    ) {
        self.from = from
        self.through = through
        self.preset = preset
        self.sampled = sampled
        self.findings = findings
        self.measures = measures
        self.nextDue = nextDue
    }
}

/// A review as it stands in the book.
public struct RecordedReview: Hashable, Sendable {
    public let id: Int64
    public let at: Instant
    public let reviewer: String
    public let review: LogReview
}

struct ReviewRow: FactRow {
    static let table = "log_review"
    static let columns = [
        "reviewer", "from_date", "through_date", "preset", "sampled", "findings", "measures",
        "next_due",
    ]
    let reviewer: String
    let review: LogReview

    var values: [any SQLValueConvertible] {
        [
            reviewer, review.from, review.through, review.preset, review.sampled,
            review.findings, review.measures, review.nextDue,
        ]
    }
}

/// 点検記録.
public enum ReviewBook {
    /// Reviews, newest first.
    public static func reviews(
        limit: Int = 50, offset: Int = 0, from db: any Connection
    ) throws -> [RecordedReview] {
        try db.rows(
            """
            SELECT id, recorded_at, reviewer, from_date, through_date, preset, sampled, findings,
                measures, next_due
            FROM log_review ORDER BY id DESC LIMIT ? OFFSET ?
            """, [limit, offset]
        ) { row in
            RecordedReview(
                id: row.int64(0), at: row.instant(1), reviewer: row.text(2),
                review: LogReview(
                    from: row.date(3), through: row.date(4), preset: row.text(5),
                    sampled: row.int(6), findings: row.text(7), measures: row.optionalText(8),
                    nextDue: row.date(9)))
        }
    }

    public static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM log_review") { $0.int(0) } ?? 0
    }

    /// Through which day each preset or question has been looked through.
    public static func lastDays(from db: any Connection) throws -> [String: CivilDate] {
        var found: [String: CivilDate] = [:]
        try db.forEachRow(
            "SELECT preset, MAX(through_date) FROM log_review GROUP BY preset", []
        ) { found[$0.text(0)] = $0.date(1) }
        return found
    }

    /// The day by which the log must be looked at again; `nil` before the first review.
    public static func due(from db: any Connection) throws -> CivilDate? {
        try db.first("SELECT next_due FROM log_review ORDER BY id DESC LIMIT 1") { $0.date(0) }
    }
}
