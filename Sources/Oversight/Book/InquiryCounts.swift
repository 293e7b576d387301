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

    public static func counts(
        from: CivilDate, through: CivilDate, in db: any Connection
    ) throws -> [OfficerDayCount] {
        struct Key: Hashable {
            let officer: String
            let day: CivilDate
            let operation: OperationCode
        }
        var found: [Key: (done: Int, refused: Int)] = [:]
        try db.forEachRow(
            """
            SELECT o.officer, o.recorded_at, o.code, e.result FROM \(LogIndex.tables)
            WHERE o.recorded_at >= ? AND o.recorded_at < ?
                AND o.code IN (\(AccessBook.list(operations))) AND o.officer NOT LIKE 'machine:%'
            """, [AccessBook.startOfDay(from), AccessBook.startOfDay(through.next)]
        ) { row in
            guard let code = OperationCode(rawValue: row.text(2)) else { return }
            let key = Key(
                officer: row.text(0), day: row.instant(1).dayInJapan, operation: code)
            let isRefused = row.optionalText(3)?.hasPrefix("refused") ?? false
            found[key, default: (0, 0)].done += isRefused ? 0 : 1
            found[key, default: (0, 0)].refused += isRefused ? 1 : 0
        }
        return found.map { key, count in
            OfficerDayCount(
                officer: key.officer, day: key.day, operation: key.operation, count: count.done,
                refused: count.refused)
        }.sorted {
            ($0.day, $0.officer, $0.operation.rawValue)
                < ($1.day, $1.officer, $1.operation.rawValue)
        }
    }
}
