// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The parts of the national book.
private let nationalKeys: Set<String> = [
    "points", "burden-ratio", "rounding", "high-cost", "funds", "meals", "sports-council",
    "public-money", "appeals", "additional-benefit",
]

extension BookText {
    /// Reads `national`; problems are gathered in `notes`.
    func nationalBook(digest: String) -> NationalBook? {
        guard let top = topLevel(keys: nationalKeys) else { return nil }
        let fields = top.fields
        guard let points = fields.required("points"), let ratio = fields.required("burden-ratio"),
            let rounding = fields.required("rounding"), let cost = fields.required("high-cost"),
            let funds = fields.required("funds"), let meals = fields.required("meals")
        else { return nil }
        let rounds = rounding.fields(["insurance", "counter"])
        let costs = cost.fields([
            "article", "reading", "trusted-months", "tables", "combine-from", "outside-fund-part",
            "multiple-rule", "cap-year", "household", "cap-unit", "succession",
        ])
        let meal = meals.fields(["article", "reading", "rates", "fund-share"])
        guard let insurance = rounds.required("insurance"),
            let counter = rounds.required("counter"), let tables = costs.required("tables"),
            let combine = costs.required("combine-from"),
            let outside = costs.required("outside-fund-part"), let rates = meal.required("rates"),
            let share = meal.required("fund-share")
        else { return nil }
        let costArticle = costs.text("article")
        let mealArticle = meal.text("article")
        let pointValues = points.dated(
            ["yen"], read: { $0.number("yen") }, say: { "1点 \(Yen($0))" })
        let ratioValues = ratio.dated(
            ["tenths", "until-end-of", "then-tenths"], read: { $0.burdenRatio() },
            say: \.wording)
        let insuranceValues = insurance.dated(
            ["unit", "way"], read: { $0.rounding() }, say: \.wording)
        let counterValues = counter.dated(
            ["unit", "way"], read: { $0.rounding() }, say: \.wording)
        let tableValues = tables.dated(
            ["excess-percent", "rounding-way", "bands"], by: .month, article: costArticle,
            reading: costs.optionalText("reading"),
            read: { $0.highCostTable(month: $0.month("from")) }, say: \.wording)
        let combineValues = combine.dated(
            ["yen"], read: { $0.number("yen") }, say: { "\(Yen($0)) 以上を合算" })
        let outsideValues: DatedValues<Bool> = outside.dated(
            ["known"], read: { $0.flag("known", otherwise: false) },
            say: { $0 ? "計算する" : "計算しない" })
        let multipleValues = optional(costs, "multiple-rule") {
            $0.dated(["months", "from-time"], read: { $0.multipleRule() }, say: \.wording)
        }
        let yearValues = optional(costs, "cap-year") {
            $0.dated(["first-month"], read: { $0.capYearStart() }, say: { "\($0)月から1年" })
        }
        let unitValues = optional(costs, "cap-unit") {
            $0.dated(["unit"], read: { $0.word("unit", YearCapUnit.self) }, say: \.wording)
        }
        let successionValues = optional(costs, "succession") {
            $0.dated(
                ["is-same"], read: { $0.flag("is-same", otherwise: false) },
                say: { $0 ? "承継した保険者は同じ保険者" : "承継した保険者も別の保険者" })
        }
        let householdValues = optional(costs, "household") {
            $0.dated(
                ["unit", "way", "remainder"], read: { $0.householdRule() }, say: \.wording)
        }
        let placeValues = optional(fields, "additional-benefit") {
            $0.dated(
                ["place"], read: { $0.word("place", AdditionalBenefitPlace.self) },
                say: \.wording)
        }
        let councilValues = optional(fields, "sports-council") {
            $0.dated(
                ["least-cost", "pays-tenths", "extra-tenths"], read: { $0.sportsCouncil() },
                say: \.wording)
        }
        let fundValues = funds.dated(
            ["order", "classes"], read: { $0.fundOrder() },
            say: { "優先順: " + $0.order.joined(separator: "、") })
        let rateValues = rates.dated(
            MealClass.allCases.map(\.rawValue) + ["most-a-day"], by: .month, article: mealArticle,
            reading: meal.optionalText("reading"), read: { $0.mealRates() }, say: \.wording)
        let shareValues = share.dated(
            ["law", "numerator", "denominator"], read: { $0.mealFundShare() },
            say: { "法別\($0.law)が標準負担額の\($0.denominator)分の\($0.numerator)を負担" })
        return NationalBook(
            id: folder, title: top.title, isConfirmed: notes.isConfirmed, lines: notes.lines,
            digest: digest, yenPerPoint: pointValues,
            burdenRatio: ratioValues, insuranceRounding: insuranceValues,
            counterRounding: counterValues, highCost: tableValues,
            trustedMonths: costs.number("trusted-months"), multipleRule: multipleValues,
            capYearStart: yearValues, capUnit: unitValues, successionIsSame: successionValues,
            sportsCouncil: councilValues, combineFrom: combineValues,
            household: householdValues, additionalOrder: placeValues,
            outsideFundPart: outsideValues, funds: fundValues, mealRates: rateValues,
            mealFundShare: shareValues, publicMoney: publicMoneyLaw(fields),
            appeals: appealTerms(fields),
            examples: examples(top.examples))
    }
    /// A part that a book may leave out: then nobody knows its values.
    private func optional<Value>(
        _ fields: Fields, _ key: String, _ read: (NodeAt) -> DatedValues<Value>
    ) -> DatedValues<Value> {
        guard let place = fields.values[key] else { return DatedValues(path: key, entries: []) }
        return read(place)
    }
}
