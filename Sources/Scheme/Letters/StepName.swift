// SPDX-License-Identifier: Apache-2.0

/// The steps of a computation that letters may call otherwise. A step is known by the name that it was
/// counted and kept under: what is in the register stays as it is, and a letter says it in the words of
/// the book (`step-labels`).
public enum StepName: String, PlainWord {
    case costOfPoints = "cost-of-points"
    case cost
    case insurance, burden
    case limit
    case decidedHighCost = "decided-high-cost"
    case highCost = "high-cost"
    case fund
    case additionalAgainstFunds = "additional-against-funds"
    case additional
    case soFar = "so-far"
    case copayment
    case meals
    case mealsFund = "meals-fund"
    case mealsCovered = "meals-covered"
    case paidAtMost = "paid-at-most"
    case payable

    static let patterns = table()

    var plain: String {
        switch self {
        case .costOfPoints: "総医療費 {1}点×{2}円"
        case .cost: "総医療費"
        case .insurance: "保険給付({1}割)"
        case .burden: "一部負担金({1}割)"
        case .limit: "自己負担限度額({1})"
        case .decidedHighCost: "高額療養費(保険者の決定額)"
        case .highCost: "高額療養費"
        case .fund: "公費(法別{1})の負担"
        case .additionalAgainstFunds: "附加給付({1})"
        case .additional: "附加給付"
        case .soFar: "月の通算{1}"
        case .copayment: "一部負担金(制度): {1}"
        case .meals: "食事療養標準負担額 {1}食×{2}円"
        case .mealsFund: "食事療養標準負担額のうち公費(法別{1})の負担"
        case .mealsCovered: "食事療養標準負担額の助成({1})"
        case .paidAtMost: "窓口で支払った額までとする"
        case .payable: "公費負担額(支給額)"
        }
    }
}

extension Step {
    /// A step under its name in the register.
    ///
    /// - Parameter places: what differs from case to case, in the order of its numbers.
    init(_ name: StepName, _ places: [String], _ amount: Int, article: String?) {
        self.init(name.pattern.filled(places), amount, article: article)
    }

    /// A step whose name says it all.
    init(_ name: StepName, _ amount: Int, article: String?) {
        self.init(name.plain, amount, article: article)
    }
}
