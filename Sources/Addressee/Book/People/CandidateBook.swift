// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Finds who may be meant: residents, former residents and 住登外者, by what they are called and were
/// ever called, where they live and ever lived (0310005: the search covers the history).
enum CandidateBook {
    /// The 宛名番号 worth comparing; names are compared afterwards, by all of their statements.
    static func numbers(
        like items: FourItems, limit: Int, in scope: Scope
    ) throws -> [AddresseeNumber] {
        var found: Set<AddresseeNumber> = []
        func gather(_ sql: String, _ arguments: [any SQLValueConvertible]) throws {
            try scope.db.forEachRow(sql, arguments + [limit]) { found.insert($0.addressee(0)) }
        }
        let name = NameKey.searchKey(items.name)
        let kana = KanaFold.searchKey(items.kana)
        let place = AddressKey(items.address).key
        if !name.isEmpty {
            try gather(
                "SELECT DISTINCT addressee FROM resident_now WHERE name_key = ? LIMIT ?", [name])
            try gather(
                "SELECT DISTINCT addressee FROM stated_name WHERE name_key = ? LIMIT ?", [name])
            try gather(
                "SELECT DISTINCT addressee FROM nonresident_fact WHERE name_key = ? LIMIT ?", [name]
            )
        }
        if !kana.isEmpty {
            try gather(
                "SELECT DISTINCT addressee FROM resident_now WHERE kana_key = ? LIMIT ?", [kana])
            try gather(
                "SELECT DISTINCT addressee FROM stated_name WHERE kana_key = ? LIMIT ?", [kana])
            try gather(
                "SELECT DISTINCT addressee FROM nonresident_fact WHERE kana_key = ? LIMIT ?", [kana]
            )
        }
        // The birth date leads to who has another name today, through every earlier statement.
        if let born = items.born.day {
            try gather(
                "SELECT DISTINCT addressee FROM resident_now WHERE born = ? LIMIT ?", [born])
            try gather(
                "SELECT DISTINCT addressee FROM nonresident_fact WHERE seinengappi = ? LIMIT ?",
                [born])
        }
        if !place.isEmpty {
            try gather(
                "SELECT DISTINCT addressee FROM nonresident_fact WHERE address_key = ? LIMIT ?",
                [place])
        }
        return found.sorted()
    }
}
