// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// The two periods of an entitlement: 有効期間 (out-patient) and 有効期間入院 (in-patient).
public struct EntitlementPeriods: Hashable, Sendable {
    public var outpatient: EffectivePeriod?
    public var inpatient: EffectivePeriod?

    public init(outpatient: EffectivePeriod?, inpatient: EffectivePeriod?) {
        self.outpatient = outpatient
        self.inpatient = inpatient
    }

    public static let none = EntitlementPeriods(outpatient: nil, inpatient: nil)

    public var isEmpty: Bool { outpatient == nil && inpatient == nil }
    /// The first day of either.
    public var from: CivilDate? {
        [outpatient?.from, inpatient?.from].compactMap(\.self).min()
    }

    /// Whether any day on or after `day` is inside.
    public func reaches(_ day: CivilDate) -> Bool {
        [outpatient, inpatient].compactMap(\.self).contains { $0.runs(after: day) }
    }

    /// Whether a day is inside either.
    public func contains(_ day: CivilDate) -> Bool {
        outpatient?.contains(day) ?? false || inpatient?.contains(day) ?? false
    }

    /// Whether any day is inside both this and `other`, out-patient or in-patient.
    func overlaps(_ other: EntitlementPeriods) -> Bool {
        let mine = [outpatient, inpatient].compactMap(\.self)
        let theirs = [other.outpatient, other.inpatient].compactMap(\.self)
        return mine.contains { one in theirs.contains { one.overlaps($0) } }
    }

    /// Cut so that `day` is the first day outside; a period that has no day left is empty, not gone.
    public func ending(before day: CivilDate) -> EntitlementPeriods {
        EntitlementPeriods(
            outpatient: outpatient.map { Self.cut($0, day) },
            inpatient: inpatient.map { Self.cut($0, day) })
    }

    private static func cut(_ period: EffectivePeriod, _ day: CivilDate) -> EffectivePeriod {
        EffectivePeriod(
            from: period.from, until: max(period.from, period.ending(before: day).until ?? day))
    }
}

/// What applying the book to a child answered, and on which days it was asked.
public struct Examination: Sendable {
    public let on: CivilDate
    public let applied: CivilDate
    public let judgement: Judgement
    /// The entitlement that results, already cut at an exclusion that begins later.
    public let periods: EntitlementPeriods

    public var isEligible: Bool { !periods.isEmpty }

    /// Paths that the book leaves unset and the answer needed.
    public var unset: [String] {
        Array(Set(judgement.outpatient.unset + judgement.inpatient.unset)).sorted()
    }

    /// Facts that would have to be known first, in words.
    public var missing: [String] {
        Array(Set(judgement.outpatient.missing + judgement.inpatient.missing)).sorted()
    }

    /// What keeps from an answer: a value that the book leaves open, or a fact that is asked for first;
    /// nobody is refused for it.
    var open: EntitlementRefusal? {
        guard !isEligible else { return nil }
        return Self.open(
            unset, missing,
            stay: judgement.outpatient.missingStay ?? judgement.inpatient.missingStay)
    }

    /// The same of one kind of care, or of several together.
    static func open(
        _ unset: [String], _ missing: [String], stay: String?
    ) -> EntitlementRefusal? {
        if let name = unset.first { return .schemeUnset(name) }
        if let what = missing.first(where: { $0 != stay }) { return .incomeUnknown(what) }
        return stay.map { .stayUnknown($0) }
    }

    /// The findings that are not met, each rule once.
    public var refusals: [Finding] {
        var seen: Set<Finding> = []
        return (judgement.outpatient.refusals + judgement.inpatient.refusals)
            .filter { seen.insert($0).inserted }
    }

    /// The reason code of a refusal; `nil` when eligible. Cases in the order of the office.
    func refusalReason(facts: SubjectFacts) -> DecisionReason? {
        guard !isEligible else { return nil }
        let rules = Set(refusals.map(\.rule))
        if rules.contains(.residence) { return .address }
        if rules.contains(.age) { return .age }
        if rules.contains(.exclusion) {
            return ExclusionReason.refusal(facts.exclusionWords(on: on).first)
        }
        if rules.contains(.marriage) { return .married }
        if rules.contains(.insurance) { return .notInsured }
        if rules.contains(.income) { return .incomeExceeded }
        if rules.contains(.recipient) { return .guardianRequirement }
        if rules.contains(.stay) { return .stayStatus }
        return .other
    }
}

/// The reason codes that belong to an exclusion of the book.
enum ExclusionReason {
    /// The reason of a refusal.
    static func refusal(_ word: String?) -> DecisionReason {
        switch kind(word) {
        case .publicAssistance: .publicAssistance
        case .fosterPlacement, .facilityPlacement: .facilityOrFosterCare
        case .otherSchemeLeavesZero: .otherSchemeFirst
        case .married: .married
        case nil: .other
        }
    }

    /// The reason of a lapse and what the application would have said.
    static func lapse(_ word: String?) -> (DecisionReason, ApplicationReason) {
        switch kind(word) {
        case .publicAssistance: (.publicAssistanceBegan, .publicAssistance)
        case .fosterPlacement, .facilityPlacement:
            (.enteredFacilityOrFosterCare, .facilityOrFosterCare)
        case .otherSchemeLeavesZero: (.movedToOtherScheme, .otherScheme)
        case .married: (.marriedSince, .marriage)
        case nil: (.other, .other)
        }
    }

    /// The exclusion behind a lapse; `nil` where the lapse leaves nothing that could end.
    static func kind(of lapse: DecisionReason) -> ExclusionKind? {
        switch lapse {
        case .publicAssistanceBegan: .publicAssistance
        case .enteredFacilityOrFosterCare: .facilityPlacement
        case .movedToOtherScheme: .otherSchemeLeavesZero
        case .marriedSince: .married
        default: nil
        }
    }

    private static func kind(_ word: String?) -> ExclusionKind? {
        word.flatMap { ExclusionKind(rawValue: String($0.prefix { $0 != ":" })) }
    }
}
