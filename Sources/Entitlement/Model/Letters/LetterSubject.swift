// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// The kinds of paper that go to a recipient by post.
public enum Paper: String, Sendable, CaseIterable {
    case certificate, notice, refusal, payment, awaiting, cancellation, returned
    case benefitPapers = "benefit-papers"
    case renewal, papers, invitation, mandate, statement, recovery, demand, dunning, cover, form

    /// The paper that a kind of letter is; a 照会書 goes to no recipient.
    public init?(_ kind: LetterKind) {
        switch kind {
        case .granted, .refused, .reopened, .changed, .lapsed: self = .notice
        case .certificate: self = .certificate
        case .notPaid: self = .refusal
        case .refund: self = .recovery
        case .benefitPapers, .accountRequest: self = .benefitPapers
        case .formRegistration, .formChange, .formReimbursement, .formReissue, .formAccount,
            .formConsent, .formMandate:
            self = .form
        case .inquiry, .inquiryReminder, .insurerClaim, .insurerReminder, .liabilityClaim,
            .councilInquiry, .commitment, .paymentOrder:
            return nil
        case .payment, .awaiting, .cancellation, .returned, .renewal, .papers, .invitation,
            .mandate, .statement, .recovery, .demand, .dunning, .cover:
            self.init(rawValue: kind.rawValue)
        }
    }

    public var wording: String {
        switch self {
        case .certificate: "受給資格証"
        case .notice: "資格の通知書"
        case .refusal: "不支給決定通知書"
        case .payment: "支給決定通知書兼支払通知書"
        case .awaiting: "支給決定通知書"
        case .benefitPapers: "不足書類のお知らせ（償還）"
        case .cancellation: "支給決定取消通知書"
        case .returned: "振込不能のお知らせ"
        case .renewal: "更新のご案内"
        case .papers: "不足書類のお知らせ"
        case .invitation: "申請のご案内"
        case .mandate: "高額療養費の委任のお願い"
        case .statement: "医療費のお知らせ"
        case .recovery: "返還通知書"
        case .demand: "納入通知書"
        case .dunning: "督促状"
        case .cover: "送付状"
        case .form: "印字済みの申請書"
        }
    }
}

/// What a letter is about: the decision or the run that it tells of.
public struct LetterSubject: Hashable, Sendable {
    public let paper: Paper
    /// The row of the decision, or of the run.
    public let reference: Int64

    public init(_ paper: Paper, _ reference: Int64) {
        self.paper = paper
        self.reference = reference
    }
}

/// A letter that waits for the second officer, or was released.
public struct HeldLetter: Hashable, Sendable {
    public let id: Int64
    public let recordedAt: Instant
    public let subject: LetterSubject
    public let recipient: AddresseeNumber
    public let about: AddresseeNumber
    /// What the protection of the family stood on when it was held.
    public let version: String
    /// Who wanted to print it.
    public let officer: String
    /// The second officer, once released.
    public let releasedBy: String?
    public let reason: String?
}

/// A letter that is printed and not posted.
public struct OpenLetter: Hashable, Sendable {
    public let envelope: String
    public let paper: Paper
    public let recipient: AddresseeNumber
    public let about: [AddresseeNumber]
    public let hold: Int64?
    public let printedAt: Instant
    public let isRecalled: Bool
}
