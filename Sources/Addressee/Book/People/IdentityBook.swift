// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// One person: the numbers that are tied to it, whichever of merged persons they came with.
enum IdentityBook {
    /// The person of a 宛名番号; of merged persons the one kept.
    static func person(of addressee: AddresseeNumber, in scope: Scope) throws -> Int64? {
        try PersonBook.persons(of: [addressee], in: scope)[addressee]
    }

    /// The person of a 個人番号, by its blind index.
    static func person(ofBlindIndex index: [UInt8], in scope: Scope) throws -> Int64? {
        try PersonBook.persons(ofBlindIndexes: [index], in: scope)[index]
    }

    /// The person of a 団体内統合宛名番号; the number of a merged person still leads to the one kept.
    static func persons(
        ofIntegrated numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: Int64] {
        var found: [AddresseeNumber: Int64] = [:]
        for part in numbers.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT p.integrated_number, COALESCE(m.root, p.id)
                FROM person p LEFT JOIN merged_person m ON m.person_id = p.id
                WHERE p.integrated_number IN (\(PersonBook.marks(part.count)))
                """, Array(part)
            ) { row in found[row.addressee(0)] = row.int64(1) }
        }
        return found
    }

    /// The 団体内統合宛名番号 of persons that are kept.
    static func integratedNumbers(
        of persons: [Int64], in scope: Scope
    ) throws -> [Int64: AddresseeNumber] {
        var found: [Int64: AddresseeNumber] = [:]
        for part in persons.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT id, integrated_number FROM person
                WHERE id IN (\(PersonBook.marks(part.count)))
                """, Array(part)
            ) { row in found[row.int64(0)] = row.addressee(1) }
        }
        return found
    }

    /// Every 宛名番号 of each person, in the order in which they were tied.
    static func addressees(
        of persons: [Int64], in scope: Scope
    ) throws -> [Int64: [AddresseeNumber]] {
        var found: [Int64: [AddresseeNumber]] = [:]
        for part in persons.inParts(of: 250) {
            let marks = PersonBook.marks(part.count)
            try scope.db.forEachRow(
                """
                SELECT COALESCE(m.root, a.person_id), a.addressee
                FROM person_addressee a LEFT JOIN merged_person m ON m.person_id = a.person_id
                WHERE a.person_id IN (\(marks))
                    OR a.person_id IN (SELECT person_id FROM merged_person WHERE root IN (\(marks)))
                ORDER BY a.id
                """, Array(part) + Array(part)
            ) { row in found[row.int64(0), default: []].append(row.addressee(1)) }
        }
        return found
    }

    /// The newest 個人番号 of a person as it rests, with the row that it is sealed for.
    static func numberCell(
        of person: Int64, in scope: Scope
    ) throws -> (person: Int64, cell: [UInt8])? {
        try scope.db.first(
            """
            SELECT person_id, cell FROM person_number
            WHERE person_id = ?
                OR person_id IN (SELECT person_id FROM merged_person WHERE root = ?)
            ORDER BY id DESC LIMIT 1
            """, [person, person]
        ) { ($0.int64(0), $0.blob(1)) }
    }

    /// Whether a person has a 個人番号.
    static func hasNumber(_ person: Int64, in scope: Scope) throws -> Bool {
        try numberCell(of: person, in: scope) != nil
    }

    /// Numbers a new person: the next serial that has a check digit.
    static func newPerson(in scope: Scope) throws -> (id: Int64, number: AddresseeNumber) {
        var serial = try PersonBook.nextSerial(in: scope)
        while true {
            if let number = AddresseeNumber(serial: serial) {
                let id = try scope.facts.append("person", ["integrated_number": number])
                return (id, number)
            }
            serial += 1
        }
    }

    /// Ties a 宛名番号 to a person.
    static func tie(_ addressee: AddresseeNumber, to person: Int64, in scope: Scope) throws {
        try scope.facts.append(
            "person_addressee", ["person_id": person, "addressee": addressee])
    }
}
