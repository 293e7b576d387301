// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One unit of 合算: a person, month, institution, kind of care; a pharmacy with its clinic.
public struct CombinedUnit: Sendable, Hashable {
    /// Whose it is, by any number that tells the members of a household apart.
    public let person: Int
    public let totalCost: Yen
    public let burden: Yen
    /// What the insurer has paid of it already: the limit applied at the window (現物給付).
    public let paid: Yen

    public init(person: Int = 0, totalCost: Yen, burden: Yen, paid: Yen = .zero) {
        self.person = person
        self.totalCost = totalCost
        self.burden = burden
        self.paid = paid
    }

    /// What is left of the share before anything is added up.
    var rest: Int { max(0, burden.amount - paid.amount) }
}

/// The high-cost benefit over several claims of one month (合算), of one person or of the members of
/// a household under one insurance (世帯合算).
public struct CombinedHighCost: Sendable, Hashable {
    /// The units that reach the least share and count.
    public let counted: [CombinedUnit]
    /// Whether each unit counts, in the order they were given.
    public let isCounted: [Bool]
    public let limit: HighCostLimit
    public let benefit: Yen
    /// What of the benefit the insurer has not paid yet.
    public let outstanding: Yen
    /// What of `outstanding` falls to each person; their sum is `outstanding`.
    public let parts: [Int: Yen]
    /// What stays with the patient over all units, counted or not.
    public let remaining: Yen
    /// How `outstanding` came about, for screen and letter.
    public let steps: [Step]
}

/// How a household's benefit falls to its members (按分).
public struct HouseholdRule: Sendable, Hashable {
    /// Who has what the rounding leaves over.
    public enum Remainder: String, Sendable, CaseIterable {
        /// The one with the largest share left.
        case largestShare = "largest-share"
    }

    public let rounding: Rounding
    public let remainder: Remainder

    var wording: String { "残る一部負担金の割合で分け、\(rounding.wording)。端数は残りの最も多い人" }

    /// Divides a benefit by what is left to each; nobody gets more than that.
    func divide(_ benefit: Int, by rests: [Int: Int]) -> [Int: Int] {
        let sum = rests.values.reduce(0, +)
        guard sum > 0 else { return [:] }
        var parts = rests.mapValues { min($0, rounding.apply($0 * benefit, over: sum)) }
        var over = benefit - parts.values.reduce(0, +)
        // The largest first, then by number, so that every answer is the same answer.
        let order = rests.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        for person in order where over != 0 {
            let part = parts[person] ?? 0
            let more = over > 0 ? min(over, (rests[person] ?? 0) - part) : max(over, -part)
            parts[person] = part + more
            over -= more
        }
        return parts
    }
}

extension NationalBook {
    /// Adds up the units of a month; those below the least share count in neither sum.
    ///
    /// - Throws: `AmountRefusal` where the book does not know the month or the band, or how a
    ///   household divides what it gets.
    public func combineHighCost(
        _ units: [CombinedUnit], band: String, month: YearMonth, multiple: Bool
    ) throws(AmountRefusal) -> CombinedHighCost {
        let least = try value(combineFrom, month)
        let isCounted = units.map { $0.burden.amount >= least }
        let counted = zip(units, isCounted).filter(\.1).map(\.0)
        let cost = counted.reduce(Yen.zero) { $0 + $1.totalCost }
        let share = counted.reduce(Yen.zero) { $0 + $1.burden }
        let limit = try highCostLimit(
            band: band, month: month, totalCost: cost, multiple: multiple)
        let benefit = max(.zero, share - limit.limit)
        let paid = units.reduce(Yen.zero) { $0 + $1.paid }
        let outstanding = max(.zero, benefit - paid)
        var rests: [Int: Int] = [:]
        for unit in counted { rests[unit.person, default: 0] += unit.rest }
        let parts = try parts(outstanding, of: rests, month)
        let all = units.reduce(Yen.zero) { $0 + $1.burden }
        var steps = [Step("合算する一部負担金(\(Yen(least))以上のもの)", share.amount, article: nil)]
        steps += limit.steps
        steps.append(Step("高額療養費", benefit.amount, article: limit.steps.last?.article))
        if paid > .zero { steps.append(Step("窓口で支給済み", paid.amount, article: nil)) }
        return CombinedHighCost(
            counted: counted, isCounted: isCounted, limit: limit, benefit: benefit,
            outstanding: outstanding, parts: parts, remaining: all - benefit, steps: steps)
    }

    private func parts(
        _ benefit: Yen, of rests: [Int: Int], _ month: YearMonth
    ) throws(AmountRefusal) -> [Int: Yen] {
        if rests.count == 1, let one = rests.first { return [one.key: benefit] }
        guard rests.count > 1 else { return [:] }
        return try value(household, month).divide(benefit.amount, by: rests).mapValues { Yen($0) }
    }

    private func value<Value>(
        _ values: DatedValues<Value>, _ month: YearMonth
    ) throws(AmountRefusal) -> Value {
        switch values.on(month.firstDay) {
        case .found(let value, _): value
        case .unset(let path): throw .unset(path)
        case .none: throw .unset(values.path)
        }
    }
}

extension Fields {
    /// Reads one dated entry of `high-cost.household`.
    func householdRule() -> HouseholdRule? {
        guard let rounding = rounding(),
            let rest = word("remainder", HouseholdRule.Remainder.self)
        else { return nil }
        return HouseholdRule(rounding: rounding, remainder: rest)
    }
}
