// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
public import Vocabulary

/// Where letters to a person go (送付先), when not to the address of the register.
public struct MailingAddressInput: Hashable, Sendable {
    public var subject: AddresseeNumber
    /// Seven digits.
    public var postalCode: String
    public var address: String
    public var building: String
    public var kana: String
    public var name: String
    public var phone: String
    public var period: EffectivePeriod

    public init(
        subject: AddresseeNumber, postalCode: String, address: String, building: String = "",
        kana: String, name: String, phone: String = "", period: EffectivePeriod
    ) {
        self.subject = subject
        self.postalCode = postalCode
        self.address = address
        self.building = building
        self.kana = kana
        self.name = name
        self.phone = phone
        self.period = period
    }
}

struct MailingAddressRow: FactRow {
    static let table = "mailing_address_fact"
    static let columns = [
        "subject", "postal_area", "postal_local", "address", "building", "kana", "name", "phone",
        "effective_from", "effective_until", "cause", "replaces_id", "reason",
    ]
    let input: MailingAddressInput
    let cause: DecisionCause
    var replaces: Int64?
    var reason: String?

    var owner: CellOwner? { .person(input.subject) }
    var values: [any SQLValueConvertible] { preconditionFailure("住所は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        let code = PostalParts(input.postalCode)
        return [
            input.subject, place.seal(code.area, "postal_area"),
            place.seal(code.local, "postal_local"), place.seal(input.address, "address"),
            place.seal(input.building, "building"), input.kana, input.name,
            place.seal(input.phone, "phone"), input.period.from, input.period.until, cause,
            replaces, reason,
        ]
    }
}

struct ResidenceRow: FactRow {
    static let table = "residence_fact"
    static let columns = [
        "subject", "postal_area", "postal_local", "address", "building", "kana", "name",
        "effective_from", "cause", "effective_until", "replaces_id", "reason",
    ]
    let input: ResidenceInput
    let cause: DecisionCause
    var replaces: Int64?
    var reason: String?

    init(input: ResidenceInput, cause: DecisionCause, replaces: Int64?, reason: String?) {
        self.input = input
        self.cause = cause
        self.replaces = replaces
        self.reason = reason
    }

    /// What the register says.
    init(person: ResidentSnapshot, from: CivilDate, cause: DecisionCause) {
        input = ResidenceInput(
            subject: person.number, postalCode: person.postalCode, address: person.address,
            building: person.building, kana: person.kana, name: person.name,
            period: EffectivePeriod(from: from))
        self.cause = cause
    }

    /// What says where somebody lives.
    static func place(of person: ResidentSnapshot) -> [String] {
        let code = PostalParts(person.postalCode)
        return [code.area, code.local, person.address, person.building, person.kana, person.name]
    }

    var owner: CellOwner? { .person(input.subject) }
    var values: [any SQLValueConvertible] { preconditionFailure("住所は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        let code = PostalParts(input.postalCode)
        return [
            input.subject, place.seal(code.area, "postal_area"),
            place.seal(code.local, "postal_local"), place.seal(input.address, "address"),
            place.seal(input.building, "building"), input.kana, input.name, input.period.from,
            cause, input.period.until, replaces, reason,
        ]
    }
}

/// A postal code as 別添1 keeps it: the first three digits and the last four.
struct PostalParts {
    let area: String
    let local: String

    init(_ code: String) {
        let digits = code.filter { $0 != "-" }
        area = String(digits.prefix(3))
        local = String(digits.dropFirst(3))
    }

    /// As an envelope shows it: `119-0001`.
    var hyphened: String { local.isEmpty ? area : "\(area)-\(local)" }
}

/// A mailing address in force, under the guard of 支援措置.
public struct MailingAddress: Hashable, Sendable {
    public let subject: AddresseeNumber
    public let name: String
    public let address: ProtectedAddress
    public let period: EffectivePeriod
}

/// 送付先マスタ and 居住地マスタ.
public enum AddressBook {
    /// The mailing address of each person on a day; the newest row that contains the day counts.
    public static func mailing(
        _ subjects: [AddresseeNumber]?, on day: CivilDate, asOf moment: Instant? = nil,
        protected: Set<AddresseeNumber>, from db: any Connection
    ) throws -> [AddresseeNumber: MailingAddress] {
        var found: [AddresseeNumber: [(id: Int64, address: MailingAddress)]] = [:]
        try Among.forEach(
            """
            SELECT subject, postal_area, postal_local, address, building, name, effective_from,
            effective_until, id, replaces_id FROM mailing_address_fact
            WHERE {among} AND recorded_at <= ? ORDER BY id
            """, column: "subject", key: 0, ids: subjects?.ids, in: db,
            arguments: [Instant.bound(moment)]
        ) { row in
            let period = EffectivePeriod(from: row.date(6), until: row.optionalDate(7))
            let subject = row.addressee(0)
            if let replaced = row.optionalInt64(9) {
                found[subject]?.removeAll { $0.id == replaced }
            }
            guard period.contains(day) else { return }
            let place = db.place("mailing_address_fact", row.int64(8))
            let address = MailingAddress(
                subject: subject, name: row.text(5),
                address: ProtectedAddress(
                    Address(
                        postalCode: try place.open(row.blob(1), "postal_area")
                            + place.open(row.blob(2), "postal_local"),
                        text: try place.open(row.blob(3), "address"),
                        building: try place.open(row.blob(4), "building")),
                    of: subject, isProtected: protected.contains(subject)),
                period: period)
            found[subject, default: []].append((row.int64(8), address))
        }
        return found.compactMapValues(\.last?.address)
    }

    /// Where each person lives as the register said it last; what a person has notified of another
    /// place to live stands beside it.
    static func residences(
        _ subjects: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [String]] {
        var found: [AddresseeNumber: [String]] = [:]
        try Among.forEach(
            """
            SELECT subject, postal_area, postal_local, address, building, kana, name, id
            FROM residence_fact WHERE {among} AND cause <> 'notification' ORDER BY id
            """, column: "subject", key: 0, ids: subjects.ids, in: db
        ) { row in
            let place = db.place("residence_fact", row.int64(7))
            found[row.addressee(0)] = [
                try place.open(row.blob(1), "postal_area"),
                try place.open(row.blob(2), "postal_local"),
                try place.open(row.blob(3), "address"), try place.open(row.blob(4), "building"),
                row.text(5), row.text(6),
            ]
        }
        return found
    }
}
