// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Finds 住登外者 by what they are called or were called, from the start of the name.
enum NonResidentSearchBook {
    static func numbers(
        _ question: PersonQuestion, limit: Int, in scope: Scope
    ) throws -> [AddresseeNumber] {
        var conditions: [String] = []
        var arguments: [any SQLValueConvertible] = []
        func prefix(_ column: String, _ key: String) {
            conditions.append("(\(column) >= ? AND \(column) < ?)")
            arguments += [key, key + "\u{10FFFF}"]
        }
        if let name = question.name { prefix("name_key", NameKey.searchKey(name)) }
        if let kana = question.kana { prefix("kana_key", KanaFold.searchKey(kana)) }
        if let born = question.born {
            conditions.append("seinengappi = ?")
            arguments.append(born)
        }
        if let address = question.address { prefix("address_key", AddressKey(address).key) }
        return try scope.db.rows(
            """
            SELECT DISTINCT addressee FROM nonresident_fact
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY addressee LIMIT ?
            """, arguments + [limit]
        ) { $0.addressee(0) }
    }
}
