// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Safeguards
import Scheme
public import Vocabulary

/// 年間上限を超える家族: whose shares of a year are above a cap under some band. The names are told to
/// the log by who shows them, page by page.
public enum ListYearCaps {
    public static let operation = OperationCode.viewProxyReceipts

    /// The families of the year of a month, the largest refund first; none where no cap is in force.
    ///
    /// - Throws: `AmountRefusal` where the book has no table or no unit for the year.
    public static func perform(
        _ month: YearMonth, law: BenefitLaw, payments: any ClaimsBack, in scope: Scope
    ) throws -> [YearCapCandidate] {
        let national = law.book.national
        guard let year = national.capYear(of: month),
            case .found(let table, _) = national.highCostTable(year)
        else { return [] }
        let choices = table.bands.flatMap { band in
            [(band.name, false)] + (band.lowPayYearCap == nil ? [] : [(band.name, true)])
        }
        let caps = table.bands.flatMap { [$0.yearCap, $0.lowPayYearCap] }.compactMap(\.self)
        guard let least = caps.min() else { return [] }
        let recipients = try ProxyBook.recipients(
            in: year...year.adding(months: 11), above: Yen(least), from: scope.db)
        let years = try FamilyYear.load(
            try FamilyYear.families(of: recipients, year, book: national, from: scope.db), year,
            payments: payments, from: scope.db)
        let mandates = try YearMandates.load(
            of: years.flatMap(\.months.keys).once(), year, from: scope.db)
        return try years.compactMap { family in
            try candidate(family, choices, mandates, law.book)
        }.sorted {
            let (left, right) = ($0.cases[0].refund, $1.cases[0].refund)
            return left == right ? $0.child < $1.child : left > right
        }
    }

    private static func candidate(
        _ family: FamilyYear, _ choices: [(String, Bool)], _ mandates: YearMandates,
        _ book: SchemeBook
    ) throws -> YearCapCandidate? {
        let raw = family.raw(book).filter { $0.value > .zero }
        let cases = try choices.compactMap { band, isLowPay -> YearCapCandidate.Case? in
            let answer = try family.estimate(band: band, isLowPay: isLowPay, book: book).refund
            guard answer.refund > .zero else { return nil }
            return YearCapCandidate.Case(
                band: band, isLowPay: isLowPay, cap: answer.cap, refund: answer.refund)
        }
        guard !cases.isEmpty,
            let lead = raw.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key,
            let month = family.months[lead]?.max()
        else { return nil }
        let siblings = raw.keys.filter { $0 != lead }.sorted()
        return YearCapCandidate(
            child: lead, siblings: siblings, month: month,
            shares: raw.values.reduce(.zero, +),
            cases: cases.sorted { $0.refund > $1.refund },
            mandate: mandates.known(family.family, family.months))
    }
}

/// 年間上限の見込: what a year of a family would bring from its insurer; nothing is written.
public enum EstimateYearCap {
    public static let operation = OperationCode.viewProxyReceipts

    /// - Parameter month: a month of the year, under the insurance that is asked.
    /// - Throws: `.childUnknown`, `.insurerNotRegistered`, `.lowPayNotOfBand`; `AmountRefusal` where the
    ///   book has no cap for the month or does not know the band.
    public static func perform(
        child: AddresseeNumber, _ month: YearMonth, band: String, isLowPay: Bool = false,
        law: BenefitLaw, payments: any ClaimsBack, in scope: Scope
    ) throws -> YearEstimate {
        scope.saw(child)
        return try estimate(
            child: child, month, band: band, isLowPay: isLowPay, law: law, payments: payments,
            in: scope
        ).estimate
    }

    /// What the books would say today of a mandate for a year; `nil` of one for a month.
    ///
    /// - Throws: as `perform`.
    public static func again(
        _ proxy: ProxyReceipt, law: BenefitLaw, payments: any ClaimsBack, in scope: Scope
    ) throws -> YearEstimate? {
        guard proxy.period.isYear else { return nil }
        let stretches = try EntitlementIndex.load(children: [proxy.child], from: scope.db)
            .insurances(child: proxy.child)
        let covered =
            try ProxyBook.months(of: [proxy], from: scope.db)[proxy.id]?[proxy.child] ?? []
        let month = covered.sorted().last { stretches.asked(in: $0)?.insurer == proxy.insurer }
        return try perform(
            child: proxy.child, month ?? proxy.period.last, band: proxy.band,
            isLowPay: proxy.lowPayPaper != nil, law: law, payments: payments, in: scope)
    }

    static func estimate(
        child: AddresseeNumber, _ month: YearMonth, band: String, isLowPay: Bool, law: BenefitLaw,
        payments: any ClaimsBack, in scope: Scope
    ) throws -> (family: InsuredFamily, estimate: YearEstimate) {
        let national = law.book.national
        guard let year = national.capYear(of: month) else {
            throw AmountRefusal.unset(national.capYearStart.path)
        }
        if isLowPay, case .found(let table, _) = national.highCostTable(month),
            let row = table.band(band), row.lowPayYearCap == nil
        {
            throw BenefitsRefusal.lowPayNotOfBand
        }
        let family = try InsuredFamily(of: child, in: month, book: national, from: scope.db)
        let found = try FamilyYear.load([family], year, payments: payments, from: scope.db)
        guard let whole = found.first else { throw BenefitsRefusal.insurerNotRegistered }
        scope.saw(whole.months.keys)
        return (family, try whole.estimate(band: band, isLowPay: isLowPay, book: law.book))
    }
}

extension RecordProxyReceipt {
    /// Takes a mandate for a year in, with the estimate it rests on: all children of the family under
    /// the insurance that the child has in the month. From there it goes as one for a month. Another
    /// insurer of the same year has a mandate of its own.
    ///
    /// - Throws: `.dayInFuture`, `.yearNotOver`, `.lowPayPaperMissing`, `.lowPayNotOfBand`,
    ///   `.childUnknown`, `.insurerNotRegistered`, `.yearMandateKnown`, `.nothingAboveCap`;
    ///   `AmountRefusal` where the book has no cap for the month or does not know the band.
    @discardableResult
    public static func openYear(
        _ mandate: YearMandate, law: BenefitLaw, payments: any ClaimsBack, in scope: Scope
    ) throws -> Int64 {
        guard mandate.mandateOn <= scope.today else { throw BenefitsRefusal.dayInFuture }
        guard mandate.lowPayPaper != "" else { throw BenefitsRefusal.lowPayPaperMissing }
        let (family, estimate) = try EstimateYearCap.estimate(
            child: mandate.child, mandate.month, band: mandate.band,
            isLowPay: mandate.lowPayPaper != nil, law: law, payments: payments, in: scope)
        let period = ProxyPeriod.year(estimate.refund.year)
        guard period.last.lastDay < scope.today else { throw BenefitsRefusal.yearNotOver }
        scope.saw([mandate.child, family.recipient])
        let people = ([mandate.child] + estimate.shares.map(\.child)).once()
        let before = try YearMandates.load(of: people, estimate.refund.year, from: scope.db)
        if let known = before.known(family, family.insuredMonths(period.first...period.last)) {
            throw BenefitsRefusal.yearMandateKnown(known)
        }
        guard let place = before.free(for: people), let insurance = family.insurance[mandate.child]
        else { throw BenefitsRefusal.mandateKnown }
        guard estimate.sum.benefit > .zero else { throw BenefitsRefusal.nothingAboveCap }
        return try scope.keep(
            ProxyRow(
                year: mandate, place: place, recipient: family.recipient,
                insurer: insurance.insurer,
                estimate: estimate, officer: scope.principal.officer),
            units: estimate.units, parts: estimate.parts)
    }
}
