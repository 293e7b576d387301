// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Formats
public import Safeguards
public import Scheme
import Vocabulary

/// 個人住民税連携: only of persons in an open case of a scheme that asks about income, and only with
/// their consent. Every other row is counted and leaves nothing; columns beyond the layout refuse
/// the file.
public enum ImportTax {
    public static let operation = OperationCode.importTax
    static let layout = "tax"

    /// - Parameter gapReason: why an officer lets the file in although one before it is missing.
    /// - Throws: `LinkRefusal.noIncomeRule` where the book asks for nothing of tax; `LinkRefusal`,
    ///   `FormatRefusal` when the whole file is refused.
    public static func perform(
        _ file: LinkFile, layouts: LayoutLibrary, book: SchemeBook, run: LinkRun = .take,
        gapReason: String? = nil, in scope: Scope
    ) throws -> LinkReport {
        guard case .found = book.office.taxInformation.on(scope.today) else {
            throw LinkRefusal.noIncomeRule
        }
        let layout = try layouts.feed(Self.layout)
        let taking = TakeFile(
            file: file, layout: layout, run: run, gapReason: gapReason, scope: scope)
        return try taking { report, name in
            let cases = try openCases(in: scope)
            var rows: [TaxRow] = []
            var notNeeded = 0
            report.add(
                try FeedReader(layout).read(file.source) { row in
                    guard let subject = row.addressee("addressee"), let mine = cases[subject]
                    else {
                        notNeeded += 1
                        return []
                    }
                    guard let statement = TaxStatement(row) else {
                        return [FileIssue(line: row.line, LinkRefusal.dayUnknown)]
                    }
                    rows += mine.map {
                        TaxRow(about: $0, statement: statement, madeAt: name.madeAt)
                    }
                    return []
                })
            report.notNeeded = notNeeded
            let fresh = try news(rows, in: scope)
            report.recorded = fresh.count
            scope.saw(fresh.flatMap { [$0.about.subject, $0.about.child] })
            guard taking.writes else { return }
            try scope.append(fresh)
            report.queued = try EnqueueRejudgement.perform(
                Set(fresh.map(\.about.child)).sorted().map { child in
                    RejudgementNotice(
                        key: "tax-\(file.digest.prefix(16))-\(child)", subject: child,
                        cause: .other, on: scope.today)
                }, in: scope)
        }
    }

    /// Whose tax may come in, and for which children.
    private static func openCases(
        in scope: Scope
    ) throws -> [AddresseeNumber: [ConsentCase]] {
        let open = try OpenCases.children(on: scope.today, from: scope.db)
        let said = try ConsentBook.said(open, from: scope.db)
            .filter { $0.matter == .tax && $0.holds(on: scope.today) }
        return Dictionary(grouping: Set(said.map(\.about)), by: \.subject)
            .mapValues { $0.sorted { $0.child < $1.child } }
    }

    /// Rows that say something new; what a newer file has said stays.
    private static func news(_ rows: [TaxRow], in scope: Scope) throws -> [TaxRow] {
        let known = try TaxBook.newest(Set(rows.map(\.about.child)), from: scope.db)
        return rows.filter { row in
            guard let last = known[TaxBook.Key(about: row.about, year: row.statement.year)] else {
                return true
            }
            return row.madeAt > last.madeAt && row.statement != last.statement
        }
    }
}

extension TaxStatement {
    /// `nil` where the code list and this program part.
    fileprivate init?(_ row: FeedRow) {
        guard let year = row.integer("tax-year"),
            let status = TaxStatus(rawValue: row.text("status"))
        else { return nil }
        self.init(
            year: year, status: status, income: row.yen("income"),
            incomeLevy: row.yen("income-levy"), perCapitaLevy: row.yen("per-capita-levy"),
            dependants: row.integer("dependants"))
    }
}
