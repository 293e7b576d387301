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
        case .unknownProxy:
            "代理受領の記録が見つかりません。一覧を開き直してください。"
        case .proxyClosed:
            "この代理受領は終了しています。"
        case .notRequested:
            "保険者へ請求していないか、保険者の決定がまだありません。先に請求書の作成か決定の入力をしてください。"
        case .alreadyRequested:
            "保険者へ請求済みです。二度請求しないよう、先の請求の結果を待ってください。"
        default: nil
        }
    }
}
