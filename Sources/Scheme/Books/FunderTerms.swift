// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 公費負担者番号 of the scheme: one number, or numbers by the age of the child and the kind of care. The
/// cases are tried in their order, and what is written outside of them is for everybody else.
public struct FunderTerms: Sendable, Hashable {
    /// Everything that is written must be so.
    public struct Case: Sendable, Hashable {
        public let until: AgeEnd?
        public let setting: CareSetting?
        public let number: String

        var wording: String {
            [until?.description, setting.map { $0 == .inpatient ? "入院" : "外来" }]
                .compactMap(\.self).joined(separator: "で") + "は\(number)"
        }
    }

    public let cases: [Case]
    public let otherwise: String

    public init(cases: [Case] = [], otherwise: String) {
        self.cases = cases
        self.otherwise = otherwise
    }

    /// Every number of the scheme.
    public var numbers: [String] { [otherwise] + cases.map(\.number) }

    /// The number under which care of a child is claimed on a day; its age is that of the first day of
    /// the month, as for amounts.
    public func number(born: CivilDate, _ setting: CareSetting, on day: CivilDate) -> String {
        let first = day.yearMonth.firstDay
        return cases.first { one in
            (one.setting.map { $0 == setting } ?? true)
                && (one.until.map { $0.lastDay(born: born) >= first } ?? true)
        }?.number ?? otherwise
    }

    /// The number for whole periods; `nil` where they need several.
    public func number(
        born: CivilDate, _ periods: [(CareSetting, EffectivePeriod)]
    ) -> String? {
        if cases.isEmpty { return otherwise }
        var found: Set<String> = []
        for (setting, period) in periods where !period.isEmpty {
            // It changes on the first day of a month after an age is reached, and on no other day.
            let ages = cases.compactMap { $0.until?.lastDay(born: born) }
                .map(\.yearMonth.next.firstDay).filter(period.contains)
            for day in [period.from] + ages {
                found.insert(number(born: born, setting, on: day))
            }
        }
        return found.count == 1 ? found.first : nil
    }

    var wording: String {
        cases.isEmpty
            ? otherwise
            : cases.map(\.wording).joined(separator: "、") + "、ほかは\(otherwise)"
    }
}

extension Fields {
    /// Reads one dated entry of `funder`.
    func funderTerms() -> FunderTerms? {
        let cases = (values["cases"].map(\.items) ?? []).map { item in
            let one = item.fields(["number", "until-end-of", "setting"])
            if !one.has("until-end-of"), !one.has("setting") {
                item.report(.missing, "だれの公費負担者番号かを書いてください(until-end-of、setting)")
            }
            return FunderTerms.Case(
                until: one.has("until-end-of") ? one.ageEnd("until-end-of") : nil,
                setting: one.has("setting") ? one.setting("setting") : nil,
                number: one.code("number", digits: 8))
        }
        return FunderTerms(cases: cases, otherwise: code("number", digits: 8))
    }

    private func setting(_ key: String) -> CareSetting? {
        let text = values[key]?.text
        for (word, setting) in [
            ("outpatient", CareSetting.outpatient), ("inpatient", .inpatient),
        ] where text == word { return setting }
        values[key]?.report(.wrongForm, "outpatient か inpatient で書いてください")
        return nil
    }
}
