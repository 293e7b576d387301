// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a consent (同意) lets the office do.
public enum ConsentMatter: String, Sendable, CaseIterable {
    /// 地方税関係情報 is asked for or taken in.
    case tax
    /// The recipient is registered with the medical hub (PMH).
    case hub
    /// The 公金受取口座 is asked for.
    case receivingAccount = "receiving-account"

    public var wording: String {
        switch self {
        case .tax: "地方税関係情報の照会"
        case .hub: "PMHへの登録"
        case .receivingAccount: "公金受取口座の照会"
        }
    }
}

/// What shows that somebody consented, or took it back.
public enum ConsentEvidence: String, Sendable, CaseIterable {
    /// 同意欄 of the application form.
    case application
    /// 同意書.
    case paper
    /// Said at the counter and written down.
    case counter
    case electronic

    public var wording: String {
        switch self {
        case .application: "申請書の同意欄"
        case .paper: "同意書"
        case .counter: "窓口での聞き取り"
        case .electronic: "電子申請"
        }
    }
}

/// About whom, in the case of which child: what a consent is asked for.
public struct ConsentCase: Hashable, Sendable {
    /// Whose information it is.
    public let subject: AddresseeNumber
    public let child: AddresseeNumber

    public init(subject: AddresseeNumber, child: AddresseeNumber) {
        self.subject = subject
        self.child = child
    }
}

/// A consent as the record holds it.
public struct Consent: Hashable, Sendable {
    public let matter: ConsentMatter
    public let about: ConsentCase
    /// Who consented: the person itself, or whoever applied for the child.
    public let giver: AddresseeNumber
    public let givenOn: CivilDate
    /// The days on which it may be used.
    public let period: EffectivePeriod
    public let evidence: ConsentEvidence
    /// 受付番号 or number of the paper; no name, no free words about a person.
    public let reference: String
    /// The first day on which it no longer holds because it was taken back.
    public internal(set) var withdrawnOn: CivilDate?
    public let recordedAt: Instant
    /// Orders what was said: a withdrawal ends only what was recorded before it.
    let operation: Int64

    /// Whether it may be used on a day.
    public func holds(on day: CivilDate) -> Bool {
        period.contains(day) && withdrawnOn.map { day < $0 } ?? true
    }
}

/// What an officer records of a consent.
public struct ConsentInput: Hashable, Sendable {
    public var matter: ConsentMatter
    public var about: ConsentCase
    public var giver: AddresseeNumber
    public var givenOn: CivilDate
    public var period: EffectivePeriod
    public var evidence: ConsentEvidence
    public var reference: String

    /// - Parameter period: `nil` holds from the day it was given, without an end.
    public init(
        _ matter: ConsentMatter, about: ConsentCase, by giver: AddresseeNumber,
        on givenOn: CivilDate, period: EffectivePeriod? = nil, evidence: ConsentEvidence,
        reference: String
    ) {
        self.matter = matter
        self.about = about
        self.giver = giver
        self.givenOn = givenOn
        self.period = period ?? EffectivePeriod(from: givenOn)
        self.evidence = evidence
        self.reference = reference
    }
}
