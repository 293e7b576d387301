// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// 高額療養費の見込: what a month of a child, over all institutions and both channels, would bring.
///
/// Units as the insurer counts them: institution and setting, dentistry apart by its own code; a
/// pharmacy's claim joins the clinic that prescribed. Only units that reach the least share count.
public struct HighCostEstimate: Sendable {
    /// The amounts that are kept with a mandate.
    public struct Sum: Hashable, Sendable {
        /// 総医療費 of the units that count.
        public let totalCost: Yen
        /// Their shares.
        public let burden: Yen
        public let limit: Yen
        /// What the insurer would still pay: what it has paid already is left out.
        public let benefit: Yen
        /// Digest of the book.
        public let scheme: String

        init(totalCost: Yen, burden: Yen, limit: Yen, benefit: Yen, scheme: String) {
            self.totalCost = totalCost
            self.burden = burden
            self.limit = limit
            self.benefit = benefit
            self.scheme = scheme
        }
    }

    /// One unit of the sum.
    public struct Unit: Hashable, Sendable {
        public let institution: String
        public let institutionName: String
        public let setting: CareSetting
        public internal(set) var totalCost: Yen
        public internal(set) var burden: Yen
        public internal(set) var highCost: Yen
        public internal(set) var sources: [LedgerEntry.Source]
        /// Whether it reaches the least share.
        public internal(set) var isCounted: Bool
    }

    public let units: [Unit]
    public let limit: HighCostLimit
    public let sum: Sum
    /// Whether this month is the fourth or later that reached a limit within a year.
    public let isMultiple: Bool

    /// Adds a month up.
    ///
    /// - Parameters:
    ///   - entries: the benefits of the month; entries of other months are left out.
    ///   - prescribers: the clinic behind a pharmacy's claim.
    ///   - earlier: months that reached a limit.
    /// - Throws: `AmountRefusal` where the book does not know the month or the band.
    init(
        _ entries: [LedgerEntry], prescribers: [LedgerEntry.Source: String], month: YearMonth,
        band: String, earlier: Set<YearMonth>, book: SchemeBook
    ) throws(AmountRefusal) {
        var units = HighCostEstimate.units(
            entries.filter { $0.month == month && $0.source.prior == nil },
            prescribers: prescribers, book: book)
        isMultiple = book.national.isMultiple(month, earlier: earlier) ?? false
        let combined = try book.national.combineHighCost(
            units.map { CombinedUnit(totalCost: $0.totalCost, burden: $0.burden) }, band: band,
            month: month, multiple: isMultiple)
        var counted = combined.counted
        for place in units.indices {
            let unit = CombinedUnit(
                totalCost: units[place].totalCost, burden: units[place].burden)
            guard let found = counted.firstIndex(of: unit) else { continue }
            counted.remove(at: found)
            units[place].isCounted = true
        }
        self.units = units
        limit = combined.limit
        let paid = units.reduce(Yen.zero) { $0 + $1.highCost }
        sum = Sum(
            totalCost: combined.counted.reduce(.zero) { $0 + $1.totalCost },
            burden: combined.counted.reduce(.zero) { $0 + $1.burden },
            limit: combined.limit.limit, benefit: max(.zero, combined.benefit - paid),
            scheme: book.digest)
    }

    private static func units(
        _ entries: [LedgerEntry], prescribers: [LedgerEntry.Source: String], book: SchemeBook
    ) -> [Unit] {
        struct Key: Hashable {
            let institution: String
            let setting: CareSetting
        }
        var order: [Key] = []
        var units: [Key: Unit] = [:]
        for entry in entries {
            let place = prescribers[entry.source].flatMap { $0.isEmpty ? nil : $0 }
            let key = Key(institution: place ?? entry.institution, setting: entry.setting)
            // What another fund pays is not the patient's share.
            let share = entry.share(book) - entry.otherFunds
            if units[key] == nil {
                order.append(key)
                units[key] = Unit(
                    institution: key.institution, institutionName: entry.institutionName,
                    setting: key.setting, totalCost: .zero, burden: .zero, highCost: .zero,
                    sources: [], isCounted: false)
            }
            units[key]?.totalCost += entry.totalCost
            units[key]?.burden += share
            units[key]?.highCost += entry.highCost
            units[key]?.sources.append(entry.source)
        }
        return order.compactMap { units[$0] }
    }
}

extension LedgerEntry {
    /// 一部負担金 to the yen.
    func share(_ book: SchemeBook) -> Yen {
        burden
            ?? book.compute(
                ClaimFacts(
                    treatmentMonth: month, isInpatient: setting == .inpatient, born: nil,
                    cost: .totalCost(totalCost), burdenTenths: burdenTenths)
            ).burden
    }
}
