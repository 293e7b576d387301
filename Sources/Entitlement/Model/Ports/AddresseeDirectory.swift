// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// System 2 as System 1 sees it: persons by 宛名番号, and news of their changes.
///
/// 個人番号 never crosses this port. Each call is one question, whatever the number of persons.
public protocol AddresseeDirectory: ProtectionRegister {
    /// One person as of a day; `nil` day is now, `nil` answer is a number that is not registered.
    func person(_ number: AddresseeNumber, asOf day: CivilDate?) throws -> ResidentSnapshot?
    /// Many persons as of now; numbers that are not registered are left out.
    func persons(_ numbers: [AddresseeNumber]) throws -> [AddresseeNumber: ResidentSnapshot]
    /// The members of the household that the person lives in, the person included.
    func household(of number: AddresseeNumber) throws -> [ResidentSnapshot]
    /// The residents whom the register names as children of the person, wherever they live.
    func children(of number: AddresseeNumber) throws -> [ResidentSnapshot]
    /// A household and other persons in one question: what a page about one person shows.
    func family(
        of number: AddresseeNumber, with others: [AddresseeNumber]
    ) throws -> (members: [ResidentSnapshot], persons: [AddresseeNumber: ResidentSnapshot])
    /// Persons that match every given condition, at most `query.limit`.
    func search(_ query: PersonQuery) throws -> [ResidentSnapshot]
    /// Residents of the city born in a period, in the order of birth and number, a page at a time:
    /// who might be entitled. At most `limit`; `nil` cursor begins.
    func residents(
        born period: EffectivePeriod, after cursor: BirthCursor?, limit: Int
    ) throws -> [ResidentSnapshot]
    /// Changes in the order they were noticed, from behind `cursor`.
    func changes(after cursor: Int64, limit: Int) throws -> [ResidentChangeNotice]
    /// How System 2 stands with the feed of the resident register; `nil` where it keeps none.
    func residentFeed() throws -> ResidentFeedNews?
}

/// Where a page of residents by birth ended.
public struct BirthCursor: Hashable, Sendable {
    public let born: CivilDate
    public let number: AddresseeNumber

    public init(born: CivilDate, number: AddresseeNumber) {
        self.born = born
        self.number = number
    }

    public init(_ person: ResidentSnapshot) {
        self.init(born: person.born, number: person.number)
    }
}

/// The feed of the resident register as System 2 tells it.
public struct ResidentFeedNews: Hashable, Sendable {
    /// When the newest file was taken in; `nil` is never.
    public let newest: Instant?
    public let newestFile: String?
    /// Stretches of 異動連番 that are missing.
    public let gaps: Int
    /// Rows that wait: for a gap to be filled, or for an officer.
    public let waitingRows: Int

    public init(newest: Instant?, newestFile: String? = nil, gaps: Int = 0, waitingRows: Int = 0) {
        self.newest = newest
        self.newestFile = newestFile
        self.gaps = gaps
        self.waitingRows = waitingRows
    }
}

extension AddresseeDirectory {
    public func residentFeed() throws -> ResidentFeedNews? { nil }

    public func family(
        of number: AddresseeNumber, with others: [AddresseeNumber]
    ) throws -> (members: [ResidentSnapshot], persons: [AddresseeNumber: ResidentSnapshot]) {
        (try household(of: number), try persons([number] + others))
    }

    /// One person as of now.
    public func person(_ number: AddresseeNumber) throws -> ResidentSnapshot? {
        try person(number, asOf: nil)
    }
}

/// What the desk may search persons by; every given condition must hold.
public struct PersonQuery: Hashable, Sendable {
    public var number: AddresseeNumber?
    /// Beginning of the name in kana, in any width.
    public var kana: String?
    /// Beginning of the name, tolerant of 異体字.
    public var name: String?
    public var born: CivilDate?
    /// Digits of a telephone number, from its beginning. Only the register knows it.
    public var phone: String?
    /// Part of the address.
    public var address: String?
    public var household: String?
    /// At most so many persons; the desk shows 100.
    public var limit: Int

    public init(
        number: AddresseeNumber? = nil, kana: String? = nil, name: String? = nil,
        born: CivilDate? = nil, phone: String? = nil, address: String? = nil,
        household: String? = nil, limit: Int = 100
    ) {
        self.number = number
        self.kana = kana
        self.name = name
        self.born = born
        self.phone = phone
        self.address = address
        self.household = household
        self.limit = limit
    }
}

/// One line of System 2's outbox: who, what kind of change (異動事由 B01 …), from which day.
public struct ResidentChangeNotice: Hashable, Sendable {
    public let cursor: Int64
    public let number: AddresseeNumber
    public let reason: String
    public let on: CivilDate
    public let noticedAt: Instant

    public init(
        cursor: Int64, number: AddresseeNumber, reason: String, on: CivilDate, noticedAt: Instant
    ) {
        self.cursor = cursor
        self.number = number
        self.reason = reason
        self.on = on
        self.noticedAt = noticedAt
    }
}
