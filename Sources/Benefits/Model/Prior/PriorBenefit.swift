// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the system used before has paid for one child, institution, month and setting (移行).
public struct PriorBenefit: Hashable, Sendable {
    /// How it was paid.
    public enum Channel: String, Sendable, CaseIterable {
        case inKind = "in-kind"
        case reimbursement

        public var wording: String { self == .inKind ? "現物" : "償還" }
    }

    /// What the old system called it; the same twice counts once.
    public var sourceKey: String
    public var channel: Channel
    public var child: AddresseeNumber
    public var recipientNumber: String
    public var treatmentMonth: YearMonth
    /// Ten digits.
    public var institution: String
    public var isInpatient: Bool
    public var points: Int
    public var selfPayment: Yen
    public var highCost: Yen
    public var additionalBenefit: Yen
    /// What the city paid.
    public var payable: Yen
    /// The month reached the limit of 高額療養費, whoever paid: it counts for 多数回.
    public var reachedLimit: Bool
    public var paidOn: CivilDate

    public init(
        sourceKey: String, channel: Channel, child: AddresseeNumber, recipientNumber: String,
        treatmentMonth: YearMonth, institution: String, isInpatient: Bool, points: Int,
        selfPayment: Yen, highCost: Yen, additionalBenefit: Yen, payable: Yen,
        reachedLimit: Bool, paidOn: CivilDate
    ) {
        self.sourceKey = sourceKey
        self.channel = channel
        self.child = child
        self.recipientNumber = recipientNumber
        self.treatmentMonth = treatmentMonth
        self.institution = institution
        self.isInpatient = isInpatient
        self.points = points
        self.selfPayment = selfPayment
        self.highCost = highCost
        self.additionalBenefit = additionalBenefit
        self.payable = payable
        self.reachedLimit = reachedLimit
        self.paidOn = paidOn
    }
}
