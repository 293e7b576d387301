// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The keys of each kind of example; the kind is told by the key that only it has.
private let judgeKeys: Set<String> = [
    "name", "day", "born", "applied", "event", "event-day", "resident-from", "resident-until",
    "insured-from", "insured-until", "married", "exclusions", "outpatient", "inpatient", "from",
    "until", "incomes", "missing", "stay", "recipient", "because",
]
private let computeKeys: Set<String> = [
    "name", "treatment-month", "inpatient", "born", "points", "total-cost", "tenths",
    "institution", "municipality", "meals", "meal-class", "band", "multiple",
    "additional-benefit", "funds", "paid", "days", "visits", "payable", "burden", "high-cost",
    "other-funds", "meals-paid", "route", "held", "incomes", "siblings", "copayment", "says",
    "missing", "care", "so-far", "first-visits", "reached", "admitted",
]

extension BookText {
    /// Reads the worked examples; an empty list is a problem: a book proves itself.
    func examples(_ items: [NodeAt]) -> [WorkedExample] {
        if items.isEmpty, let file = files.first {
            notes.problems.append(
                BookProblem(
                    .missing, file: file.name, line: 1, path: "examples",
                    advice: "計算例・判定例を一つ以上書いてください"))
        }
        return items.compactMap { item in
            guard let question = item.question() else { return nil }
            return WorkedExample(
                name: item.exampleName, question: question,
                place: NodePlace(file: item.file, line: item.line, path: item.path))
        }
    }
}

extension NodeAt {
    fileprivate var exampleName: String {
        plainText(of: "name") ?? "(名前なし)"
    }

    fileprivate func question() -> WorkedExample.Question? {
        if holds("day") { return judgeQuestion(fields(judgeKeys)) }
        if holds("treatment-month") { return computeQuestion(fields(computeKeys)) }
        if holds("limit") {
            let fields = fields(["name", "band", "month", "total-cost", "multiple", "limit"])
            _ = fields.text("name")
            return .highCost(
                band: fields.text("band"), month: fields.month("month"),
                totalCost: Yen(fields.number("total-cost")),
                multiple: fields.flag("multiple", otherwise: false),
                limit: Yen(fields.number("limit")))
        }
        if holds("then-tenths") {
            let fields = fields(["name", "born", "month", "then-tenths"])
            _ = fields.text("name")
            return .ratio(
                born: fields.date("born"), month: fields.month("month"),
                tenths: fields.number("then-tenths"))
        }
        if holds("standard-burden") {
            let fields = fields(["name", "month", "meals", "meal-class", "standard-burden"])
            _ = fields.text("name")
            guard let mealClass = fields.word("meal-class", MealClass.self) else { return nil }
            let isUnset = fields.firstUnset(["standard-burden"]) != nil
            return .meals(
                month: fields.month("month"), mealClass: mealClass,
                count: fields.number("meals"),
                burden: isUnset ? nil : Yen(fields.number("standard-burden")))
        }
        if holds("insurer") {
            let fields = fields(["name", "insurer", "month", "share", "benefit"])
            _ = fields.text("name")
            return .additional(
                insurer: fields.code("insurer", digits: 8), month: fields.month("month"),
                share: Yen(fields.number("share")), benefit: Yen(fields.number("benefit")))
        }
        if holds("last-day") {
            let fields = fields(["name", "month", "last-day"])
            _ = fields.text("name")
            return .deadline(month: fields.month("month"), lastDay: fields.date("last-day"))
        }
        report(
            .wrongForm,
            "例の種類が分かりません。day(判定)、treatment-month(計算)、limit(限度額)、"
                + "then-tenths(割合)、standard-burden(食事)、insurer(附加給付)、last-day(期限)のどれかを書いてください")
        return nil
    }

    private func judgeQuestion(_ fields: Fields) -> WorkedExample.Question? {
        _ = fields.text("name")
        let born = fields.date("born")
        var child = JudgeRequest.Child(
            born: born,
            residentFrom: fields.has("resident-from") ? fields.optionalDate("resident-from") : born,
            residentUntil: fields.optionalDate("resident-until"),
            insuredFrom: fields.has("insured-from") ? fields.optionalDate("insured-from") : born,
            insuredUntil: fields.optionalDate("insured-until"),
            married: fields.flag("married", otherwise: false),
            exclusions: fields.texts("exclusions"), incomes: fields.householdIncome("incomes"))
        child.stay = fields.stayFacts("stay")
        let event: JudgeRequest.Event? =
            fields.has("event")
            ? fields.word("event", StartEvent.self).map {
                JudgeRequest.Event(kind: $0, date: fields.optionalDate("event-day"))
            } : nil
        var expected: [CareSetting: WorkedExample.ExpectedJudgement] = [:]
        for setting in CareSetting.allCases where fields.has(setting.rawValue) {
            let place = fields.values[setting.rawValue]
            if place?.text != "eligible", place?.text != "not-eligible" {
                place?.report(.wrongForm, "eligible か not-eligible で書いてください")
            }
            expected[setting] = WorkedExample.ExpectedJudgement(
                eligible: place?.text == "eligible", from: fields.optionalDate("from"),
                until: fields.optionalDate("until"), missing: fields.optionalText("missing"),
                because: fields.optionalText("because"))
        }
        if expected.isEmpty {
            report(.missing, "outpatient か inpatient に eligible / not-eligible を書いてください")
        }
        var request = JudgeRequest(
            on: fields.date("day"), applied: fields.optionalDate("applied"), event: event,
            child: child)
        request.recipient = fields.recipientFacts("recipient")
        return .judge(request, expected: expected)
    }

    private func computeQuestion(_ fields: Fields) -> WorkedExample.Question? {
        _ = fields.text("name")
        let cost: ClaimFacts.Cost =
            fields.has("total-cost")
            ? .totalCost(Yen(fields.number("total-cost"))) : .points(fields.number("points"))
        var facts = ClaimFacts(
            treatmentMonth: fields.month("treatment-month"),
            isInpatient: fields.flag("inpatient", otherwise: false),
            born: fields.optionalDate("born"), cost: cost,
            burdenTenths: fields.optionalNumber("tenths"),
            additionalBenefit: Yen(fields.optionalNumber("additional-benefit") ?? 0),
            paidAtCounter: fields.optionalNumber("paid").map { Yen($0) },
            days: fields.optionalNumber("days"), visits: fields.optionalNumber("visits"),
            firstVisits: fields.optionalNumber("first-visits"))
        if fields.has("care") { facts.care = fields.word("care", CareWord.self) }
        facts.household = HouseholdFacts(
            incomes: fields.householdIncome("incomes"),
            births: fields.has("siblings") ? fields.dates("siblings") : nil, of: facts.born)
        if fields.has("so-far") || fields.has("reached") { facts.soFar = fields.soFar() }
        facts.admitted = fields.optionalDate("admitted")
        if fields.has("institution") { facts.institution = fields.code("institution", digits: 10) }
        if fields.has("municipality") {
            facts.municipality = fields.code("municipality", digits: 6)
        }
        if let count = fields.optionalNumber("meals"),
            let mealClass = fields.word("meal-class", MealClass.self)
        {
            facts.meals = ClaimFacts.Meals(count: count, mealClass: mealClass)
        }
        if let band = fields.optionalText("band") {
            facts.highCost = .band(band, multiple: fields.flag("multiple", otherwise: false))
        }
        for item in fields.values["funds"]?.items ?? [] {
            let fund = item.fields(["funder", "points", "copayment"])
            facts.otherFunds.append(
                .init(
                    funder: fund.code("funder", digits: 8), points: fund.number("points"),
                    copayment: Yen(fund.number("copayment"))))
        }
        func yen(_ key: String) -> Yen? { fields.optionalNumber(key).map { Yen($0) } }
        let expected = WorkedExample.ExpectedAmounts(
            payable: yen("payable"), burden: yen("burden"), highCost: yen("high-cost"),
            otherFunds: yen("other-funds"), meals: yen("meals-paid"),
            route: fields.has("route") ? fields.word("route", BenefitRoute.self) : nil,
            isHeld: fields.flag("held", otherwise: false), copayment: yen("copayment"),
            says: fields.optionalText("says"), missing: fields.optionalText("missing"))
        if expected.payable == nil, !expected.isHeld {
            report(.missing, "payable か held: true を書いてください")
        }
        return .compute(facts, expected: expected)
    }
}
