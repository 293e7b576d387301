// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// What the register said of a person when the office used it; the local copy of System 1.
public struct PersonSnapshot: Hashable, Sendable {
    public let id: Int64
    public let recordedAt: Instant
    public let number: AddresseeNumber
    public let name: String
    public let kana: String
    public let alias: String?
    public let sex: Sex
    public let born: CivilDate
    public let status: ResidentStatus
    public let residentFrom: CivilDate?
    public let residentUntil: CivilDate?
    public let household: String?
    public let relationship: String?
    /// Printed only to its owner, shown only to who may see it.
    public let address: ProtectedAddress
    public let isProtected: Bool
    public let recordHash: String

    /// The name that screens show: 通称 where there is one.
    public var shownName: String { alias ?? name }
}

extension ResidentSnapshot {
    /// The address under the guard of 支援措置.
    public var guardedAddress: ProtectedAddress {
        ProtectedAddress(
            Address(postalCode: postalCode, text: address, building: building), of: number,
            isProtected: isProtected)
    }

    /// Whether name or reading differ, compared byte by byte: 異体字 are different names.
    func hasOtherName(than known: PersonSnapshot) -> Bool {
        !name.utf8.elementsEqual(known.name.utf8) || !kana.utf8.elementsEqual(known.kana.utf8)
            || !(alias ?? "").utf8.elementsEqual((known.alias ?? "").utf8)
    }

    /// Whether the person lives somewhere else.
    func hasOtherAddress(than known: PersonSnapshot) -> Bool {
        !guardedAddress.isSamePlace(as: known.address)
    }
}
