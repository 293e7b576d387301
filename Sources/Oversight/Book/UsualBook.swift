// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// The log summed by officer, operation and day, for what is usual: one pass by the index of time.
enum UsualBook {
    /// Groups that one question shows.
    static let most = 300

    /// - Throws: `.presetTooWide`.
    static func beyond(
        from: CivilDate, through: CivilDate, officer: String?, terms: OversightTerms,
        in db: any Connection
    ) throws -> [UsualWork.Beyond] {
        let day = "(o.recorded_at + 32400000000) / 86400000000"
        var arguments: [any SQLValueConvertible] = [
            AccessBook.startOfDay(from.adding(days: -terms.usualWithin)),
            AccessBook.startOfDay(through.next),
        ]
        if let officer { arguments.append(officer) }
        var work = UsualWork()
        try db.forEachRow(
            """
            SELECT o.officer, o.code, \(day) FROM operation o
            LEFT JOIN operation_end e ON e.operation_id = o.id
            WHERE o.recorded_at >= ? AND o.recorded_at < ?
                AND o.officer NOT LIKE 'machine:%' AND o.officer <> ''
                AND (e.result IS NULL OR e.result LIKE 'ok%')\(officer == nil ? "" : " AND o.officer = ?")
            GROUP BY o.officer, o.code, \(day)
            """, arguments
        ) { row in
            guard let operation = OperationCode(rawValue: row.text(1)) else { return }
            let day = CivilDate(dayNumber: Int32(row.int(2)))
            work.did(operation, by: row.text(0), on: day, isAsked: from <= day)
        }
        let found = work.beyond(terms)
        guard found.count <= most else { throw OversightRefusal.presetTooWide(most) }
        return found
    }
}
