// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// Where the 個人番号 of many persons rest.
enum NumberCellBook {
    /// Writes the numbers of persons: the cell is the fact, what a number is found by stands apart.
    ///
    /// - Parameter numbers: person, sealed cell, digest under the first version of the key.
    static func append(
        _ numbers: [(person: Int64, cell: [UInt8], index: [UInt8])], in scope: Scope
    ) throws {
        let ids = try scope.facts.append(
            to: "person_number", columns: ["person_id", "cell", "blind_index"],
            rows: numbers.map {
                // The mark of the sealed cell: a column of facts that says nothing of the number.
                [$0.person.sqlValue, $0.cell.sqlValue, Array($0.cell.suffix(16)).sqlValue]
            })
        guard let ids else { return }
        try NumberIndexes.numbers.put(
            zip(ids, numbers).map { (id: $0, base: $1.index) }, in: scope.db)
    }

    /// The newest cell of each person that has one, with the row that it is sealed for.
    ///
    /// - Parameter persons: of merged persons the one kept.
    static func cells(
        of persons: [Int64], in scope: Scope
    ) throws -> [Int64: (person: Int64, cell: [UInt8])] {
        var found: [Int64: (person: Int64, cell: [UInt8])] = [:]
        for part in persons.inParts(of: 250) {
            let marks = PersonBook.marks(part.count)
            try scope.db.forEachRow(
                """
                SELECT COALESCE(m.root, n.person_id), n.person_id, n.cell FROM person_number n
                LEFT JOIN merged_person m ON m.person_id = n.person_id
                WHERE n.person_id IN (\(marks))
                    OR n.person_id IN (SELECT person_id FROM merged_person WHERE root IN (\(marks)))
                ORDER BY n.id
                """, Array(part) + Array(part)
            ) { row in found[row.int64(0)] = (row.int64(1), row.blob(2)) }
        }
        return found
    }
}
