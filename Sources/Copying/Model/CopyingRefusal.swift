// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why nothing is copied, handed out or shown further. Cases in order of precedence.
public enum CopyingRefusal: Refusal, Hashable {
    case unknownList
    /// A condition of the list is missing or cannot be read.
    case conditionMissing(String)
    case noItems
    /// This recipient class may not have the item.
    case itemNotAllowed(item: String, recipient: RecipientClass)
    /// Not one of the recipients inside the office: nothing is given to third parties.
    case unknownRecipientClass
    case recipientUnknown
    /// A vendor never holds a copy.
    case recipientIsVendor
    case keyUnusable
    /// The last moment is missing, past, or later than the office allows.
    case expiryUnusable(days: Int)
    case unknownCopy
    case wrongState(CopyState)
    case expired
    case tooManyRows(limit: Int)
    case rowsOfHourReached(limit: Int)
    /// What a record of a medium needs.
    case transportMissing(String)
    /// The medium carries this container already.
    case mediumRecorded
    case containerGone
    case containerDamaged
    case notAContainer
    case otherKey
    /// Personal data of so many persons in an hour, or as many reveals or pages.
    case ceilingReached(CeilingKind, limit: Int)
    case raiseUnusable
    case ownCeiling
    /// A kept question of the free extraction.
    case nameMissing
    case itemUnknown(String)
    case unknownDefinition
    case definitionState

    public var code: String {
        switch self {
        case .unknownList: "E-CPY-001"
        case .conditionMissing: "E-CPY-002"
        case .noItems: "E-CPY-003"
        case .itemNotAllowed: "E-CPY-004"
        case .unknownRecipientClass: "E-CPY-005"
        case .recipientUnknown: "E-CPY-006"
        case .recipientIsVendor: "E-CPY-007"
        case .keyUnusable: "E-CPY-008"
        case .expiryUnusable: "E-CPY-009"
        case .unknownCopy: "E-CPY-010"
        case .wrongState: "E-CPY-011"
        case .expired: "E-CPY-012"
        case .tooManyRows: "E-CPY-013"
        case .rowsOfHourReached: "E-CPY-014"
        case .transportMissing: "E-CPY-015"
        case .mediumRecorded: "E-CPY-016"
        case .containerGone: "E-CPY-017"
        case .containerDamaged: "E-CPY-018"
        case .notAContainer: "E-CPY-019"
        case .otherKey: "E-CPY-020"
        case .ceilingReached: "E-CPY-021"
        case .raiseUnusable: "E-CPY-022"
        case .ownCeiling: "E-CPY-023"
        case .nameMissing: "E-CPY-024"
        case .itemUnknown: "E-CPY-025"
        case .unknownDefinition: "E-CPY-026"
        case .definitionState: "E-CPY-027"
        }
    }

    public var message: String {
        switch self {
        case .unknownList:
            "その定型の一覧はありません。一覧の表から選び直してください。"
        case .conditionMissing(let condition):
            "抽出の条件「\(condition)」を読めません。入力し直してください。"
        case .noItems:
            "出す項目が一つもありません。必要な項目だけを選んでください。"
        case .itemNotAllowed(let item, let recipient):
            "「\(item)」は、受取先「\(recipient.title)」には出せない項目です。項目を外すか、受取先を確かめてください。"
        case .unknownRecipientClass:
            "受取先が庁内の決められた区分ではないため、複製しません。提供・移転は行わないこととされています（評価書 III-5）。"
        case .recipientUnknown:
            "受取人が、利用中の職員として登録されていません。利用者の一覧で利用者IDを確かめてください。"
        case .recipientIsVendor:
            "委託先（保守）の利用者には、複製を渡せません。複写・複製は禁止されています。"
        case .keyUnusable:
            "受取人の公開鍵を読めません。受取人が hagukumi copy key で作った一行を、そのまま貼り付けてください。"
        case .expiryUnusable(let days):
            "期限は、いまより後で、\(days)日以内の日にしてください。"
        case .unknownCopy:
            "その複製の申請はありません。一覧から選び直してください。"
        case .wrongState(let state):
            "この申請は「\(state.title)」のため、その操作はできません。申請の画面で状態を確かめてください。"
        case .expired:
            "この申請は期限を過ぎました。必要なときは、あらためて申請してください。"
        case .tooManyRows(let limit):
            "一度に出せるのは\(limit)行までです。条件を絞って、申請を分けてください。"
        case .rowsOfHourReached(let limit):
            "一時間に出せるのは一人\(limit)行までです。時間をおくか、条件を絞ってください。"
        case .transportMissing(let what):
            "媒体の搬送の記録に「\(what)」がありません。記録しない媒体には渡しません。入力してください。"
        case .mediumRecorded:
            "この媒体番号には、この複製の同じ記録がすでにあります。媒体の番号を確かめてください。"
        case .containerGone:
            "複製のファイルが保管場所にありません。システム管理者に連絡し、必要ならあらためて申請してください。"
        case .containerDamaged:
            "複製のファイルが書かれたときと違います。渡さないでください。システム管理者に連絡してください。"
        case .notAContainer:
            "このファイルは、はぐくみの複製ではありません。ファイルを確かめてください。"
        case .otherKey:
            "この鍵では開きません。受取人の秘密鍵を指定してください。"
        case .ceilingReached(let kind, let limit):
            "この一時間の\(kind.title)が上限（\(limit)\(kind.unit)）に達したため、表示しません。業務で必要なときは、所属長が理由を記録して、きょうの上限を上げてください。"
        case .raiseUnusable:
            "上げた後の上限は、いまの上限より大きい数にしてください。"
        case .ownCeiling:
            "自分の上限は上げられません。別の決裁者に依頼してください。"
        case .nameMissing:
            "定義の名前がありません。後で分かる名前を付けてください。"
        case .itemUnknown(let item):
            "項目「\(item)」は選べません（ないか、見る権限がありません）。項目を選び直してください。"
        case .unknownDefinition:
            "その抽出の定義はありません。一覧から選び直してください。"
        case .definitionState:
            "この定義は、いまその操作ができません。一覧を開き直して、状態を確かめてください。"
        }
    }

    public var article: String? {
        switch self {
        case .unknownRecipientClass: "評価書 III-5"
        case .recipientIsVendor: "評価書 III-4・番号法11条"
        default: nil
        }
    }
}
