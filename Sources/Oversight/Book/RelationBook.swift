// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

struct RelationRow: FactRow {
    static let table = "officer_relation"
    static let columns = ["officer", "subject", "kind"]
    let officer: String
    let subject: AddresseeNumber
    let kind: RelationKind

    var values: [any SQLValueConvertible] { [officer, subject, kind.rawValue] }
}

struct RelationEndRow: FactRow {
    static let table = "officer_relation_end"
    static let columns = ["relation_id"]
    let relation: Int64

    var values: [any SQLValueConvertible] { [relation] }
}

/// 関係者の登録.
public enum RelationBook {
    private static let inForce = """
        FROM officer_relation r
        WHERE NOT EXISTS (SELECT 1 FROM officer_relation_end e WHERE e.relation_id = r.id)
        """

    /// The relations in force.
    public static func relations(
        limit: Int = .max, offset: Int = 0, from db: any Connection
    ) throws -> [Relation] {
        try db.rows(
            """
            SELECT r.id, r.officer, r.subject, r.kind \(inForce)
            ORDER BY r.officer, r.id LIMIT ? OFFSET ?
            """, [limit, offset]
        ) {
            Relation(
                id: $0.int64(0), officer: $0.text(1), subject: $0.addressee(2),
                kind: $0.code(3, RelationKind.self))
        }
    }

    public static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) \(inForce)") { $0.int(0) } ?? 0
    }

    static func isOfficer(_ officer: String, in db: any Connection) throws -> Bool {
        try db.first("SELECT id FROM officer WHERE officer = ?", [officer]) { $0.int64(0) } != nil
    }

    /// Name and department of everybody who ever had a user id.
    static func officers(in db: any Connection) throws -> [String: (
        name: String, department: String
    )] {
        var found: [String: (name: String, department: String)] = [:]
        try db.forEachRow("SELECT officer, name, department FROM officer", []) {
            found[$0.text(0)] = ($0.text(1), $0.text(2))
        }
        return found
    }
}
