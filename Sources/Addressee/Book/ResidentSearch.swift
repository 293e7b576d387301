// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Where the people of a question are found, so that the work is bounded by what is shown and not by
/// how many match: one letter of kana may match a tenth of the register.
extension ResidentBook {
    typealias Piece = (sql: String, arguments: [any SQLValueConvertible])

    /// `FROM … ORDER BY …` with at most `limit` rows.
    static func source(of queries: [ResidentQuery], limit: Int) -> Piece {
        let order = "n.kana_key, n.born, n.addressee"
        let parts = queries.map(condition(for:))
        let condition = parts.map(\.sql).joined(separator: " AND ")
        let arguments = parts.flatMap(\.arguments)
        // An address stands in the fact.
        guard !queries.contains(where: \.asksTheFact) else {
            return ("\(now) WHERE \(condition) ORDER BY \(order) LIMIT ?", arguments + [limit])
        }
        // Everything else is found, put in order and cut off in the narrow table first.
        let found: Piece =
            if queries.count == 1, let names = names(of: queries[0]) {
                inOrder(names.columns, from: names.key, limit: limit)
            } else {
                (
                    """
                    SELECT n.fact_id, n.kana_key, n.born, n.addressee FROM resident_now n
                    WHERE \(condition) ORDER BY \(order) LIMIT ?
                    """, arguments + [limit]
                )
            }
        return (
            """
            FROM (\(found.sql)) n JOIN resident_fact f ON f.id = n.fact_id ORDER BY \(order)
            """, found.arguments
        )
    }

    /// Names that begin with a key, read along one index after the other until there are enough: the
    /// whole name first, then the given name of those who are not among them.
    private static func inOrder(_ columns: [String], from key: String, limit: Int) -> Piece {
        var parts: [String] = []
        var arguments: [any SQLValueConvertible] = []
        var before = ""
        for (place, column) in columns.enumerated() {
            let range = "n.\(column) >= ? AND n.\(column) < ?"
            let earlier = Array(repeating: bounds(of: key), count: place).flatMap(\.self)
            parts.append(
                """
                SELECT * FROM (SELECT \(place) AS place, n.\(column) AS found,
                n.fact_id, n.kana_key, n.born, n.addressee FROM resident_now n
                WHERE \(range)\(before) ORDER BY n.\(column), n.born, n.addressee LIMIT ?) p\(place)
                """)
            arguments += bounds(of: key) + earlier + [limit]
            before += " AND NOT (\(range))"
        }
        return (
            """
            SELECT * FROM (\(parts.joined(separator: " UNION ALL "))) u
            ORDER BY u.place, u.found, u.born, u.addressee LIMIT ?
            """, arguments + [limit]
        )
    }

    /// The columns of a question for the beginning of a name, and the beginning.
    private static func names(of query: ResidentQuery) -> (columns: [String], key: String)? {
        switch query {
        case .kana(let key): (["kana_key", "given_kana_key"], key)
        case .name(let key): (["name_key", "given_name_key"], key)
        case .addressee, .born, .phone, .household, .address: nil
        }
    }

    /// A range over the B-tree: every key that begins with `key`.
    private static func bounds(of key: String) -> [any SQLValueConvertible] {
        [key, key + "\u{10FFFF}"]
    }

    private static func condition(for query: ResidentQuery) -> Piece {
        func prefix(_ columns: [String], _ key: String) -> Piece {
            let parts = columns.map { "(n.\($0) >= ? AND n.\($0) < ?)" }
            return (
                "(" + parts.joined(separator: " OR ") + ")",
                columns.flatMap { _ in bounds(of: key) }
            )
        }
        switch query {
        case .addressee(let number): return ("n.addressee = ?", [number])
        case .kana(let key): return prefix(["kana_key", "given_kana_key"], key)
        case .name(let key): return prefix(["name_key", "given_name_key"], key)
        case .born(let day): return ("n.born = ?", [day])
        case .phone(let digits): return prefix(["phone_digits"], digits)
        case .household(let number): return ("n.household = ?", [number])
        case .address(let part):
            // The same wildcard characters on both engines, none of which occurs in an address.
            let plain = part.filter { !"%_".contains($0) }
            return ("f.address LIKE ?", ["%\(plain)%"])
        }
    }
}
