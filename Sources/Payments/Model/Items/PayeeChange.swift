// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a decided payment goes to somebody else.
public enum PayeeChangeGround: String, CaseIterable, Sendable, Hashable {
    /// The recipient died: who stands for the heirs gets what was not paid (未支給).
    case death
    /// Another recipient was notified.
    case recipientChange = "recipient-change"
    case other

    /// The word on screens.
    public var wording: String {
        switch self {
        case .death: "受給者の死亡（相続人の代表）"
        case .recipientChange: "受給者の変更"
        case .other: "その他"
        }
    }
}

/// What an officer proposes about the payee of one payment.
public struct PayeeChangeInput: Hashable, Sendable {
    public var item: Int64
    /// The new payee.
    public var payee: AddresseeNumber
    public var ground: PayeeChangeGround
    /// What was seen: 戸籍, 相続人代表者の届, 受給者変更届 ….
    public var evidence: String
    public var explanation: String

    public init(
        item: Int64, payee: AddresseeNumber, ground: PayeeChangeGround, evidence: String,
        explanation: String
    ) {
        self.item = item
        self.payee = payee
        self.ground = ground
        self.evidence = evidence
        self.explanation = explanation
    }
}

/// 支払先の変更: a proposal with what was decided about it.
public struct PayeeChange: Hashable, Sendable {
    public let id: Int64
    public let input: PayeeChangeInput
    public let child: AddresseeNumber
    /// Who would be paid without it.
    public let before: AddresseeNumber
    public let proposer: String
    public let proposedAt: Instant
    /// `nil` while it waits.
    public let isApproved: Bool?
    /// The item that pays instead.
    public let follower: Int64?
    public let decidedOn: CivilDate?
    public let approver: String?
    /// Why it was sent back.
    public let reason: String?
}
