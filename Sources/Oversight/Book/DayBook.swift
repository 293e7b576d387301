// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// The log of a day as the rules read it: one query for the entries, one for their persons.
enum DayBook {
    private static let codes = AccessBook.list(
        OpeningOperations.all.union(OpeningOperations.deeds).union(OpeningOperations.reveals)
            .union(OpeningOperations.exports).union([.searchPersons, .login]))

    static func accesses(
        on day: CivilDate, familyMost: Int, in db: any Connection
    ) throws -> [LoggedAccess] {
        let bounds: [any SQLValueConvertible] = [
            AccessBook.startOfDay(day), AccessBook.startOfDay(day.next),
        ]
        let condition = """
            o.recorded_at >= ? AND o.recorded_at < ? AND o.code IN (\(codes))
            AND o.officer NOT LIKE 'machine:%'
            """
        let lines = try db.rows(
            """
            SELECT \(LogIndex.columns) FROM \(LogIndex.tables) WHERE \(condition) ORDER BY o.id
            """, bounds, LogIndex.line)
        var subjects: [Int64: [AddresseeNumber]] = [:]
        try db.forEachRow(
            """
            SELECT s.operation_id, s.subject FROM operation o
            JOIN operation_end e ON e.operation_id = o.id
            JOIN operation_subject s ON s.operation_id = o.id
            WHERE \(condition) AND e.subjects <= ?
            """, bounds + [familyMost]
        ) { subjects[$0.int64(0), default: []].append($0.addressee(1)) }
        return lines.map { LoggedAccess($0, subjects: subjects[$0.operation] ?? []) }
    }

    /// On how many days before `day` each officer opened each person with a reason alone.
    static func earlier(
        than day: CivilDate, within days: Int, in db: any Connection
    ) throws -> [DailyRules.OfficerAndPerson: Int] {
        var seen: [DailyRules.OfficerAndPerson: Set<CivilDate>] = [:]
        try db.forEachRow(
            """
            SELECT o.officer, s.subject, o.recorded_at FROM operation_end e
            JOIN operation o ON o.id = e.operation_id
            JOIN operation_subject s ON s.operation_id = o.id
            WHERE e.result = 'ok | unexplained' AND o.recorded_at >= ? AND o.recorded_at < ?
            """, [AccessBook.startOfDay(day.adding(days: -days)), AccessBook.startOfDay(day)]
        ) { row in
            let key = DailyRules.OfficerAndPerson(officer: row.text(0), person: row.addressee(1))
            seen[key, default: []].insert(row.instant(2).dayInJapan)
        }
        return seen.mapValues(\.count)
    }
}
