// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
public import Vocabulary

/// 相手方あての文書の経過: what of them waits to be posted, came back, and went out again. Which sending a letter
/// is at stands in what was done about its returns.
extension OutsideLetterBook {
    /// The letters with the sending that they are at.
    static func current(
        _ letters: [OutsideLetter], from db: any Connection
    ) throws -> [OutsideLetter] {
        guard !letters.isEmpty else { return [] }
        var copies: [Int64: Int] = [:]
        for again in try db.rows(
            "SELECT envelope FROM letter_return_outcome WHERE envelope LIKE 'OT-%-%'",
            [], { OutsideLetter.parts(of: $0.text(0)) })
        {
            if let again { copies[again.id] = max(copies[again.id] ?? 1, again.copy) }
        }
        return letters.map { letter in
            var letter = letter
            letter.copy = copies[letter.id] ?? 1
            return letter
        }
    }

    /// By the number of an envelope or of a document.
    public static func find(_ number: String, from db: any Connection) throws -> [OutsideLetter] {
        try current(
            db.rows(
                "\(select) WHERE id = ? OR document_number = ? ORDER BY id DESC",
                [OutsideLetter.parts(of: number)?.id ?? 0, number], read), from: db)
    }

    static func letters(ids: [Int64], from db: any Connection) throws -> [OutsideLetter] {
        var found: [OutsideLetter] = []
        try Among.forEach("\(select) WHERE {among}", column: "id", keys: ids, in: db) {
            found.append(read($0))
        }
        return try current(found, from: db)
    }

    /// Of these envelopes the letters, by the letter's own number.
    public static func letters(
        in envelopes: some Sequence<String>, from db: any Connection
    ) throws -> [Int64: OutsideLetter] {
        var found: [OutsideLetter] = []
        try Among.forEach(
            "\(select) WHERE {among}", column: "id",
            keys: envelopes.compactMap { OutsideLetter.parts(of: $0)?.id }, in: db
        ) { found.append(read($0)) }
        return try current(found, from: db).reduce(into: [:]) { $0[$1.id] = $1 }
    }

    /// The letter of an envelope that was written, at that sending.
    public static func letter(
        in envelope: String, from db: any Connection
    ) throws -> OutsideLetter? {
        guard let parts = OutsideLetter.parts(of: envelope),
            var letter = try letter(parts.id, from: db), parts.copy <= letter.copy
        else { return nil }
        letter.copy = parts.copy
        return letter
    }

    /// Envelopes that are written, neither posted nor taken out, and how often they were recalled.
    static let openEnvelopes = """
        SELECT n.envelope, (SELECT COUNT(*) FROM letter_event r
        WHERE r.envelope = n.envelope AND r.event = 'recall') AS recalls
        FROM (SELECT 'OT-' || CAST(id AS TEXT) AS envelope FROM outside_letter
        UNION SELECT envelope FROM letter_return_outcome WHERE envelope LIKE 'OT-%-%') n
        WHERE NOT EXISTS (SELECT 1 FROM letter_event e WHERE e.envelope = n.envelope
        AND e.event IN ('posted', 'taken-out'))
        """

    /// Letters that are written and neither posted nor taken out, oldest first.
    public static func open(from db: any Connection) throws -> [OpenOutsideLetter] {
        let open = Dictionary(
            try db.rows(openEnvelopes) { ($0.text(0), $0.int(1) > 0) },
            uniquingKeysWith: { $1 })
        let letters = try letters(in: open.keys, from: db)
        return letters.values.sorted { $0.id < $1.id }.compactMap { letter in
            open[letter.number].map { OpenOutsideLetter(letter: letter, isRecalled: $0) }
        }
    }

    static func wasPosted(_ envelope: String, from db: any Connection) throws -> Bool {
        try db.first(
            "SELECT 1 FROM letter_event WHERE envelope = ? AND event = 'posted'", [envelope]
        ) { _ in true } ?? false
    }

    /// The course of a letter through all its sendings, oldest step first.
    public static func course(
        _ letter: OutsideLetter, from db: any Connection
    ) throws -> [LetterStage] {
        let envelopes = (1...letter.copy).map { OutsideLetter.number(letter.id, $0) }
        var stages = [
            LetterStage(
                at: letter.issuedAt, words: "発行", officer: letter.officer, detail: nil)
        ]
        try Among.forEach(
            """
            SELECT recorded_at, officer, event, reason, envelope FROM letter_event WHERE {among}
            """, column: "envelope", keys: envelopes, in: db
        ) { row in
            stages.append(
                LetterStage(
                    at: row.instant(0), words: LetterRegister.eventWords(row.text(2)),
                    officer: row.text(1),
                    detail: [row.text(4), row.optionalText(3)].compactMap(\.self)
                        .joined(separator: " ")))
        }
        try Among.forEach(
            """
            SELECT o.recorded_at, o.officer, o.outcome, o.note, o.envelope
            FROM letter_return_outcome o JOIN letter_return r ON r.id = o.return_id WHERE {among}
            """, column: "r.envelope", keys: envelopes, in: db
        ) { row in
            stages.append(
                LetterStage(
                    at: row.instant(0),
                    words: ReturnOutcome(rawValue: row.text(2))?.wording ?? row.text(2),
                    officer: row.text(1),
                    detail: [row.optionalText(4), row.text(3)].compactMap(\.self)
                        .joined(separator: " ")))
        }
        return stages.sorted { $0.at < $1.at }
    }
}

extension OutsideFamily {
    /// The letters of whose families nobody is protected now.
    public static func free(
        _ letters: [OutsideLetter], directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Set<Int64> {
        let free = try areFree(
            letters.map { ($0.recipient, $0.child) }, directory: directory, in: scope)
        return Set(zip(letters, free).filter(\.1).map(\.0.id))
    }

    /// Of each family whether nobody of it is protected now, in the order asked.
    public static func areFree(
        _ families: [(recipient: AddresseeNumber, child: AddresseeNumber)],
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> [Bool] {
        guard !families.isEmpty else { return [] }
        let people = try directory.persons(families.flatMap { [$0.recipient, $0.child] })
        let guardian = try LetterGuard(
            recipients: Set(families.map(\.recipient)).sorted(), people: people,
            directory: directory, from: scope.db)
        return families.map { recipient, child in
            guardian.standing(of: recipient, about: [child]) == .free
                && ![recipient, child].contains { people[$0]?.isProtected ?? false }
        }
    }
}
