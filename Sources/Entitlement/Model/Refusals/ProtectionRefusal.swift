// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What is refused about protection measures and the letters they touch. Messages never say where
/// anybody lives.
public enum ProtectionRefusal: Refusal, Hashable {
    case unknownRequest
    /// The request was decided before.
    case requestSettled
    /// A measure needs persons, and days in their order.
    case requestIncomplete
    /// Nothing is in force that could end.
    case notProtected
    /// What was seen is not the newest any more (the Meguro case).
    case moved
    case unknownHold
    case holdSettled
    case unknownLetter
    /// The letter was recalled: it may only be taken out.
    case letterRecalled
    case letterNotRecalled
    /// Letters left the bundle after it was shown: recalled, or posted by somebody else.
    case bundleChanged

    public var code: String {
        switch self {
        case .unknownRequest: "E-PRT-001"
        case .requestSettled: "E-PRT-002"
        case .requestIncomplete: "E-PRT-003"
        case .notProtected: "E-PRT-004"
        case .moved: "E-PRT-005"
        case .unknownHold: "E-PRT-006"
        case .holdSettled: "E-PRT-007"
        case .unknownLetter: "E-PRT-008"
        case .letterRecalled: "E-PRT-009"
        case .letterNotRecalled: "E-PRT-010"
        case .bundleChanged: "E-PRT-011"
        }
    }

    public var message: String {
        switch self {
        case .unknownRequest: "支援措置の起案が見つかりません。一覧を開き直してください。"
        case .requestSettled: "この起案は決裁または差戻しが済んでいます。一覧を開き直してください。"
        case .requestIncomplete:
            "対象者、始まりの日、理由がそろっていないか、終わりの日が始まりより前です。確かめて入力してください。"
        case .notProtected: "この方に有効な支援措置はありません。対象者台帳で確かめてください。"
        case .moved:
            "起案の後に、支援措置の新しい登録か住民記録の知らせがありました。いまの内容を確かめて、起案し直してください。"
        case .unknownHold: "発送承認を待つ通知が見つかりません。一覧を開き直してください。"
        case .holdSettled: "この通知の発送承認は済んでいます。一覧を開き直してください。"
        case .unknownLetter: "発送前の通知が見つかりません。一覧を開き直してください。"
        case .letterRecalled: "引抜きになった通知です。発送せず、引き抜いて記録してください。"
        case .letterNotRecalled: "この通知は引抜きになっていません。発送の一覧で確かめてください。"
        case .bundleChanged:
            "画面を開いた後に、束の通数が減りました（引抜き、または別の職員の発送）。引抜きの欄と通数を確かめて、選び直してください。"
        }
    }

    public var article: String? {
        switch self {
        case .letterRecalled: "住民基本台帳事務処理要領 第5-10（支援措置）"
        default: nil
        }
    }
}
