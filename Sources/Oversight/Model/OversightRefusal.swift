// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why an access is stopped, or a note on the log not taken.
public enum OversightRefusal: Refusal, Hashable {
    /// No case of this officer explains the access, and no reason was given today.
    case reasonNeeded(AddresseeNumber)
    /// The reason is not one of the list, or 「その他」 without words.
    case reasonInvalid
    /// Nobody confirms an own access.
    case ownAccess
    case accessUnknown
    case alreadyConfirmed
    case noteMissing
    case periodInvalid
    case relationInvalid
    case alarmUnknown
    /// More persons than one list may hold.
    case tooMany(Int)
    /// More days than a ready-made question looks through at once.
    case presetTooLong(Int)
    /// More officers, days and kinds of work than a ready-made question shows at once.
    case presetTooWide(Int)

    public var code: String {
        switch self {
        case .reasonNeeded: "E-OVS-001"
        case .reasonInvalid: "E-OVS-002"
        case .ownAccess: "E-OVS-003"
        case .accessUnknown: "E-OVS-004"
        case .alreadyConfirmed: "E-OVS-005"
        case .noteMissing: "E-OVS-006"
        case .periodInvalid: "E-OVS-007"
        case .relationInvalid: "E-OVS-008"
        case .alarmUnknown: "E-OVS-009"
        case .tooMany: "E-OVS-010"
        case .presetTooLong: "E-OVS-011"
        case .presetTooWide: "E-OVS-012"
        }
    }

    public var message: String {
        switch self {
        case .reasonNeeded:
            "この方について、あなたの進行中の事案がありません。利用の理由を選ぶと開きます。理由は所属長に当日伝わります。"
        case .reasonInvalid:
            "利用の理由が選ばれていないか、「その他」の内容がありません。理由を選び、「その他」は内容を書いてください。"
        case .ownAccess:
            "自分の利用は自分で確認できません。別の所属長が確認してください。"
        case .accessUnknown:
            "確認の対象の利用が記録にありません。一覧を開き直してください。"
        case .alreadyConfirmed:
            "この利用は確認が済んでいます。一覧を開き直してください。"
        case .noteMissing:
            "確認した内容がありません。本人に聞いたことや確かめた書類を書いてください。"
        case .periodInvalid:
            "期間の始めの日が終わりの日より後です。日付を直してください。"
        case .relationInvalid:
            "利用者IDまたは宛名番号が登録されていません。番号を確かめてください。"
        case .alarmUnknown:
            "警報がないか、処理が済んでいます。一覧を開き直してください。"
        case .tooMany(let most):
            "該当する人が\(most)人を超えます。期間・端末・操作で絞ってください。"
        case .presetTooLong(let days):
            "この定型の検索は一度に\(days)日までです。始めの日か終わりの日を直し、期間を分けてください。"
        case .presetTooWide(let most):
            "当てはまる職員・日・事務の組が\(most)を超えます。期間を縮めるか、利用者IDで絞ってください。"
        }
    }
}
