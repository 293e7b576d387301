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
    /// When the child lives in the city; `nil` is never.
    public var residence: EffectivePeriod?
    public var insurances: [InsuranceStretch]
    public var exclusions: [ExclusionStretch]
    public var isMarried: Bool
    /// The parents' income; only where the book asks for it.
    public var incomes: HouseholdIncome?
    /// The exception of residence that counts, in words.
    public var residenceNote: String?

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
        self.insurances = insurances
        self.exclusions = exclusions
        self.isMarried = isMarried
    }

    /// Applies the exceptions of residence that the book of the city has (居住の特例): who lives
    /// elsewhere under one counts as living in the city until it ends, or the other way round. What
    /// the book does not have, or leaves unset, changes nothing.
    mutating func apply(_ exceptions: [ResidenceException], of book: SchemeBook) {
        for exception in exceptions {
            guard let kind = exception.known,
                case .found(let rule, let entry) = book.residenceException(
                    kind, on: exception.period.from)
            else { continue }
            switch rule.counts {
            case .resident: stay(exception.period)
            case .nonResident: leave(exception.period)
            }
            residenceNote = "\(kind.wording)、\(entry.article ?? book.eligibleArticle)"
        }
    }

    /// The days of a period do not count as living here.
    private mutating func leave(_ period: EffectivePeriod) {
        guard let now = residence, now.overlaps(period) else { return }
        if period.from > now.from {
            residence = EffectivePeriod(from: now.from, until: period.from)
        } else if let until = period.until, now.until.map({ until < $0 }) ?? true {
            residence = EffectivePeriod(from: until, until: now.until)
        } else {
            residence = nil
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
