// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 多数回該当 of the scheme: the limit of a month is lower from the so manyth month on in which it was
/// reached.
public struct MultipleLimit: Sendable, Hashable {
    /// Yen of such a month.
    public let yen: Int
    /// How the months are counted; `nil` is as the high-cost benefit counts them.
    public let own: MultipleRule?

    var wording: String {
        let counted = own?.wording ?? PhraseName.asHighCost.plain
        return "、" + PhraseName.multiple.said(counted, "\(Yen(yen))")
    }
}

extension MonthSoFar {
    /// A month before this one in which a limit was reached. Only months of the same limit count: what
    /// is much for a child may be little for its household.
    public struct Reached: Sendable, Hashable {
        public var month: YearMonth
        public var isInpatient: Bool
        /// Whose and which care the limit was for; a limit of one institution is for the child, and for
        /// in- and out-patient care apart.
        public var per: SharedLimit.Unit
        public var settings: SharedLimit.Settings
        /// Something was left in it under the system used before, and nobody knows whether a limit was
        /// reached, or which: it is named, and not counted.
        public var isUncertain: Bool

        public init(
            month: YearMonth, isInpatient: Bool, per: SharedLimit.Unit = .child,
            settings: SharedLimit.Settings = .apart, isUncertain: Bool = false
        ) {
            self.month = month
            self.isInpatient = isInpatient
            self.per = per
            self.settings = settings
            self.isUncertain = isUncertain
        }

        /// Reads it from the words of an explanation; `nil` where these reached no limit.
        public init?(month: YearMonth, isInpatient: Bool, in words: String) {
            guard let unit = CountedUnit.all.first(where: { words.contains($0.reached) }) else {
                return nil
            }
            self.init(
                month: month, isInpatient: isInpatient, per: unit.per, settings: unit.settings)
        }

        var unit: CountedUnit { CountedUnit(per: per, settings: settings) }
    }

    /// The earlier months that count, each once, oldest first.
    func reached(
        _ unit: CountedUnit, isInpatient: Bool, in months: ClosedRange<YearMonth>
    ) -> [YearMonth] {
        Self.months(
            earlier(unit, isInpatient: isInpatient).filter { !$0.isUncertain && $0.unit == unit },
            months
        )
    }

    /// The earlier months of which nobody knows whether they count.
    func uncertain(
        _ unit: CountedUnit, isInpatient: Bool, in months: ClosedRange<YearMonth>
    ) -> [YearMonth] {
        Self.months(earlier(unit, isInpatient: isInpatient).filter(\.isUncertain), months)
    }

    private func earlier(_ unit: CountedUnit, isInpatient: Bool) -> [Reached] {
        (unit.per == .child ? childReached : householdReached).filter {
            unit.settings == .together || $0.isInpatient == isInpatient
        }
    }

    private static func months(
        _ all: [Reached], _ window: ClosedRange<YearMonth>
    ) -> [YearMonth] {
        Set(all.map(\.month)).filter { window.contains($0) }.sorted()
    }

    /// Whether the months that a stored explanation counted are still those that were reached.
    func agrees(_ step: Step, _ unit: CountedUnit, isInpatient: Bool, before month: YearMonth)
        -> Bool
    {
        for back in 1...CountedUnit.mostMonths
        where step.label.hasPrefix(unit.beginning(months: back)) {
            let found = reached(
                unit, isInpatient: isInpatient, in: unit.window(back, before: month))
            return step.label.hasPrefix(unit.beginning(months: back) + Self.wording(found) + "、")
        }
        return true
    }

    /// How many months back the counting of a lower limit went in a stored explanation; 0 for none.
    public static func monthsBack(_ steps: [Step]) -> Int {
        steps.filter { $0.label.hasPrefix(Step.multiple) }.reduce(0) { most, step in
            max(
                most,
                (1...CountedUnit.mostMonths).first { back in
                    CountedUnit.all.contains {
                        step.label.hasPrefix($0.beginning(months: back))
                    }
                } ?? 0)
        }
    }

    /// What is said of months of which nobody knows whether they count.
    static func uncertainty(_ months: [YearMonth]) -> String {
        months.isEmpty ? "" : "(\(PhraseName.uncertainMonths.said(wording(months))))"
    }

    static func wording(_ months: [YearMonth]) -> String {
        months.isEmpty
            ? PhraseName.noMonths.plain : months.map(\.description).joined(separator: "・")
    }
}

/// Whose claims and which care are counted together over months.
struct CountedUnit: Sendable, Hashable {
    /// No rule looks further back.
    static let mostMonths = 60

    let per: SharedLimit.Unit
    let settings: SharedLimit.Settings

    static let all = SharedLimit.Unit.allCases.flatMap { per in
        SharedLimit.Settings.allCases.map { CountedUnit(per: per, settings: $0) }
    }

    /// With what the step begins that says which months were counted, `months` before this one.
    func beginning(months: Int) -> String {
        "\(Step.multiple)(\(name)、\(PhraseName.monthsBefore.said(String(months)))): "
    }

    /// How the step of the co-payment ends where the limit of the month was reached.
    var reached: String { "\(Step.reached)(\(name))" }

    private var name: String { "\(per.wording)・\(settings.wording)" }

    func window(_ months: Int, before month: YearMonth) -> ClosedRange<YearMonth> {
        month.adding(months: -months)...month.previous
    }
}

extension Copayment {
    /// Whose months a lower limit counts: as the limit over all institutions says, else the child's own
    /// of the same setting.
    var unit: CountedUnit {
        CountedUnit(per: shared?.per ?? .child, settings: shared?.settings ?? .apart)
    }
}

extension ClaimSettling {
    /// Whether this month has the lower limit; `nil` where nobody can say, and the claim is held.
    mutating func isMultiple(_ limit: MultipleLimit, _ left: Copayment) -> Bool? {
        if limit.own == nil { sum.used.insert(.multipleRule) }
        guard let rule = limit.own ?? law.multipleRule else {
            sum.holds.insert(.multipleRule)
            return nil
        }
        guard let soFar = claim.soFar else {
            sum.holds.insert(.soFarMissing)
            return nil
        }
        let back = rule.months - 1
        guard back > 0 else { return rule.fromTime <= 1 }
        let window = left.unit.window(back, before: law.month)
        let months = soFar.reached(left.unit, isInpatient: claim.isInpatient, in: window)
        let isMultiple = months.count + 1 >= rule.fromTime
        if Trace.writes {
            let unknown = soFar.uncertain(left.unit, isInpatient: claim.isInpatient, in: window)
            trace.write(
                Step(
                    left.unit.beginning(months: back) + MonthSoFar.wording(months)
                        + "、" + PhraseName.multipleFrom.said(String(rule.fromTime)) + "、"
                        + (isMultiple ? PhraseName.isMultiple : .isUsual)
                        .said(String(months.count + 1))
                        + MonthSoFar.uncertainty(unknown),
                    isMultiple ? limit.yen : left.shared?.yen ?? left.rule.monthCap ?? 0,
                    article: law.articles.copayment))
        }
        return isMultiple
    }
}

extension Fields {
    /// Reads `multiple` beside a co-payment.
    func multipleLimit(_ rule: CopaymentRule, _ shared: SharedLimit?) -> MultipleLimit? {
        let ownKeys = ["months", "from-time"]
        let own = ownKeys.contains(where: has) ? multipleRule() : nil
        if let own, own.months > CountedUnit.mostMonths {
            place.report(.wrongForm, "months は \(CountedUnit.mostMonths) までで書いてください")
        }
        let yen = number("yen")
        guard let cap = shared?.yen ?? rule.monthCap else {
            place.report(.wrongForm, "multiple は、月の上限(month-cap か shared の yen)のある一部負担金に書きます")
            return nil
        }
        if yen > cap { values["yen"]?.report(.wrongForm, "多数回の額は、ふだんの月の上限までで書いてください") }
        return MultipleLimit(yen: yen, own: own)
    }
}

extension SchemeBook {
    /// Whether a co-payment of any time counts the months in which its limit was reached.
    var countsReachedMonths: Bool {
        copayment.rules.values.contains { values in
            values.entries.contains { entry in
                guard case .set(let terms) = entry.setting else { return false }
                return (terms.cases.map(\.left) + [terms.otherwise]).contains {
                    $0.multiple != nil
                }
            }
        }
    }

    /// How many months before a month its co-payments look back for a lower limit (多数回); 0 for none.
    public func copaymentMonthsBack(in month: YearMonth) -> Int {
        let country: MultipleRule? =
            if case .found(let rule, _) = national.multipleRule.on(month.firstDay) { rule } else {
                nil
            }
        return copayment.rules.values.reduce(0) { most, values in
            guard case .found(let terms, _) = values.on(month.firstDay) else { return most }
            return (terms.cases.map(\.left) + [terms.otherwise]).compactMap(\.multiple).reduce(most)
            {
                max($0, (($1.own ?? country)?.months ?? 1) - 1)
            }
        }
    }
}
