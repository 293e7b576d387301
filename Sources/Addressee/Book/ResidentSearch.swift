// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Where the people of a question are found, so that the work is bounded by what is shown and not by
/// how many match: one letter of kana may match a tenth of the register.
extension ResidentBook {
    typealias Piece = (sql: String, arguments: [any SQLValueConvertible])

    /// Who meets the conditions as the register knows them now, `FROM … ORDER BY …`, at most `limit`.
    static func source(of queries: [ResidentQuery], limit: Int) -> Piece {
        if queries.count == 1, queries[0].asksTheName {
            return facts(of: inOrder(queries[0], limit: limit))
        }
        return facts(of: present(queries, limit: limit))
    }

    /// Who meets them by another name, `FROM … ORDER BY …`; `nil` where no name is asked for.
    static func otherSource(of queries: [ResidentQuery], limit: Int) -> Piece? {
        let names = queries.filter(\.asksTheName)
        return names.isEmpty ? nil : facts(of: otherwise(names, queries, limit: limit))
    }

    /// Everything is found, put in order and cut off in the narrow tables first.
    private static func facts(of found: Piece) -> Piece {
        (
            """
            FROM (\(found.sql)) n JOIN resident_fact f ON f.id = n.fact_id
            ORDER BY n.kana_key, n.born, n.addressee
            """, found.arguments
        )
    }

    private static let narrow = "n.fact_id, n.kana_key, n.born, n.addressee"

    /// Who meets every condition as the register knows them now.
    private static func present(_ queries: [ResidentQuery], limit: Int) -> Piece {
        let condition = all(queries.map(Self.condition(for:)))
        return (
            """
            SELECT \(narrow) FROM \(people(queries))
            WHERE \(condition.sql) ORDER BY n.kana_key, n.born, n.addressee LIMIT ?
            """, condition.arguments + [limit]
        )
    }

    /// Who meets the conditions by another name: a former one or the 通称. Somebody with two such
    /// names comes once, by the first of them.
    private static func otherwise(
        _ names: [ResidentQuery], _ queries: [ResidentQuery], limit: Int
    ) -> Piece {
        let key = names.contains { $0.isKana } ? "kana_key" : "name_key"
        let stated = all(names.map { Self.stated($0, as: "s") })
        let earlier = all(names.map { Self.stated($0, as: "e") })
        let now = all(names.map(Self.condition(for:)))
        let rest = queries.filter { !$0.asksTheName }.map(Self.condition(for:))
        let condition = all([stated] + rest)
        return (
            """
            SELECT \(narrow)
            FROM stated_name s JOIN \(people(queries, "n.addressee = s.addressee"))
            WHERE \(condition.sql) AND NOT (\(now.sql))
            AND NOT EXISTS (SELECT 1 FROM stated_name e WHERE e.addressee = s.addressee
            AND (e.\(key) < s.\(key) OR (e.\(key) = s.\(key) AND e.\(other(key)) < s.\(other(key))))
            AND \(earlier.sql))
            ORDER BY s.\(key), n.born, n.addressee LIMIT ?
            """, condition.arguments + now.arguments + earlier.arguments + [limit]
        )
    }

    private static func other(_ key: String) -> String {
        key == "kana_key" ? "name_key" : "kana_key"
    }

    /// Names that begin with a key, read along one index after the other until there are enough: the
    /// whole name first, then the given name of those who are not among them.
    private static func inOrder(_ query: ResidentQuery, limit: Int) -> Piece {
        let columns = query.columns
        var parts: [Piece] = []
        var before: Piece = ("", [])
        for (place, column) in columns.enumerated() {
            let range = Self.range("n.\(column)", query.key)
            parts.append(
                (
                    """
                    SELECT \(place) AS place, n.\(column) AS found, \(narrow) FROM resident_now n
                    WHERE \(range.sql)\(before.sql)
                    ORDER BY n.\(column), n.born, n.addressee LIMIT ?
                    """, range.arguments + before.arguments + [limit]
                ))
            before.sql += " AND NOT \(range.sql)"
            before.arguments += range.arguments
        }
        let lists = parts.enumerated().map { "SELECT * FROM (\($1.sql)) p\($0)" }
        return (
            """
            SELECT * FROM (\(lists.joined(separator: " UNION ALL "))) u
            ORDER BY u.place, u.found, u.born, u.addressee LIMIT ?
            """, parts.flatMap(\.arguments) + [limit]
        )
    }

    /// The narrow table, and the facts where a condition stands in them.
    private static func people(_ queries: [ResidentQuery], _ tie: String? = nil) -> String {
        let tie = tie.map { " ON \($0)" } ?? ""
        let fact = " JOIN resident_fact f ON f.id = n.fact_id"
        return "resident_now n" + tie + (queries.contains(where: \.asksTheFact) ? fact : "")
    }

    private static func all(_ pieces: [Piece]) -> Piece {
        (pieces.map(\.sql).joined(separator: " AND "), pieces.flatMap(\.arguments))
    }

    private static func any(_ pieces: [Piece]) -> Piece {
        ("(" + pieces.map(\.sql).joined(separator: " OR ") + ")", pieces.flatMap(\.arguments))
    }

    /// A range over the B-tree: every key that begins with `key`.
    private static func range(_ column: String, _ key: String) -> Piece {
        ("(\(column) >= ? AND \(column) < ?)", [key, key + "\u{10FFFF}"])
    }

    /// One of the names that were stated begins with what was asked.
    private static func stated(_ query: ResidentQuery, as table: String) -> Piece {
        range("\(table).\(query.isKana ? "kana_key" : "name_key")", query.key)
    }

    private static func condition(for query: ResidentQuery) -> Piece {
        switch query {
        case .addressee(let number): return ("n.addressee = ?", [number])
        case .kana, .name, .phone: return any(query.columns.map { range("n.\($0)", query.key) })
        case .born(let day): return ("n.born = ?", [day])
        case .household(let number): return ("n.household = ?", [number])
        case .address(let part):
            // The same wildcard characters on both engines, none of which occurs in an address.
            let plain = part.filter { !"%_".contains($0) }
            return ("f.address LIKE ?", ["%\(plain)%"])
        }
    }
}

extension ResidentQuery {
    fileprivate var isKana: Bool {
        if case .kana = self { true } else { false }
    }

    fileprivate var asksTheName: Bool {
        switch self {
        case .kana, .name: true
        case .addressee, .born, .phone, .household, .address: false
        }
    }

    /// Whether the condition stands in the fact and not among the search keys.
    fileprivate var asksTheFact: Bool {
        if case .address = self { true } else { false }
    }

    /// What is compared from its beginning; empty where nothing is.
    fileprivate var key: String {
        switch self {
        case .kana(let key), .name(let key), .phone(let key): key
        case .addressee, .born, .household, .address: ""
        }
    }

    /// The columns in which it may stand.
    fileprivate var columns: [String] {
        switch self {
        case .kana: ["kana_key", "given_kana_key"]
        case .name: ["name_key", "given_name_key"]
        case .phone: ["phone_digits"]
        case .addressee, .born, .household, .address: []
        }
    }
}
