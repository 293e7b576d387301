// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Everything that follows from undoing or correcting a decision, shown before anybody proposes it:
/// claims, payments, letters, certificates, proposals.
public struct Aftermath: Hashable, Sendable {
    /// One thing that would be touched.
    public struct Line: Hashable, Sendable {
        public enum Area: String, Sendable, CaseIterable {
            case application, claims, payments, letters, certificates, proposals

            public var wording: String {
                switch self {
                case .application: "申請"
                case .claims: "レセプト・償還"
                case .payments: "支払"
                case .letters: "通知"
                case .certificates: "受給資格証"
                case .proposals: "決裁待ち"
                }
            }
        }

        public let area: Area
        /// A sentence for the officer; names nobody.
        public let text: String
        public let amount: Yen

        public init(_ area: Area, _ text: String, _ amount: Yen = .zero) {
            self.area = area
            self.text = text
            self.amount = amount
        }
    }

    /// The periods before and after.
    public let before: EntitlementPeriods
    public let after: EntitlementPeriods
    public let lines: [Line]
    /// What the port of 支払 answered, for the proposal.
    public let consequences: [Consequence]
    /// The days that would be lost: from the first one on; `nil` where none is lost.
    public let lostFrom: CivilDate?

    /// Digest of what was seen: a proposal names it, and is refused where it is another one by then.
    public let digest: String

    public var isEmpty: Bool { lines.isEmpty }
    /// Money that went out for days that would be lost.
    public var paid: Yen {
        lines.filter { $0.area == .payments }.reduce(Yen.zero) { $0 + $1.amount }
    }
}

/// What an officer wants to do with a decision.
public enum CorrectionAct: String, Sendable, CaseIterable {
    /// 認定取消: the entitlement never was.
    case revoke
    /// The decision before it stands again (消滅の取消し).
    case restore
    /// Other periods.
    case correct
    /// 却下の取消し: the refusal is taken back, and its application is open again.
    case reopen

    /// How the record names it: a refusal is revoked as a grant is.
    var recorded: String { self == .reopen ? Self.revoke.rawValue : rawValue }

    public var wording: String {
        switch self {
        case .reopen: "却下を取り消す"
        case .revoke: "認定を取り消す"
        case .restore: "一つ前の決定に戻す"
        case .correct: "有効期間を訂正する"
        }
    }
}

/// A correction as asked for.
public struct CorrectionInput: Hashable, Sendable {
    public var child: AddresseeNumber
    /// The decision that the officer looked at: the newest of its strand.
    public var decision: Int64
    public var act: CorrectionAct
    /// The periods that should be, for `.correct`.
    public var periods: EntitlementPeriods?
    public var reason: String
    /// What a refusal is taken back upon, for `.reopen`.
    public var ground: ReopeningGround?

    public init(
        child: AddresseeNumber, decision: Int64, act: CorrectionAct,
        periods: EntitlementPeriods? = nil, reason: String, ground: ReopeningGround? = nil
    ) {
        self.ground = ground
        self.child = child
        self.decision = decision
        self.act = act
        self.periods = periods
        self.reason = reason
    }
}
