// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Where a person lives (居住地), where that is not the address of the register: with relatives, in a
/// dormitory, in a hospital.
public struct ResidenceInput: Hashable, Sendable {
    public var subject: AddresseeNumber
    /// Seven digits.
    public var postalCode: String
    public var address: String
    public var building: String
    public var kana: String
    public var name: String
    public var period: EffectivePeriod

    public init(
        subject: AddresseeNumber, postalCode: String, address: String, building: String = "",
        kana: String, name: String, period: EffectivePeriod
    ) {
        self.subject = subject
        self.postalCode = postalCode
        self.address = address
        self.building = building
        self.kana = kana
        self.name = name
        self.period = period
    }
}
