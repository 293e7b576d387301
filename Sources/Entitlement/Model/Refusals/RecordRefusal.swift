// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the books about persons refuse, in order of precedence; messages never carry a value about
/// a person.
public enum RecordRefusal: Refusal, Hashable {
    /// The row that is corrected is not there, or belongs to somebody else.
    case unknownEntry
    /// The row was corrected before; the page is old.
    case alreadyCorrected
    /// The last day lies before the first.
    case daysReversed
    /// Member and recipient are one person.
    case memberIsRecipient
    /// The member stands in another household of that recipient in these days.
    case overlaps
    /// The member stands in the welfare household of another recipient on a day of the period.
    case inOtherHousehold
    case wrongPostalCode
    case addressMissing
    /// More characters than a memo may have.
    case memoTooLong(limit: Int)
    case memoEmpty
    /// The last day of showing lies in the past.
    case memoAlreadyOver
    /// The rule was approved or sent back before.
    case ruleSettled
    /// An approved rule begins on the same day.
    case ruleExists
    /// Amounts of a rule that cannot be.
    case ruleAmounts
    /// A period of an account may only be made shorter or longer by naming its days.
    case accountRefusedBefore
}

extension RecordRefusal {
    public var code: String {
        switch self {
        case .unknownEntry: "E-REC-001"
        case .alreadyCorrected: "E-REC-002"
        case .daysReversed: "E-REC-003"
        case .memberIsRecipient: "E-REC-004"
        case .overlaps: "E-REC-005"
        case .inOtherHousehold: "E-REC-006"
        case .wrongPostalCode: "E-REC-007"
        case .addressMissing: "E-REC-008"
        case .memoTooLong: "E-REC-009"
        case .memoEmpty: "E-REC-010"
        case .memoAlreadyOver: "E-REC-011"
        case .ruleSettled: "E-REC-012"
        case .ruleExists: "E-REC-013"
        case .ruleAmounts: "E-REC-014"
        case .accountRefusedBefore: "E-REC-015"
        }
    }

    public var message: String {
        switch self {
        case .unknownEntry: "訂正する行が見つかりません。一覧を開き直して選んでください。"
        case .alreadyCorrected: "この行は訂正済みです。一覧を開き直し、新しい行を訂正してください。"
        case .daysReversed: "終わりの日が始まりの日より前です。日付を確認してください。"
        case .memberIsRecipient: "受給者本人は福祉世帯員にできません。世帯員の宛名番号を確認してください。"
        case .overlaps: "同じ人の同じ期間の登録があります。先の登録を訂正してください。"
        case .inOtherHousehold: "この人は、その期間に別の受給者の福祉世帯にいます。先にその登録を終わらせてください。"
        case .wrongPostalCode: "郵便番号は7桁の数字です。確認して入力してください。"
        case .addressMissing: "住所と氏名を入力してください。"
        case .memoTooLong(let limit): "メモは\(limit)文字までです。短くしてください。"
        case .memoEmpty: "メモの内容が入力されていません。内容を入力してください。"
        case .memoAlreadyOver: "表示の期限が今日より前です。今日以後の日を入力してください。"
        case .ruleSettled: "この起案は処理済みです。一覧を開き直してください。"
        case .ruleExists: "同じ保険者の同じ適用日の決裁済みの登録があります。適用日を確認してください。"
        case .ruleAmounts: "附加給付の金額が正しくありません。控除額・最低額は0円以上、単位は1円以上で入力してください。"
        case .accountRefusedBefore: "この口座は認めないと決まっています。正しい口座を新しく登録してください。"
        }
    }
}
