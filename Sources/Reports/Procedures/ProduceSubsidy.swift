// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Safeguards

/// 県補助の計算の出力: its numbers by month as they may leave the office, small counts hidden as in
/// every table of statistics.
public enum ProduceSubsidy {
    public static let operation = OperationCode.produceStatistics

    /// - Parameter earlier: the tables of this kind that left before, as they were kept.
    public static func perform(
        _ period: StatisticsPeriod, law: BenefitLaw, after earlier: [String], in scope: Scope
    ) throws -> StatisticsRelease {
        let table = try ViewSubsidy.perform(period, law: law, in: scope).table
            .released(after: earlier.compactMap(PublishedTable.init(text:)))
        return StatisticsRelease(
            csv: table.csv, kept: PublishedTable(table).text, rows: table.rows.count, table: table)
    }
}
