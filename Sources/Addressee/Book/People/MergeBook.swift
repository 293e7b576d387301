// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
public import Vocabulary

/// One 名寄せ, and whether it was undone.
public struct PersonMerge: Sendable, Hashable {
    public let id: Int64
    public let kept: AddresseeNumber
    public let merged: AddresseeNumber
    public let reason: String
    public let at: Instant
    public let undoneAt: Instant?
    public let undoReason: String?
}

/// 名寄せ as a forest: a merged person hangs on the one kept. Undoing takes one edge out again.
enum MergeBook {
    /// Edges that stand: merge, kept person, merged person.
    private static func edges(in scope: Scope) throws -> [(id: Int64, kept: Int64, merged: Int64)] {
        try scope.db.rows(
            """
            SELECT m.id, m.kept_person, m.merged_person FROM person_merge m
            WHERE NOT EXISTS (SELECT 1 FROM person_merge_undo u WHERE u.merge_id = m.id)
            ORDER BY m.id
            """
        ) { ($0.int64(0), $0.int64(1), $0.int64(2)) }
    }

    static func add(
        kept: (person: Int64, addressee: AddresseeNumber),
        merged: (person: Int64, addressee: AddresseeNumber), reason: String, in scope: Scope
    ) throws -> Int64 {
        let id = try scope.facts.append(
            "person_merge",
            [
                "kept_person": kept.person, "merged_person": merged.person,
                "kept_addressee": kept.addressee, "merged_addressee": merged.addressee,
                "reason": reason,
            ])
        try rebuild(in: scope)
        return id
    }

    static func undo(_ merge: Int64, reason: String, in scope: Scope) throws {
        try scope.facts.append("person_merge_undo", ["merge_id": merge, "reason": reason])
        try rebuild(in: scope)
    }

    /// The merges in which a person or one of those merged into it took part, oldest first.
    static func merges(of addressees: [AddresseeNumber], in scope: Scope) throws -> [PersonMerge] {
        guard !addressees.isEmpty else { return [] }
        let marks = PersonBook.marks(addressees.count)
        return try scope.db.rows(
            """
            SELECT m.id, m.kept_addressee, m.merged_addressee, m.reason, m.recorded_at,
                u.recorded_at, u.reason
            FROM person_merge m LEFT JOIN person_merge_undo u ON u.merge_id = m.id
            WHERE m.kept_addressee IN (\(marks)) OR m.merged_addressee IN (\(marks))
            ORDER BY m.id
            """, addressees + addressees, merge(from:))
    }

    static func merge(_ id: Int64, in scope: Scope) throws -> PersonMerge? {
        try scope.db.first(
            """
            SELECT m.id, m.kept_addressee, m.merged_addressee, m.reason, m.recorded_at,
                u.recorded_at, u.reason
            FROM person_merge m LEFT JOIN person_merge_undo u ON u.merge_id = m.id
            WHERE m.id = ?
            """, [id], merge(from:))
    }

    private static func merge(from row: any Row) -> PersonMerge {
        PersonMerge(
            id: row.int64(0), kept: row.addressee(1), merged: row.addressee(2),
            reason: row.text(3), at: row.instant(4), undoneAt: row.optionalInstant(5),
            undoReason: row.optionalText(6))
    }

    /// Makes the read model anew: merges are few, and an edge taken out may move many.
    private static func rebuild(in scope: Scope) throws {
        var parent: [Int64: Int64] = [:]
        for edge in try edges(in: scope) { parent[edge.merged] = edge.kept }
        try scope.db.execute("DELETE FROM merged_person")
        for person in parent.keys.sorted() {
            var root = person
            // Only roots are merged, so the way up ends.
            while let next = parent[root] { root = next }
            try scope.db.execute(
                "INSERT INTO merged_person (person_id, root) VALUES (?, ?)", [person, root])
        }
    }
}
