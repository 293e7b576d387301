// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// What a changed book would do to who is entitled on a day: sums only, and for the sums in yen the
/// children who lose. Nobody is named.
public struct EntitlementEffect: Sendable {
    /// Children of one month of birth to whom the same happens.
    public struct Group: Hashable, Sendable {
        public let gains: Bool
        /// Entitled today; else a resident who would have to apply.
        public let isEntitled: Bool
        public let born: YearMonth
        public let setting: CareSetting
        /// The rule that bars the child, under the book in which it is barred.
        public let rule: Finding.Rule?
        public let article: String?
    }

    public internal(set) var persons = 0
    public internal(set) var entitledNow = 0
    public internal(set) var entitledThen = 0
    /// Children who gain out-patient or in-patient care, and who lose it.
    public internal(set) var gaining = 0
    public internal(set) var losing = 0
    /// Entitled under both, from or until another day.
    public internal(set) var otherPeriod = 0
    /// Nobody can say: the book or a fact is missing under one of the books.
    public internal(set) var unknown = 0
    public internal(set) var groups: [Group: Int] = [:]
    public internal(set) var lost: [AddresseeNumber: Set<CareSetting>] = [:]

    public init() {}

    public mutating func add(_ other: EntitlementEffect) {
        persons += other.persons
        entitledNow += other.entitledNow
        entitledThen += other.entitledThen
        gaining += other.gaining
        losing += other.losing
        otherPeriod += other.otherPeriod
        unknown += other.unknown
        groups.merge(other.groups, uniquingKeysWith: +)
        lost.merge(other.lost) { $1 }
    }

    /// Takes in one child as both books judge it.
    mutating func take(
        _ child: AddresseeNumber, born: CivilDate, isEntitled: Bool, now: Judgement,
        then: Judgement
    ) {
        persons += 1
        let isOpen = [now, then].contains { judgement in
            CareSetting.allCases.contains {
                !judgement[$0].missing.isEmpty || !judgement[$0].unset.isEmpty
            }
        }
        guard !isOpen else {
            unknown += 1
            return
        }
        func settings(_ judgement: Judgement) -> Set<CareSetting> {
            Set(CareSetting.allCases.filter { judgement[$0].eligible })
        }
        let (before, after) = (settings(now), settings(then))
        if !before.isEmpty { entitledNow += 1 }
        if !after.isEmpty { entitledThen += 1 }
        let (more, less) = (after.subtracting(before), before.subtracting(after))
        if !more.isEmpty { gaining += 1 }
        if !less.isEmpty {
            losing += 1
            lost[child] = less
        }
        if more.isEmpty, less.isEmpty,
            before.contains(where: { now[$0].period != then[$0].period })
        {
            otherPeriod += 1
        }
        func count(_ setting: CareSetting, gains: Bool, barredBy judgement: Judgement) {
            let finding = judgement[setting].refusals.first
            let group = Group(
                gains: gains, isEntitled: isEntitled, born: born.yearMonth, setting: setting,
                rule: finding?.rule, article: finding?.article)
            groups[group, default: 0] += 1
        }
        for setting in more { count(setting, gains: true, barredBy: now) }
        for setting in less { count(setting, gains: false, barredBy: then) }
    }
}
