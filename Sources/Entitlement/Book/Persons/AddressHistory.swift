// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
public import Vocabulary

/// A mailing address or a place to live, as it was recorded.
public struct AddressFact: Hashable, Sendable {
    public let subject: AddresseeNumber
    public let name: String
    public let kana: String
    /// Under the guard of 支援措置.
    public let address: ProtectedAddress
    /// Empty where none was given; under protection, never read.
    public let phone: String
    public let period: EffectivePeriod
    public let cause: DecisionCause
}

extension AddressBook {
    /// Every mailing address of a person, in the order of recording.
    public static func mailingHistory(
        of person: AddresseeNumber, isProtected: Bool, asOf moment: Instant? = nil,
        from db: any Connection
    ) throws -> [Recorded<AddressFact>] {
        try history(
            of: person, isProtected: isProtected, moment, from: db, table: "mailing_address_fact",
            phone: "f.phone")
    }

    /// Every place where a person lives or lived, in the order of recording: the register's, each
    /// of which ends where the next begins, and what was notified.
    public static func residenceHistory(
        of person: AddresseeNumber, isProtected: Bool, asOf moment: Instant? = nil,
        from db: any Connection
    ) throws -> [Recorded<AddressFact>] {
        let facts = try history(
            of: person, isProtected: isProtected, moment, from: db, table: "residence_fact",
            phone: "NULL")
        let register = facts.filter { $0.value.cause != .notification }
        let next = Dictionary(
            uniqueKeysWithValues: zip(register, register.dropFirst()).map {
                ($0.id, $1.value.period.from)
            })
        return facts.map { fact in
            guard let end = next[fact.id] else { return fact }
            return fact.ending(before: max(end, fact.value.period.from))
        }
    }

    private static func history(
        of person: AddresseeNumber, isProtected: Bool, _ moment: Instant?,
        from db: any Connection, table: String, phone: String
    ) throws -> [Recorded<AddressFact>] {
        var replaced: Set<Int64> = []
        let facts = try db.rows(
            """
            SELECT f.id, f.replaces_id, f.postal_area, f.postal_local, f.address, f.building,
            f.name, f.kana, f.effective_from, f.effective_until, f.cause, \(phone),
            \(RecordedRows.columns) FROM \(table) f \(RecordedRows.join)
            WHERE f.subject = ? AND f.recorded_at <= ? ORDER BY f.id
            """, [person, Instant.bound(moment)]
        ) { row in
            if let earlier = row.optionalInt64(1) { replaced.insert(earlier) }
            let place = db.place(table, row.int64(0))
            let address = Address(
                postalCode: try place.open(row.blob(2), "postal_area")
                    + place.open(row.blob(3), "postal_local"),
                text: try place.open(row.blob(4), "address"),
                building: try place.open(row.blob(5), "building"))
            let phone = isProtected ? nil : row.optionalBlob(11)
            let fact = AddressFact(
                subject: person, name: row.text(6), kana: row.text(7),
                address: ProtectedAddress(address, of: person, isProtected: isProtected),
                phone: try phone.map { try place.open($0, "phone") } ?? "",
                period: EffectivePeriod(from: row.date(8), until: row.optionalDate(9)),
                cause: row.code(10))
            return RecordedRows.of(fact, row, id: row.int64(0), from: 12)
        }
        return facts.overruling(replaced: replaced)
    }
}

extension Recorded where Value == AddressFact {
    fileprivate func ending(before day: CivilDate) -> Recorded {
        let fact = AddressFact(
            subject: value.subject, name: value.name, kana: value.kana, address: value.address,
            phone: value.phone, period: value.period.ending(before: day), cause: value.cause)
        return Recorded(
            id: id, value: fact, recordedAt: recordedAt, officer: officer, reason: reason,
            isMigrated: isMigrated, isOverruled: isOverruled)
    }
}
