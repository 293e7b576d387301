// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What one officer asked for and another decided about a protection measure.
public struct ProtectionRequest: Hashable, Sendable {
    /// Begin (or more time), or end.
    public enum Act: String, Sendable {
        case register, end

        public var wording: String { self == .register ? "登録・延長" : "終了" }
    }

    /// How it was decided.
    public enum Outcome: String, Sendable {
        case approved
        case sentBack = "sent-back"

        public var wording: String { self == .approved ? "決裁済み" : "差戻し" }
    }

    public let id: Int64
    public let recordedAt: Instant
    public let act: Act
    public let kind: ProtectionKind?
    public let source: ProtectionSource?
    public let from: CivilDate?
    public let until: CivilDate?
    public let consulted: String
    public let abuser: Abuser
    public let reason: String
    public let proposer: String
    /// By person the version that was seen; of an end only.
    public let members: [AddresseeNumber: String?]
    public let outcome: Outcome?
    public let decidedBy: String?
    public let decidedAt: Instant?
    public let decidedWhy: String?

    public var isOpen: Bool { outcome == nil }
    /// How System 2 knows the decision.
    var reference: String { "P\(id)" }
}
