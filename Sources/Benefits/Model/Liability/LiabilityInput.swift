// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a clerk writes down of an accident.
public struct LiabilityInput: Hashable, Sendable {
    public var child: AddresseeNumber
    public var kind: LiabilityKind
    public var happenedOn: CivilDate
    public var reportedOn: CivilDate
    public var counterpart: String
    public var circumstances: String

    public init(
        child: AddresseeNumber, kind: LiabilityKind, happenedOn: CivilDate,
        reportedOn: CivilDate, counterpart: String, circumstances: String
    ) {
        self.child = child
        self.kind = kind
        self.happenedOn = happenedOn
        self.reportedOn = reportedOn
        self.counterpart = counterpart
        self.circumstances = circumstances
    }

    func check(on today: CivilDate) throws(BenefitsRefusal) {
        if happenedOn > today || reportedOn > today { throw .dayInFuture }
        if reportedOn < happenedOn { throw .reportBeforeAccident }
        if counterpart.isEmpty || circumstances.isEmpty { throw .missingReason }
    }
}
