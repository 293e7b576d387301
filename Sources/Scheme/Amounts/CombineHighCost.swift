// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One unit of 合算: a person, month, institution, kind of care; a pharmacy with its clinic.
public struct CombinedUnit: Sendable, Hashable {
    public let totalCost: Yen
    public let burden: Yen

    public init(totalCost: Yen, burden: Yen) {
        self.totalCost = totalCost
        self.burden = burden
    }
}

/// The high-cost benefit over several claims of one month (合算).
public struct CombinedHighCost: Sendable, Hashable {
    /// The units that reach the least share and count.
    public let counted: [CombinedUnit]
    public let limit: HighCostLimit
    public let benefit: Yen
    /// What stays with the patient over all units, counted or not.
    public let remaining: Yen
}

extension NationalBook {
    /// Adds up the units of a month; those below the least share count in neither sum.
    public func combineHighCost(
        _ units: [CombinedUnit], band: String, month: YearMonth, multiple: Bool
    ) throws(AmountRefusal) -> CombinedHighCost {
        let least: Int
        switch combineFrom.on(month.firstDay) {
        case .found(let yen, _): least = yen
        case .unset(let path): throw .unset(path)
        case .none: throw .unset(combineFrom.path)
        }
        let counted = units.filter { $0.burden.amount >= least }
        let cost = counted.reduce(Yen.zero) { $0 + $1.totalCost }
        let share = counted.reduce(Yen.zero) { $0 + $1.burden }
        let limit = try highCostLimit(
            band: band, month: month, totalCost: cost, multiple: multiple)
        let benefit = max(.zero, share - limit.limit)
        let all = units.reduce(Yen.zero) { $0 + $1.burden }
        return CombinedHighCost(
            counted: counted, limit: limit, benefit: benefit, remaining: all - benefit)
    }
}
