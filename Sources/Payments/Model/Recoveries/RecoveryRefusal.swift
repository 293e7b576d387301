// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What 返還 refuses; messages never carry a value about a person.
public enum RecoveryRefusal: Refusal, Hashable {
    /// The book leaves days or the limitation open.
    case termsUnset(String)
    case unknownRequest
    case requestSettled
    /// A request of the same kind waits already.
    case requestOpen
    /// The parts do not add up to what is outstanding, or their days do not rise.
    case planDiffers
    case tooManyInstalments(most: Int)
    /// A day of agreement is missing or lies ahead.
    case notAgreed
    /// The payment belongs to somebody else.
    case otherRecipient
    /// More than the payment or the claim has left.
    case offsetTooLarge
    /// 時効: the claim still stands.
    case standsUntil(CivilDate)
    /// The claim has lapsed: nothing may be asked for or received any more.
    case lapsed(CivilDate)
    case dunningTooEarly(CivilDate)
    case notDemanded
    case nothingDue
    /// The claim itself waits for a second officer.
    case notApproved
    /// The examining body has not answered yet about the claim in kind.
    case objectionOpen
    /// The family is asked for what was paid in kind.
    case askedOfFamily
    /// The family has given back all that is left of a claim in kind.
    case givenBack
    /// The same money comes back by an accident (第三者行為・災害共済).
    case askedByAccident(Int64)
    /// The insurer has paid a part to the city, or is to pay it (代理受領): so much is left.
    case paidByInsurer(Int64, left: Yen)
    /// 過誤納: more is paid in than is outstanding.
    case overpaid(outstanding: Yen)
    case unknownReceipt
    /// The receipt counts no more already.
    case receiptReversed

    public var code: String {
        switch self {
        case .termsUnset: "E-PAY-051"
        case .unknownRequest: "E-PAY-052"
        case .requestSettled: "E-PAY-053"
        case .requestOpen: "E-PAY-054"
        case .planDiffers: "E-PAY-055"
        case .tooManyInstalments: "E-PAY-056"
        case .notAgreed: "E-PAY-057"
        case .otherRecipient: "E-PAY-058"
        case .offsetTooLarge: "E-PAY-059"
        case .standsUntil: "E-PAY-060"
        case .lapsed: "E-PAY-061"
        case .dunningTooEarly: "E-PAY-062"
        case .notDemanded: "E-PAY-063"
        case .nothingDue: "E-PAY-064"
        case .notApproved: "E-PAY-065"
        case .objectionOpen: "E-PAY-066"
        case .askedOfFamily: "E-PAY-067"
        case .givenBack: "E-PAY-104"
        case .askedByAccident: "E-PAY-105"
        case .paidByInsurer: "E-PAY-115"
        case .overpaid: "E-PAY-116"
        case .unknownReceipt: "E-PAY-117"
        case .receiptReversed: "E-PAY-118"
        }
    }

    public var message: String {
        switch self {
        case .termsUnset(let name):
            "制度の値「\(name)」が未設定のため、期限や時効が決まりません。管理者が制度の値を設定してください。"
        case .unknownRequest: "返還についての起案が見つかりません。返還の画面を開き直してください。"
        case .requestSettled: "この起案は決裁または差戻しが済んでいます。返還の画面を開き直してください。"
        case .requestOpen: "同じ種類の起案が決裁待ちです。先に決裁または差戻しをしてください。"
        case .planDiffers: "分納の合計が残額と合わないか、納期限が順に並んでいません。回数と期限を確認してください。"
        case .tooManyInstalments(let most): "分納は\(most)回までです。回数を減らしてください。"
        case .notAgreed: "本人の同意（誓約）の日がないか、先の日付です。書面を受けた日を入力してください。"
        case .otherRecipient: "充当できるのは、返還する本人への支給だけです。支給予定を選び直してください。"
        case .offsetTooLarge: "充当の額が、支給の額または返還の残額を超えています。金額を確認してください。"
        case .standsUntil(let day):
            "この返還の時効は\(Wareki.text(day))の終わりまで完成しません。督促または分納を検討してください。"
        case .lapsed(let day):
            "この返還は\(Wareki.text(day))の終わりに時効が完成しています。不納欠損を起案してください。"
        case .dunningTooEarly(let day): "督促状は\(Wareki.text(day))から出せます。納期限と納付を確認してください。"
        case .notDemanded: "納入通知書を出していない返還は督促できません。先に納入通知書を出してください。"
        case .notApproved: "返還の請求がまだ決裁されていません。別の職員が決裁するまで、通知も入金も記録できません。"
        case .objectionOpen: "このレセプトは申立（過誤など）の結果を待っています。結果を記録してから、返還を登録してください。"
        case .askedOfFamily:
            "このレセプトの額は保護者の返還として登録されています。申し立てるときは、先に返還を取り下げるか差し戻してください。返還済みの分を除いて申し立てられます。"
        case .givenBack: "このレセプトの額は、保護者がすべて返しています。申し立てる額が残っていません。返還の画面で納付を確かめてください。"
        case .askedByAccident(let id):
            "この給付は第三者行為・災害共済 D\(id) で返還や入金があり、合わせると助成した額を超えます。D\(id) の画面で返還と入金を確かめ、残りの額だけを求めるか、事故の返還を先に取り下げてください。"
        case .paidByInsurer(let id, let left):
            "この給付は代理受領 K\(id) で保険者からの入金または入金の見込があり、保護者に求められる残りは\(left)です。\(left)までに直してください。受領分は保険者との精算です。保険者に請求しないときは、K\(id) を終了してから登録してください。"
        case .overpaid(let outstanding):
            "納付の額が残り（\(outstanding)）を超えています。額を確かめてください。窓口なら、超えた分はその場で返します。納付書で入ったものは、返還の画面で納付書の番号を入れると、超えた分を過誤納として記録し、還付・充当できます。"
        case .unknownReceipt: "取り消す納付が見つかりません。返還の画面を開き直してください。"
        case .receiptReversed: "この納付は取消し済みです。正しい額は、納付としてもう一度記録してください。"
        case .nothingDue: "残額または期限の来た分納がありません。返還の画面を開き直してください。"
        }
    }
}
