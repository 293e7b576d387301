// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What happened in a guardian's life so that another one becomes the recipient (保護者の異動).
public enum GuardianEvent: String, Sendable, CaseIterable {
    case death, divorce, custody
    case movedAlone = "moved-alone"
    /// The other parent earns the living now (主たる生計維持者の変更).
    case earner
    case other

    public var wording: String {
        switch self {
        case .death: "受給者の死亡"
        case .divorce: "離婚"
        case .custody: "親権・監護の変更"
        case .movedAlone: "受給者だけの転出・別居"
        case .earner: "主たる生計維持者の変更"
        case .other: "その他"
        }
    }
}

/// What somebody claims who wants to be the recipient.
public struct GuardianClaim: Hashable, Sendable {
    public var event: GuardianEvent
    /// A code of the list `guardian`: 親権者, 監護する者 ….
    public var basis: String
    public var on: CivilDate

    public init(event: GuardianEvent, basis: String, on: CivilDate) {
        self.event = event
        self.basis = basis
        self.on = on
    }
}

/// A claim as the record keeps it.
public struct RecordedClaim: Hashable, Sendable {
    public let application: Int64
    public let child: AddresseeNumber
    public let claimant: AddresseeNumber
    public let claim: GuardianClaim
    public let isOpen: Bool
}

/// From whom to whom a child's benefit goes, and from which day: asked of 支払 before it is decided.
public struct RecipientMove: Hashable, Sendable {
    public let from: AddresseeNumber
    public let to: AddresseeNumber
    public let on: CivilDate

    public init(from: AddresseeNumber, to: AddresseeNumber, on: CivilDate) {
        self.from = from
        self.to = to
        self.on = on
    }
}
