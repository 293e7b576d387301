// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a month may leave at all institutions together (月の通算): a co-payment of one claim is the
/// smaller for what the claims before it have left already.
public struct SharedLimit: Sendable, Hashable {
    /// Whose claims are counted.
    public enum Unit: String, Sendable, CaseIterable {
        case child, household

        var wording: String {
            switch self {
            case .child: PhraseName.perChild.plain
            case .household: PhraseName.perHousehold.plain
            }
        }
    }

    /// Whether in- and out-patient care are counted together (入外合算).
    public enum Settings: String, Sendable, CaseIterable {
        case apart, together

        var wording: String {
            switch self {
            case .apart: PhraseName.apart.plain
            case .together: PhraseName.together.plain
            }
        }
    }

    public let per: Unit
    public let settings: Settings
    /// Yen of a month.
    public let yen: Int?
    /// Visits or days of a month that are paid for.
    public let times: Int?

    /// Whose and which care, as a step names it.
    var name: String { "\(per.wording)・\(settings.wording)" }

    /// With what the step begins that says what was counted.
    var beginning: String { "\(Step.soFar)(\(name)): " }

    var wording: String {
        let caps = [
            yen.map { PhraseName.monthCap.said("\(Yen($0))") },
            times.map { PhraseName.mostVisits.said(String($0)) },
        ]
        return "、" + PhraseName.shared.said(name) + caps.compactMap(\.self).joined(separator: "、")
    }
}

/// What the claims before this one have left to the child and to its household in the month, in the
/// order in which they were taken in or decided.
///
/// A claim whose co-payment asks for it and that does not have it is held.
public struct MonthSoFar: Sendable, Hashable {
    /// A claim that comes first.
    public struct Counted: Sendable, Hashable {
        public var isInpatient: Bool
        /// What it left to the patient.
        public var copayment: Yen
        /// Its visits or days.
        public var times: Int
        /// As the explanation names it: the kind of care. No institution: the explanation is shown and
        /// sent where the place of a protected person must not be.
        public var name: String

        public init(isInpatient: Bool, copayment: Yen, times: Int, name: String) {
            self.isInpatient = isInpatient
            self.copayment = copayment
            self.times = times
            self.name = name
        }
    }

    public var child: [Counted]
    /// The child's own and those of the other children of its recipient.
    public var household: [Counted]
    /// The earlier months in which the limit was reached, for a lower limit (多数回).
    public var childReached: [Reached]
    public var householdReached: [Reached]

    public init(
        child: [Counted] = [], household: [Counted] = [], childReached: [Reached] = [],
        householdReached: [Reached] = []
    ) {
        self.child = child
        self.household = household
        self.childReached = childReached
        self.householdReached = householdReached
    }

    /// The claims that a limit counts for a claim of a kind of care: those that left something.
    func counted(_ limit: SharedLimit, isInpatient: Bool) -> [Counted] {
        (limit.per == .child ? child : household).filter {
            $0.copayment > .zero && (limit.settings == .together || $0.isInpatient == isInpatient)
        }
    }
}

extension MonthSoFar {
    static func wording(_ counted: [Counted]) -> String {
        counted.isEmpty
            ? PhraseName.nothingSoFar.plain
            : PhraseName.claimsSoFar.said(String(counted.count)) + " "
                + counted.map(\.wording).joined(separator: "、")
    }

    /// Whether what a stored explanation has counted still comes before: no where a claim that it
    /// counted has gone, or left another amount.
    public func agrees(with steps: [Step], isInpatient: Bool, in month: YearMonth) -> Bool {
        let limits = SharedLimit.Unit.allCases.flatMap { per in
            SharedLimit.Settings.allCases.map {
                SharedLimit(per: per, settings: $0, yen: nil, times: nil)
            }
        }
        return steps.allSatisfy { step in
            if step.label.hasPrefix(Step.multiple) {
                return CountedUnit.all.allSatisfy {
                    agrees(step, $0, isInpatient: isInpatient, before: month)
                }
            }
            guard let limit = limits.first(where: { step.label.hasPrefix($0.beginning) }) else {
                return true
            }
            let words =
                limit.beginning
                + MonthSoFar.wording(
                    counted(limit, isInpatient: isInpatient))
            let times = "、" + PhraseName.timesSoFar.pattern.words[0]
            return step.label == words || step.label.hasPrefix(words + times)
        }
    }
}

extension MonthSoFar.Counted {
    var wording: String {
        (isInpatient ? PhraseName.inpatientClaim : .outpatientClaim).said(name, "\(copayment)")
    }
}

/// What is left to the patient, with what bounds it over all institutions.
public struct Copayment: Sendable, Hashable {
    public let rule: CopaymentRule
    public let shared: SharedLimit?
    /// 多数回該当.
    public let multiple: MultipleLimit?

    var wording: String {
        rule.wording + (shared?.wording ?? "") + (multiple?.wording ?? "")
    }
}

extension Fields {
    /// Reads `so-far` of an example: the claims that come first, those of other children as `sibling`.
    func soFar() -> MonthSoFar {
        var soFar = MonthSoFar(
            childReached: reached("reached", isSibling: false),
            householdReached: reached("reached", isSibling: true))
        for item in values["so-far"]?.items ?? [] {
            let one = item.fields(["inpatient", "copayment", "times", "name", "sibling"])
            let counted = MonthSoFar.Counted(
                isInpatient: one.flag("inpatient", otherwise: false),
                copayment: Yen(one.number("copayment")), times: one.optionalNumber("times") ?? 1,
                name: one.text("name"))
            soFar.household.append(counted)
            if !one.flag("sibling", otherwise: false) { soFar.child.append(counted) }
        }
        return soFar
    }

    /// Reads `reached` of an example: the earlier months in which a limit was reached, that of the child
    /// for each kind of care where it does not say `per` and `settings`.
    ///
    /// - Parameter isSibling: those of other children too.
    private func reached(_ key: String, isSibling: Bool) -> [MonthSoFar.Reached] {
        (values[key]?.items ?? []).compactMap { item in
            let one = item.fields(["month", "inpatient", "sibling", "per", "settings"])
            let per = one.has("per") ? one.word("per", SharedLimit.Unit.self) : .child
            let settings =
                one.has("settings") ? one.word("settings", SharedLimit.Settings.self) : .apart
            guard let per, let settings else { return nil }
            let reached = MonthSoFar.Reached(
                month: one.month("month"), isInpatient: one.flag("inpatient", otherwise: false),
                per: per, settings: settings)
            return one.flag("sibling", otherwise: false) && !isSibling ? nil : reached
        }
    }

    /// Reads the amount of an entry of `copayment`, or of one of its cases, with `shared` and
    /// `multiple`.
    func copayment() -> Copayment? {
        guard let rule = copaymentRule() else { return nil }
        var shared: SharedLimit?
        if let place = values["shared"] {
            shared = place.fields(["per", "settings", "yen", "times"]).sharedLimit(of: rule)
            if shared == nil { return nil }
        }
        let multiple = values["multiple"].flatMap {
            $0.fields(["yen", "months", "from-time"]).multipleLimit(rule, shared)
        }
        return Copayment(rule: rule, shared: shared, multiple: multiple)
    }

    private func sharedLimit(of rule: CopaymentRule) -> SharedLimit? {
        guard let per = word("per", SharedLimit.Unit.self),
            let settings = word("settings", SharedLimit.Settings.self)
        else { return nil }
        let (yen, times) = (optionalNumber("yen"), optionalNumber("times"))
        if rule == .none || yen == nil && times == nil {
            place.report(.wrongForm, "shared は、額のある一部負担金に、yen(月の額)か times(月の回数)を付けて書きます")
            return nil
        }
        if times != nil, !rule.isCounted {
            place.report(.wrongForm, "shared の times は per-visit か per-day にだけ書けます")
            return nil
        }
        return SharedLimit(per: per, settings: settings, yen: yen, times: times)
    }
}

extension CopaymentRule {
    /// Whether it is so much a visit or a day.
    var isCounted: Bool {
        switch self {
        case .perVisit, .perDay: true
        case .none, .perFirstVisit, .perMonthAndInstitution, .tenthsOfCost, .fractionOfShare,
            .tiered:
            false
        }
    }

    /// How many visits or days of one claim are paid for.
    var mostTimes: Int {
        switch self {
        case .perVisit(_, let most, _), .perDay(_, let most, _): most ?? Int.max
        case .none, .perFirstVisit, .perMonthAndInstitution, .tenthsOfCost, .fractionOfShare,
            .tiered:
            Int.max
        }
    }
}

extension CopaymentTerms {
    /// Whose other claims of the month a co-payment counts.
    var counts: Set<SharedLimit.Unit> {
        Set(
            (cases.map(\.left) + [otherwise]).compactMap {
                $0.shared?.per ?? ($0.multiple == nil ? nil : .child)
            })
    }
}

extension SchemeBook {
    /// Whose other claims of a month its co-payments count; empty where each claim stands alone.
    public func copaymentCounts(in month: YearMonth) -> Set<SharedLimit.Unit> {
        copayment.rules.values.reduce(into: []) { units, values in
            guard case .found(let terms, _) = values.on(month.firstDay) else { return }
            units.formUnion(terms.counts)
        }
    }
}
