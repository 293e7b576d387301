// SPDX-License-Identifier: Apache-2.0

/// The kinds of letter that an office writes; the raw value is the key of the wording in a book.
public enum LetterKind: String, Sendable, CaseIterable, Codable {
    // 資格
    case granted, refused, reopened, changed, lapsed, certificate, renewal, papers, invitation
    // 給付と支払
    case payment, awaiting
    case benefitPapers = "benefit-papers"
    case accountRequest = "account-request"
    case notPaid = "not-paid"
    case cancellation
    case returned, mandate, statement
    // 返還
    case recovery, demand, dunning, refund
    // 照会
    case inquiry
    case inquiryReminder = "inquiry-reminder"
    // 保険者あて（高額療養費の代理受領）
    case insurerClaim = "insurer-claim"
    case insurerReminder = "insurer-reminder"
    // 相手方あて（第三者行為・災害共済）
    case liabilityClaim = "liability-claim"
    case councilInquiry = "council-inquiry"
    // 会計管理者に渡す書類（市の中の書類）
    case commitment
    case paymentOrder = "payment-order"
    // 送付状と申請書
    case cover
    case formRegistration = "form-registration"
    case formChange = "form-change"
    case formReimbursement = "form-reimbursement"
    case formReissue = "form-reissue"
    case formAccount = "form-account"
    case formConsent = "form-consent"
    case formMandate = "form-mandate"

    /// The name on screens; the title on paper is the book's.
    public var wording: String {
        switch self {
        case .granted: "認定通知書"
        case .refused: "認定却下通知書"
        case .reopened: "却下取消通知書"
        case .changed: "変更通知書"
        case .lapsed: "消滅通知書"
        case .certificate: "受給資格証"
        case .renewal: "更新のご案内"
        case .papers: "不足書類のお知らせ"
        case .invitation: "申請のご案内"
        case .payment: "支給決定通知書兼支払通知書"
        case .awaiting: "支給決定通知書"
        case .benefitPapers: "不足書類のお知らせ（償還）"
        case .accountRequest: "口座の確認のお願い"
        case .notPaid: "不支給決定通知書"
        case .cancellation: "支給決定取消通知書"
        case .returned: "振込不能のお知らせ"
        case .mandate: "高額療養費の委任のお願い"
        case .statement: "医療費のお知らせ"
        case .recovery: "返還通知書"
        case .demand: "納入通知書"
        case .dunning: "督促状"
        case .refund: "過誤納金還付（充当）通知書"
        case .inquiry: "照会書"
        case .inquiryReminder: "照会書（再送）"
        case .insurerClaim: "高額療養費支給申請書（保険者あて）"
        case .insurerReminder: "高額療養費支給申請の回答のお願い（保険者あて）"
        case .liabilityClaim: "第三者行為の求償の請求（相手方あて）"
        case .councilInquiry: "災害共済給付の照会（学校等あて）"
        case .commitment: "支出負担行為書"
        case .paymentOrder: "支出命令書"
        case .cover: "送付状"
        case .formRegistration: "受給資格登録申請書（印字済み）"
        case .formChange: "変更届（印字済み）"
        case .formReimbursement: "支給申請書（印字済み）"
        case .formReissue: "受給資格証再交付申請書（印字済み）"
        case .formAccount: "振込先口座届（印字済み）"
        case .formConsent: "同意書（印字済み）"
        case .formMandate: "高額療養費の委任状（印字済み）"
        }
    }

    /// The values that a wording of this kind must say: without them the letter misses its purpose.
    public var needed: Set<LetterField> {
        switch self {
        case .granted: [.child, .decision, .decidedOn, .recipientNumber, .outpatient, .inpatient]
        case .refused: [.child, .decision, .decidedOn, .reason]
        case .reopened: [.child, .decidedOn, .effectiveOn, .reason]
        case .changed: [.child, .decision, .decidedOn, .reason]
        case .lapsed: [.child, .decision, .decidedOn, .reason, .outpatient, .inpatient]
        case .certificate: []
        case .renewal: [.child, .dueOn]
        case .papers: [.child, .missing, .dueOn]
        case .invitation: [.child]
        case .payment: [.total, .payDay]
        case .awaiting:
            [.child, .receipt, .treatmentMonth, .decision, .decidedOn, .amount, .reason]
        case .benefitPapers, .accountRequest: [.child, .receipt, .missing, .dueOn]
        case .notPaid: [.child, .receipt, .treatmentMonth, .decision, .decidedOn, .reason]
        case .cancellation:
            [.child, .receipt, .treatmentMonth, .decision, .decidedOn, .effectiveOn, .reason]
        case .returned: [.total, .payDay, .returnReason]
        case .mandate: [.child, .treatmentMonth, .insurer]
        case .statement: [.period, .total]
        case .recovery: [.child, .amount, .reason, .claimNumber, .dueOn]
        case .demand:
            // 地方自治法施行令第154条第3項: year, account, amount, day, place and reason.
            [.claimNumber, .amount, .dueOn, .year, .revenue, .place, .reason]
        case .dunning: [.claimNumber, .outstanding, .dueOn, .newDueOn]
        case .refund: [.claimNumber, .child, .decidedOn, .total, .amount, .method, .reason]
        case .inquiry, .inquiryReminder:
            [.inquiryNumber, .subject, .born, .item, .legalBasis, .dueOn]
        case .insurerClaim: [.insurer, .claimNumber, .count, .total, .dueOn]
        case .insurerReminder: [.insurer, .claimNumber, .claimedOn, .count, .total, .newDueOn]
        case .liabilityClaim: [.claimNumber, .child, .happenedOn, .amount, .dueOn]
        case .councilInquiry: [.claimNumber, .child, .happenedOn, .dueOn]
        case .commitment, .paymentOrder:
            [.orderNumber, .year, .budgetAccount, .matter, .amount, .count, .proposer, .approver]
        case .cover: [.enclosures]
        // What a form says beyond its title stands in its own layout (`Layouts/paper-*.yaml`).
        case .formRegistration, .formChange, .formReimbursement, .formReissue, .formAccount,
            .formConsent, .formMandate:
            []
        }
    }

    /// The values that it may say besides.
    public var offered: Set<LetterField> {
        let more: Set<LetterField> =
            switch self {
            case .granted, .refused, .lapsed:
                [
                    .guardian, .recipientNumber, .reason, .outpatient, .inpatient, .effectiveOn,
                    .born,
                ]
            case .changed:
                [
                    .guardian, .recipientNumber, .outpatient, .inpatient, .effectiveOn, .born,
                    .outpatientBefore, .inpatientBefore,
                ]
            case .reopened: [.guardian, .born, .decision, .receipt]
            case .certificate: [.child]
            case .renewal:
                [.children, .guardian, .period, .missing, .year, .recipientNumber, .procedure]
            case .papers: [.guardian, .receipt, .reason, .procedure]
            case .invitation: [.children, .guardian, .born, .dueOn, .enclosures, .period, .missing]
            case .payment: [.guardian, .method, .account, .count, .children]
            case .awaiting: [.guardian, .institution, .setting, .total]
            case .benefitPapers, .accountRequest:
                [.guardian, .treatmentMonth, .institution, .setting, .reason]
            case .notPaid: [.guardian, .institution, .setting, .amount]
            case .cancellation:
                [.guardian, .institution, .setting, .amount, .total, .claimNumber]
            case .returned: [.guardian, .method, .account, .count]
            case .mandate:
                [
                    .guardian, .institution, .setting, .selfPaid, .dueOn, .recipientNumber,
                ]
            case .statement: [.guardian, .children, .count, .cost, .received]
            case .recovery:
                [
                    .guardian, .explanation, .claimedOn, .received, .outstanding, .treatmentMonth,
                    .institution, .place, .count,
                ]
            case .demand:
                [
                    .guardian, .child, .installment, .outstanding, .claimedOn, .received,
                ]
            case .dunning:
                [
                    .guardian, .child, .amount, .received, .reason, .claimedOn, .place,
                    .installment, .year, .revenue,
                ]
            case .refund: [.guardian, .aboutOn, .explanation]
            case .inquiry, .inquiryReminder:
                [.kana, .addressThere, .procedure, .consent, .aboutOn]
            // The mandates for a year whose months are listed.
            case .insurerClaim: [.enclosures, .place, .explanation]
            case .insurerReminder: [.enclosures, .place, .dueOn, .explanation]
            case .liabilityClaim: [.count, .place]
            case .councilInquiry: [.count, .item]
            case .commitment, .paymentOrder: [.method, .payDay, .proposedOn, .decidedOn]
            case .cover: [.guardian, .child, .children, .reason, .count]
            case .formRegistration, .formChange, .formReimbursement, .formReissue, .formAccount,
                .formConsent:
                [.child, .kana, .born, .guardian, .recipientNumber, .outpatient, .inpatient]
            case .formMandate:
                [.child, .kana, .born, .guardian, .recipientNumber, .treatmentMonth, .insurer]
            }
        return needed.union(more)
    }

    /// The values of each repeated part (a payment of a run, a claim of a year); empty where the
    /// kind has none.
    public var partFields: Set<LetterField> {
        switch self {
        case .payment, .returned:
            [
                .child, .receipt, .treatmentMonth, .institution, .decidedOn, .amount, .setting,
                .explanation,
            ]
        case .statement:
            [
                .child, .treatmentMonth, .institution, .setting, .cost, .amount, .selfPaid,
            ]
        case .recovery: [.child, .treatmentMonth, .institution, .amount, .setting]
        case .insurerClaim, .insurerReminder:
            [
                .claimNumber, .child, .born, .insuredNumber, .treatmentMonth, .band, .count, .cost,
                .selfPaid, .limit, .amount,
            ]
        case .renewal, .invitation: [.child, .born, .recipientNumber]
        default: []
        }
    }

    /// Whether it is an application form, with a layout of its own.
    public var isForm: Bool { LetterKind.forms.contains(self) }

    /// The application forms.
    public static let forms: [LetterKind] = [
        .formRegistration, .formChange, .formReimbursement, .formReissue, .formAccount,
        .formConsent, .formMandate,
    ]

    /// Whether a form may lie in its envelope: a letter about one child to somebody who is asked to
    /// apply, or to sign.
    var mayEnclose: Bool { self == .invitation || self == .mandate }

    /// Whether a slip to pay with may stand at its foot.
    var hasSlip: Bool { self == .demand || self == .dunning }

    /// Whether it tells how an amount was computed.
    public var hasSteps: Bool { self == .payment || self == .awaiting || self == .notPaid }
}
