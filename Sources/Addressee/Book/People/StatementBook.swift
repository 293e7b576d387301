// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// What was ever stated of persons, now and earlier, by the resident register and by businesses.
struct Statement {
    let addressee: AddresseeNumber
    let origin: AddresseeOrigin
    /// The newest statement under this 宛名番号.
    let isCurrent: Bool
    let items: FourItems
}

enum StatementBook {
    /// Every statement under the 宛名番号, the newest of each first.
    static func statements(
        of numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: [Statement]] {
        var found: [AddresseeNumber: [Statement]] = [:]
        for part in numbers.inParts(of: 500) {
            let marks = PersonBook.marks(part.count)
            try scope.db.forEachRow(
                """
                SELECT \(ResidentBook.columns) FROM resident_fact f
                WHERE f.addressee IN (\(marks)) ORDER BY f.addressee, f.change_number DESC
                """, Array(part)
            ) { row in
                let person = try ResidentBook.resident(from: row, in: scope)
                let number = person.addressee
                found[number, default: []].append(
                    Statement(
                        addressee: number, origin: .residentRegister,
                        isCurrent: found[number] == nil, items: FourItems(person)))
            }
            try scope.db.forEachRow(
                """
                SELECT \(NonResidentBook.columns) FROM nonresident_fact
                WHERE addressee IN (\(marks)) ORDER BY addressee, history_number DESC
                """, Array(part)
            ) { row in
                let record = NonResidentBook.record(from: row)
                let isKnown = found[record.addressee]?.contains { $0.origin == .business }
                found[record.addressee, default: []].append(
                    Statement(
                        addressee: record.addressee, origin: .business,
                        isCurrent: isKnown != true, items: record.fourItems))
            }
        }
        return found
    }

    /// Every statement of a person under all of its numbers.
    static func statements(ofPerson person: Int64, in scope: Scope) throws -> [Statement] {
        let numbers = try IdentityBook.addressees(of: [person], in: scope)[person] ?? []
        let found = try statements(of: numbers, in: scope)
        return numbers.flatMap { found[$0] ?? [] }
    }
}
