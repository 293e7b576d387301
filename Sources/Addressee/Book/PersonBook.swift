// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Who is who: persons, their numbers, and which businesses use them.
enum PersonBook {
    /// The person behind each 宛名番号 that is known.
    static func persons(
        of numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: Int64] {
        var found: [AddresseeNumber: Int64] = [:]
        for part in numbers.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT addressee, person_id FROM person_addressee
                WHERE addressee IN (\(marks(part.count)))
                """, Array(part)
            ) { row in found[row.addressee(0)] = row.int64(1) }
        }
        return found
    }

    /// The person behind each blind index that is known.
    static func persons(
        ofBlindIndexes indexes: [[UInt8]], in scope: Scope
    ) throws -> [[UInt8]: Int64] {
        var found: [[UInt8]: Int64] = [:]
        for part in indexes.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT blind_index, person_id FROM person_number
                WHERE blind_index IN (\(marks(part.count)))
                """, Array(part)
            ) { row in found[row.blob(0)] = row.int64(1) }
        }
        return found
    }

    /// Name key and birth date of the residents tied to persons, to compare the four items with.
    static func identities(
        of persons: [Int64], in scope: Scope
    ) throws -> [Int64: (addressee: AddresseeNumber, nameKey: String, born: CivilDate)] {
        var found: [Int64: (addressee: AddresseeNumber, nameKey: String, born: CivilDate)] = [:]
        for part in persons.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT a.person_id, n.addressee, n.name_key, n.born
                FROM person_addressee a JOIN resident_now n ON n.addressee = a.addressee
                WHERE a.person_id IN (\(marks(part.count)))
                """, Array(part)
            ) { row in
                found[row.int64(0)] = (row.addressee(1), row.text(2), row.date(3))
            }
        }
        return found
    }

    /// The last change number that was taken in, per person.
    static func lastChanges(
        of numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: Int64] {
        var found: [AddresseeNumber: Int64] = [:]
        for part in numbers.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT addressee, change_number FROM resident_now
                WHERE addressee IN (\(marks(part.count)))
                """, Array(part)
            ) { row in found[row.addressee(0)] = row.int64(1) }
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

    private static func marks(_ count: Int) -> String {
        Array(repeating: "?", count: count).joined(separator: ", ")
    }
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
