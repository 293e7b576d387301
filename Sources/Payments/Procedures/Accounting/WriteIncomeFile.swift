// SPDX-License-Identifier: Apache-2.0
public import Formats
public import Safeguards
public import Vocabulary

/// The income of a year for the accounting system, ready to be put on disk.
public struct WrittenIncomeFile: Hashable, Sendable {
    public let name: String
    public let bytes: [UInt8]
    public let lines: Int
}

/// 財務会計への収入の連携データの作成: the account of a year by source and month, whole each time; nothing
/// is written to the books, and the same books give the same file.
public enum WriteIncomeFile {
    public static let operation = OperationCode.writeAccountingFile

    /// - Parameter layout: `accounting-income`; unverified, it writes trial files only.
    /// - Throws: `AccountingRefusal.noIncome`, `.termsUnset`; `FormatRefusal.layoutUnverified` for a
    ///   real peer.
    public static func perform(
        of year: FiscalYear, layout: FeedLayout, audience: FileAudience, law: FiscalLaw,
        in scope: Scope
    ) throws -> WrittenIncomeFile {
        let account = try IncomeBook.ledger(law: law, from: scope.db)
            .account(of: year, on: scope.today)
        var writer = try FeedWriter(layout, for: audience)
        var lines = 0
        for source in IncomeSource.allCases {
            let carried = account.figures(source).carried
            let first = year.firstDay.yearMonth
            for month in Set(account.months(of: source) + (carried == .zero ? [] : [first]))
                .sorted()
            {
                var figures = account.figures(source, in: month)
                if month == first { figures.carried = carried }
                try writer.add(cells(figures, source, month, year))
                lines += 1
            }
        }
        guard lines > 0 else { throw AccountingRefusal.noIncome(year) }
        scope.counted(lines)
        return WrittenIncomeFile(
            name: "shunyu_\(year.year)_\(scope.today.compact).csv", bytes: writer.takeBytes(),
            lines: lines)
    }

    private static func cells(
        _ figures: IncomeFigures, _ source: IncomeSource, _ month: YearMonth, _ year: FiscalYear
    ) -> [String: String] {
        let yen: [(String, Yen)] = [
            ("carried", figures.carried), ("asked", figures.asked), ("received", figures.received),
            ("restored", figures.restored), ("offset", figures.offset),
            ("written-off", figures.writtenOff), ("refunded", figures.refunded),
            ("expended", figures.expended), ("open", figures.open), ("excess", figures.excess),
        ]
        let head = [
            "fiscal-year": String(year.year), "source": source.wording, "month": month.compact,
        ]
        return yen.reduce(into: head) { $0[$1.0] = String($1.1.amount) }
    }
}
