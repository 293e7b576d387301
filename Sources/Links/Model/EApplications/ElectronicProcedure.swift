// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What an electronic form asks for (手続); the raw value stands in the layout.
public enum ElectronicProcedure: String, Sendable, CaseIterable {
    case registration, change, lapse, reissue
    case insuranceEvidence = "insurance-evidence"
    case reimbursement

    public var wording: String {
        switch self {
        case .registration: "受給資格登録申請"
        case .change: "変更届"
        case .lapse: "消滅届"
        case .reissue: "再交付申請"
        case .insuranceEvidence: "保険資格情報の提出"
        case .reimbursement: "支給申請（償還）"
        }
    }

    /// The kind of the application that it becomes; `nil` where it becomes a reimbursement.
    public var kind: ApplicationKind? {
        switch self {
        case .registration: .registration
        case .change: .change
        case .lapse: .lapse
        case .reissue: .reissue
        case .insuranceEvidence: .insuranceEvidence
        case .reimbursement: nil
        }
    }

    /// The reason where the form does not ask for one.
    var usualReason: ApplicationReason? {
        switch self {
        case .insuranceEvidence: .insuranceChange
        case .registration, .change, .lapse, .reissue, .reimbursement: nil
        }
    }
}

/// What an applicant is asked to mend, or why a bundle goes back: a closed list, because the
/// status file that leaves the office may carry nothing else.
public enum ElectronicReason: String, Sendable, CaseIterable {
    case attachmentMissing = "attachment-missing"
    case attachmentUnreadable = "attachment-unreadable"
    case itemIncomplete = "item-incomplete"
    case identityUnclear = "identity-unclear"
    case wrongOffice = "wrong-office"
    case sentTwice = "sent-twice"
    case askedByApplicant = "asked-by-applicant"
    case replaced
    case other

    public var wording: String {
        switch self {
        case .attachmentMissing: "添付書類の不足"
        case .attachmentUnreadable: "添付書類が読めない"
        case .itemIncomplete: "記入の不備"
        case .identityUnclear: "申請者を確認できない"
        case .wrongOffice: "提出先の誤り"
        case .sentTwice: "同じ内容の重複"
        case .askedByApplicant: "申請者の申出"
        case .replaced: "補正後の申請に引き継いだ"
        case .other: "その他"
        }
    }
}
