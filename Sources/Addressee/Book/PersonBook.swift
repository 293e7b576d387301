// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Who is who: persons, their numbers, and which businesses use them.
enum PersonBook {
    /// The person behind each 宛名番号 that is known; of merged persons the one kept.
    static func persons(
        of numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: Int64] {
        var found: [AddresseeNumber: Int64] = [:]
        for part in numbers.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT a.addressee, COALESCE(m.root, a.person_id)
                FROM person_addressee a LEFT JOIN merged_person m ON m.person_id = a.person_id
                WHERE a.addressee IN (\(marks(part.count)))
                """, Array(part)
            ) { row in found[row.addressee(0)] = row.int64(1) }
        }
        return found
    }

    /// The person behind each blind index that is known; of merged persons the one kept.
    static func persons(
        ofBlindIndexes indexes: [[UInt8]], in scope: Scope
    ) throws -> [[UInt8]: Int64] {
        let asked = try NumberIndexes.numbers.asked(indexes, in: scope.db)
        var found: [[UInt8]: Int64] = [:]
        for part in Array(asked.keys).inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT i.value, COALESCE(m.root, p.person_id)
                FROM number_index i JOIN person_number p ON p.id = i.id
                LEFT JOIN merged_person m ON m.person_id = p.person_id
                WHERE i.value IN (\(marks(part.count)))
                """, Array(part)
            ) { row in
                if let index = asked[row.blob(0)] { found[index] = row.int64(1) }
            }
        }
        return found
    }

    /// What the register last said of each person, as far as a new row is compared with it.
    static func knownResidents(
        of numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: KnownResident] {
        var found: [AddresseeNumber: KnownResident] = [:]
        for part in numbers.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT addressee, change_number, name_key, born FROM resident_now
                WHERE addressee IN (\(marks(part.count)))
                """, Array(part)
            ) { row in
                found[row.addressee(0)] = KnownResident(
                    changeNumber: row.int64(1), nameKey: row.text(2), born: row.date(3))
            }
        }
        return found
    }

    /// The changes of these persons that are already there.
    static func knownChanges(
        of numbers: [AddresseeNumber], in scope: Scope
    ) throws -> Set<ChangeKey> {
        var found: Set<ChangeKey> = []
        for part in numbers.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT addressee, change_number FROM resident_fact
                WHERE addressee IN (\(marks(part.count)))
                """, Array(part)
            ) { row in
                found.insert(ChangeKey(addressee: row.addressee(0), changeNumber: row.int64(1)))
            }
        }
        return found
    }

    /// The words of changes that are already there.
    static func settled(
        _ changes: Set<ChangeKey>, of numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [ChangeKey: [String]] {
        var found: [ChangeKey: [String]] = [:]
        try Among.forEach(
            "SELECT \(ResidentBook.columns) FROM resident_fact f WHERE {among}",
            column: "f.addressee", keys: numbers.map(\.value), in: scope.db
        ) { row in
            let key = ChangeKey(addressee: row.addressee(0), changeNumber: row.int64(1))
            guard changes.contains(key) else { return }
            found[key] = ResidentWords.words(
                of: try ResidentBook.resident(from: row, in: scope))
        }
        return found
    }

    /// The serial after the highest integrated number in use.
    static func nextSerial(in scope: Scope) throws -> Int64 {
        let highest = try scope.db.first(
            "SELECT COALESCE(MAX(integrated_number), 0) FROM person", []
        ) { $0.int64(0) }
        return (highest ?? 0) / 10 + 1
    }

    static func fileIsKnown(_ digest: String, in scope: Scope) throws -> Bool {
        try scope.db.first("SELECT id FROM feed_file WHERE digest = ?", [digest]) { $0.int64(0) }
            != nil
    }

    static func marks(_ count: Int) -> String {
        Array(repeating: "?", count: count).joined(separator: ", ")
    }
}

/// What the register last said of a person.
struct KnownResident {
    let changeNumber: Int64
    let nameKey: String
    let born: CivilDate
}

/// What makes a change of the register unique: whose it is and its number.
struct ChangeKey: Hashable {
    let addressee: AddresseeNumber
    let changeNumber: Int64
}

extension Array {
    /// The array in stretches of at most `size`.
    func inParts(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
