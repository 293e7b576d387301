// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What is refused about papers, guardians, corrections, rules of 専決 and children who never applied.
public enum CaseRefusal: Refusal, Hashable {
    case unknownPaper
    /// The paper was attached by mistake: it is shown to nobody.
    case paperVoided
    case paperTooLarge(megabytes: Int)
    /// Not PDF, PNG or JPEG, or damaged.
    case unreadablePaper
    /// The program that draws pages is not there: nothing is blacked out half-way.
    case noRenderer
    case wrongArea
    /// 番号法16条: which part is missing.
    case identityIncomplete(String)
    /// A document of the list that is not in force on the day.
    case documentNotInForce(String)
    case unknownRule
    /// Signed, refused or ended before.
    case ruleSettled
    /// Days reversed, or another rule is in force in them.
    case rulePeriod
    case useChecked
    /// Why a grant cannot be decided at once.
    case notAtOnce(String)
    /// Something changed since the officer saw what would follow.
    case previewMoved
    case nothingToCorrect
    /// The child is not on the list.
    case notUnregistered
    case claimIncomplete
    case residenceIncomplete
    case notOverdue
    /// The scheme has no enlargement on that day.
    case noEnlargement
    /// Whoever was in the case does not check it.
    case ownUse
    /// No such exception of residence is recorded: there is nothing to take back.
    case unknownException
    /// Ground, day or number of taking a refusal back.
    case reopeningIncomplete
    /// Another registration of the child is being worked on.
    case openElsewhere
    /// A later application was granted: its periods are corrected instead.
    case entitledSince

    public var code: String {
        switch self {
        case .unknownPaper: "E-CAS-001"
        case .paperVoided: "E-CAS-002"
        case .paperTooLarge: "E-CAS-003"
        case .unreadablePaper: "E-CAS-004"
        case .noRenderer: "E-CAS-005"
        case .wrongArea: "E-CAS-006"
        case .identityIncomplete: "E-CAS-007"
        case .documentNotInForce: "E-CAS-008"
        case .unknownRule: "E-CAS-009"
        case .ruleSettled: "E-CAS-010"
        case .rulePeriod: "E-CAS-011"
        case .useChecked: "E-CAS-012"
        case .notAtOnce: "E-CAS-013"
        case .previewMoved: "E-CAS-014"
        case .nothingToCorrect: "E-CAS-015"
        case .notUnregistered: "E-CAS-016"
        case .claimIncomplete: "E-CAS-017"
        case .residenceIncomplete: "E-CAS-018"
        case .notOverdue: "E-CAS-019"
        case .noEnlargement: "E-CAS-020"
        case .ownUse: "E-CAS-021"
        case .unknownException: "E-CAS-022"
        case .reopeningIncomplete: "E-CAS-023"
        case .openElsewhere: "E-CAS-024"
        case .entitledSince: "E-CAS-025"
        }
    }

    public var article: String? {
        switch self {
        case .identityIncomplete: "番号法第16条"
        default: nil
        }
    }
}

extension CaseRefusal {
    public var message: String {
        switch self {
        case .unknownPaper: "書類が見つかりません。書類の一覧を開き直してください。"
        case .paperVoided: "この書類は誤って登録されたものとして外されています。書類の一覧を確認してください。"
        case .paperTooLarge(let megabytes):
            "ファイルが\(megabytes)MBを超えています。解像度を下げるか、分けて読み取ってください。"
        case .unreadablePaper: "PDF・PNG・JPEGとして読めません。もう一度読み取るか、別の形式で保存してください。"
        case .noRenderer: "書類を描く仕組みがこの端末に入っていないため、黒塗りできません。管理者に連絡してください。"
        case .wrongArea: "黒塗りの範囲が紙の外か、逆になっています。ページと、左上・右下の位置を確認してください。"
        case .identityIncomplete(let what):
            "本人確認の書類がそろっていません(\(what))。見た書類に印を付け、足りなければ提示を求めてください。"
        case .documentNotInForce(let name):
            "「\(name)」は、この日には確認書類として使えません。別の書類の提示を求めてください。"
        case .unknownRule: "その定め（専決・事前承認）が見つかりません。一覧を開き直してください。"
        case .ruleSettled: "この定め（専決・事前承認）は、承認・不承認または終了が済んでいます。一覧を開き直してください。"
        case .rulePeriod: "期間が逆か、終わっているか、ほかの定めと重なります。期間を確認してください。"
        case .useChecked: "この認定の事後確認は済んでいます。一覧を開き直してください。"
        case .notAtOnce(let why): "その場では決定できません(\(why))。決裁に回してください。"
        case .previewMoved:
            "確かめた後に、影響の内容が変わりました。もう一度、影響を確かめてから起案してください。"
        case .nothingToCorrect: "訂正できる決定がないか、訂正しても何も変わりません。資格履歴を確認してください。"
        case .notUnregistered: "未申請の一覧にない児童です。一覧を作り直して確認してください。"
        case .claimIncomplete: "保護者の異動の理由、日、根拠がそろっていません。入力してください。"
        case .residenceIncomplete: "特例の期間が逆か、必要な書類がそろっていません。確認して入力してください。"
        case .notOverdue: "書類を待っている申請ではないか、期限が過ぎていません。受付簿で確認してください。"
        case .noEnlargement: "その日に制度の拡大はありません。制度の本の施行日を確認してください。"
        case .ownUse: "この認定に関わった本人は、事後確認できません。別の決裁者が確認してください。"
        case .unknownException:
            "取り消す特例の記録が見つかりません。特例と始まりの日を、記録のとおりに入力してください。"
        case .reopeningIncomplete:
            "却下を取り消す根拠がそろっていません。裁決・職権の別と、却下の日から今日までの日付、裁決の番号を入力してください。"
        case .openElsewhere:
            "この児童の別の登録申請が処理中のため、却下した申請を開けません。先の申請を決定するか取り下げてから、もう一度起案してください。"
        case .entitledSince:
            "却下の後の申請で、この児童に資格があります。始まりの日は、その資格の「有効期間を訂正する」で早めてください。"
        }
    }
}
