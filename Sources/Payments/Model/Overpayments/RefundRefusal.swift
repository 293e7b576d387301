// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What 過誤納の還付・充当 refuses; messages never carry a value about a person.
public enum RefundRefusal: Refusal, Hashable {
    case unknownOverpayment
    /// More than is left of the excess.
    case refundTooLarge(left: Yen)
    /// The right to get it back has lapsed (時効).
    case refundLapsed(CivilDate)
    case unknownRefund
    /// Its state does not allow it.
    case wrongState(Refund.State)
    /// No refund can be written into a file now.
    case nothingToRefund(leftOut: Int)
    /// Something was decided about the excess already, so it cannot be taken back.
    case excessInUse
    /// The excess belongs to a receipt, and is taken back with it.
    case partOfReceipt
    /// A receipt by 充当 rests on the decision of two officers.
    case receiptByCredit
    /// The bank has not executed the transfer yet.
    case resultTooEarly(CivilDate)
    /// The bank's word is about an earlier transfer than the newest.
    case attemptPassed
    case unknownFile
    /// As much was recorded for the day before: one payment would be taken for two.
    case recordedBefore
    /// The slip was recorded for a payment of the claim before.
    case slipRecorded(CivilDate)
    /// The year that got the money is open on the day: it leaves the income (戻出), without an order.
    case noOrderNeeded
    /// The treasurer has not accepted the order that pays it.
    case orderMissing
    /// The debtor died, or a protection measure is directed against the debtor.
    case receiverBarred
    /// A part of the receipt is an excess already, and is taken back with it.
    case receiptHasExcess
    /// Payments of the file were erased after their time of keeping.
    case fileNotWhole

    public var code: String {
        switch self {
        case .unknownOverpayment: "E-PAY-120"
        case .refundTooLarge: "E-PAY-121"
        case .refundLapsed: "E-PAY-122"
        case .unknownRefund: "E-PAY-123"
        case .wrongState: "E-PAY-124"
        case .nothingToRefund: "E-PAY-125"
        case .excessInUse: "E-PAY-126"
        case .partOfReceipt: "E-PAY-127"
        case .receiptByCredit: "E-PAY-128"
        case .resultTooEarly: "E-PAY-129"
        case .attemptPassed: "E-PAY-130"
        case .unknownFile: "E-PAY-131"
        case .receiptHasExcess: "E-PAY-133"
        case .receiverBarred: "E-PAY-134"
        case .recordedBefore: "E-PAY-135"
        case .slipRecorded: "E-PAY-136"
        case .noOrderNeeded: "E-PAY-137"
        case .orderMissing: "E-PAY-138"
        case .fileNotWhole: "E-PAY-132"
        }
    }

    public var message: String {
        switch self {
        case .unknownOverpayment: "過誤納が見つかりません。返還の画面を開き直してください。"
        case .refundTooLarge(let left):
            "還付・充当できる過誤納の残りは\(left)です。1円から残りまでの額を入力してください。"
        case .refundLapsed(let day):
            "この過誤納は\(Wareki.text(day))に時効が完成しているため、還付・充当できません。納付の日を確かめてください。"
        case .unknownRefund: "還付の決定が見つかりません。返還の画面を開き直してください。"
        case .wrongState(let state):
            "「\(state.wording)」の還付にはこの操作ができません。返還の画面で還付の状態を確かめてください。"
        case .nothingToRefund(let leftOut):
            leftOut == 0
                ? "振込で還付するものがありません。還付の決裁の状態を確かめてください。"
                : "振込で還付するもの\(leftOut)件は、確認済みの口座がない、前に戻された口座のまま、窓口で渡す途中、死亡、支援措置の相手方、支払う科目が未設定、または支出命令が受領されていないため、振込データに入りません。振込不能・返還の画面で理由を確かめ、口座・科目・支出命令を直すか、窓口で還付してください。"
        case .excessInUse: "この過誤納は、還付または充当が起案・決裁されているため取り消せません。先に起案を差し戻してください。"
        case .partOfReceipt: "この過誤納は納付の一部です。納付の行から、納付ごと取り消してください。"
        case .receiptByCredit: "この納付は、決裁された過誤納の充当です。取り消せません。誤りのときは、決裁者と過誤納の扱いを決めてください。"
        case .resultTooEarly(let day):
            "振込の日は\(Wareki.text(day))です。その日の後に、金融機関の結果を確かめて記録してください。"
        case .attemptPassed:
            "この画面を開いた後に還付の支払がやり直されたため、結果を記録していません。返還の画面を開き直し、今の振込の結果かどうかを確かめてください。"
        case .unknownFile: "還付の振込データが見つかりません。振込不能・返還の画面を開き直してください。"
        case .recordedBefore:
            "この日の同じ額の納付が、この返還に記録されています。同じ納付を二度記録しないため、記録していません。納付書を確かめ、別の納付のときは「別の納付」を選んで記録してください。"
        case .slipRecorded(let day):
            "この納付書の番号は、\(Wareki.text(day))の納付としてこの返還に記録されています。同じ納付を二度記録しないため、記録していません。番号を確かめ、同じ納付書で二度納められたときは「別の納付」を選んで記録してください。"
        case .noOrderNeeded:
            "支払の予定日に納付の年度の出納が開いているため、歳入の戻出になり、支出命令はありません。支払の予定日を確かめてください。"
        case .orderMissing:
            "この還付の支出命令を会計管理者がまだ受領していません。会計・予算の画面で支出命令を起案し、決裁と受領を確かめてから支払ってください。"
        case .receiverBarred:
            "この還付の受取人には、死亡または支援措置のため支払えません。台帳を確かめ、還付の決定を取り消して、過誤納の扱いを決めてください。"
        case .receiptHasExcess:
            "この納付には過誤納があるため、残りだけを過誤納にできません。納付を納付ごと取り消し、納付書の番号を入れて記録し直してください。全額が過誤納になります。"
        case .fileNotWhole:
            "保存期間を過ぎて消去した支払があるため、同じ振込データを作れません。金融機関に渡した控えを確かめてください。"
        }
    }
}
