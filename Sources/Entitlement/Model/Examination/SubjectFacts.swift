// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// A stretch of insurance with what the record says of it.
public struct InsuranceStretch: Hashable, Sendable {
    public let insurer: String
    public let insurerName: String
    /// Half-open: `until` is 資格喪失日.
    public let period: EffectivePeriod
    public let insuredName: String?
    public let symbol: String?
    public let number: String?
    public let subNumber: String?
    public let band: Vocabulary.HighCostBand?
    /// The operation that recorded it.
    let operation: Int64
}

/// A stretch in which a child is excluded.
public struct ExclusionStretch: Hashable, Sendable {
    /// The word of the book: `public-assistance`.
    public let kind: String
    public let period: EffectivePeriod
}

/// What is known of a child when the law is applied.
public struct SubjectFacts: Hashable, Sendable {
    public var born: CivilDate
    /// When the child lives in the city, by the register or under an exception; `nil` is never.
    public var residence: EffectivePeriod?
    /// Days that do not count although the child lives here (住所地特例 of another city).
    public private(set) var notCounted: [EffectivePeriod] = []
    /// The exceptions of residence in words, each on its days.
    private var residenceNotes: [ResidenceNote] = []
    /// Days on which an exception is recorded and the book leaves open what it does.
    private(set) var openResidence: [OpenResidence] = []
    public var insurances: [InsuranceStretch]
    public var exclusions: [ExclusionStretch]
    public var isMarried: Bool
    /// The child has died: its stay ended by that.
    public private(set) var hasDied = false
    /// The parents' income; only where the book asks for it.
    public var incomes: HouseholdIncome?
    /// The stay of a child that is no national; only the book says whether it matters.
    public var stay: StayFacts?
    /// Who would be the recipient; `nil` where nobody applies.
    public var recipient: RecipientFacts?

    /// Words about days of residence: the exception that counts.
    private struct ResidenceNote: Hashable, Sendable {
        let text: String
        let period: EffectivePeriod
    }

    /// An exception of which nobody knows what it does, with the value of the book that is missing.
    struct OpenResidence: Hashable, Sendable {
        let kind: ResidenceExceptionKind
        let path: String
        let period: EffectivePeriod
    }

    public init(
        born: CivilDate, residence: EffectivePeriod?, insurances: [InsuranceStretch],
        exclusions: [ExclusionStretch], isMarried: Bool, incomes: HouseholdIncome? = nil
    ) {
        self.born = born
        self.residence = residence
        self.insurances = insurances
        self.exclusions = exclusions
        self.isMarried = isMarried
        self.incomes = incomes
    }

    /// The unbroken stay that counts around a day; without one on that day, the last one before it,
    /// or the next. After days that did not count the child lives here again.
    func residence(around day: CivilDate) -> EffectivePeriod? {
        guard let residence else { return nil }
        let stays = notCounted.reduce([residence]) { stays, gone in
            stays.flatMap { SubjectFacts.days(of: $0, without: gone) }
        }
        return stays.first { $0.contains(day) } ?? stays.last { $0.from <= day } ?? stays.first
    }

    /// The exception of residence that counts on a day, in words.
    func residenceNote(on day: CivilDate) -> String? {
        residenceNotes.last { $0.period.contains(day) }?.text
    }

    /// The value of the book that is missing to say where a child counts as living on a day, and that
    /// could turn the answer: only 他市から市内の施設に入所した子 may turn out not to live here.
    func openResidence(
        on day: CivilDate, against counts: ResidenceExceptionRule.Counts
    ) -> String? {
        openResidence.first {
            $0.period.contains(day) && ($0.kind == .facilityInside) == (counts == .resident)
        }?.path
    }

    private static func days(
        of whole: EffectivePeriod, without gone: EffectivePeriod
    ) -> [EffectivePeriod] {
        guard whole.overlaps(gone) else { return [whole] }
        let before = whole.ending(before: gone.from)
        let after = gone.until.map {
            EffectivePeriod(from: max(whole.from, $0), until: whole.until)
        }
        return [before, after].compactMap(\.self).filter { !$0.isEmpty }
    }

    /// The unbroken insurance around a day; without any on that day, the last one before it, or
    /// the next.
    func insurance(around day: CivilDate) -> EffectivePeriod? {
        let merged = SubjectFacts.merged(insurances.map(\.period))
        return merged.first { $0.contains(day) } ?? merged.last { $0.from <= day } ?? merged.first
    }

    /// The words of the exclusions on a day.
    func exclusionWords(on day: CivilDate) -> [String] {
        exclusions.filter { $0.period.contains(day) }.map(\.kind)
    }

    /// The first exclusion that begins after a day.
    func exclusionBeginning(after day: CivilDate) -> ExclusionStretch? {
        exclusions.filter { $0.period.from > day }.min { $0.period.from < $1.period.from }
    }

    /// Periods joined where one begins on or before the day the one before it ends.
    static func merged(_ periods: [EffectivePeriod]) -> [EffectivePeriod] {
        var result: [EffectivePeriod] = []
        for period in periods.sorted(by: { $0.from < $1.from }) where !period.isEmpty {
            guard let last = result.last, last.until.map({ period.from <= $0 }) ?? true else {
                result.append(period)
                continue
            }
            let until = last.until.flatMap { mine in period.until.map { max(mine, $0) } }
            result[result.count - 1] = EffectivePeriod(from: last.from, until: until)
        }
        return result
    }
}

extension SubjectFacts {
    init(
        person: ResidentSnapshot, insurances: [InsuranceStretch],
        exclusions: [ExclusionStretch], isMarried: Bool
    ) {
        born = person.born
        // A gap in the register is "not resident": the law asks for an address in the city.
        residence = person.residentFrom.map {
            EffectivePeriod(from: $0, until: person.residentUntil)
        }
        if person.status == .nonResident { residence = nil }
        hasDied = person.status == .died
        stay = StayFacts(person)
        self.insurances = insurances
        self.exclusions = exclusions
        self.isMarried = isMarried
    }

    /// Applies the exceptions of residence that the book of the city has (居住の特例): who lives
    /// elsewhere under one counts as living in the city until it ends, or the other way round. An
    /// exception counts only on those of its days on which the book has it: not before its rule, not
    /// after the rule was abolished, and not where the book leaves it unset.
    mutating func apply(_ exceptions: [ResidenceException], of book: SchemeBook) {
        for exception in exceptions {
            guard let kind = exception.known else { continue }
            let counting = book.residenceExceptions(kind, in: exception.period)
            for rule in counting {
                switch rule.value.counts {
                case .resident: stay(rule.period)
                case .nonResident: notCounted.append(rule.period)
                }
                residenceNotes.append(
                    ResidenceNote(
                        text: "\(kind.wording)、\(rule.entry.article ?? book.eligibleArticle)",
                        period: rule.period))
            }
            for rule in book.openResidenceExceptions(kind, in: exception.period) {
                openResidence.append(
                    OpenResidence(kind: kind, path: rule.path, period: rule.period))
            }
        }
    }

    /// The days of a period count as living here: joined to the stretch in the city, or to the one
    /// before it; apart from it nothing begins.
    private mutating func stay(_ period: EffectivePeriod) {
        guard let now = residence else {
            residence = period
            return
        }
        guard let until = now.until, period.from <= until else { return }
        residence = EffectivePeriod(
            from: now.from, until: period.until.map { max($0, until) })
    }
}
