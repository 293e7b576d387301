// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Scheme
public import Vocabulary

/// 高額療養費の見込: what a month of a family would bring from the insurer, unit by unit; nothing is
/// written.
public enum EstimateHighCost {
    public static let operation = OperationCode.viewProxyReceipts

    /// - Parameter others: what other members of the household bear.
    /// - Throws: `.childUnknown`, `.insurerNotRegistered`; `AmountRefusal` where the book does not
    ///   know month or band.
    public static func perform(
        child: AddresseeNumber, _ month: YearMonth, band: String, others: [HouseholdShare] = [],
        law: BenefitLaw, in scope: Scope
    ) throws -> HighCostEstimate {
        scope.saw(child)
        let family = try InsuredFamily(
            of: child, in: month, book: law.book.national, from: scope.db)
        scope.saw(family.children)
        return try estimate(family, month, band: band, others: others, law: law, from: scope.db)
    }

    static func estimate(
        _ family: InsuredFamily, _ month: YearMonth, band: String, others: [HouseholdShare],
        law: BenefitLaw, from db: any Connection
    ) throws -> HighCostEstimate {
        let entries = try LedgerBook.entries(
            children: family.children, months: month...month, .alive, from: db)
        return try HighCostEstimate(
            family.children.flatMap { entries[$0] ?? [] }, others: others,
            prescribers: LedgerBook.prescribers(
                children: family.children, month: month, from: db),
            month: month, band: band,
            earlier: family.underOneInsurer(
                LedgerBook.highCostMonths(children: family.children, before: month, from: db)),
            book: law.book)
    }
}
