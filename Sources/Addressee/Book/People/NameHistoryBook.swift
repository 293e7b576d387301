// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// What else people are or were called: a read model over the facts of the register, so that they are
/// found by a former name and by the 通称 as well.
enum NameHistoryBook {
    private struct Name: Hashable {
        let nameKey: String
        let kanaKey: String
    }

    /// Notes the names of changes that are about to be shown; in whatever order changes come, the
    /// same rows stand at the end: every name of whoever had more than one. The register states no
    /// reading of a 通称, so that it stands with the reading of the name.
    /// - Parameter known: who stands in `resident_now` already.
    static func note(
        _ changes: [Resident], known: some Sequence<AddresseeNumber>, in scope: Scope
    ) throws {
        let before = Set(known)
        var count: [AddresseeNumber: Int] = [:]
        for change in changes { count[change.addressee, default: 0] += 1 }
        // Of people who are new, only those with a 通称 are here.
        let some = changes.filter {
            before.contains($0.addressee) || count[$0.addressee] != 1 || !$0.alias.isEmpty
        }
        guard !some.isEmpty else { return }
        var names = try current(of: Set(some.map(\.addressee)).sorted(), in: scope)
        for change in some {
            let kana = KanaFold.searchKey(change.kana)
            let alias = NameKeys(name: change.alias)
            for name in [NameKey.searchKey(change.name), alias.whole, alias.given]
            where !name.isEmpty {
                names[change.addressee, default: []].insert(Name(nameKey: name, kanaKey: kana))
            }
        }
        for (addressee, all) in names.sorted(by: { $0.key < $1.key }) where all.count > 1 {
            for name in all {
                try scope.db.execute(
                    """
                    INSERT INTO stated_name (addressee, name_key, kana_key) VALUES (?, ?, ?)
                    ON CONFLICT (addressee, name_key, kana_key) DO NOTHING
                    """, [addressee, name.nameKey, name.kanaKey])
            }
        }
    }

    private static func current(
        of numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: Set<Name>] {
        var found: [AddresseeNumber: Set<Name>] = [:]
        for part in numbers.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT addressee, name_key, kana_key FROM resident_now
                WHERE addressee IN (\(PersonBook.marks(part.count)))
                """, Array(part)
            ) { row in
                found[row.addressee(0), default: []].insert(
                    Name(nameKey: row.text(1), kanaKey: row.text(2)))
            }
        }
        return found
    }
}
