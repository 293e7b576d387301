// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why an appeal is not recorded.
public enum AppealRefusal: Refusal, Hashable {
    /// The days do not follow each other.
    case daysReversed
    /// After the last day, and no reason is recorded.
    case late(CivilDate)
    case unknown
    /// It has been withdrawn or ruled upon.
    case over
    /// Whoever had a hand in the decision, or received the appeal, cannot record the ruling as its examiner.
    case ownDecision
    case missingNote

    public var code: String {
        switch self {
        case .daysReversed: "E-APL-001"
        case .late: "E-APL-002"
        case .unknown: "E-APL-003"
        case .over: "E-APL-004"
        case .ownDecision: "E-APL-005"
        case .missingNote: "E-APL-006"
        }
    }

    public var message: String {
        switch self {
        case .daysReversed: "日付の順が合いません。決定の日、知った日、受け付けた日の順に確かめてください。"
        case .late(let day):
            "審査請求の期間（\(Wareki.text(day))まで）を過ぎています。正当な理由があるときは、その理由を記録してください。"
        case .unknown: "審査請求の記録が見つかりません。一覧を開き直してください。"
        case .over: "この審査請求は終わっています（取下げまたは裁決）。経過は足せません。"
        case .ownDecision: "この決定の起案・決裁に関わった職員と、審査請求を受け付けた職員は、裁決を記録できません。別の決裁者が記録してください。"
        case .missingNote: "経過の内容（文書番号など）を記録してください。"
        }
    }

    public var article: String? {
        switch self {
        case .late: "行政不服審査法第18条"
        case .ownDecision: "行政不服審査法第9条第2項"
        default: nil
        }
    }
}
