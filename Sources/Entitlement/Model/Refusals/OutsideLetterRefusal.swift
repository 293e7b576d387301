// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why no letter goes to a party outside. Cases in order of precedence.
public enum OutsideLetterRefusal: Refusal, Hashable {
    case unknownLetter
    /// Somebody of the family is protected: nothing about them leaves the office this way.
    case familyProtected
    case partyIncomplete
    /// The day until which an answer is asked for is not to come.
    case dueDayPassed
    case documentNumberMissing
    case documentNumberUsed
    /// Nothing is claimed from the party that is still to be paid.
    case nothingClaimed
    /// The benefits of the accident have not been looked at: there is nothing to ask about.
    case nothingTouched

    public var code: String {
        switch self {
        case .unknownLetter: "E-LTR-011"
        case .familyProtected: "E-LTR-012"
        case .partyIncomplete: "E-LTR-013"
        case .dueDayPassed: "E-LTR-014"
        case .documentNumberMissing: "E-LTR-015"
        case .documentNumberUsed: "E-LTR-016"
        case .nothingClaimed: "E-LTR-017"
        case .nothingTouched: "E-LTR-018"
        }
    }

    public var message: String {
        switch self {
        case .unknownLetter: "その文書は、相手方あての文書の台帳にありません。事故の画面を開き直してください。"
        case .familyProtected:
            "この世帯には支援措置の対象の方がいるため、相手方あての文書は作れません。居所や受診が相手方に伝わるおそれがあります。所属長と相談し、ほかの方法で進めてください。"
        case .partyIncomplete: "相手方の名称と住所がないため、文書を作れません。名称・住所（あれば郵便番号7桁）を入力してください。"
        case .dueDayPassed: "期限が今日までの日です。明日から後の日を入力してください。"
        case .documentNumberMissing: "文書番号がありません。文書管理の番号を入力してください。"
        case .documentNumberUsed: "その文書番号の文書はもうあります。同じ文書は「再発行」を、別の文書は新しい番号を使ってください。"
        case .nothingClaimed:
            "求償の額が記録されていないか、未収の額がないため、相手方への請求の文書は作れません。先に「求償・入金・終了を記録する」で求償の額を記録してください。"
        case .nothingTouched:
            "事故によると記録した給付がないため、照会の文書は作れません。先に給付の一覧で「事故による」を記録してください。"
        }
    }
}
