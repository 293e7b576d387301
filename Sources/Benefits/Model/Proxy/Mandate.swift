// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A family's mandate (委任状): the city may ask the insurer for a month's high-cost benefit.
public struct Mandate: Hashable, Sendable {
    public var child: AddresseeNumber
    public var month: YearMonth
    /// The day on the paper.
    public var mandateOn: CivilDate
    /// 所得区分 of the household in the table of the month.
    public var band: String
    /// What other members of the household bear (世帯合算): children that the office knows are found
    /// by themselves.
    public var others: [HouseholdShare]

    public init(
        child: AddresseeNumber, month: YearMonth, mandateOn: CivilDate, band: String,
        others: [HouseholdShare] = []
    ) {
        self.child = child
        self.month = month
        self.mandateOn = mandateOn
        self.band = band
        self.others = others
    }
}

/// What a member of the household below 70 bears at one institution in the month, as a receipt or
/// the insurer says it. Only the relation is kept: the office has no other business with them.
public struct HouseholdShare: Hashable, Sendable {
    /// 父, 母 …
    public var relation: String
    public var institutionName: String
    public var setting: CareSetting
    /// 総医療費 (10割).
    public var totalCost: Yen
    /// 一部負担金 to the yen.
    public var burden: Yen
    /// What the insurer has paid of it already, at the window.
    public var paid: Yen

    public init(
        relation: String, institutionName: String, setting: CareSetting, totalCost: Yen,
        burden: Yen, paid: Yen = .zero
    ) {
        self.relation = relation
        self.institutionName = institutionName
        self.setting = setting
        self.totalCost = totalCost
        self.burden = burden
        self.paid = paid
    }

    /// Whether the amounts can be those of a receipt.
    var isPossible: Bool {
        !relation.isEmpty && totalCost > .zero && burden > .zero && burden <= totalCost
            && paid >= .zero && paid <= burden
    }
}
