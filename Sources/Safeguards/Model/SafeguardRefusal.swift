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
    /// An officer of another department, without leave.
    case otherDepartment
    /// The use of the person's data is suspended (利用停止).
    case suspendedUse
    /// No record of this municipality has the number.
    case noSuchRecord
    /// The case does not stand where this can be done.
    case wrongState
    /// These roles may not be in one hand.
    case incompatibleRoles
    /// One officer alone may not do this; another one approves it.
    case secondOfficerNeeded
    /// A person of a vendor needs a contract and an employer, and holds no other role.
    case vendorInvalid
    /// No such terminal, or its certificate was revoked (R-85f).
    case unknownTerminal
    /// The name or the fingerprint of a terminal is not usable or taken.
    case terminalInvalid
    /// The emergency access was not reviewed in time.
    case reviewOverdue
    /// More than an emergency access may be.
    case emergencyInvalid
    /// The day of a request for revocation is not possible.
    case revocationInvalid
    /// Lines of the stocktaking are not answered yet.
    case stocktakingOpen(lines: Int)
    /// No command line waits for this officer with this code.
    case codeUnknown
    /// Nobody can stand in like this (不在時代理).
    case delegationInvalid
    /// The own password is changed, never issued anew by oneself.
    case ownPassword
    /// The log-in that was to be ended is over.
    case loginOver

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
        case .otherDepartment: "E-SAF-023"
        case .suspendedUse: "E-SAF-024"
        case .noSuchRecord: "E-SAF-025"
        case .wrongState: "E-SAF-026"
        case .incompatibleRoles: "E-SAF-027"
        case .secondOfficerNeeded: "E-SAF-028"
        case .vendorInvalid: "E-SAF-029"
        case .unknownTerminal: "E-SAF-030"
        case .reviewOverdue: "E-SAF-031"
        case .emergencyInvalid: "E-SAF-032"
        case .stocktakingOpen: "E-SAF-033"
        case .revocationInvalid: "E-SAF-034"
        case .terminalInvalid: "E-SAF-035"
        case .codeUnknown: "E-SAF-036"
        case .delegationInvalid: "E-SAF-037"
        case .ownPassword: "E-SAF-930"
        case .loginOver: "E-SAF-931"
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
        case .otherDepartment:
            "所管課の職員ではないため、個人の情報を扱えません。必要なときは所管課の決裁者に許可を依頼してください。"
        case .suspendedUse:
            "本人の請求により、この方の情報の利用を停止しています。所管課の決裁者に確かめてください。"
        case .noSuchRecord:
            "この番号の記録はありません。番号を確かめてください。"
        case .wrongState:
            "この案件は、いまの状態ではこの操作ができません。案件の状態を開き直して確かめてください。"
        case .incompatibleRoles:
            "この役割の組合せは一人に持たせられません（受付・決裁・給付の兼務、管理者と監査の兼務、保守とほかの役割）。役割を分けてください。"
        case .secondOfficerNeeded:
            "一人では行えません。画面3010で申請し、別の職員の承認を受けてください。"
        case .vendorInvalid:
            "保守事業者の利用者には契約番号と雇用主が必要で、ほかの役割や複製の権限は持てません。契約の登録を確かめてください。"
        case .unknownTerminal:
            "登録されていない端末です。登録済みの端末から利用するか、管理者に端末の登録を依頼してください。"
        case .revocationInvalid:
            "依頼の受付日は今日までの日を入力してください。"
        case .terminalInvalid:
            "端末の名前は空欄にせず、証明書の指紋（SHA-256）は16進の64桁で入力してください。すでに登録された名前や指紋は使えません。"
        case .reviewOverdue:
            "前の緊急アクセスの点検が期限までに済んでいないため、利用を止めています。決裁者に点検を依頼してください。"
        case .emergencyInvalid:
            "緊急アクセスは、認められた操作を選び、60分以内で申請してください。期限の切れたものは使えません。"
        case .codeUnknown:
            "この符号の命令は待っていません。符号を確かめるか、命令をもう一度始めてください（5分以内、本人だけが許せます）。"
        case .delegationInvalid:
            "代理は、決裁の役割を持たない職員に、今日以後・翌年度までの期間で頼みます。代理中の職員が、さらに別の職員に頼むことはできません。"
        case .ownPassword:
            "自分のパスワードは出し直せません。覚えているときは右上の「パスワード」で変更し、忘れたときは別の管理者に頼んでください。"
        case .loginOver:
            "このログインはもう終わっています。一覧を「更新」して、いまの利用を確かめてください。"
        case .stocktakingOpen(let lines):
            "回答のない利用者が\(lines)人います。すべて回答するか、期限の後に締め切ってください。"
        }
    }

    public var article: String? {
        switch self {
        case .wrongPurpose: "番号法9条2項"
        case .foreignAddress, .protectedAddress: "住民基本台帳事務処理要領 第5-10（支援措置）"
        case .unauthenticated, .throttled, .sessionExpired, .sessionLocked, .secondFactorMissing,
            .proofNeeded, .ticketInvalid, .forged, .passwordMustChange,
            .notPermitted, .reasonMissing, .sameOfficer, .alreadyDone, .weakPassword,
            .officerExists, .officerUnknown, .officerInvalid, .grantInvalid, .alreadyInitialised,
            .otherDepartment, .noSuchRecord, .wrongState, .incompatibleRoles,
            .secondOfficerNeeded, .vendorInvalid, .unknownTerminal, .reviewOverdue,
            .emergencyInvalid, .stocktakingOpen, .revocationInvalid, .terminalInvalid,
            .codeUnknown, .delegationInvalid, .ownPassword, .loginOver:
            nil
        case .suspendedUse: "個人情報の保護に関する法律 第98条"

        }
    }
}
