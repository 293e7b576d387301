// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

extension ResidentStatus: SQLValueConvertible {}

struct PersonSnapshotRow: FactRow {
    static let table = "person_snapshot"
    static let columns = [
        "subject", "application_id", "history_id", "name", "kana", "alias", "sex", "born",
        "resident_status", "resident_from", "resident_until", "household", "relationship",
        "postal_code", "address", "building", "sealed_address", "is_protected", "kana_key",
        "name_key",
        "record_hash",
    ]
    let person: ResidentSnapshot
    var application: Int64?
    var history: Int64?

    /// Only a protected address is sealed.
    var owner: CellOwner? { person.isProtected ? .person(person.number) : nil }
    var values: [any SQLValueConvertible] { preconditionFailure("住所は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        let isOpen = !person.isProtected
        let sealed = isOpen ? nil : place.seal(SealedAddress.text(of: person), "sealed_address")
        return [
            person.number, application, history, person.name, person.kana, person.alias,
            person.sex, person.born, person.status, person.residentFrom, person.residentUntil,
            person.household, person.relationship, isOpen ? person.postalCode : nil,
            isOpen ? person.address : nil, isOpen ? person.building : nil, sealed,
            person.isProtected, KanaFold.searchKey(person.kana),
            NameKey.searchKey(person.name), person.recordHash,
        ]
    }
}

/// The persons tied to applications and entitlements, as the register said when it was asked.
public enum PersonBook {
    private static let select = """
        SELECT p.id, p.recorded_at, p.subject, p.name, p.kana, p.alias, p.sex, p.born,
        p.resident_status, p.resident_from, p.resident_until, p.household, p.relationship,
        p.postal_code, p.address, p.building, p.is_protected, p.record_hash, p.sealed_address,
        p.operation_id
        FROM person_snapshot p
        """

    /// The newest snapshot of each person, as recorded until a moment.
    public static func latest(
        _ numbers: [AddresseeNumber]?, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [AddresseeNumber: PersonSnapshot] {
        var found: [AddresseeNumber: PersonSnapshot] = [:]
        try Among.forEach(
            "\(select) WHERE {among} AND p.recorded_at <= ? ORDER BY p.id",
            column: "p.subject", key: 2, ids: numbers?.ids, in: db,
            arguments: [Instant.bound(moment)]
        ) { found[$0.addressee(2)] = try read($0, db) }
        return found
    }

    /// Persons among these who died as the newest snapshot knows, with the reason to hold money.
    public static func deaths(
        _ numbers: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: RecipientEnd] {
        var found: [AddresseeNumber: RecipientEnd] = [:]
        try Among.forEach(
            """
            SELECT p.subject, p.resident_status, p.resident_until FROM person_snapshot p
            WHERE {among} ORDER BY p.id
            """, column: "p.subject", key: 0, ids: Array(Set(numbers.ids)), in: db
        ) { row in
            let (number, status): (AddresseeNumber, ResidentStatus) = (
                row.addressee(0), row.code(1)
            )
            found[number] =
                status == .died ? .died(number, on: row.optionalDate(2)?.previous) : nil
        }
        return found
    }

    /// Every snapshot of the persons with the operation that stored it, oldest first.
    static func course(
        _ numbers: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [(operation: Int64, person: PersonSnapshot)]] {
        var found: [AddresseeNumber: [(operation: Int64, person: PersonSnapshot)]] = [:]
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY p.id", column: "p.subject", key: 2,
            ids: numbers.ids, in: db
        ) { found[$0.addressee(2), default: []].append(($0.int64(19), try read($0, db))) }
        return found
    }

    /// Every snapshot of a person, newest first.
    public static func history(
        _ number: AddresseeNumber, from db: any Connection
    ) throws -> [PersonSnapshot] {
        try db.rows("\(select) WHERE p.subject = ? ORDER BY p.id DESC", [number]) {
            try read($0, db)
        }
    }

    /// Persons whose newest snapshot meets every condition, at most `query.limit`.
    ///
    /// Kana and name are compared from their beginning, tolerant of width, voice and 異体字.
    public static func search(
        _ query: PersonQuery, from db: any Connection
    ) throws -> [PersonSnapshot] {
        guard let (condition, arguments) = condition(for: query) else { return [] }
        return try db.rows(
            """
            \(select) WHERE \(condition) ORDER BY p.kana_key, p.born, p.subject LIMIT ?
            """, arguments + [query.limit]
        ) { try read($0, db) }
    }

    /// Their numbers alone. A name is read along its index until there are enough, so that one letter
    /// costs no more than many; in the order of that index.
    public static func numbers(
        _ query: PersonQuery, from db: any Connection
    ) throws -> [AddresseeNumber] {
        guard let (condition, arguments) = condition(for: query) else { return [] }
        let order = query.kana == nil && query.name != nil ? "p.name_key" : "p.kana_key, p.born"
        return try db.rows(
            """
            SELECT p.subject FROM person_snapshot p WHERE \(condition)
            ORDER BY \(order), p.subject LIMIT ?
            """, arguments + [query.limit]
        ) { $0.addressee(0) }
    }

    /// `nil` where nothing is asked.
    private static func condition(
        for query: PersonQuery
    ) -> (sql: String, arguments: [any SQLValueConvertible])? {
        var conditions: [String] = []
        var arguments: [any SQLValueConvertible] = []
        func add(_ condition: String, _ values: any SQLValueConvertible...) {
            conditions.append(condition)
            arguments += values
        }
        // Only the register knows it: whoever System 1 knew otherwise would not meet the condition.
        guard query.phone == nil else { return nil }
        if let number = query.number { add("p.subject = ?", number) }
        if let kana = query.kana.map(KanaFold.searchKey), !kana.isEmpty {
            add("p.kana_key >= ? AND p.kana_key < ?", kana, kana + Self.last)
        }
        if let name = query.name.map(NameKey.searchKey), !name.isEmpty {
            add("p.name_key >= ? AND p.name_key < ?", name, name + Self.last)
        }
        if let born = query.born { add("p.born = ?", born) }
        // What was stored at a decision holds no telephone: nobody is found here by one.
        if query.phone != nil { return nil }
        if let household = query.household { add("p.household = ?", household) }
        if let address = query.address, !address.isEmpty {
            // A protected address must not be found by guessing it.
            add("p.is_protected = 0 AND p.address LIKE ?", "%\(address)%")
        }
        guard !conditions.isEmpty else { return nil }
        add(
            """
            NOT EXISTS (SELECT 1 FROM person_snapshot n
            WHERE n.subject = p.subject AND n.id > p.id)
            """)
        return (conditions.joined(separator: " AND "), arguments)
    }

    /// Sorts behind every character that a key can hold.
    private static let last = "\u{FFFF}"

    private static func read(_ row: any Row, _ db: any Connection) throws -> PersonSnapshot {
        let number = row.addressee(2)
        let isProtected = row.bool(16)
        return PersonSnapshot(
            id: row.int64(0), recordedAt: row.instant(1), number: number, name: row.text(3),
            kana: row.text(4), alias: row.optionalText(5), sex: row.code(6), born: row.date(7),
            status: row.code(8), residentFrom: row.optionalDate(9),
            residentUntil: row.optionalDate(10), household: row.optionalText(11),
            relationship: row.optionalText(12),
            address: ProtectedAddress(
                try address(row, db), of: number, isProtected: isProtected),
            isProtected: isProtected, recordHash: row.text(17))
    }
}

extension PersonBook {
    private static func address(_ row: any Row, _ db: any Connection) throws -> Address {
        guard let cell = row.optionalBlob(18) else {
            return Address(
                postalCode: row.optionalText(13) ?? "", text: row.optionalText(14) ?? "",
                building: row.optionalText(15) ?? "")
        }
        return SealedAddress.address(
            try db.place("person_snapshot", row.int64(0)).open(cell, "sealed_address"))
    }
}

/// An address as the one text that is sealed.
private enum SealedAddress {
    private static let separator: Character = "\u{1F}"

    static func text(of person: ResidentSnapshot) -> String {
        [person.postalCode, person.address, person.building].joined(separator: "\u{1F}")
    }

    static func address(_ text: String) -> Address {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
            .map(String.init)
        precondition(parts.count == 3, "封をした住所は3つの部分からなります")
        return Address(postalCode: parts[0], text: parts[1], building: parts[2])
    }
}

extension Scope {
    /// Stores what the register says now, where it differs from what was stored before.
    func keep(_ people: [PersonSnapshotRow]) throws {
        let known = try PersonBook.latest(people.map(\.person.number), from: db)
        var seen: [AddresseeNumber: String] = known.mapValues(\.recordHash)
        var rows: [PersonSnapshotRow] = []
        for row in people where seen[row.person.number] != row.person.recordHash {
            seen[row.person.number] = row.person.recordHash
            rows.append(row)
        }
        try append(rows)
        try keepResidences(rows)
    }

    /// 居住地: a row whenever a person lives somewhere else than the record says.
    private func keepResidences(_ rows: [PersonSnapshotRow]) throws {
        let known = try AddressBook.residences(rows.map(\.person.number), from: db)
        try append(
            rows.compactMap { row -> ResidenceRow? in
                let last = known[row.person.number]
                guard last != ResidenceRow.place(of: row.person) else { return nil }
                let since = last == nil ? row.person.residentFrom : nil
                return ResidenceRow(
                    person: row.person, from: since ?? today,
                    cause: row.application == nil ? .rejudgement : .application)
            })
    }
}

extension PersonBook {
    /// Those of the persons that an application or an entitlement names.
    static func linked(
        _ numbers: [AddresseeNumber], from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var found: Set<AddresseeNumber> = []
        let places = [
            ("application", "child"), ("application", "applicant"),
            ("entitlement_history", "child"), ("entitlement_history", "recipient"),
        ]
        for (table, column) in places {
            try Among.forEach(
                "SELECT \(column) FROM \(table) WHERE {among}", column: column, key: 0,
                ids: numbers.ids, in: db
            ) { found.insert($0.addressee(0)) }
        }
        return found
    }

    /// Every child that an application or an entitlement names: about whom System 1 may know more
    ///
    public static func linkedChildren(from db: any Connection) throws -> Set<AddresseeNumber> {
        var found: Set<AddresseeNumber> = []
        try db.forEachRow(
            "SELECT child FROM application UNION SELECT child FROM entitlement_history", []
        ) {
            found.insert($0.addressee(0))
        }
        return found
    }
}

extension PersonBook {
    /// What snapshots are tied to.
    static func ties(
        of ids: [Int64], from db: any Connection
    ) throws -> [Int64: (application: Int64?, history: Int64?)] {
        var found: [Int64: (application: Int64?, history: Int64?)] = [:]
        try Among.forEach(
            "SELECT id, application_id, history_id FROM person_snapshot WHERE {among}",
            column: "id", key: 0, ids: ids, in: db
        ) { found[$0.int64(0)] = ($0.optionalInt64(1), $0.optionalInt64(2)) }
        return found
    }
}
