// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a report is not made. Cases in order of precedence.
public enum ReportRefusal: Refusal, Hashable {
    /// What is wrong with a line of the record tables.
    public enum LineProblem: String, Sendable {
        case cells = "列の数が違います"
        case group = "別添1 にない区分です"
        case empty = "空の欄があります"
    }

    /// The table of record items cannot be read.
    case recordTable(line: Int, problem: LineProblem)
    /// The last month is before the first.
    case periodReversed
    /// More months than one table may have.
    case periodTooLong(limit: Int)
    /// The condition of a list is no day or month.
    case listCondition
    /// The table has no such number.
    case noFigure
    /// An item that the subject does not have, or that may not divide a count.
    case unknownItem(String)
    case conditionUnreadable(String)

    public var code: String {
        switch self {
        case .recordTable: "E-REP-001"
        case .periodReversed: "E-REP-011"
        case .periodTooLong: "E-REP-012"
        case .listCondition: "E-REP-013"
        case .noFigure: "E-REP-014"
        case .unknownItem: "E-REP-015"
        case .conditionUnreadable: "E-REP-016"
        }
    }

    public var message: String {
        switch self {
        case .recordTable(let line, let problem):
            "記録項目の表の\(line)行目を読めません。\(problem.rawValue)。表を直してください。"
        case .periodReversed:
            "統計の期間の終わりの月が、始めの月より前です。期間を入れ直してください。"
        case .periodTooLong(let limit):
            "統計の期間が長すぎます。一度に\(limit)か月までです。期間を分けてください。"
        case .listCondition:
            "一覧の条件の日または月を読めません。入力し直してください。"
        case .noFigure:
            "表にその数はありません。統計の表を開き直して、数を選んでください。"
        case .unknownItem(let item):
            "項目「\(item)」は、この抽出では使えません。項目を選び直してください。"
        case .conditionUnreadable(let text):
            "条件「\(text)」を読めません。項目・記号・値を選び直してください。"
        }
    }
}
