// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// 同じ児童の疑い: the same reading, birth and household under another number that is entitled or
/// applied for.
enum SameChild {
    static func suspects(
        _ children: [ResidentSnapshot], from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        Set(try pairs(children, from: db).map(\.child))
    }

    /// Children with those who may be the same child.
    static func pairs(
        _ children: [ResidentSnapshot], from db: any Connection
    ) throws -> [(child: AddresseeNumber, other: AddresseeNumber)] {
        struct Key: Hashable { let kana, household: String; let born: CivilDate }
        var wanted: [Key: [AddresseeNumber]] = [:]
        for child in children {
            guard let household = child.household, !household.isEmpty else { continue }
            wanted[
                Key(
                    kana: KanaFold.searchKey(child.kana), household: household, born: child.born),
                default: []
            ].append(child.number)
        }
        var found: [(child: AddresseeNumber, other: AddresseeNumber)] = []
        var seen: Set<[AddresseeNumber]> = []
        try Among.forEach(
            """
            SELECT p.household, p.kana_key, p.born, p.subject FROM person_snapshot p
            WHERE {among} AND EXISTS (SELECT 1 FROM application a WHERE a.child = p.subject)
            """, column: "p.household", keys: Set(wanted.keys.map(\.household)), in: db
        ) { row in
            let key = Key(kana: row.text(1), household: row.text(0), born: row.date(2))
            for child in wanted[key] ?? [] where child != row.addressee(3) {
                if seen.insert([child, row.addressee(3)]).inserted {
                    found.append((child, row.addressee(3)))
                }
            }
        }
        return found
    }
}
