// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Scheme
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

    /// 年間上限: what the insurer refunds of a year's shares, on application: of the recipient's
    /// children under the insurance that the child has in the month, together or one by one as the
    /// book says. Months under another insurance do not count, nor does what others of the household
    /// bear: the office does not know it.
    ///
    /// - Throws: `.childUnknown`, `.insurerNotRegistered`; `AmountRefusal` where the book has no cap
    ///   for the month.
    public static func yearCap(
        child: AddresseeNumber, _ month: YearMonth, band: String, isLowPay: Bool = false,
        law: BenefitLaw, in scope: Scope
    ) throws -> YearCapRefund {
        scope.saw(child)
        let national = law.book.national
        guard let first = national.capYear(of: month) else {
            return try national.yearCapRefund([], band: band, in: month)
        }
        let family = try InsuredFamily(of: child, in: month, book: national, from: scope.db)
        let year = first...first.adding(months: 11)
        let insured = family.insuredMonths(year)
        scope.saw(insured.keys)
        let entries = try LedgerBook.entries(
            children: insured.keys.sorted(), months: year, .alive, from: scope.db)
        let shares = insured.sorted { $0.key < $1.key }.map { child, months in
            (entries[child] ?? []).filter { months.contains($0.month) }
                .reduce(into: [YearMonth: Yen]()) { sums, entry in
                    sums[entry.month, default: .zero] +=
                        entry.share(law.book) - entry.otherFunds - entry.highCost
                }
        }
        return try national.yearCapRefund(shares, band: band, in: month, isLowPay: isLowPay)
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
