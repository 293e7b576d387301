// SPDX-License-Identifier: Apache-2.0
import Press
public import Safeguards

/// A table that leaves the office.
public struct StatisticsRelease: Hashable, Sendable {
    /// CSV in UTF-8 with BOM and CRLF.
    public let csv: String
    /// The numbers as they were given, to be kept and handed in when the next table leaves.
    public let kept: String
    public let rows: Int
    /// The table as it leaves: for paper.
    public let table: StatisticsTable

    /// XLSX: the numbers of the CSV, typed.
    public var workbook: [UInt8] { table.workbook.file() }
}

/// 統計表の出力: the table as it may leave the office, small counts hidden, also those that follow
/// from the difference to a table that left before.
public enum ProduceStatistics {
    public static let operation = OperationCode.produceStatistics

    /// - Parameter earlier: the tables of this subject that left before, as they were kept.
    public static func perform(
        _ question: StatisticsQuestion, after earlier: [String], in scope: Scope
    ) throws -> StatisticsRelease {
        let table = try ViewStatistics.answer(question, in: scope)
            .released(after: earlier.compactMap(PublishedTable.init(text:)))
        scope.counted(table.rows.count)
        return StatisticsRelease(
            csv: table.csv, kept: PublishedTable(table).text, rows: table.rows.count, table: table)
    }
}
