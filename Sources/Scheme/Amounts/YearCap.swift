// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Whose shares the yearly cap adds up.
public enum YearCapUnit: String, Sendable, CaseIterable {
    /// The members of a household under one insurance together, against one cap.
    case household
    /// Each person against a cap of their own.
    case person

    /// The word on screens.
    public var wording: String {
        switch self {
        case .household: "世帯の合計"
        case .person: "一人ずつ"
        }
    }
}

/// 年間上限: what a year's shares come to above the cap is refunded by the insurer on application;
/// it never lowers the limit of a month.
public struct YearCapRefund: Sendable, Hashable {
    /// The first month of the year that the cap counts.
    public let year: YearMonth
    public let cap: Yen
    /// What stayed with those who are added up over the year.
    public let shares: Yen
    public let refund: Yen
    /// What of the refund falls to each, in the order they were given; their sum is `refund`.
    public let parts: [Yen]
    /// Whose shares were added up.
    public let unit: YearCapUnit
    /// Paths of values of the book that nobody has confirmed yet.
    public let unconfirmed: [String]
    /// How it came about, for the screen.
    public let steps: [Step]
}

extension NationalBook {
    /// The first month of the cap's year that a month falls into; `nil` where no cap is in force.
    public func capYear(of month: YearMonth) -> YearMonth? {
        guard case .found(let first, _) = capYearStart.on(month.firstDay) else { return nil }
        let back = (month.month - first + 12) % 12
        return month.adding(months: -back)
    }

    /// The cap of a band in the year of a month.
    ///
    /// - Parameter isLowPay: the lowest pay of the band, which has a cap of its own.
    /// - Throws: `AmountRefusal` where the book has no cap for the month or does not know the band.
    public func yearCap(
        band name: String, month: YearMonth, isLowPay: Bool = false
    ) throws(AmountRefusal) -> Yen {
        switch highCostTable(month) {
        case .found(let table, _):
            guard let band = table.band(name) else {
                throw .unknownBand(name, table: table.id, known: table.bands.map(\.name))
            }
            guard let cap = isLowPay ? band.lowPayYearCap ?? band.yearCap : band.yearCap else {
                throw .unset("\(highCost.path)(\(table.id)からの表に年間上限がありません)")
            }
            return Yen(cap)
        case .unset(let path): throw .unset(path)
        case .none: throw .unset(highCost.path)
        }
    }

    /// What the insurer refunds of a year's shares, by the unit that the book names; only months of
    /// the year of `month` count.
    ///
    /// - Parameter persons: of each member of the household under the insurance its shares by month,
    ///   after the high-cost benefit of the month.
    /// - Throws: `AmountRefusal` where the book has no cap or no unit for the month or does not know
    ///   the band.
    public func yearCapRefund(
        _ persons: [[YearMonth: Yen]], band: String, in month: YearMonth, isLowPay: Bool = false
    ) throws(AmountRefusal) -> YearCapRefund {
        guard let year = capYear(of: month) else { throw .unset(capYearStart.path) }
        let cap = try yearCap(band: band, month: month, isLowPay: isLowPay)
        let (unit, entry) = try capUnit(of: year)
        let sums = persons.map { shares in
            (0..<12).reduce(Yen.zero) { $0 + (shares[year.adding(months: $1)] ?? .zero) }
        }
        let all = sums.reduce(.zero, +)
        let parts =
            switch unit {
            case .household: try householdParts(max(.zero, all - cap), of: sums, year)
            case .person: sums.map { max(.zero, $0 - cap) }
            }
        let refund = parts.reduce(.zero, +)
        return YearCapRefund(
            year: year, cap: cap, shares: all, refund: refund, parts: parts, unit: unit,
            unconfirmed: entry.isConfirmed ? [] : [entry.path],
            steps: sums.enumerated().map {
                Step("\($0 + 1)人目の1年の自己負担", $1.amount, article: nil)
            } + [
                Step("1年の自己負担の合計", all.amount, article: nil),
                Step("年間上限(\(unit.wording))", cap.amount, article: entry.article),
                Step("年間上限を超える額", refund.amount, article: entry.article),
            ])
    }

    /// What a household gets, by what is left to each: as the benefit of a month is divided.
    private func householdParts(
        _ refund: Yen, of sums: [Yen], _ year: YearMonth
    ) throws(AmountRefusal) -> [Yen] {
        guard refund > .zero else { return sums.map { _ in .zero } }
        var rests: [Int: Int] = [:]
        for (place, sum) in sums.enumerated() where sum > .zero { rests[place] = sum.amount }
        if rests.count == 1 { return sums.map { $0 > .zero ? refund : .zero } }
        let rule: HouseholdRule
        switch household.on(year.firstDay) {
        case .found(let known, _): rule = known
        case .unset(let path): throw .unset(path)
        case .none: throw .unset(household.path)
        }
        let divided = rule.divide(refund.amount, by: rests)
        return sums.indices.map { Yen(divided[$0] ?? 0) }
    }

    private func capUnit(
        of year: YearMonth
    ) throws(AmountRefusal) -> (YearCapUnit, DatedValue<YearCapUnit>) {
        switch capUnit.on(year.firstDay) {
        case .found(let unit, let entry): return (unit, entry)
        case .unset(let path): throw .unset(path)
        case .none: throw .unset(capUnit.path)
        }
    }

    /// Whether an insurer that goes on as another is the same one in a month; no where the book does
    /// not say so.
    public func isSameAfterSuccession(_ month: YearMonth) -> Bool {
        guard case .found(let isSame, _) = successionIsSame.on(month.firstDay) else { return false }
        return isSame
    }
}
