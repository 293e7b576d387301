// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Money that the system used before has claimed back and that is not all paid yet (移行する返還).
///
/// It keeps its own days: the limitation runs from them, not from the day of the migration.
public struct PriorRecovery: Hashable, Sendable {
    /// What stands in place of the officers.
    public static let officer = "旧システム"
    public static let approver = "移行"
    /// With what the keys of its rows begin; none of our own do.
    static let mark = "migration-"

    /// What the old system called it; the same twice counts once.
    public var sourceKey: String
    public var child: AddresseeNumber
    public var recipient: AddresseeNumber
    public var reason: RecoveryReason
    public var explanation: String
    /// What was claimed.
    public var amount: Yen
    /// What of it came in before, in all.
    public var paid: Yen
    /// The day of the last payment; `nil` where nothing came in.
    public var lastPaidOn: CivilDate?
    public var claimedOn: CivilDate
    public var dueOn: CivilDate?
    /// The first 納入の通知 and the first 督促.
    public var demandedOn: CivilDate?
    public var dunnedOn: CivilDate?
    /// The day on which the plan of instalments was signed; `nil` without a plan.
    public var signedOn: CivilDate?
    /// The instalments of the plan in force, those already paid included.
    public var instalments: [Instalment] = []

    public init(
        sourceKey: String, child: AddresseeNumber, recipient: AddresseeNumber,
        reason: RecoveryReason, explanation: String, amount: Yen, paid: Yen,
        lastPaidOn: CivilDate? = nil, claimedOn: CivilDate, dueOn: CivilDate? = nil,
        demandedOn: CivilDate? = nil, dunnedOn: CivilDate? = nil, signedOn: CivilDate? = nil
    ) {
        self.sourceKey = sourceKey
        self.child = child
        self.recipient = recipient
        self.reason = reason
        self.explanation = explanation
        self.amount = amount
        self.paid = paid
        self.lastPaidOn = lastPaidOn
        self.claimedOn = claimedOn
        self.dueOn = dueOn
        self.demandedOn = demandedOn
        self.dunnedOn = dunnedOn
        self.signedOn = signedOn
    }

    public var outstanding: Yen { amount - paid }

    /// The day of the first letter of a kind; `nil` where none was sent.
    public func day(of kind: RecoveryDemand.Kind) -> CivilDate? {
        switch kind {
        case .demand: demandedOn
        case .dunning: dunnedOn
        }
    }

    /// Whether its days follow each other and none lies after a day.
    public func daysAreRight(until cutover: CivilDate) -> Bool {
        guard (paid > .zero) == (lastPaidOn != nil), claimedOn <= cutover else { return false }
        let after = [lastPaidOn, demandedOn, dunnedOn, signedOn].compactMap(\.self)
        guard after.allSatisfy({ $0 >= claimedOn && $0 <= cutover }) else { return false }
        guard dueOn.map({ $0 >= claimedOn }) ?? (demandedOn == nil) else { return false }
        return dunnedOn.map { dunned in demandedOn.map { $0 <= dunned } ?? false } ?? true
    }

    /// Whether its plan covers what is outstanding, in parts whose numbers and days rise.
    public var planIsRight: Bool {
        guard (signedOn != nil) == !instalments.isEmpty else { return false }
        guard let signedOn else { return true }
        let parts = instalments.sorted { $0.number < $1.number }
        let sum = parts.reduce(Yen.zero) { $0 + $1.amount }
        let days = parts.map(\.dueOn)
        return parts.map(\.number) == Array(1...parts.count) && days == days.sorted()
            && Set(days).count == days.count && parts.allSatisfy { $0.amount > .zero }
            && days[0] > signedOn && sum >= outstanding && sum <= amount
    }

    var claim: RecoveryClaim {
        RecoveryClaim(
            child: child, recipient: recipient, amount: amount, reason: reason,
            explanation: "\(explanation)（旧システムの返還 \(sourceKey)）", dueOn: dueOn)
    }
}
