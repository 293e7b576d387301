// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// Queries over the residents: the latest fact of a person, a household, a search.
public enum ResidentBook {
    static let columns = """
        f.addressee, f.change_number, f.effective_on, f.change_reason, f.status, f.household, \
        f.name, f.kana, f.alias, f.sex, f.born, f.relationship, f.postal_code, f.address, \
        f.building, f.resident_from, f.moved_from, f.moved_to, f.nationality, f.stay_status, \
        f.stay_until, f.protection, f.protection_until, f.mother, f.father, f.phone, f.recorded_at, \
        f.id, f.place
        """

    static let now = "FROM resident_now n JOIN resident_fact f ON f.id = n.fact_id"

    /// Asks twice for the parent.
    static let selectChildren = """
        SELECT \(columns) \(now) WHERE f.mother = ? OR f.father = ? ORDER BY f.addressee
        """

    /// The person as last recorded, or `nil`.
    public static func resident(_ number: AddresseeNumber, in scope: Scope) throws -> Resident? {
        let found = try scope.db.first(
            "SELECT \(columns) \(now) WHERE n.addressee = ?", [number]
        ) { try resident(from: $0, in: scope) }
        if found != nil { scope.saw(number) }
        return try ProtectionBook.applied(to: found.map { [$0] } ?? [], in: scope).first
    }

    /// The persons as last recorded; who is unknown is missing.
    public static func residents(
        _ numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: Resident] {
        var found: [AddresseeNumber: Resident] = [:]
        found.reserveCapacity(numbers.count)
        // SQLite takes 32,766 parameters, PostgreSQL 65,535; 500 keeps one prepared statement warm.
        var start = 0
        while start < numbers.count {
            let part = numbers[start..<min(start + 500, numbers.count)]
            let marks = Array(repeating: "?", count: part.count).joined(separator: ", ")
            try scope.db.forEachRow(
                "SELECT \(columns) \(now) WHERE n.addressee IN (\(marks))", Array(part)
            ) { row in
                let person = try resident(from: row, in: scope)
                found[person.addressee] = person
            }
            start += 500
        }
        scope.saw(found.keys)
        for person in try ProtectionBook.applied(to: Array(found.values), in: scope) {
            found[person.addressee] = person
        }
        return found
    }

    /// Everybody of the person's household, the head first, then by age.
    public static func household(
        of number: AddresseeNumber, in scope: Scope
    ) throws -> [Resident] {
        let people = try scope.db.rows(
            """
            SELECT \(columns) \(now)
            WHERE n.household = (SELECT household FROM resident_now WHERE addressee = ?)
            ORDER BY f.relationship, f.born, f.addressee
            """, [number]
        ) { try resident(from: $0, in: scope) }
        scope.saw(people.map(\.addressee))
        return try ProtectionBook.applied(to: people, in: scope)
    }

    /// Everybody whom the register names as a child of the person, by number.
    public static func children(
        of number: AddresseeNumber, in scope: Scope
    ) throws -> [Resident] {
        let people = try scope.db.rows(selectChildren, [number, number]) {
            try resident(from: $0, in: scope)
        }
        scope.saw(people.map(\.addressee))
        return try ProtectionBook.applied(to: people, in: scope)
    }

    /// People who match, at most `limit`, in the order of kana and birth.
    public static func search(
        _ query: ResidentQuery, limit: Int = 100, in scope: Scope
    ) throws -> [Resident] {
        try search([query], limit: limit, in: scope)
    }

    /// People who match every condition, at most `limit`: in the order of kana and birth, first who is
    /// called so, then who is found by a former name or a 通称. Where more match, those whose whole name
    /// begins with what was asked come before those whose given name does.
    public static func search(
        _ queries: [ResidentQuery], limit: Int = 100, in scope: Scope
    ) throws -> [Resident] {
        precondition(!queries.isEmpty, "条件のない検索は台帳の全員になります")
        func read(_ source: Piece) throws -> [Resident] {
            try scope.db.rows("SELECT \(columns) \(source.sql)", source.arguments) {
                try resident(from: $0, in: scope)
            }
        }
        var people = try read(source(of: queries, limit: limit))
        // Other names only fill what is left.
        if people.count < limit,
            let others = otherSource(of: queries, limit: limit - people.count)
        {
            people += try read(others)
        }
        let found = try ProtectionBook.applied(to: people, in: scope)
            .filter { !$0.isProtected || !queries.contains(where: \.guessesPlace) }
        scope.saw(found.map(\.addressee))
        return found
    }

    /// Residents born in a period, in the order of birth and number, after a place in that order.
    public static func residents(
        born period: EffectivePeriod, after cursor: (born: CivilDate, number: AddresseeNumber)?,
        limit: Int, in scope: Scope
    ) throws -> [Resident] {
        var arguments: [any SQLValueConvertible] = [
            period.from, period.until?.description ?? "9999-12-31",
        ]
        var after = ""
        if let cursor {
            after = "AND (n.born > ? OR (n.born = ? AND n.addressee > ?))"
            arguments += [cursor.born, cursor.born, cursor.number] as [any SQLValueConvertible]
        }
        let people = try scope.db.rows(
            """
            SELECT \(columns) \(now)
            WHERE n.born >= ? AND n.born < ? \(after) AND f.status = '1'
            ORDER BY n.born, n.addressee LIMIT ?
            """, arguments + [limit]
        ) { try resident(from: $0, in: scope) }
        scope.saw(people.map(\.addressee))
        return try ProtectionBook.applied(to: people, in: scope)
    }

    /// The person as the register stood on a day, by what was recorded up to a moment.
    public static func resident(
        _ number: AddresseeNumber, on day: CivilDate, asOf recorded: Instant, in scope: Scope
    ) throws -> Resident? {
        let found = try scope.db.first(
            """
            SELECT \(columns) FROM resident_fact f
            WHERE f.addressee = ? AND f.effective_on <= ? AND f.recorded_at <= ?
            ORDER BY f.effective_on DESC, f.change_number DESC LIMIT 1
            """, [number, day, recorded]
        ) { try resident(from: $0, in: scope) }
        if found != nil { scope.saw(number) }
        // Whatever was known then: what is protected now is not shown.
        return try ProtectionBook.applied(to: found.map { [$0] } ?? [], in: scope).first
    }

    /// Every recorded change of a person, oldest first.
    public static func history(of number: AddresseeNumber, in scope: Scope) throws -> [Resident] {
        let facts = try scope.db.rows(
            "SELECT \(columns) FROM resident_fact f WHERE f.addressee = ? ORDER BY f.change_number",
            [number]
        ) { try resident(from: $0, in: scope) }
        if !facts.isEmpty { scope.saw(number) }
        return try ProtectionBook.applied(to: facts, in: scope)
    }

    /// What waits in the outbox after a position, oldest first.
    public static func changes(
        after position: Int64, limit: Int, in scope: Scope
    ) throws -> [ResidentChange] {
        try scope.db.rows(
            """
            SELECT id, addressee, reason, effective_on, recorded_at FROM change_outbox
            WHERE id > ? ORDER BY id LIMIT ?
            """, [position, limit]
        ) { row in
            ResidentChange(
                position: row.int64(0), addressee: row.addressee(1), reason: row.text(2),
                effectiveOn: row.date(3), recordedAt: row.instant(4))
        }
    }

    static func resident(from row: any Row, in scope: Scope) throws -> Resident {
        guard let status = Resident.Status(rawValue: row.text(4)) else {
            preconditionFailure("resident_fact.status has a CHECK")
        }
        let person = Resident(
            addressee: row.addressee(0), changeNumber: row.int64(1), effectiveOn: row.date(2),
            changeReason: row.text(3), status: status, household: row.text(5), name: row.text(6),
            kana: row.text(7), alias: row.text(8), sex: row.text(9), born: row.date(10),
            relationship: row.text(11), postalCode: row.text(12), address: row.text(13),
            building: row.text(14), residentFrom: row.optionalDate(15), movedFrom: row.text(16),
            movedTo: row.text(17), nationality: row.text(18), stayStatus: row.text(19),
            stayUntil: row.optionalDate(20), isProtected: row.bool(21),
            protectionUntil: row.optionalDate(22), mother: row.optionalAddressee(23),
            father: row.optionalAddressee(24), phone: row.text(25), recordedAt: row.instant(26))
        return try SealedPlace.open(
            row.optionalBlob(28), into: person, at: scope.db.place("resident_fact", row.int64(27)))
    }
}

extension ResidentQuery {
    /// Whether a hit would tell where somebody lives: a part of an address, or the area code of a
    /// telephone. Protected persons are not found by it; a whole number tells nothing new.
    fileprivate var guessesPlace: Bool {
        switch self {
        case .address: true
        case .phone(let digits): digits.count < 10
        case .addressee, .kana, .name, .born, .household: false
        }
    }
}
