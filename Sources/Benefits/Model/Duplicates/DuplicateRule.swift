// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Two benefits that may be one and the same treatment (二重給付の疑い).
public struct DuplicatePair: Hashable, Sendable {
    /// How sure it is.
    public enum Degree: String, Sendable, Hashable, Comparable {
        /// Same child, month, institution, setting and amounts.
        case exact
        /// Same treatment with other amounts, or the same amounts beside a slip of the keyboard.
        case likely
        /// Worth a look; nothing is held for it.
        case possible

        public static func < (left: Degree, right: Degree) -> Bool { left.place < right.place }

        private var place: Int {
            switch self {
            case .exact: 0
            case .likely: 1
            case .possible: 2
            }
        }

        /// The word on screens.
        public var wording: String {
            switch self {
            case .exact: "同じ診療"
            case .likely: "二重の疑い"
            case .possible: "似た診療"
            }
        }
    }

    public let first: LedgerEntry
    /// Always a reimbursement: two claims in kind are the import's business.
    public let second: LedgerEntry
    public let degree: Degree
    /// Why, in one sentence.
    public let because: String

    /// What an officer's word is kept under.
    public var key: Key {
        Key(first: min(first.source, second.source), second: max(first.source, second.source))
    }

    /// Two benefits, the smaller first.
    public struct Key: Hashable, Sendable {
        public let first: LedgerEntry.Source
        public let second: LedgerEntry.Source

        public init(first: LedgerEntry.Source, second: LedgerEntry.Source) {
            self.first = first
            self.second = second
        }
    }
}

/// Finds what was asked for twice across both channels: claim in kind against receipt, receipt
/// against receipt. Pure.
enum DuplicateRule {
    /// Pairs of one child's benefits, the surest first.
    static func pairs(_ entries: [LedgerEntry]) -> [DuplicatePair] {
        var found: [DuplicatePair] = []
        let entries = entries.sorted { ($0.month, $0.source) < ($1.month, $1.source) }
        for (place, one) in entries.enumerated() {
            // Later than the next month nothing is like it any more.
            for other in entries[(place + 1)...].prefix(while: { $0.month <= one.month.next }) {
                let (first, second) = one.source < other.source ? (one, other) : (other, one)
                if let pair = pair(first, second) { found.append(pair) }
            }
        }
        return found.sorted {
            ($0.degree, $0.first.source, $0.second.source)
                < ($1.degree, $1.first.source, $1.second.source)
        }
    }

    /// What two benefits have in common; `nil` where nothing points to one treatment.
    static func pair(_ first: LedgerEntry, _ second: LedgerEntry) -> DuplicatePair? {
        guard first.child == second.child, case .reimbursement = second.source else { return nil }
        guard let (degree, because) = likeness(first, second) else { return nil }
        return DuplicatePair(first: first, second: second, degree: degree, because: because)
    }

    private static func likeness(
        _ first: LedgerEntry, _ second: LedgerEntry
    ) -> (DuplicatePair.Degree, String)? {
        let isSameCost = isSameCost(first, second)
        let isSamePlace = first.institution == second.institution
        if first.month == second.month, isSamePlace, first.setting == second.setting {
            let isSamePaid = first.paidAtCounter.map { $0 == second.paidAtCounter } ?? true
            return isSameCost && isSamePaid
                ? (.exact, "児童・診療年月・医療機関・入外・点数が同じです")
                : (.likely, "児童・診療年月・医療機関・入外が同じで、点数か金額が違います")
        }
        guard isSameCost else { return nil }
        if first.month == second.month, isSamePlace {
            return (.likely, "児童・診療年月・医療機関・点数が同じで、入外が違います")
        }
        if first.month == second.month, first.setting == second.setting {
            if isSlip(first.institution, second.institution) {
                return (.likely, "児童・診療年月・点数が同じで、医療機関コードが一字だけ違います")
            }
            if isSameName(first, second) {
                return (.likely, "児童・診療年月・点数・医療機関名が同じで、医療機関コードが違います")
            }
            return nil
        }
        let isNeighbour =
            first.month.next == second.month || second.month.next == first.month
        if isNeighbour, isSamePlace, first.setting == second.setting,
            first.paidAtCounter != nil, first.paidAtCounter == second.paidAtCounter
        {
            return (.possible, "前後の月に、同じ医療機関・点数・支払額の申請があります")
        }
        return nil
    }

    private static func isSameCost(_ first: LedgerEntry, _ second: LedgerEntry) -> Bool {
        if let left = first.points, let right = second.points {
            // Meals alone have no points: then what was paid tells.
            return left == right && (left > 0 || first.paidAtCounter == second.paidAtCounter)
        }
        return first.totalCost == second.totalCost && first.totalCost > .zero
    }

    /// One digit is another one, or two neighbours changed places.
    static func isSlip(_ left: String, _ right: String) -> Bool {
        let (one, two) = (Array(left.utf8), Array(right.utf8))
        guard one.count == two.count else { return false }
        let places = one.indices.filter { one[$0] != two[$0] }
        if places.count == 1 { return true }
        guard places.count == 2, places[1] == places[0] + 1 else { return false }
        return one[places[0]] == two[places[1]] && one[places[1]] == two[places[0]]
    }

    private static func isSameName(_ first: LedgerEntry, _ second: LedgerEntry) -> Bool {
        let (left, right) = (
            NameKey.searchKey(first.institutionName), NameKey.searchKey(second.institutionName)
        )
        return !left.isEmpty && left == right
    }
}

/// An officer's word about a pair.
public enum DuplicateOutcome: String, Sendable, CaseIterable, Hashable {
    /// One and the same treatment: the later one is not paid.
    case same
    /// Another treatment: both stand.
    case different

    /// The word on screens.
    public var wording: String {
        switch self {
        case .same: "同じ診療"
        case .different: "別の診療"
        }
    }
}
