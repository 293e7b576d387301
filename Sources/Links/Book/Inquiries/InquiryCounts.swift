// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// How many inquiries wait, for the home page and the monitor.
public struct InquiryCounts: Hashable, Sendable {
    /// Without an answer yet.
    public let waiting: Int
    /// Of those, beyond their day.
    public let overdue: Int
    /// Answered, and nobody has looked at it.
    public let toConfirm: Int

    /// Counts on a day.
    public static func of(_ day: CivilDate, from db: any Connection) throws -> InquiryCounts {
        let found = try db.first(
            """
            SELECT COALESCE(SUM(CASE WHEN status = 'stored' THEN 0 ELSE 1 END), 0),
                COALESCE(SUM(CASE WHEN status <> 'stored' AND due_on < ? THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN status = 'stored' THEN 1 ELSE 0 END), 0)
            FROM inquiry_status WHERE is_open = 1
            """, [day]
        ) { ($0.int(0), $0.int(1), $0.int(2)) }
        return InquiryCounts(
            waiting: found?.0 ?? 0, overdue: found?.1 ?? 0, toConfirm: found?.2 ?? 0)
    }
}
