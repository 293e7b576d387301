// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension BenefitsRefusal {
    public var message: String { claimMessage ?? adjustmentMessage ?? reimbursementMessage }

    private var claimMessage: String? {
        switch self {
        case .schemeUnset(let name):
            "制度の値「\(name)」が未設定のため処理できません。管理者が制度の値を設定してください。"
        case .fileDamaged(let line, let what):
            "ファイルが壊れているため、全体を取り込みません（\(line)行目: \(what)）。請求元から受け取り直してください。"
        case .treatmentAfterBilling:
            "診療年月が請求年月より後です。請求元に確かめてください。"
        case .funderNotOurs:
            "この市の公費負担者番号がありません。請求先の市町村を確かめ、返戻してください。"
        case .funderOfOthers(let right):
            "この児童のこの診療の公費負担者番号は \(right) です（年齢か入外で番号が分かれています）。番号を直すか、返戻してください。"
        case .recipientUnknown:
            "受給者番号に当たる資格がありません。番号と資格を確かめ、資格なしとして申し立ててください。"
        case .recipientNumberReplaced:
            "この児童の今の受給者番号と違います。新しい番号に直すか、返戻してください。"
        case .outsidePeriod(let month):
            "\(Wareki.text(month))の診療は資格の有効期間の外です。資格を確かめ、期間外として申し立ててください。"
        case .daysOutside(let outside, let all):
            "受診日\(all)日のうち\(outside)日が資格の有効期間の外です。明細書の額は日で分けられないため支給しません。資格と受診日を確かめ、期間外として返戻し、資格のある日の分を請求し直してもらってください。"
        case .releaseAwaited(let month):
            "\(Wareki.text(month))の診療は資格の停止の間ですが、停止の解除が再判定か決裁を待っています。期間外として返戻・申立・不支給にせず、解除の決裁の後に再判定してください。"
        case .publicAssistance:
            "生活保護の公費が併記されています。生活保護の児童は対象外のため、資格を確かめてください。"
        case .insurerDiffers:
            "保険者番号が、登録された健康保険と違います。保険の変更を確かめてから再判定してください。"
        case .insurerUnknown:
            "診療月の健康保険の登録がありません。保険資格を確かめてから再判定してください。"
        case .birthDiffers:
            "生年月日が、登録された児童と違います。受給者番号の取り違えを確かめてください。"
        case .ratioDiffers:
            "給付割合が、年齢から決まる割合と違います。割合を確かめてください。"
        case .amountDiffers(let written, let computed):
            "負担金額 \(written) が、点数と割合から計算した \(computed) と違います。請求元に確かめてください。"
        case .thirdParty:
            "第三者行為の記載があります。求償を確かめるまで助成しません。"
        case .outOfArea:
            "現物給付の区域の外の医療機関です。窓口で支払い、償還払いで申請してもらってください。"
        case .overThreshold(let yen):
            "負担額 \(yen) は償還払いに切り替わる額です。現物給付の対象外として返戻してください。"
        case .claimHeld(let what):
            "計算に必要な値がありません（\(what)）。値がそろってから再判定してください。"
        case .duplicateClaim:
            "同じ児童・医療機関・診療月・入外の明細書を取込済みです。二重の請求として申し立ててください。"
        case .duplicateReimbursed:
            "同じ診療を償還払いで支給済みです。領収書と請求を比べ、別の受診ならその確認を記録して補正し、同じなら返戻してください。"
        case .partOfPoints(let ours, let all):
            "公費の点数 \(ours) が医療保険の点数 \(all) と違います。一部だけが助成の対象なら、請求元に確かめて返戻してください。"
        case .daysImpossible(let days):
            "診療実日数 \(days) 日が、診療月の日数を超えています。請求元に確かめてください。"
        case .duplicatePrior:
            "同じ診療を前のシステムで支給済みです。移行した支給の記録と比べ、二重の請求なら申し立ててください。"
        case .institutionClosed(let day):
            "医療機関は\(Wareki.text(day))に廃止されています。医療機関コードを確かめ、返戻してください。"
        case .fundTwice:
            "この市の公費が2つ記載されています。請求元に確かめて返戻してください。"
        case .nothingBilled:
            "点数も食事もありません。請求の中身を請求元に確かめてください。"
        case .offsetMissing:
            "一部認容では、相殺される額が必要です。通知の額を入力してください。"
        case .offsetTooLarge(let yen):
            "相殺の額が、この明細書の公費負担額 \(yen) を超えています。通知の額を確かめてください。"
        case .entryOutOfRange(let what):
            "\(what)が明細書に書ける値ではありません。入力を確かめてください。"
        case .unknownInvoice:
            "請求書が見つかりません。一覧を開き直してください。"
        case .invoiceSettled:
            "この請求書は検収済みか差戻し済みです。一覧を開き直してください。"
        case .invoiceDiffers(let count):
            "取込済みの請求と \(count) 件の差異があります。差異を確かめ、検収する理由を入力してください。"
        case .invoiceSumWrong(let stated, let lines):
            "請求額 \(stated) が内訳の合計 \(lines) と違います。審査支払機関に確かめてください。"
        case .invoiceMixed:
            "請求書番号・機関・請求年月・日付・請求額のどれかが、行によって違います。ファイルを確かめてください。"
        case .creditMissing:
            "請求額がマイナスの請求書です。戻る額を次の請求書から差し引くか、審査支払機関が返すかを選んでください。"
        case .noCredit: "この請求書には、市に返される額がありません。請求額と、選んだ扱いを確かめてください。"
        case .creditSettled: "この請求書の戻る額は、もう入金済みです。誤りなら、先に理由を書いて入金の記録を取り消してください。"
        case .creditFollowed:
            "後の月の請求書を検収した後なので、もう繰り越せません。その請求書で差し引かれていなければ、審査支払機関からの入金としてください。"
        case .creditDay: "入金の日が、請求日より前か今日より後です。通帳か収納の記録の日を確かめてください。"
        case .invoiceKnown(let number):
            "請求書番号「\(number)」は、別の内容で取込済みです。差し替えなら、先の請求書を差し戻してください。"
        case .unknownClaim:
            "明細書が見つかりません。一覧を開き直してください。"
        case .unknownClaimError:
            "エラーの明細書が見つかりません。取込結果を開き直してください。"
        case .claimErrorSettled:
            "このエラーは処理済みです。取込結果を開き直してください。"
        case .uploadMissing:
            "取込を待っていたファイルがもうありません。ファイルを選び直してください。"
        case .claimUnreadable:
            "診療年月か生年月日が読めない明細書は補正できません。返戻してください。"
        case .objectionOpen:
            "この明細書は申立中です。先の申立の結果を入力してください。"
        case .objectionAccepted:
            "この明細書は申立が認められ、取り下げられています。再請求された明細書があれば、そちらを申し立ててください。"
        case .noObjection:
            "結果待ちの申立がありません。明細書を確かめてください。"
        case .resultBeforeObjection:
            "結果の日が申立の日より前です。日付を確かめてください。"
        default: nil
        }
    }

    private var reimbursementMessage: String {
        switch self {
        case .missingReason:
            "理由が入力されていません。理由を入力してください。"
        case .duplicateReceipt(let receipt):
            "申請書番号 \(receipt) の同じ枝番は入力済みです。二度入力していないか確かめてください。"
        case .letterWithoutApplication:
            "元の申請（枝番1）がないため、保険者の通知を受け付けられません。申請書番号を確かめてください。"
        case .letterDiffers:
            "保険者の通知の児童・診療年月・医療機関が、元の申請と違います。通知と申請書を見比べてください。"
        case .letterWithoutAmount:
            "保険者の通知に決定額がありません。高額療養費の決定額（ないときは0）を入力してください。"
        case .appliedInFuture:
            "申請日が今日より後です。日付を確かめてください。"
        case .treatmentAfterApplication:
            "診療年月が申請日より後です。診療年月を確かめてください。"
        case .applicantIsChild:
            "申請者と対象児童が同じ人です。保護者の宛名番号を申請者に入力してください。"
        case .costMissing:
            "点数も総医療費も入力されていません。領収書を確かめて入力してください。"
        case .wrongInstitution:
            "医療機関コードは10桁の数字です。領収書か医療機関マスタで確かめてください。"
        case .unknownReimbursement:
            "償還の申請が見つかりません。申請書番号を確かめてください。"
        case .notOpen:
            "この申請は、今の状態ではこの処理ができません。状態を確かめてください。"
        case .notHeld:
            "この申請は保留していません。一覧を開き直してください。"
        case .receiptOutside:
            "資格の外の日の領収書があるため、支給にできません。取り下げて、その日を除いて入力し直すか、不支給にしてください。"
        case .paperDayPassed:
            "書類の期限が過ぎた日のため、申請者に知らせられません。今日から後の日にしてください。"
        case .wrongAmount:
            "支給額と判定が合いません。支給は1円以上計算額以下、不支給は0円にしてください。"
        case .claimBackAboveLimit(let left):
            "起案の後に対象の給付や入金が変わり、返還を求められる額は\(left)までになりました。差し戻して、起案し直してください。"
        case .alreadyAskedBack(let left):
            "同じ給付の返還を、返還台帳で別に請求しています。二重に求めないよう、あと\(left)まで起案できます。返還台帳を確かめてください。"
        case .unknownProposal:
            "決定案が見つかりません。決裁待ちの一覧を開き直してください。"
        case .proposalSettled:
            "この決定案は処理済みです。決裁待ちの一覧を開き直してください。"
        case .proposalOvertaken:
            "決定案を作った後に、同じ診療の新しい通知か請求が入りました。差し戻して計算をやり直してください。"
        case .entitlementChanged:
            "決定案を作った後に、資格か受給者が変わりました。差し戻して計算をやり直してください。"
        case .monthCountChanged:
            "決定案を作った後に、月の通算で先に数えた請求が取り下げられたか、額が変わりました。差し戻して計算をやり直してください。"
        case .proposalHeld:
            "この案は決裁が保留されています。案を開いて保留の理由を確かめ、保留を解いてから決裁してください。"
        case .amountOpen:
            "保険者の決定額か制度の値がまだないため、支給額が決まりません。そろうまで保留してください。"
        case .numberOutOfRange:
            "負の数か、桁の多すぎる数があります。領収書か通知書を確かめて入力してください。"
        case .notDecided:
            "この申請には効力のある決定がないため、取り消せません。申請の状態を確かめてください。"
        case .cancellationOpen:
            "この決定の取消しは決裁待ちです。決裁か差戻しを待ってください。"
        case .unknownCancellation:
            "決定の取消しの起案が見つかりません。決裁待ちの一覧を開き直してください。"
        case .cancellationSettled:
            "この決定の取消しは処理済みです。決裁待ちの一覧を開き直してください。"
        default: preconditionFailure("every refusal has its sentence")
        }
    }

    /// 申立理由 that a check of a claim stands for.
    var objectionReason: ObjectionReason {
        switch self {
        case .recipientUnknown, .publicAssistance: .notEntitled
        case .outsidePeriod, .daysOutside, .releaseAwaited: .outsidePeriod
        case .duplicateClaim, .duplicateReimbursed: .duplicate
        case .funderNotOurs, .funderOfOthers: .wrongFunderNumber
        case .recipientNumberReplaced: .wrongRecipientNumber
        case .insurerDiffers, .insurerUnknown: .insurerDiffers
        case .birthDiffers, .ratioDiffers: .ageOrRatioDiffers
        case .amountDiffers, .partOfPoints: .pointsOrAmountDiffer
        case .thirdParty: .sportsCouncilOrThirdParty
        default: .other
        }
    }
}
