// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
public import Formats
public import Links
public import Safeguards
import Scheme
public import Vocabulary

/// 並行月: the results of the system used before for one billing month against ours for the same
/// claims, every difference with what it comes from.
public enum CompareMonth {
    public static let operation = OperationCode.compareMonth

    /// - Parameter most: how many differences and children are shown; the log names those, and nobody else.
    /// - Throws: `MigrationRefusal.noClaimsOfMonth`; `FormatRefusal` for a file refused as a whole,
    ///   and for one with rows that cannot be read: a parallel month is whole or worth nothing.
    public static func perform(
        _ file: LinkFile, month: YearMonth, layouts: LayoutLibrary, showing most: Int = .max,
        in scope: Scope
    ) throws -> (comparison: MonthComparison, errors: [FileIssue]) {
        let ours = try MonthResultBook.results(billed: month, from: scope.db)
        guard !ours.isEmpty else { throw MigrationRefusal.noClaimsOfMonth }
        var old: [OldResult] = []
        let read = try FeedReader(try layouts.migration("migration-results")).read(file.source) {
            row in
            guard row.month("billed") == month else { return [] }
            if let result = OldResult(row) { old.append(result) }
            return []
        }
        var comparison = MonthComparison.of(old, ours, in: month)
        try comparison.name(from: scope.db)
        for (index, difference) in comparison.differences.enumerated()
        where !difference.isClear {
            guard let claim = difference.claim,
                let stored = try Explanations.claim(claim, from: scope.db)
            else { continue }
            comparison.differences[index].steps = stored.steps.map {
                "\($0.label) \($0.amount)"
            }
        }
        scope.saw(comparison.differences.prefix(most).compactMap(\.child))
        scope.saw(comparison.children.prefix(most).compactMap(\.child))
        scope.counted(comparison.differences.count)
        return (comparison, read.errors)
    }
}

extension MonthComparison {
    /// Says of claims that only the old system has whose they are, by the recipient numbers.
    fileprivate mutating func name(from db: any Connection) throws {
        let numbers = Set(
            differences.filter { $0.child == nil }.map(\.key.recipientNumber))
        let owners = try OriginBook.owners(of: numbers.sorted(), from: db)
        for index in differences.indices where differences[index].child == nil {
            differences[index].child = owners[differences[index].key.recipientNumber]
        }
    }
}

extension OldResult {
    init?(_ row: FeedRow) {
        guard let treated = row.month("treated") else { return nil }
        number = row.text("claim")
        key = MonthResult.Key(
            recipientNumber: row.text("number"),
            treatmentMonth: treated,
            institution: row.text("institution"), isInpatient: row.text("setting") == "1",
            points: row.integer("points") ?? 0)
        burden = row.yen("self-payment") ?? .zero
        highCost = row.yen("high-cost") ?? .zero
        additionalBenefit = row.yen("additional") ?? .zero
        payable = row.yen("payable") ?? .zero
        refused = row.optionalText("refused")
    }
}
