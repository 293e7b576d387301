// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// By which way an application came (受付経路).
public enum ApplicationChannel: String, Sendable, CaseIterable {
    case counter
    case post
    case electronic
    case exOfficio = "ex-officio"

    /// Reads the wording of the application file: 窓口, 郵送, 電子, 職権.
    public init?(wording: String) {
        guard let channel = Self.allCases.first(where: { $0.wording == wording }) else {
            return nil
        }
        self = channel
    }

    /// Whether it was handed in somewhere: only then a 受付の場所 is kept with it.
    public var hasPlace: Bool { self == .counter }

    public var wording: String {
        switch self {
        case .counter: "窓口"
        case .post: "郵送"
        case .electronic: "電子"
        case .exOfficio: "職権"
        }
    }
}

/// Everything one application form says, in 宛名番号.
public struct ApplicationInput: Sendable {
    /// 受付番号 of the form; `nil` lets the office number it.
    public var receipt: String?
    public var kind: ApplicationKind
    public var reason: ApplicationReason
    public var channel: ApplicationChannel
    public var appliedOn: CivilDate
    /// 事由発生年月日.
    public var causeOn: CivilDate?
    public var applicant: AddresseeNumber
    public var child: AddresseeNumber
    /// 本人確認 and the explanation; not needed for acts ex officio.
    public var identity: IdentityEvidence?
    /// Whether the child's insurance evidence was shown.
    public var hasInsuranceEvidence: Bool
    public var insurance: InsuranceInput?
    public var account: AccountInput?
    public var isMarried: Bool
    /// What was said at the counter of a reason for leaving the child out; recorded with the form.
    public var exclusion: ExclusionInput?
    /// Consent to tax inquiries and the like (同意).
    public var consents: Bool
    /// What the form says about the child, to be compared with the register.
    public var claimed: ClaimedPerson?
    /// Why the office registers by itself (職権); no form says it.
    public var ground: String?
    /// 受付の場所, as the book of the city calls it.
    public var place: String?
    /// 予約番号: the serial of a pre-numbered certificate form.
    public var preferredSerial: Int?

    public init(
        receipt: String? = nil, kind: ApplicationKind = .registration, reason: ApplicationReason,
        channel: ApplicationChannel, appliedOn: CivilDate, causeOn: CivilDate? = nil,
        applicant: AddresseeNumber, child: AddresseeNumber, identity: IdentityEvidence?,
        hasInsuranceEvidence: Bool, insurance: InsuranceInput? = nil,
        account: AccountInput? = nil, isMarried: Bool = false, consents: Bool = false,
        claimed: ClaimedPerson? = nil, preferredSerial: Int? = nil
    ) {
        self.receipt = receipt
        self.kind = kind
        self.reason = reason
        self.channel = channel
        self.appliedOn = appliedOn
        self.causeOn = causeOn
        self.applicant = applicant
        self.child = child
        self.identity = identity
        self.hasInsuranceEvidence = hasInsuranceEvidence
        self.insurance = insurance
        self.account = account
        self.isMarried = isMarried
        self.consents = consents
        self.claimed = claimed
        self.preferredSerial = preferredSerial
    }
}

/// What a form says about the child (4情報); `nil` where the form does not say it.
public struct ClaimedPerson: Hashable, Sendable {
    public var name: String?
    public var kana: String?
    public var sex: Sex?
    public var born: CivilDate?

    public init(
        name: String? = nil, kana: String? = nil, sex: Sex? = nil, born: CivilDate? = nil
    ) {
        self.name = name
        self.kana = kana
        self.sex = sex
        self.born = born
    }
}
