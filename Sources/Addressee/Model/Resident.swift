// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the resident register last said of a person (住民情報), as System 2 answers it.
///
/// It carries 宛名番号 only; the 個人番号 is never a part of an answer to System 1.
public struct Resident: Sendable, Hashable {
    /// How the person stands in the register (住民種別).
    public enum Status: String, Sendable {
        case resident = "1"
        case movedOut = "2"
        case dead = "3"
        /// Known to a business but not a resident (住登外者).
        case nonResident = "4"
    }

    public var addressee: AddresseeNumber
    public var changeNumber: Int64
    /// The day from which the change counts (異動日).
    public var effectiveOn: CivilDate
    /// Code of the change (異動事由): B01 出生, B02 転入, B11 転居, B12 死亡, B21 転出 ….
    public var changeReason: String
    public var status: Status
    public var household: String
    public var name: String
    public var kana: String
    public var alias: String
    public var sex: String
    public var born: CivilDate
    /// Relationship to the head (続柄), e.g. `02` 世帯主, `20` 子.
    public var relationship: String
    public var postalCode: String
    public var address: String
    public var building: String
    public var residentFrom: CivilDate?
    public var movedFrom: String
    public var movedTo: String
    public var nationality: String
    public var stayStatus: String
    public var stayUntil: CivilDate?
    /// Under a protection measure (支援措置).
    public var isProtected: Bool
    public var protectionUntil: CivilDate?
    /// What the protection stands on: any newer measure makes another text; empty without one.
    public var protectionVersion = ""
    public var mother: AddresseeNumber?
    public var father: AddresseeNumber?
    public var phone: String
    /// When System 2 recorded this.
    public var recordedAt: Instant

    /// The first day on which the person is no resident any more; `nil` while one.
    ///
    /// Who moves out or dies is a resident until the day before, or of, the change: the day of a
    /// move counts for the new municipality, the day of death is the last day.
    public var residentUntil: CivilDate? {
        switch status {
        case .resident: nil
        case .movedOut, .nonResident: effectiveOn
        case .dead: effectiveOn.next
        }
    }
}

/// One entry of the outbox: somebody changed; ask for the rest by number.
public struct ResidentChange: Sendable, Hashable {
    /// Position in the outbox; who has read up to here asks for what comes after.
    public let position: Int64
    public let addressee: AddresseeNumber
    public let reason: String
    public let effectiveOn: CivilDate
    public let recordedAt: Instant
}

/// How a clerk looks for a person: one box, read in every way that makes sense.
public enum ResidentQuery: Sendable, Hashable {
    case addressee(AddresseeNumber)
    /// A search key of `KanaFold`, matched from the start of the family or of the given name.
    case kana(String)
    /// A search key of `NameKey`, matched likewise.
    case name(String)
    case born(CivilDate)
    /// Digits of a telephone number, matched from the start.
    case phone(String)
    case household(String)
    /// A part of the address as the register writes it.
    case address(String)
}
