// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 年間上限: what a year's shares come to above the cap is refunded by the insurer on application;
/// it never lowers the limit of a month.
public struct YearCapRefund: Sendable, Hashable {
    /// The first month of the year that the cap counts.
    public let year: YearMonth
    public let cap: Yen
    /// What stayed with the family over the year.
    public let shares: Yen
    public let refund: Yen
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

    /// What the insurer refunds of a year's shares; only months of the year of `month` count.
    ///
    /// - Parameter shares: by month, after the high-cost benefit of the month.
    public func yearCapRefund(
        _ shares: [YearMonth: Yen], band: String, in month: YearMonth, isLowPay: Bool = false
    ) throws(AmountRefusal) -> YearCapRefund {
        guard let year = capYear(of: month) else { throw .unset(capYearStart.path) }
        let cap = try yearCap(band: band, month: month, isLowPay: isLowPay)
        var sum = Yen.zero
        for offset in 0..<12 { sum += shares[year.adding(months: offset)] ?? .zero }
        return YearCapRefund(year: year, cap: cap, shares: sum, refund: max(.zero, sum - cap))
    }
}
