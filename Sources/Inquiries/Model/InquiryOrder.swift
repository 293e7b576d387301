// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// What System 1 asks System 2 to inquire: in 宛名番号, under a number that makes it count once.
public struct InquiryOrder: Sendable, Hashable {
    public let number: String
    public let addressee: AddresseeNumber
    public let purpose: Purpose
    public let procedure: String
    public let item: String
    public let aboutOn: CivilDate
    /// Why, as the officer typed it.
    public let reason: String
    /// Who asked, in System 1.
    public let officer: String

    public init(
        number: String, addressee: AddresseeNumber, purpose: Purpose, procedure: String,
        item: String, aboutOn: CivilDate, reason: String, officer: String
    ) {
        self.number = number
        self.addressee = addressee
        self.purpose = purpose
        self.procedure = procedure
        self.item = item
        self.aboutOn = aboutOn
        self.reason = reason
        self.officer = officer
    }
}

/// An order as it stands.
struct StoredOrder: Sendable, Hashable {
    let id: Int64
    let order: InquiryOrder
    let expiresAt: Instant
    var course: InquiryCourse
    let attempts: Int
}
