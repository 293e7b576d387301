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

    public init(
        child: AddresseeNumber, month: YearMonth, mandateOn: CivilDate, band: String
    ) {
        self.child = child
        self.month = month
        self.mandateOn = mandateOn
        self.band = band
    }
}

/// What a letter to an insurer asks for (高額療養費支給申請, 代理受領): values for the letter.
public struct InsurerRequest: Hashable, Sendable {
    public let proxy: Int64
    public let insurer: String
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    public let month: YearMonth
    public let mandateOn: CivilDate
    public let band: String
    public let isMultiple: Bool
    public let totalCost: Yen
    public let burden: Yen
    public let limit: Yen
    public let amount: Yen
    public let requestedOn: CivilDate
}
