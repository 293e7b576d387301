// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the signature of a form was found to be by the form service.
public enum FormSignature: String, Sendable, CaseIterable {
    case valid, invalid, none

    public var wording: String {
        switch self {
        case .valid: "署名の検証に合格"
        case .invalid: "署名の検証に不合格"
        case .none: "署名なし"
        }
    }
}

/// What an electronic application became.
public enum ElectronicSuccessor: Hashable, Sendable {
    /// An application of the 受付簿, by its id.
    case application(Int64)
    /// A reimbursement case, by its id.
    case reimbursement(Int64)
}

/// One electronic application with its present status, as lists read it: no name, no address.
public struct ElectronicApplication: Hashable, Sendable {
    public let id: Int64
    /// The form service that sent it.
    public let service: String
    /// 受付番号, unique within the service.
    public let receipt: String
    public let procedure: ElectronicProcedure
    public let reason: ApplicationReason?
    /// Id of the layout.
    public let layout: String
    public let signature: FormSignature
    public let appliedOn: CivilDate
    /// Of a correction, the day of the first application: the day that counts.
    public let firstAppliedOn: CivilDate
    /// The application that this one mends.
    public let corrects: Int64?
    public let arrivedAt: Instant
    public let status: ElectronicStatus
    /// Whom System 2 or an officer has found; `nil` while nobody is certain.
    public let applicant: AddresseeNumber?
    public let child: AddresseeNumber?
    /// Attachments, and how many of them the scanner has not passed.
    public let attachments: Int
    public let quarantined: Int
    /// When the correction is due; only in 補正依頼.
    public let dueOn: CivilDate?
    public let successor: ElectronicSuccessor?
}

/// A bundle that was refused at the door; nothing of it was kept.
public struct RefusedBundle: Hashable, Sendable {
    public let id: Int64
    /// Empty where the name was not of the agreed form.
    public let name: String
    public let refusedAt: Instant
    public let code: String
    public let message: String
    public let issues: Int
}

/// One line of the history.
public struct ElectronicHistoryLine: Hashable, Sendable {
    public let event: ElectronicEvent
    public let at: Instant
    public let officer: String
    public let reason: ElectronicReason?
    public let note: String?
    public let dueOn: CivilDate?
}

/// What a form says of one item, in the order of the form.
public struct StatedItem: Hashable, Sendable {
    /// The English key of the layout.
    public let key: String
    /// In Japanese.
    public let title: String
    public let value: String
    /// Codes in words; `value` where the item has no code list.
    public let wording: String
}

/// An attachment as it rests; it may be opened only after the scanner has passed it.
public struct ElectronicAttachment: Hashable, Sendable {
    public enum Scan: Hashable, Sendable {
        /// 未検査.
        case waiting
        case clean(scanner: String, at: Instant)
        case infected(finding: String, at: Instant)

        public var wording: String {
            switch self {
            case .waiting: "未検査"
            case .clean: "検査済み"
            case .infected: "ウイルス検出"
            }
        }
    }

    public let id: Int64
    /// What the layout calls it: 保険資格の確認書類.
    public let title: String
    /// As the applicant named the file.
    public let fileName: String
    /// `application/pdf`, `image/png`, `image/jpeg`, `image/heic`.
    public let mediaType: String
    public let bytes: Int
    public let scan: Scan

    public var isOpenable: Bool {
        if case .clean = scan { return true }
        return false
    }
}
