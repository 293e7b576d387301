// SPDX-License-Identifier: Apache-2.0
public import Database
import Ledger
public import Safeguards
public import Vocabulary

/// How often a user looked things up on a day, for the head.
public struct OfficerDayCount: Hashable, Sendable {
    public let officer: String
    public let day: CivilDate
    public let operation: OperationCode
    public let count: Int
    public let refused: Int
}

/// 照会件数: by user and day, of searches, openings and 情報照会.
public enum InquiryCounts {
    public static let operations: Set<OperationCode> = OpeningOperations.all.union([
        .searchPersons, .requestInquiry, .viewInquiries, .viewInquiryRecords,
    ])

    private static let found = """
        FROM \(LogIndex.tables)
        WHERE o.recorded_at >= ? AND o.recorded_at < ?
            AND o.code IN (\(AccessBook.list(operations))) AND o.officer NOT LIKE 'machine:%'
        GROUP BY (o.recorded_at + 32400000000) / 86400000000, o.officer, o.code
        """

    private static func bounds(
        _ from: CivilDate, _ through: CivilDate
    ) -> [any SQLValueConvertible] {
        [AccessBook.startOfDay(from), AccessBook.startOfDay(through.next)]
    }

    /// By day, user and operation.
    public static func counts(
        from: CivilDate, through: CivilDate, limit: Int = .max, offset: Int = 0,
        in db: any Connection
    ) throws -> [OfficerDayCount] {
        try db.rows(
            """
            SELECT MIN(o.recorded_at), o.officer, o.code,
                SUM(CASE WHEN e.result LIKE 'refused%' THEN 0 ELSE 1 END),
                SUM(CASE WHEN e.result LIKE 'refused%' THEN 1 ELSE 0 END) \(found)
            ORDER BY (o.recorded_at + 32400000000) / 86400000000, o.officer, o.code
            LIMIT ? OFFSET ?
            """, bounds(from, through) + [limit, offset]
        ) { row in
            OfficerDayCount(
                officer: row.text(1), day: row.instant(0).dayInJapan,
                operation: row.code(2, OperationCode.self), count: row.int(3),
                refused: row.int(4))
        }
    }

    /// How many rows `counts` has.
    public static func rows(
        from: CivilDate, through: CivilDate, in db: any Connection
    ) throws -> Int {
        try db.first(
            "SELECT COUNT(*) FROM (SELECT 1 AS one \(found)) AS counted", bounds(from, through)
        ) { $0.int(0) } ?? 0
    }
}
