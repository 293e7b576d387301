// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// Somebody outside the register to whom the office writes about a child: the other party of an accident,
/// its insurer, a school.
public struct OutsideParty: Hashable, Sendable {
    public enum Honorific: String, CaseIterable, Sendable {
        case person = "様"
        case office = "御中"
    }

    public var name: String
    /// Seven digits, or nothing.
    public var postalCode: String
    public var address: String
    public var honorific: Honorific

    public init(name: String, postalCode: String, address: String, honorific: Honorific) {
        self.name = name
        self.postalCode = postalCode
        self.address = address
        self.honorific = honorific
    }
}

/// A letter to a party outside, as it stands in its register.
public struct OutsideLetter: Hashable, Sendable {
    public let id: Int64
    public let kind: LetterKind
    /// The row that it is about: an accident.
    public let reference: Int64
    public let recipient: AddresseeNumber
    public let child: AddresseeNumber
    public let party: OutsideParty
    public let documentNumber: String
    public let issuedOn: CivilDate
    public let dueOn: CivilDate
    public let officer: String
    let contents: String

    /// The number of its envelope: `OT-12`.
    public var number: String { "OT-\(id)" }
}
