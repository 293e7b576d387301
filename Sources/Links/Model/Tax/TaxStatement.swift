// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 課税区分.
public enum TaxStatus: String, Sendable, CaseIterable {
    case taxed = "1"
    case perCapitaOnly = "2"
    case exempt = "3"
    case undeclared = "4"

    public var wording: String {
        switch self {
        case .taxed: "課税"
        case .perCapitaOnly: "均等割のみ"
        case .exempt: "非課税"
        case .undeclared: "未申告"
        }
    }
}

/// What the tax office says of one person and one year of assessment (賦課年度).
public struct TaxStatement: Hashable, Sendable {
    public let year: Int
    public let status: TaxStatus
    /// 合計所得金額.
    public let income: Yen?
    /// 市町村民税所得割額.
    public let incomeLevy: Yen?
    /// 市町村民税均等割額.
    public let perCapitaLevy: Yen?
    /// 扶養親族の数.
    public let dependants: Int?

    /// Whether an income rule can be answered by it: undeclared, exempt, or an amount with the number
    /// of dependants.
    var isEnough: Bool {
        switch status {
        case .exempt, .undeclared: true
        case .taxed, .perCapitaOnly:
            (income != nil || incomeLevy != nil) && dependants != nil
        }
    }
}
