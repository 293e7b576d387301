// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What 資格 refuses, in order of precedence; messages never carry a value about a person.
public enum EntitlementRefusal: Refusal, Hashable {
    /// The receipt number was given out before.
    case duplicateReceipt(String)
    /// An application for this child is still open.
    case openApplicationExists
    /// The child is entitled already.
    case alreadyEntitled
    /// The purpose of taking the number was not explained.
    case notExplained
    /// 番号確認 or 身元確認 is missing.
    case identityNotChecked
    /// The interview tick is missing.
    case notInterviewed
    /// Applicant and child are one person.
    case applicantIsChild
    /// The application is dated after today.
    case appliedInFuture
    /// A person is not in the register of the city.
    case unknownPerson
    case unknownApplication
    /// The state of the application does not allow the command.
    case notAllowed(ApplicationCommand, ApplicationStatus)
    /// No resident-record check is attached.
    case noResidentCheck
    /// The check is older than the office allows; check again.
    case staleResidentCheck(hours: Int)
    case noJudgement
    /// A hold, a return or a withdrawal needs a reason.
    case missingReason
    /// The due day lies in the past.
    case dueDayPassed
    case unknownProposal
    /// The proposal was approved, sent back or replaced before.
    case proposalSettled
    /// Another decision came in between; judge again.
    case proposalOvertaken
    /// All 1,000,000 serials are used.
    case recipientNumbersExhausted
    /// Nothing to change or to end: the child is not entitled.
    case notEntitled
    /// The day of the change lies outside the entitlement.
    case dayOutsideEntitlement
    case wrongInsurerNumber
    /// The day of loss lies before the day of acquisition.
    case insuranceDaysReversed
    /// The holder cannot be written in bank-transfer kana.
    case unusablePayee(String)
    case wrongAccount
    /// The book leaves a value open that this procedure needs.
    case schemeUnset(String)
    /// The person has neither an application nor an entitlement.
    case notLinked
    case unknownCertificate
    /// The head has signed such a rule for these days already.
    case headRuleExists
    /// What letters rest on is older than the office allows.
    case staleFeed(String, asOf: Instant)
    /// The account does not wait: it was confirmed or refused before.
    case accountSettled
    /// A protection measure of the family is directed against this person (加害者).
    case namedAbuser
    /// A head has put the proposal aside.
    case proposalHeld
    /// What would be decided together is not what the head was shown.
    case batchChanged
    /// There is no suspension to be released.
    case notSuspended
    /// The book asks about income, and so much of it is not known.
    case incomeUnknown(String)
    /// The book of the city has no such exception of residence.
    case noSuchException(String)
    /// What was written of the income does not fit together.
    case incomeIncomplete
    /// The income of this person counts in no judgement of the child.
    case incomeOfOther
    /// The book of the city has no such place of reception.
    case unknownPlace
    /// Letters of today, or of a day to come, are still in the house.
    case dayNotOver
    /// No letter to a party outside waits from that day or before.
    case nothingOlder
    /// The letter has an answer already, or could have none on that day.
    case answerRefused
    /// Such a reason is the book's to find.
    case notForOfficers
    /// The book refuses the application already.
    case refusedByBook
    /// Something about the child waits for a decision already.
    case proposalWaits
    /// An officer must lengthen it: why, in words.
    case periodsByHand(isSuspended: Bool)
    /// Of the age, but for another reason not covered for longer from that day.
    case barredFrom(CivilDate)
    /// The book covers the age on that day still: this is no end by age.
    case stillCovered(CivilDate)
    /// The book asks about the stay (在留), and so much of it is not known.
    case stayUnknown(String)
}

extension EntitlementRefusal {
    public var code: String {
        switch self {
        case .duplicateReceipt: "E-ENT-001"
        case .openApplicationExists: "E-ENT-002"
        case .alreadyEntitled: "E-ENT-003"
        case .notExplained: "E-ENT-004"
        case .identityNotChecked: "E-ENT-005"
        case .notInterviewed: "E-ENT-006"
        case .applicantIsChild: "E-ENT-007"
        case .appliedInFuture: "E-ENT-008"
        case .unknownPerson: "E-ENT-009"
        case .unknownApplication: "E-ENT-010"
        case .notAllowed: "E-ENT-011"
        case .noResidentCheck: "E-ENT-012"
        case .staleResidentCheck: "E-ENT-013"
        case .noJudgement: "E-ENT-014"
        case .missingReason: "E-ENT-015"
        case .dueDayPassed: "E-ENT-016"
        case .unknownProposal: "E-ENT-017"
        case .proposalSettled: "E-ENT-018"
        case .proposalOvertaken: "E-ENT-019"
        case .recipientNumbersExhausted: "E-ENT-020"
        case .notEntitled: "E-ENT-021"
        case .dayOutsideEntitlement: "E-ENT-022"
        case .wrongInsurerNumber: "E-ENT-023"
        case .insuranceDaysReversed: "E-ENT-024"
        case .unusablePayee: "E-ENT-025"
        case .wrongAccount: "E-ENT-026"
        case .schemeUnset: "E-ENT-027"
        case .notLinked: "E-ENT-028"
        case .unknownCertificate: "E-ENT-029"
        case .headRuleExists: "E-ENT-030"
        case .staleFeed: "E-ENT-031"
        case .accountSettled: "E-ENT-032"
        case .namedAbuser: "E-ENT-033"
        case .proposalHeld: "E-ENT-034"
        case .incomeUnknown: "E-ENT-035"
        case .noSuchException: "E-ENT-036"
        case .incomeIncomplete: "E-ENT-037"
        case .incomeOfOther: "E-ENT-038"
        case .batchChanged: "E-ENT-039"
        case .notSuspended: "E-ENT-040"
        case .unknownPlace: "E-ENT-041"
        case .dayNotOver: "E-ENT-042"
        case .nothingOlder: "E-ENT-043"
        case .answerRefused: "E-ENT-044"
        case .notForOfficers: "E-ENT-045"
        case .refusedByBook: "E-ENT-046"
        case .proposalWaits: "E-ENT-047"
        case .periodsByHand: "E-ENT-048"
        case .barredFrom: "E-ENT-049"
        case .stillCovered: "E-ENT-050"
        case .stayUnknown: "E-ENT-051"
        }
    }

    public var message: String {
        switch self {
        case .duplicateReceipt(let receipt):
            "受付番号 \(receipt) は使用済みです。同じ申請書を二度受け付けていないか確認してください。"
        case .openApplicationExists:
            "この児童には処理中の登録申請があります。受付簿で先の申請を確認してください。"
        case .alreadyEntitled:
            "この児童は既に認定されています。変更は変更届、証の再発行は再交付で受け付けてください。"
        case .notExplained:
            "利用目的の説明が記録されていません。説明文を示して説明し、説明済みにしてください。"
        case .identityNotChecked:
            "番号確認または身元確認の記録がありません。確認した書類を選んでください。"
        case .notInterviewed:
            "対面による聞き取りの記録がありません。聞き取りを行い、記録してください。"
        case .applicantIsChild:
            "申請者と対象児童が同じ人です。保護者の宛名番号を申請者に入力してください。"
        case .appliedInFuture:
            "申請年月日が今日より後です。日付を確認してください。"
        case .unknownPerson:
            "宛名に登録のない人です。統合宛名で検索し、宛名番号を確認してください。"
        case .unknownApplication:
            "申請が見つかりません。受付番号を確認してください。"
        case .notAllowed(let command, let status):
            "「\(status.wording)」の申請に「\(command.wording)」はできません。申請の状態を確認してください。"
        case .noResidentCheck:
            "住民記録の確認がまだです。住民記録を確認してから審査してください。"
        case .staleResidentCheck(let hours):
            "住民記録の確認から\(hours)時間を過ぎました。もう一度確認してから審査してください。"
        case .noJudgement:
            "審査の結果がありません。審査を行ってから決定案を作ってください。"
        case .missingReason:
            "理由が入力されていません。理由を入力してください。"
        case .dueDayPassed:
            "期限が今日より前です。今日以後の日を入力してください。"
        case .unknownProposal:
            "決定案が見つかりません。決裁待ちの一覧を開き直してください。"
        case .proposalSettled:
            "この決定案は処理済みです。決裁待ちの一覧を開き直してください。"
        case .proposalOvertaken:
            "決定案を作った後に資格が変わりました。差し戻して審査をやり直してください。"
        case .recipientNumbersExhausted:
            "受給者番号の空きがありません。番号の付け方を管理者と決めてください。"
        case .notEntitled:
            "この児童は認定されていません。対象者台帳で資格を確認してください。"
        case .dayOutsideEntitlement:
            "異動日が有効期間の外です。異動日と有効期間を確認してください。"
        case .wrongInsurerNumber:
            "保険者番号の検証数字が合いません。資格確認書などの番号を確認してください。"
        case .insuranceDaysReversed:
            "資格喪失日が資格取得日より前です。日付を確認してください。"
        case .unusablePayee(let why):
            "口座名義人を振込データに書けません(\(why))。通帳の表記のとおりカナで入力してください。"
        case .wrongAccount:
            "口座の桁数が合いません。金融機関4桁、支店3桁、口座番号7桁以内で入力してください。"
        case .schemeUnset(let name):
            "制度の値「\(name)」が未設定のため審査を終えられません。管理者が制度の値を設定してください。"
        case .notLinked:
            "申請も資格もない人の情報は登録できません。宛名番号を確認してください。"
        case .unknownCertificate:
            "受給資格証の交付記録が見つかりません。交付番号を確認してください。"
        case .staleFeed(let title, let moment):
            "「\(title)」が\(Wareki.text(moment.dayInJapan))現在のもので、古すぎます。新しいファイルを取り込んでから発行してください。届かないときは、管理者が理由を付けて発行を許可できます。"
        case .accountSettled:
            "この口座は確認済みか、認めないと決まっています。口座の確認の一覧を開き直してください。"
        case .namedAbuser:
            "支援措置で相手方とされている方に当たるため、この手続きは行えません。対象者のことは何も伝えず、所属長に引き継いでください。"
        case .proposalHeld:
            "この案は決裁が保留されています。案を開いて保留の理由を確かめ、保留を解いてから決裁してください。"
        case .incomeUnknown(let what):
            "\(what)がないため、所得の要件を判定できません。同意を得て照会するか課税証明書を求め、届くまで申請を保留してください。"
        case .noSuchException(let name):
            "制度の本に「\(name)」はありません（その日の規定がありません）。取扱いは制度の本（所属の規則）で確かめてください。"
        case .incomeIncomplete:
            "所得の書類の内容がそろっていないか、制度の本が所得を問わない年度です。年度・申告の有無・非課税か額のどちらか・扶養の人数を確かめてください。"
        case .incomeOfOther:
            "この人の所得は、この児童の判定に数えません。受給者と、福祉世帯（なければ住民記録）のもう一方の保護者から選んでください。"
        case .batchChanged:
            "確かめた後に、決裁できる案が変わったため、まだ一件も決裁していません。下の件数を見直して、もう一度決裁してください。"
        case .unknownPlace:
            "その受付の場所は、制度の本の受付場所の一覧（application.places）にありません。場所を選び直してください。"
        case .dayNotOver:
            "今日か今日より後の日です。今日発行した文書は発送の一覧から一通ずつ記録し、昨日までの日を入力してください。"
        case .answerRefused:
            "この文書の回答はもう記録されているか、回答の日が発行の日より前か今日より後です。文書の一覧と日付を確かめてください。"
        case .nothingOlder:
            "その日までに発行して発送を待つ相手方あての文書はありません（引抜きになったものは除きます）。日を確かめてください。"
        case .notForOfficers:
            "その理由は、判定（制度の本）から決まるもので、選べません。却下の理由を選び直してください。"
        case .refusedByBook:
            "この申請は、判定が却下の見込みです。判定の理由のまま「却下を起案する」で起案してください。"
        case .proposalWaits:
            "この児童には決裁待ちの案があります。先に決裁するか差し戻してから、もう一度行ってください。"
        case .periodsByHand(isSuspended: true):
            "停止中で、終わりの日を訂正した資格のため、まとめては延ばしません。停止の解除の決裁の後に、対象者台帳で経過を確かめ、「有効期間を訂正する」で終わりの日を延ばしてください。"
        case .periodsByHand(isSuspended: false):
            "終わりの日を訂正した資格のため、まとめては延ばしません。対象者台帳で経過を確かめ、「有効期間を訂正する」で終わりの日を延ばしてください。通院か入院の一方が先に終わっているときは、その始まりの日を手で変えないでください（前の期間が資格のない日になります）。"
        case .barredFrom(let day):
            "\(Wareki.text(day))に、年齢のほかの要件（住所・健康保険・除外・所得）で対象にならないか、終わりの日が変わらないため、延ばせません。台帳を確かめ、誤りがなければそのままにしてください。"
        case .stillCovered(let day):
            "制度の本では\(Wareki.text(day))も対象の年齢のため、年齢到達では終わらせません。未申請者・勧奨（1170）の制度の拡大で延ばしてください。ほかの理由で終わるときは、資格消滅（1130）で終わらせてください。"
        case .stayUnknown(let what):
            "\(what)がないため、在留資格の要件を判定できません。在留カードを確かめ、住民記録の担当に記録を確かめてもらい、届くまで申請を保留してください。"
        case .notSuspended:
            "この児童の資格は停止されていません。対象者台帳で資格の履歴を確認してください。"
        case .headRuleExists:
            "同じ種類の事前承認が有効です。期間を確認してください。"
        }
    }

    public var article: String? {
        switch self {
        case .identityNotChecked, .notInterviewed: "番号法第16条"
        case .namedAbuser: "住民基本台帳事務処理要領 第5-10（支援措置）"
        case .notExplained: "個人情報の保護に関する法律第62条"
        default: nil
        }
    }
}
