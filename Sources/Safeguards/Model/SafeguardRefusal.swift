// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why the safeguards say no. Cases in order of precedence.
public enum SafeguardRefusal: Refusal, Hashable {
    /// Nobody is logged in, or user id and password do not fit. One answer for both, and for unknown
    /// users: nothing tells which user ids exist.
    case unauthenticated
    /// Too many failures; try again after so many seconds.
    case throttled(seconds: Int)
    case sessionExpired
    /// Nobody worked for a while: the authenticator opens the log-in again.
    case sessionLocked
    /// The password alone opens nothing here.
    case secondFactorMissing
    /// A sensitive act: the authenticator must prove the officer again.
    case proofNeeded
    /// No such ticket, used, over, or not yet confirmed by a second officer.
    case ticketInvalid
    /// The form does not come from a page of this session.
    case forged
    /// The first password must be changed before anything else.
    case passwordMustChange
    case notPermitted
    case wrongPurpose
    case reasonMissing
    case sameOfficer
    /// The same request was carried out before, by this operation.
    case alreadyDone(operation: Int64)
    case weakPassword(PasswordWeakness)
    case officerExists
    case officerUnknown
    case officerInvalid
    case grantInvalid
    /// The address belongs to somebody else than the recipient of the letter.
    case foreignAddress
    /// The address is protected (支援措置) and has not been released by two persons.
    case protectedAddress
    /// The installation has its first officer already.
    case alreadyInitialised

    public var code: String {
        switch self {
        case .unauthenticated: "E-SAF-001"
        case .throttled: "E-SAF-002"
        case .sessionExpired: "E-SAF-003"
        case .forged: "E-SAF-004"
        case .passwordMustChange: "E-SAF-005"
        case .notPermitted: "E-SAF-006"
        case .wrongPurpose: "E-SAF-007"
        case .reasonMissing: "E-SAF-008"
        case .sameOfficer: "E-SAF-009"
        case .alreadyDone: "E-SAF-010"
        case .weakPassword: "E-SAF-011"
        case .officerExists: "E-SAF-012"
        case .officerUnknown: "E-SAF-013"
        case .grantInvalid: "E-SAF-014"
        case .foreignAddress: "E-SAF-015"
        case .protectedAddress: "E-SAF-016"
        case .alreadyInitialised: "E-SAF-017"
        case .sessionLocked: "E-SAF-019"
        case .secondFactorMissing: "E-SAF-020"
        case .proofNeeded: "E-SAF-021"
        case .ticketInvalid: "E-SAF-022"
        case .officerInvalid: "E-SAF-018"
        }
    }

    public var message: String {
        switch self {
        case .unauthenticated:
            "利用者IDまたはパスワードが違います。確かめてもう一度入力してください。"
        case .throttled(let seconds):
            "続けて失敗したため受け付けられません。\(seconds)秒たってからもう一度入力してください。"
        case .sessionLocked:
            "しばらく操作がなかったため、画面を閉じました。認証器で確かめると、続きから始められます。"
        case .secondFactorMissing:
            "パスワードのほかに認証器での確認が必要です。ログインの画面から認証器を使ってください。"
        case .proofNeeded:
            "大切な操作のため、認証器でもう一度本人を確かめます。確かめてから、もう一度行ってください。"
        case .ticketInvalid:
            "登録票の言葉が違うか、期限切れ・使用済み、または二人目の確認がまだです。システム管理者に確かめてください。"
        case .sessionExpired:
            "利用の時間が終わりました。もう一度ログインしてください。"
        case .forged:
            "画面の有効期限が切れています。前の画面を開き直して、もう一度操作してください。"
        case .passwordMustChange:
            "最初のパスワードのままでは利用できません。パスワードを変更してください。"
        case .notPermitted:
            "この操作の権限がありません。必要なときは管理者に依頼してください。"
        case .wrongPurpose:
            "この操作は、指定された利用目的では行えません。正しい業務の画面から行ってください。"
        case .reasonMissing:
            "この操作には理由が必要です。理由を入力してください。"
        case .sameOfficer:
            "起案した本人は決裁できません。別の職員が決裁してください。"
        case .alreadyDone(let operation):
            "この処理はすでに済んでいます（操作番号\(operation)）。二度は行いません。結果を照会してください。"
        case .weakPassword(let weakness):
            weakness.message
        case .officerExists:
            "この利用者IDはすでに使われています。別の利用者IDにしてください。"
        case .officerUnknown:
            "この利用者IDの職員はいません。利用者の一覧で確かめてください。"
        case .officerInvalid:
            "利用者IDは半角の英小文字・数字・「.」「_」「-」で2〜32文字、氏名は空欄にせず、人の役割を選んでください。"
        case .grantInvalid:
            "権限の期間が正しくありません。今日より後の日を終わりにしてください。"
        case .foreignAddress:
            "宛先本人以外の住所は印字できません。宛先を確かめてください。"
        case .protectedAddress:
            "支援措置の対象者です。二人の職員による確認の後でなければ住所を扱えません。"
        case .alreadyInitialised:
            "最初の管理者はすでに登録されています。管理者がログインして登録してください。"
        }
    }

    public var article: String? {
        switch self {
        case .wrongPurpose: "番号法9条2項"
        case .foreignAddress, .protectedAddress: "住民基本台帳事務処理要領 第5-10（支援措置）"
        case .unauthenticated, .throttled, .sessionExpired, .sessionLocked, .secondFactorMissing,
            .proofNeeded, .ticketInvalid, .forged, .passwordMustChange,
            .notPermitted, .reasonMissing, .sameOfficer, .alreadyDone, .weakPassword,
            .officerExists, .officerUnknown, .officerInvalid, .grantInvalid, .alreadyInitialised:
            nil
        }
    }
}
