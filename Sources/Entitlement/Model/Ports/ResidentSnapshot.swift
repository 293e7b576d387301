// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Where a person stands in the resident register (住民区分), as feeds write it.
public enum ResidentStatus: String, Sendable, CaseIterable, Codable {
    case resident = "1"
    case movedOut = "2"
    case died = "3"
    /// 住登外: known to the city, not in its resident register.
    case nonResident = "4"

    /// The wording on screens.
    public var wording: String {
        switch self {
        case .resident: "住民"
        case .movedOut: "転出"
        case .died: "死亡"
        case .nonResident: "住登外"
        }
    }
}

/// What System 2 answers about one person, by 宛名番号; never a digit of 個人番号.
public struct ResidentSnapshot: Hashable, Sendable {
    public var number: AddresseeNumber
    /// 世帯番号.
    public var household: String?
    public var status: ResidentStatus
    public var name: String
    public var kana: String
    /// 通称.
    public var alias: String?
    public var sex: Sex
    public var born: CivilDate
    /// 続柄 code: 02 世帯主, 20 子 ….
    public var relationship: String?
    /// Seven digits, or empty.
    public var postalCode: String
    public var address: String
    /// 方書.
    public var building: String
    public var phone: String?
    public var residentFrom: CivilDate?
    /// Half-open: the first day on which the person is no resident. The day of moving out, or the
    /// day after the day of death.
    public var residentUntil: CivilDate?
    /// 支援措置.
    public var isProtected: Bool
    public var protectedUntil: CivilDate?
    public var mother: AddresseeNumber?
    public var father: AddresseeNumber?
    public var nationality: String?
    public var stayStatus: String?
    public var stayUntil: CivilDate?
    /// The day from which the register says this status of residence; `nil` where nobody looked.
    public var staySince: CivilDate?
    /// Digest of the register record, so that a check can prove what it saw.
    public var recordHash: String
    /// When System 2 last learned of this person.
    public var asOf: Instant

    public init(
        number: AddresseeNumber, household: String? = nil, status: ResidentStatus, name: String,
        kana: String, alias: String? = nil, sex: Sex, born: CivilDate,
        relationship: String? = nil, postalCode: String, address: String, building: String = "",
        phone: String? = nil, residentFrom: CivilDate?, residentUntil: CivilDate? = nil,
        isProtected: Bool = false, protectedUntil: CivilDate? = nil,
        mother: AddresseeNumber? = nil, father: AddresseeNumber? = nil,
        nationality: String? = nil, stayStatus: String? = nil, stayUntil: CivilDate? = nil,
        staySince: CivilDate? = nil,
        recordHash: String, asOf: Instant
    ) {
        self.number = number
        self.household = household
        self.status = status
        self.name = name
        self.kana = kana
        self.alias = alias
        self.sex = sex
        self.born = born
        self.relationship = relationship
        self.postalCode = postalCode
        self.address = address
        self.building = building
        self.phone = phone
        self.residentFrom = residentFrom
        self.residentUntil = residentUntil
        self.isProtected = isProtected
        self.protectedUntil = protectedUntil
        self.mother = mother
        self.father = father
        self.nationality = nationality
        self.stayStatus = stayStatus
        self.stayUntil = stayUntil
        self.staySince = staySince
        self.recordHash = recordHash
        self.asOf = asOf
    }
}
