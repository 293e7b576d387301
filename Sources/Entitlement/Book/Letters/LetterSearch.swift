// SPDX-License-Identifier: Apache-2.0
public import Database
public import Scheme
public import Vocabulary

/// What 通知の台帳 is searched by; every given condition must hold.
public struct LetterSearch: Hashable, Sendable {
    /// Of an envelope or of a document, in each of the ways in which it may be meant.
    public var numbers: [String] = []
    /// Whom the letter goes to or is about.
    public var person: AddresseeNumber?
    public var kind: LetterKind?
    /// The days of the letters themselves (施行日), both inside.
    public var from: CivilDate?
    public var through: CivilDate?

    public init() {}

    public var isEmpty: Bool { self == LetterSearch() }

    fileprivate typealias Condition = (sql: String, arguments: [any SQLValueConvertible])

    /// Of letters to persons.
    fileprivate var ofLetters: Condition {
        condition(
            number: "l.envelope", numbers,
            person: """
                (l.recipient = ? OR l.envelope IN
                    (SELECT o.envelope FROM letter_out o WHERE o.about = ?))
                """, day: "l.dated_on")
    }

    /// Of letters to parties outside; they bear their ids.
    fileprivate var ofOutsideLetters: Condition {
        condition(
            number: "l.id", numbers.map { OutsideLetter.parts(of: $0)?.id ?? 0 },
            person: "(l.recipient = ? OR l.about = ?)", day: "l.issued_on")
    }

    private func condition(
        number: String, _ own: [any SQLValueConvertible], person about: String, day: String
    ) -> Condition {
        var parts = ["1 = 1"]
        var arguments: [any SQLValueConvertible] = []
        func add(_ part: String, _ values: [any SQLValueConvertible]) {
            parts.append(part)
            arguments += values
        }
        if !numbers.isEmpty {
            let marks = Array(repeating: "?", count: numbers.count).joined(separator: ", ")
            add(
                "(\(number) IN (\(marks)) OR l.document_number IN (\(marks)))",
                own + numbers.map { $0 as any SQLValueConvertible })
        }
        if let person { add(about, [person, person]) }
        if let kind { add("l.kind = ?", [kind.rawValue]) }
        if let from { add("\(day) >= ?", [from]) }
        if let through { add("\(day) <= ?", [through]) }
        return (parts.joined(separator: " AND "), arguments)
    }
}

extension LetterRegister {
    /// How many letters there are, to persons and to parties outside.
    public static func count(_ search: LetterSearch, from db: any Connection) throws -> Int {
        let (mine, outside) = (search.ofLetters, search.ofOutsideLetters)
        return try db.first(
            """
            SELECT (SELECT COUNT(*) FROM letter_issue l WHERE \(mine.sql))
                + (SELECT COUNT(*) FROM outside_letter l WHERE \(outside.sql))
            """, mine.arguments + outside.arguments
        ) { $0.int(0) } ?? 0
    }

    /// One page of both, the newest first: only the letters of the page are read.
    public static func page(
        _ search: LetterSearch, limit: Int, skipping: Int, from db: any Connection
    ) throws -> (letters: [RegisteredLetter], outside: [OutsideLetter]) {
        let (mine, outside) = (search.ofLetters, search.ofOutsideLetters)
        // The newest of each are found by their ids; only as many as may stand on the page.
        let most = skipping + limit
        let found = try db.rows(
            """
            SELECT source, id FROM (
                SELECT * FROM (SELECT 0 AS source, l.id AS id, l.recorded_at AS moment
                    FROM letter_issue l WHERE \(mine.sql) ORDER BY l.id DESC LIMIT ?) AS a
                UNION ALL
                SELECT * FROM (SELECT 1 AS source, l.id AS id, l.recorded_at AS moment
                    FROM outside_letter l WHERE \(outside.sql) ORDER BY l.id DESC LIMIT ?) AS b
            ) AS c ORDER BY moment DESC, source, id DESC LIMIT ? OFFSET ?
            """,
            mine.arguments + [most] + outside.arguments + [most, limit, skipping]
        ) { (isOutside: $0.int(0) == 1, id: $0.int64(1)) }
        return (
            try letters(ids: found.filter { !$0.isOutside }.map(\.id), from: db),
            try OutsideLetterBook.letters(
                ids: found.filter(\.isOutside).map(\.id), from: db)
        )
    }
}
