// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

/// 発送簿: letters that are printed and not posted.
public enum LetterBook {
    private static let select = """
        SELECT envelope, paper, recipient, about, hold_id, printed_at, recalled FROM letter_open
        """

    /// What may be posted, every printing of a kind as one bundle, oldest first.
    public static func printings(from db: any Connection) throws -> [LetterBundle] {
        try db.rows(
            """
            SELECT printed_at, paper, COUNT(*) - SUM(shared)
            + COUNT(DISTINCT CASE WHEN shared = 1 THEN envelope END)
            FROM letter_open WHERE recalled = 0 GROUP BY printed_at, paper
            ORDER BY printed_at, paper
            """
        ) {
            let at = $0.instant(0)
            return LetterBundle(
                $0.paper(1), from: at, until: Instant(microseconds: at.microseconds + 1),
                letters: $0.int(2))
        }
    }

    /// The letters of a bundle that may be posted, in the order of their envelopes' numbers.
    ///
    /// - Parameters:
    ///   - envelope: the last one of the part before, none for the first part.
    ///   - limit: at most so many envelopes.
    public static func toPost(
        of bundle: LetterBundle, after envelope: String = "", limit: Int,
        from db: any Connection
    ) throws -> [OpenLetter] {
        try letters(
            """
            envelope IN (SELECT DISTINCT envelope FROM letter_open WHERE recalled = 0
            AND printed_at >= ? AND printed_at < ? AND paper = ? AND envelope > ?
            ORDER BY envelope LIMIT ?) ORDER BY envelope, about
            """,
            [
                bundle.from.microseconds, bundle.until.microseconds, bundle.paper.rawValue,
                envelope, limit,
            ], db)
    }

    /// Letters that were recalled and nobody has taken out.
    public static func recalled(from db: any Connection) throws -> [OpenLetter] {
        try letters("recalled = 1 ORDER BY printed_at, envelope, about", [], db)
    }

    /// (letters to post, letters to take out), those to parties outside among them.
    public static func counts(from db: any Connection) throws -> (toPost: Int, toTakeOut: Int) {
        // After a great printing every family has a letter here: rows are counted, and only of
        // envelopes with several rows the envelopes.
        let counts = try db.first(
            """
            SELECT (SELECT COUNT(*) FROM letter_open),
            (SELECT COUNT(*) FROM letter_open WHERE shared = 1),
            (SELECT COUNT(DISTINCT envelope) FROM letter_open WHERE shared = 1),
            (SELECT COUNT(DISTINCT envelope) FROM letter_open WHERE recalled = 1),
            (SELECT COUNT(*) FROM (\(OutsideLetterBook.openEnvelopes)) o),
            (SELECT COUNT(*) FROM (\(OutsideLetterBook.openEnvelopes)) o WHERE o.recalls > 0)
            """
        ) {
            (
                all: $0.int(0) - $0.int(1) + $0.int(2) + $0.int(4),
                recalled: $0.int(3) + $0.int(5)
            )
        }
        return counts.map { ($0.all - $0.recalled, $0.recalled) } ?? (0, 0)
    }

    /// Whether a letter is printed, not posted and not recalled.
    public static func isOpen(_ envelope: String, from db: any Connection) throws -> Bool {
        try letter(envelope, from: db).map { !$0.isRecalled } ?? false
    }

    /// Which of these letters are recalled or were taken out.
    public static func recalledAmong(
        _ envelopes: [String], from db: any Connection
    ) throws -> Set<String> {
        var found: Set<String> = []
        try Among.forEach(
            "SELECT envelope FROM letter_event WHERE {among} AND event IN ('recall', 'taken-out')",
            column: "envelope", keys: envelopes, in: db
        ) { found.insert($0.text(0)) }
        return found
    }

    static func letter(
        _ envelope: String, from db: any Connection
    ) throws -> OpenLetter? {
        try letters("envelope = ? ORDER BY about", [envelope], db).first
    }

    static func letters(
        _ envelopes: [String], from db: any Connection
    ) throws -> [OpenLetter] {
        var rows: [OpenLetter] = []
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY envelope, about", column: "envelope",
            keys: envelopes, in: db
        ) { rows.append(read($0)) }
        return merged(rows)
    }

    /// Letters to or about one of these persons.
    static func concerning(
        _ numbers: some Sequence<AddresseeNumber>, from db: any Connection
    ) throws -> [OpenLetter] {
        var envelopes: Set<String> = []
        for column in ["recipient", "about"] {
            try Among.forEach(
                "SELECT envelope FROM letter_open WHERE recalled = 0 AND {among}",
                column: column, keys: numbers.map(\.value), in: db
            ) { envelopes.insert($0.text(0)) }
        }
        return try letters(envelopes.sorted(), from: db)
    }

    private static func letters(
        _ condition: String, _ arguments: [any SQLValueConvertible], _ db: any Connection
    ) throws -> [OpenLetter] {
        merged(try db.rows("\(select) WHERE \(condition)", arguments) { read($0) })
    }

    /// The rows of one envelope as one letter; they stand beside one another.
    private static func merged(_ rows: [OpenLetter]) -> [OpenLetter] {
        var letters: [OpenLetter] = []
        for row in rows {
            guard let last = letters.last, last.envelope == row.envelope else {
                letters.append(row)
                continue
            }
            letters[letters.count - 1] = last.adding(row.about)
        }
        return letters
    }

    private static func read(_ row: any Row) -> OpenLetter {
        OpenLetter(
            envelope: row.text(0), paper: row.paper(1), recipient: row.addressee(2),
            about: [row.addressee(3)], hold: row.optionalInt64(4), printedAt: row.instant(5),
            isRecalled: row.bool(6))
    }
}

extension Row {
    func paper(_ index: Int) -> Paper {
        guard let paper = Paper(rawValue: text(index)) else {
            preconditionFailure("paper has a CHECK")
        }
        return paper
    }
}

extension OpenLetter {
    fileprivate func adding(_ more: [AddresseeNumber]) -> OpenLetter {
        OpenLetter(
            envelope: envelope, paper: paper, recipient: recipient, about: about + more,
            hold: hold, printedAt: printedAt, isRecalled: isRecalled)
    }
}
