// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
public import Vocabulary

/// Protection measures (支援措置). A measure hides as soon as it is known of, even of a row of the feed
/// that waits or was refused. Nothing that a feed says ends one: two officers do, against what is
/// known at that moment.
public enum ProtectionBook {
    private static let columns = """
        p.addressee, p.feed_change, p.feed_until, p.measure_id, p.measure_until, \
        p.lifted_change, p.lifted_measure
        """
    private static let inForce =
        "(p.feed_change > p.lifted_change OR p.measure_id > p.lifted_measure)"

    /// How persons stand, whether in force or lifted; those of whom nothing was ever known are
    /// missing.
    /// - Parameter numbers: `nil` is everybody for whom a measure is in force.
    public static func standings(
        of numbers: [AddresseeNumber]?, in scope: Scope
    ) throws -> [AddresseeNumber: ProtectionStanding] {
        var found: [AddresseeNumber: ProtectionStanding] = [:]
        try Among.forEach(
            "SELECT \(columns) FROM protection_now p WHERE {among}"
                + (numbers == nil ? " AND \(inForce)" : ""),
            column: "p.addressee", key: 0, ids: numbers?.map(\.value), in: scope.db
        ) { row in
            let standing = standing(row)
            found[standing.addressee] = standing
        }
        scope.saw(found.keys)
        return found
    }

    /// Of these persons those whose newest record does not speak of the measure any more that an
    /// earlier one spoke of: officers look whether it ends.
    public static func endedInRegister(
        _ numbers: some Sequence<AddresseeNumber>, in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        var found: Set<AddresseeNumber> = []
        try Among.forEach(
            """
            SELECT p.addressee FROM protection_now p
            JOIN resident_now n ON n.addressee = p.addressee
            JOIN resident_fact f ON f.id = n.fact_id
            WHERE {among} AND p.feed_change > p.lifted_change AND f.protection = 0
            AND n.change_number > p.feed_change
            """, column: "p.addressee", key: 0, ids: numbers.map(\.value), in: scope.db
        ) { found.insert($0.addressee(0)) }
        return found
    }

    /// How many measures end by a day or have passed their end, and how many the register does not
    /// speak of any more: numbers only, nobody is named.
    public static func counts(
        endingBy day: CivilDate, in scope: Scope
    ) throws -> (due: Int, ended: Int) {
        let due = try scope.db.first(
            """
            SELECT COUNT(*) FROM protection_now p WHERE \(inForce) AND
            CASE WHEN p.feed_change <= p.lifted_change THEN p.measure_until
                 WHEN p.measure_id <= p.lifted_measure THEN p.feed_until
                 WHEN p.feed_until > p.measure_until THEN p.feed_until
                 ELSE p.measure_until END <= ?
            """, [day]
        ) { $0.int(0) }
        let ended = try scope.db.first(
            """
            SELECT COUNT(*) FROM protection_now p
            JOIN resident_now n ON n.addressee = p.addressee
            JOIN resident_fact f ON f.id = n.fact_id
            WHERE p.feed_change > p.lifted_change AND f.protection = 0
            AND n.change_number > p.feed_change
            """
        ) { $0.int(0) }
        return (due ?? 0, ended ?? 0)
    }

    /// Of these persons those for whom a measure is in force.
    static func inForce(
        _ numbers: some Sequence<AddresseeNumber>, in scope: Scope
    ) throws -> [AddresseeNumber: ProtectionStanding] {
        var found: [AddresseeNumber: ProtectionStanding] = [:]
        try Among.forEach(
            "SELECT \(columns) FROM protection_now p WHERE {among} AND \(inForce)",
            column: "p.addressee", key: 0, ids: numbers.map(\.value), in: scope.db
        ) { found[$0.addressee(0)] = standing($0) }
        return found
    }

    /// Of these households those in which somebody is protected: where one lives all live.
    private static func households(
        _ names: Set<String>, in scope: Scope
    ) throws -> Set<String> {
        let sql = """
            SELECT n.household FROM protection_now p
            JOIN resident_now n ON n.addressee = p.addressee WHERE \(inForce)
            """
        var found: Set<String> = []
        // Protected persons are few: of many households theirs are read, not the others.
        guard names.count < 400 else {
            try scope.db.forEachRow(sql, []) { found.insert($0.text(0)) }
            return found.intersection(names)
        }
        try Among.forEach(
            sql + " AND {among}", column: "n.household", keys: names, in: scope.db
        ) { found.insert($0.text(0)) }
        return found
    }

    /// The persons as they may be shown: protected is who is under a measure now, and who lives in
    /// the household of such a person.
    static func applied(to people: [Resident], in scope: Scope) throws -> [Resident] {
        guard !people.isEmpty else { return [] }
        let measures = try inForce(people.map(\.addressee), in: scope)
        let names = Set(people.map(\.household)).subtracting([""])
        let households = try households(names, in: scope)
        return people.map { person in
            var shown = person
            let own = measures[person.addressee]
            shown.isProtected = own != nil || households.contains(person.household)
            shown.protectionUntil = own?.until
            shown.protectionVersion =
                own.map(\.version.description) ?? (shown.isProtected ? "H" : "")
            return shown
        }
    }

    static func standing(_ row: any Row) -> ProtectionStanding {
        ProtectionStanding(
            addressee: row.addressee(0), feedChange: row.int64(1), feedUntil: row.optionalDate(2),
            measure: row.int64(3), measureUntil: row.optionalDate(4), liftedChange: row.int64(5),
            liftedMeasure: row.int64(6))
    }
}
