// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The limit of a month (自己負担限度額) and how it came about.
public struct HighCostLimit: Sendable, Hashable {
    public let limit: Yen
    /// The first month of the table used: `2015-01`.
    public let table: String
    public let steps: [Step]

    init(
        table: HighCostTable, band: HighCostBand, totalCost: Yen, multiple: Bool, article: String?
    ) {
        let yen = table.limit(band, totalCost: totalCost.amount, multiple: multiple)
        limit = Yen(yen)
        self.table = table.id
        var steps = [Step("総医療費(10割)", totalCost.amount, article: nil)]
        if multiple {
            steps.append(Step("区分\(band.name)の多数回該当の額", band.multiple, article: article))
        } else {
            steps.append(Step("区分\(band.name)の基準額", band.base, article: article))
            if let threshold = band.threshold {
                let excess = max(0, totalCost.amount - threshold)
                steps.append(
                    Step(
                        "総医療費のうち\(Yen(threshold))を超える額 \(Yen(excess)) の"
                            + "\(table.excessPercent)%(\(table.rounding.wording))",
                        yen - band.base, article: article))
            }
        }
        steps.append(Step("自己負担限度額(\(table.id)からの表)", yen, article: article))
        self.steps = steps
    }
}

/// One step of a calculation, as screen, letter and test show it.
public struct Step: Sendable, Hashable {
    public let label: String
    public let amount: Yen
    public let article: String?

    public init(_ label: String, _ amount: Int, article: String?) {
        self.label = label
        self.amount = Yen(amount)
        self.article = article
    }

    /// With what the step begins that takes the co-payment off.
    public static let copayment = StepName.copayment.pattern.words[0]
    /// With what the step begins that names the claims counted before this one; it changes no amount.
    public static let soFar = StepName.soFar.pattern.words[0]
    /// With what the step begins that names the months counted for a lower limit (多数回).
    public static let multiple = soFar + PhraseName.ofMultiple.plain
    /// What the step of the co-payment says last where the limit of the month was reached; then which one.
    public static let reached = "、" + PhraseName.reached.plain
}

/// A no of the amounts: the book does not hold what is needed.
public enum AmountRefusal: Refusal, Hashable {
    case unset(String)
    case unknownBand(String, table: String, known: [String])

    public var code: String {
        switch self {
        case .unset: "E-SCH-021"
        case .unknownBand: "E-SCH-022"
        }
    }

    public var message: String {
        switch self {
        case .unset(let path): "\(path) が制度の本にないため計算できません。制度の本に値を登録してください。"
        case .unknownBand(let band, let table, let known):
            "\(table)からの表に区分「\(band)」はありません。使える区分: \(known.joined(separator: "、"))。"
                + "区分の誤りなら直し、表が違うなら制度の本(high-cost.tables)を直してください。"
        }
    }
}
