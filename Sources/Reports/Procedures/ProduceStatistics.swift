// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 統計表の出力: the table as it may leave the office, small counts hidden.
public enum ProduceStatistics {
    public static let operation = OperationCode.produceStatistics

    /// - Returns: CSV in UTF-8 with BOM and CRLF.
    public static func perform(
        _ question: StatisticsQuestion, in scope: Scope
    ) throws -> String {
        let table = try ViewStatistics.answer(question, in: scope).withSmallCellsHidden()
        scope.counted(table.rows.count)
        return table.csv
    }
}
