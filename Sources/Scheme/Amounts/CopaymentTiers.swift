// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What is left of each visit or day by its number (何回目・何日目): 「1回目は0円、2回目から5回目は300円、
/// 6回目からは0円」、「入院の10日目まで300円」.
public struct CopaymentTiers: Sendable, Hashable {
    /// What is numbered.
    public enum Unit: String, Sendable, CaseIterable {
        /// The visits of one institution in one month.
        case visits
        /// The days of one institution in one month.
        case days
        /// The days of a stay in hospital from its admission (入院年月日), over the end of a month.
        case stayDays = "stay-days"

        fileprivate func said(_ visits: PhraseName, _ days: PhraseName, _ places: [String])
            -> String
        {
            (self == .visits ? visits : days).pattern.filled(places)
        }
    }

    /// Yen for each number up to `until`, from where the tier before ends.
    public struct Tier: Sendable, Hashable {
        public let yen: Int
        /// `nil` is for all that follow.
        public let until: Int?
    }

    public let unit: Unit
    public let tiers: [Tier]

    /// - Parameters:
    ///   - before: how many were counted before this claim.
    ///   - count: how many the claim has.
    func amount(after before: Int, count: Int) -> Int {
        var (from, sum) = (0, 0)
        for tier in tiers {
            let until = tier.until ?? Int.max
            let covered = min(until, before + count) - max(from, before)
            if covered > 0 { sum += covered * tier.yen }
            from = until
        }
        return sum
    }

    var wording: String {
        func from(_ first: Int, _ yen: Int) -> String {
            unit.said(.visitsFrom, .daysFrom, [String(first), "\(Yen(yen))"])
        }
        var first = 1
        var words = tiers.map { tier in
            defer { first = (tier.until ?? 0) + 1 }
            guard let until = tier.until else { return from(first, tier.yen) }
            let (number, last, yen) = (String(first), String(until), "\(Yen(tier.yen))")
            return until == first
                ? unit.said(.nthVisit, .nthDay, [number, yen])
                : unit.said(.visitsFromTo, .daysFromTo, [number, last, yen])
        }
        if let until = tiers.last?.until { words.append(from(until + 1, 0)) }
        return (unit == .stayDays ? PhraseName.ofStay.plain : "") + words.joined(separator: "、")
    }
}

extension Fields {
    /// Reads `of` and `tiers`.
    func copaymentTiers() -> CopaymentTiers? {
        guard let unit = word("of", CopaymentTiers.Unit.self), let list = required("tiers") else {
            return nil
        }
        let tiers = list.items.map { item in
            let one = item.fields(["until", "yen"])
            return CopaymentTiers.Tier(
                yen: one.number("yen"), until: one.optionalNumber("until"))
        }
        let ends = tiers.map { $0.until ?? Int.max }
        guard let first = ends.first, first > 0, zip(ends, ends.dropFirst()).allSatisfy(<) else {
            list.report(
                .wrongForm, "tiers の until は 1 から順に大きく書いてください(until を書かないのは最後の段だけです)")
            return nil
        }
        return CopaymentTiers(unit: unit, tiers: tiers)
    }
}
