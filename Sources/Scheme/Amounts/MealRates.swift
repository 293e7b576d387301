// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The class of the standard burden for in-patient meals (食事療養標準負担額の区分).
public enum MealClass: String, Sendable, CaseIterable, Hashable {
    case general = "一般"
    /// 小児慢性特定疾病: the fund itself pays a part.
    case chronicChild = "小慢"
    /// 指定難病.
    case intractable = "難病"
    case taxExempt = "非課税"
    case taxExemptLong = "非課税長期"
    case lowIncomeFirst = "低所得Ⅰ"

    /// Reads a class as the office or a program writes it.
    public init?(_ text: String) {
        switch text {
        case "一般", "general", "standard": self = .general
        case "小慢", "chronic", "chronic-child": self = .chronicChild
        case "難病", "難病・小慢", "intractable": self = .intractable
        case "非課税", "オ", "低所得Ⅱ", "tax-exempt": self = .taxExempt
        case "非課税長期", "非課税90日超", "tax-exempt-long": self = .taxExemptLong
        case "低所得Ⅰ", "low-income-1": self = .lowIncomeFirst
        default: return nil
        }
    }

    var index: Int {
        switch self {
        case .general: 0
        case .chronicChild: 1
        case .intractable: 2
        case .taxExempt: 3
        case .taxExemptLong: 4
        case .lowIncomeFirst: 5
        }
    }
}

/// Yen a meal by class, and how many meals a day count.
public struct MealRates: Sendable, Hashable {
    /// Yen a meal, in the order of `MealClass.allCases`.
    public let yen: [Int]
    public let mostADay: Int

    /// The standard burden of one meal.
    public func yen(_ mealClass: MealClass) -> Int { yen[mealClass.index] }
}

/// The part of the standard burden that a national fund pays itself (小慢: one half).
public struct MealFundShare: Sendable, Hashable {
    /// 法別番号 of the fund.
    public let law: String
    public let numerator: Int
    public let denominator: Int
}

extension Fields {
    /// Reads one dated row of `meals.rates`.
    func mealRates() -> MealRates? {
        MealRates(
            yen: MealClass.allCases.map { number($0.rawValue) }, mostADay: number("most-a-day"))
    }

    /// Reads one dated entry of `meals.fund-share`.
    func mealFundShare() -> MealFundShare? {
        let share = MealFundShare(
            law: code("law", digits: 2), numerator: number("numerator"),
            denominator: number("denominator"))
        guard share.denominator > 0, share.numerator <= share.denominator else {
            place.report(.wrongForm, "分数は 0以上1以下で書いてください")
            return nil
        }
        return share
    }
}

extension MealRates {
    var wording: String {
        zip(MealClass.allCases, yen).map { "\($0.rawValue) \(Yen($1))" }.joined(separator: " / ")
            + "(1食、1日\(mostADay)食まで)"
    }
}
