// SPDX-License-Identifier: Apache-2.0
import Database
public import Ledger
import Safeguards
import Vocabulary

/// One use of a person's data, as the person is told of it.
public struct AccessReportLine: Hashable, Sendable {
    public let line: LogLine
    /// 所属; of a machine what it does.
    public let department: String
    public let name: String
    public let isMachine: Bool
}

/// Who used the data of one person.
enum ReportBook {
    /// Every entry about the person, oldest first.
    static func lines(
        about person: AddresseeNumber, from: CivilDate, through: CivilDate,
        in db: any Connection
    ) throws -> [AccessReportLine] {
        let officers = try RelationBook.officers(in: db)
        let lines = try db.rows(
            """
            SELECT \(LogIndex.columns) FROM operation_subject s
            JOIN operation o ON o.id = s.operation_id
            LEFT JOIN operation_end e ON e.operation_id = o.id
            WHERE s.subject = ? AND o.recorded_at >= ? AND o.recorded_at < ?
            ORDER BY s.operation_id
            """,
            [person, AccessBook.startOfDay(from), AccessBook.startOfDay(through.next)],
            LogIndex.line)
        return try LogIndex.completed(lines, from: db).map { line in
            let isMachine = line.act.officer.hasPrefix("machine:")
            let officer = officers[line.act.officer]
            return AccessReportLine(
                line: line, department: officer?.department ?? "",
                name: officer?.name ?? (isMachine ? "自動処理" : line.act.officer),
                isMachine: isMachine)
        }
    }
}
