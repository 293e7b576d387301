// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Where the 個人番号 of many persons rest.
enum NumberCellBook {
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
