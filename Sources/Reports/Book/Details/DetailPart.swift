// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// One source of a list: the same words that the sum was counted with, read row by row.
struct DetailPart {
    /// How the numbers of a column come from rows.
    enum Measure {
        /// Every row is one.
        case count
        /// A column is added up.
        case sum
        /// The spread of days: 0 shortest, 1 median, 2 mean, 3 longest.
        case days(Int)
    }

    /// `FROM … WHERE …`.
    let from: String
    let arguments: [any SQLValueConvertible]
    /// The number of a row, and what the list is in the order of.
    let id: String
    let child: String
    let recipient: String
    /// The number of the case that a row leads to.
    let place: String
    let makePlace: (Int64) -> StatisticsPlace
    /// What is added up; `1` for a count; for days the two dates between a comma.
    let value: String
    /// SQL of the further cells, all of them texts or numbers.
    let cells: [String]
    /// Which of the cells that are read names a clinic.
    var clinic: Int?
    let read: (any Row, Int) -> [String]

    /// How many rows, and what they add up to.
    func summary(from db: any Connection) throws -> (count: Int, sum: Int) {
        try db.first("SELECT COUNT(*), COALESCE(SUM(\(value)), 0) \(from)", arguments) {
            ($0.int(0), $0.int(1))
        } ?? (0, 0)
    }

    /// So many rows behind a number.
    func rows(
        part: Int, after: Int64, limit: Int, from db: any Connection
    ) throws -> [StatisticsListRow] {
        let columns = [id, child, recipient, place] + cells
        return try db.rows(
            """
            SELECT \(columns.joined(separator: ", ")) \(from) AND \(id) > ?
            ORDER BY \(id) LIMIT ?
            """, arguments + [after, limit]
        ) { row in
            StatisticsListRow(
                mark: StatisticsMark(part: part, id: row.int64(0)),
                child: row.optionalAddressee(1), recipient: row.optionalAddressee(2),
                cells: read(row, 4), place: row.optionalInt64(3).map(makePlace), clinic: clinic)
        }
    }
}
