// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One line of `hagukumi compute`: a JSON claim in, a JSON answer out.
public enum ComputeLine {
    /// Answers one line; a line that cannot be read gets an error object.
    ///
    /// - Parameter number: the line's number from 1, for the error object.
    public static func answer(
        _ line: String, number: Int, library: SchemeLibrary
    ) -> LineAnswer {
        do throws(LineRefusal) {
            let (book, facts) = try read(line, library: library)
            return LineAnswer(json: book.compute(facts).json, wasRead: true)
        } catch {
            return error.answer(line: number)
        }
    }

    /// Reads one line as the facts of a claim and the book that it names.
    public static func read(
        _ line: String, library: SchemeLibrary
    ) throws(LineRefusal) -> (book: SchemeBook, facts: ClaimFacts) {
        let written = try decodeLine(WrittenClaim.self, line)
        guard let book = library.book(written.scheme) else {
            throw .unknownScheme(written.scheme, known: library.books.map(\.id))
        }
        return (book, try written.facts())
    }
}

/// The JSON of a claim.
struct WrittenClaim: Decodable {
    struct Meals: Decodable {
        let count: Int
        let `class`: String
    }

    /// `{"band":"ウ","multiple":false}`, or `{"decided":12345}` from the insurer's letter.
    struct HighCost: Decodable {
        let band: String?
        let multiple: Bool?
        let decided: Int?
    }

    struct Fund: Decodable {
        let funder: String
        let points: Int
        let copayment: Int
    }

    struct Counted: Decodable {
        let inpatient: Bool
        let copayment: Int
        let times: Int
        let name: String
        /// Of another child of the household.
        let sibling: Bool?

        var facts: MonthSoFar.Counted {
            MonthSoFar.Counted(
                isInpatient: inpatient, copayment: Yen(copayment), times: times, name: name)
        }
    }

    struct Reached: Decodable {
        let month: YearMonth
        let inpatient: Bool
        /// Of another child of the household.
        let sibling: Bool?
        /// `child` or `household`, whose limit it was; the child's where it is not said.
        let per: String?
        /// `apart` or `together`, as the limit counts; apart where it is not said.
        let settings: String?

        func facts() throws(LineRefusal) -> MonthSoFar.Reached {
            guard let per = SharedLimit.Unit(rawValue: self.per ?? "child") else {
                throw .field(path: "reached.per", reason: "child か household で書いてください")
            }
            guard let settings = SharedLimit.Settings(rawValue: self.settings ?? "apart") else {
                throw .field(path: "reached.settings", reason: "apart か together で書いてください")
            }
            return MonthSoFar.Reached(
                month: month, isInpatient: inpatient, per: per, settings: settings)
        }
    }

    let scheme: String
    let treatmentMonth: YearMonth
    let inpatient: Bool
    let born: CivilDate?
    let points: Int?
    let totalCost: Int?
    let burdenTenths: Int?
    let institution: String?
    let municipality: String?
    let meals: Meals?
    let highCost: HighCost?
    let additionalBenefit: Int?
    let otherFunds: [Fund]?
    let paidAtCounter: Int?
    let days: Int?
    let visits: Int?
    /// How many of the visits are first consultations (初診).
    let firstVisits: Int?
    /// For a co-payment that asks about the household: the parents' income, and the days of birth of
    /// the other children.
    let incomes: [WrittenIncome]?
    let otherParent: Bool?
    let siblings: [CivilDate]?
    /// For a limit over all institutions: the claims of the month that come first.
    let soFar: [Counted]?
    /// For a lower limit (多数回): the earlier months in which the limit was reached.
    let reached: [Reached]?
    /// 入院年月日, for a co-payment that depends on how long a stay has lasted.
    let admitted: CivilDate?
    /// `medical`, `pharmacy` …
    let care: String?

    /// The largest amount a claim may name; a larger one is a slip of the keyboard.
    private static let most = 1_000_000_000

    private func checked(_ path: String, _ value: Int?) throws(LineRefusal) {
        guard let value, !(0...WrittenClaim.most).contains(value) else { return }
        throw .field(path: path, reason: "0以上、10億以下の整数で書いてください")
    }

    func facts() throws(LineRefusal) -> ClaimFacts {
        for (path, value) in [
            ("points", points), ("totalCost", totalCost), ("meals.count", meals?.count),
            ("additionalBenefit", additionalBenefit), ("paidAtCounter", paidAtCounter),
            ("highCost.decided", highCost?.decided), ("days", days), ("visits", visits),
            ("firstVisits", firstVisits),
        ] { try checked(path, value) }
        for fund in otherFunds ?? [] {
            try checked("otherFunds.points", fund.points)
            try checked("otherFunds.copayment", fund.copayment)
        }
        if let tenths = burdenTenths, !(0...10).contains(tenths) {
            throw .field(path: "burdenTenths", reason: "0 から 10(割)で書いてください")
        }
        for one in soFar ?? [] {
            try checked("soFar.copayment", one.copayment)
            try checked("soFar.times", one.times)
        }
        let word = care.flatMap { CareWord(rawValue: $0) }
        if care != nil, word == nil {
            let known = CareWord.allCases.map(\.rawValue).joined(separator: "、")
            throw .field(path: "care", reason: "使えるのは次の語です: \(known)")
        }
        let cost: ClaimFacts.Cost
        switch (points, totalCost) {
        case (let points?, nil): cost = .points(points)
        case (nil, let yen?): cost = .totalCost(Yen(yen))
        case (nil, nil): throw .field(path: "points", reason: "points か totalCost が必要です")
        case (_?, _?):
            throw .field(path: "totalCost", reason: "points と totalCost はどちらか一方だけ書いてください")
        }
        return ClaimFacts(
            treatmentMonth: treatmentMonth, isInpatient: inpatient, born: born, cost: cost,
            burdenTenths: burdenTenths, institution: institution, municipality: municipality,
            meals: try mealFacts(), highCost: try highCostFacts(),
            additionalBenefit: Yen(additionalBenefit ?? 0),
            otherFunds: (otherFunds ?? []).map {
                .init(funder: $0.funder, points: $0.points, copayment: Yen($0.copayment))
            }, paidAtCounter: paidAtCounter.map { Yen($0) }, days: days, visits: visits,
            firstVisits: firstVisits, care: word,
            household: HouseholdFacts(
                incomes: WrittenIncome.household(incomes, otherParent: otherParent),
                births: siblings, of: born),
            soFar: try monthSoFar(), admitted: admitted)
    }

    /// `nil` where nobody says what came before.
    private func monthSoFar() throws(LineRefusal) -> MonthSoFar? {
        guard soFar != nil || reached != nil else { return nil }
        let all = soFar ?? []
        var months = MonthSoFar(
            child: all.filter { $0.sibling != true }.map(\.facts), household: all.map(\.facts))
        for one in reached ?? [] {
            let month = try one.facts()
            months.householdReached.append(month)
            if one.sibling != true { months.childReached.append(month) }
        }
        return months
    }

    private func mealFacts() throws(LineRefusal) -> ClaimFacts.Meals? {
        guard let meals else { return nil }
        guard let mealClass = MealClass(meals.class) else {
            let known = MealClass.allCases.map(\.rawValue).joined(separator: "、")
            throw .field(path: "meals.class", reason: "使えるのは次の区分です: \(known)")
        }
        return ClaimFacts.Meals(count: meals.count, mealClass: mealClass)
    }

    private func highCostFacts() throws(LineRefusal) -> ClaimFacts.HighCost? {
        guard let highCost else { return nil }
        if let decided = highCost.decided { return .decided(Yen(decided)) }
        guard let band = highCost.band else {
            throw .field(path: "highCost.band", reason: "band か decided が必要です")
        }
        return .band(band, multiple: highCost.multiple ?? false)
    }
}

extension Computation {
    /// The answer as one JSON object, fields in the order of the contract.
    public var json: String {
        var text = JSONText()
        text.objects("steps", steps.map(\.json))
        text.field("totalCost", totalCost)
        text.field("insurance", insurance)
        text.field("burden", burden)
        text.field("atCounter", atCounter)
        text.field("highCost", highCost)
        text.field("additionalBenefit", additionalBenefit)
        text.field("otherFunds", otherFunds)
        text.field("copayment", copayment)
        text.field("meals", meals)
        text.field("mealsBurden", mealsBurden)
        text.field("payable", payable)
        text.field("route", route?.rawValue)
        text.field("hold", hold)
        text.field("unconfirmed", unconfirmed)
        text.field("book", book)
        return text.object
    }
}

extension Step {
    var json: String {
        var text = JSONText()
        text.field("label", label)
        text.field("amount", amount)
        text.field("article", article)
        return text.object
    }
}

extension HighCostLimit {
    /// The answer of `compute high-cost` as one JSON object.
    public var json: String {
        var text = JSONText()
        text.field("limit", limit)
        text.field("table", table)
        text.objects("steps", steps.map(\.json))
        return text.object
    }
}
