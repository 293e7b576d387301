// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension BenefitsRefusal {
    /// What the adjustments of benefits refuse: doubles, accidents, mandates.
    var adjustmentMessage: String? {
        switch self {
        case .duplicateUndecided:
            "二重給付の疑いの判断がまだありません。「給付台帳」で二つの給付を比べ、同じ診療か別の診療かを記録してください。"
        case .noSuchPair:
            "比べる二つの給付が見つからないか、似ていません。給付台帳を開き直してください。"
        case .dayInFuture:
            "日付が今日より後です。日付を確かめてください。"
        case .nextDayPassed:
            "次に照会する日は、明日より後の日にしてください。"
        case .reportBeforeAccident:
            "届出の日が事故の日より前です。日付を確かめてください。"
        case .childUnknown:
            "受給資格の登録がない児童です。宛名番号を確かめてください。"
        case .unknownLiability:
            "第三者行為・災害共済の記録が見つかりません。一覧を開き直してください。"
        case .liabilityClosed:
            "この記録は終了しています。新しい事故なら、新しい記録を作ってください。"
        case .unknownBenefit:
            "給付が見つかりません。給付台帳を開き直してください。"
        case .moneyOutstanding:
            "相手方・保険者からの未収金か、決裁を待つ返還が残っています。入金か合意か差戻しを記録してから終了してください。"
        case .unknownReceipt:
            "取り消す入金が見つかりません。画面を開き直してください。"
        case .receiptReversed:
            "この入金は取消し済みです。正しい額は、入金としてもう一度記録してください。"
        case .unknownClaimBack:
            "返還の起案が見つかりません。決裁待ちの一覧を開き直してください。"
        case .claimBackSettled:
            "この返還の起案は処理済みです。決裁待ちの一覧を開き直してください。"
        case .insurerNotRegistered:
            "診療月の健康保険の登録がありません。保険資格を登録してから委任を受け付けてください。"
        case .mandateKnown:
            "この児童と診療年月の委任は受付済みです。代理受領の一覧を確かめてください。"
        case .nothingExpected:
            "見込まれる高額療養費がありません。所得区分と診療年月を確かめてください。"
        case .yearNotOver:
            "年間上限の年（8月から翌年7月）がまだ終わっていません。終わってから、1年分の委任を受け付けてください。"
        case .lowPayPaperMissing:
            "低い標準報酬月額の年間上限を使うには、それを示す書類が要ります。書類の名と日付を入力してください。"
        case .lowPayNotOfBand:
            "この所得区分には、低い標準報酬月額の年間上限がありません。所得区分を確かめるか、「区分のとおり」を選んでください。"
        case .nothingAboveCap:
            "1年の自己負担（月の高額療養費の後）が年間上限を超えていません。所得区分・児童・年を確かめてください。"
        case .yearMandateKnown(let id):
            "この保険者へのこの年の年間上限の委任は受付済みです(K\(id))。代理受領の一覧を確かめてください。"
                + "年の途中で保険者が変わったときは、別の保険者だった月を診療年月に入れると、その保険者の分を受け付けられます。"
        case .unknownProxy:
            "代理受領の記録が見つかりません。一覧を開き直してください。"
        case .proxyClosed:
            "この代理受領は終了しています。"
        case .notRequested:
            "保険者へ請求していないか、保険者の決定がまだありません。先に請求書の作成か決定の入力をしてください。"
        case .alreadyRequested:
            "保険者へ請求済みです。二度請求しないよう、先の請求の結果を待ってください。"
        case .otherInsurer:
            "別の保険者の委任が混ざっています。請求書は保険者ごとに作ってください。"
        case .proxyProtected:
            "支援措置の対象者が含まれています。保険者から被保険者に通知が届くことがあるため、請求書には載せられません。対象者を外し、取扱いを上司に相談してください。"
        case .referenceUsed:
            "この文書番号は使われています。別の文書番号を入力してください。"
        case .answerDayPassed:
            "回答の期限は、明日より後の日にしてください。"
        case .insurerAddressMissing:
            "保険者の名称か所在地がありません。封筒の宛先になるので、入力してください。"
        case .unknownInsurerRequest:
            "保険者あての請求書が見つかりません。代理受領の一覧を開き直してください。"
        case .nothingToRemind:
            "この請求書の委任はすべて回答済みです。督促するものはありません。"
        case .householdWrong:
            "家族の一部負担の行に、続柄のないもの、または一部負担金が総医療費を超えるものがあります。領収書を確かめてください。"
        default: nil
        }
    }
}
