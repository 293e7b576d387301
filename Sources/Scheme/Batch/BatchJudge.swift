// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Judges a whole city at once: the same answers as `judge`, without the words.
public struct BatchJudge: Sendable {
    /// The answers for one day and kind of care, one place a child.
    public struct Answers: Sendable {
        public fileprivate(set) var eligible: [Bool] = []
        fileprivate var from: [Int32] = []
        fileprivate var until: [Int32] = []

        /// The entitlement of a child that contains the day; `nil` when not eligible.
        public func period(_ row: Int) -> EffectivePeriod? {
            guard eligible[row] else { return nil }
            return EffectivePeriod(
                from: CivilDate(dayNumber: from[row]),
                until: until[row] == ChildNumbers.never ? nil : CivilDate(dayNumber: until[row]))
        }
    }

    private let laws: [CareSetting: (law: SettingLaw, ends: PreparedAgeEnds)]

    /// Prepares the book for children born in the given years; others are answered too, slower.
    public init(
        book: SchemeBook, office: OfficeDays, bornFrom: CivilDate, bornUntil: CivilDate
    ) {
        var laws: [CareSetting: (law: SettingLaw, ends: PreparedAgeEnds)] = [:]
        for setting in CareSetting.allCases {
            let law = SettingLaw(book, setting, office: office)
            laws[setting] = (law, PreparedAgeEnds(law, from: bornFrom, until: bornUntil))
        }
        self.laws = laws
    }

    /// The answers for every child on one day.
    public func judge(
        _ children: ChildColumns, on day: CivilDate, _ setting: CareSetting
    ) -> Answers {
        var answers = Answers()
        guard let (law, ends) = laws[setting] else { return answers }
        answers.eligible.reserveCapacity(children.count)
        answers.from.reserveCapacity(children.count)
        answers.until.reserveCapacity(children.count)
        var stretch: Stretch?
        for row in 0..<children.count {
            let answer = law.decide(
                children[row], on: day.dayNumber, ends: ends, stretch: &stretch)
            answers.eligible.append(answer.isEligible)
            answers.from.append(answer.from)
            answers.until.append(answer.until)
        }
        return answers
    }

    /// For every child the months with at least one eligible day: bit n is `first` + n months.
    ///
    /// - Parameter count: how many months, at most 64.
    public func months(
        _ children: ChildColumns, from first: YearMonth, count: Int, _ setting: CareSetting
    ) -> [UInt64] {
        precondition((1...64).contains(count))
        guard let (law, ends) = laws[setting] else { return [] }
        let starts = (0...count).map { first.adding(months: $0).firstDay.dayNumber }
        return (0..<children.count).map { row in
            let child = children[row]
            guard child.exclusions == 0 else { return 0 }
            var bits: UInt64 = 0
            law.stretches(of: child, ends: ends) { stretch in
                guard !stretch.startIsUnset else { return true }
                for month in 0..<count
                where stretch.from < starts[month + 1] && stretch.until > starts[month]
                    && stretch.from < stretch.until
                {
                    bits |= 1 << UInt64(month)
                }
                return true
            }
            return bits
        }
    }
}
