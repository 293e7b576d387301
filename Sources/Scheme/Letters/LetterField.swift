// SPDX-License-Identifier: Apache-2.0

/// A value that a letter may say, named in the wordings of the books as `{name}`.
public enum LetterField: String, Sendable, CaseIterable, Codable {
    // Persons
    case child, children, guardian, kana, born
    // Entitlement
    case recipientNumber = "recipient-number"
    case decision
    case decidedOn = "decided-on"
    case effectiveOn = "effective-on"
    case outpatientBefore = "outpatient-before"
    case inpatientBefore = "inpatient-before"
    case reason, explanation, outpatient, inpatient, missing, procedure, period, year
    // Benefit
    case receipt
    case treatmentMonth = "treatment-month"
    case institution, setting, insurer, limit, band
    case insuredNumber = "insured-number"
    case cost, insured
    case otherFunds = "other-funds"
    case selfPaid = "self-paid"
    // Money
    case amount, total, received, outstanding, installment, method, account, place, revenue
    case payDay = "pay-day"
    case returnReason = "return-reason"
    case claimNumber = "claim-number"
    case claimedOn = "claimed-on"
    case dueOn = "due-on"
    case newDueOn = "new-due-on"
    // Inquiries
    case inquiryNumber = "inquiry-number"
    case subject
    case addressThere = "address-there"
    case item
    case legalBasis = "legal-basis"
    case consent
    case aboutOn = "about-on"
    // 第三者行為・災害共済
    case happenedOn = "happened-on"
    // 会計
    case orderNumber = "order-number"
    case budgetAccount = "budget-account"
    case matter, proposer, approver
    case proposedOn = "proposed-on"
    case originYear = "origin-year"
    // Of words
    case toldOn = "told-on"
    case toldNumber = "told-number"
    case firstMonth = "first-month"
    case lastMonth = "last-month"
    case firstDay = "first-day"
    case lastDay = "last-day"
    // Any
    case count, enclosures, month

    /// The name of the value on screens and in the messages of the book.
    public var wording: String {
        switch self {
        case .child: "対象児童"
        case .children: "対象児童（全員）"
        case .guardian: "受給者"
        case .kana: "フリガナ"
        case .born: "生年月日"
        case .recipientNumber: "受給者番号"
        case .decision: "決定"
        case .decidedOn: "決定年月日"
        case .effectiveOn: "効力の日"
        case .reason: "理由"
        case .explanation: "理由の説明"
        case .outpatient: "有効期間（通院）"
        case .inpatient: "有効期間（入院）"
        case .outpatientBefore: "変更前の有効期間（通院）"
        case .inpatientBefore: "変更前の有効期間（入院）"
        case .missing: "足りない書類"
        case .procedure: "手続"
        case .period: "期間"
        case .year: "年・年度"
        case .receipt: "受付・申請書番号"
        case .treatmentMonth: "診療年月"
        case .institution: "医療機関等"
        case .setting: "入院・外来"
        case .insurer: "保険者"
        case .limit: "限度額"
        case .band: "所得区分"
        case .insuredNumber: "記号・番号"
        case .cost: "医療費の総額"
        case .insured: "保険の負担"
        case .otherFunds: "他の公費"
        case .selfPaid: "自己負担"
        case .amount: "金額"
        case .total: "合計額"
        case .received: "納付済みの額"
        case .outstanding: "残りの額"
        case .installment: "分割の回"
        case .method: "支払方法"
        case .account: "振込先"
        case .place: "納付場所"
        case .revenue: "歳入科目"
        case .payDay: "支払日"
        case .returnReason: "戻された理由"
        case .claimNumber: "請求番号"
        case .claimedOn: "請求の日"
        case .dueOn: "期限"
        case .newDueOn: "新しい期限"
        case .inquiryNumber: "照会番号"
        case .subject: "照会する人"
        case .addressThere: "相手方での住所"
        case .item: "照会する事項"
        case .legalBasis: "根拠"
        case .consent: "同意"
        case .aboutOn: "基準日"
        case .happenedOn: "事故の日"
        case .orderNumber: "支出命令番号"
        case .budgetAccount: "予算科目"
        case .matter: "件名"
        case .proposer: "起案者"
        case .approver: "決裁者"
        case .proposedOn: "起案年月日"
        case .originYear: "本来の年度"
        case .toldOn: "前に知らせた日"
        case .toldNumber: "前の通知の文書番号"
        case .firstMonth: "初めの月"
        case .lastMonth: "終わりの月"
        case .firstDay: "初めの日"
        case .lastDay: "終わりの日"
        case .count: "件数"
        case .enclosures: "同封するもの"
        case .month: "月"
        }
    }
}
