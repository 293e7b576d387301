// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 精算が要る児童: what an entitlement that was lost or gained in the past touches, and nobody has
/// proposed to settle.
public struct UnsettledChild: Hashable, Sendable {
    /// The decision that changed what is covered.
    public struct Decision: Hashable, Sendable {
        public let id: Int64
        public let result: DecisionResult
        public let effectiveOn: CivilDate
        public let decidedOn: CivilDate
    }

    public let child: AddresseeNumber
    /// The newest decision that touches something.
    public let decision: Decision
    /// What was gained is without yen: the preview of the child examines it. A claim or receipts that say their days by day; everything else only where the whole month is outside: of a
    /// month that is outside in part, the receipt tells the day.
    public let effects: [RetroactiveEffect]

    /// Yen that go back to the city: claims of the agency and payments.
    public var recover: Yen { sum([.claim, .paid, .prior]) }
    /// Yen that are not to be paid out.
    public var stop: Yen { sum([.decided, .scheduled, .underWay]) }
    /// Whether something can be done today; a payment that is under way waits for its result.
    public var canBeDone: Bool { effects.contains(where: \.kind.canBeDone) }
    /// Whether something was lost wholly, not only gained or lost in part.
    public var hasLoss: Bool {
        effects.contains { $0.kind.isLoss && $0.kind.canBeDone && !$0.isPartial }
    }

    private func sum(_ kinds: Set<RetroactiveEffect.Kind>) -> Yen {
        effects.filter { kinds.contains($0.kind) }.reduce(.zero) { $0 + $1.amount }
    }
}
