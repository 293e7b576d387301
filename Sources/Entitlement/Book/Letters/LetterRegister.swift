// SPDX-License-Identifier: Apache-2.0
public import Database
public import Scheme
public import Vocabulary

/// One letter of the register (通知の台帳).
public struct RegisteredLetter: Hashable, Sendable {
    public let envelope: String
    public let kind: LetterKind
    public let paper: Paper
    public let reference: Int64
    public let recipient: AddresseeNumber
    public let datedOn: CivilDate
    public let documentNumber: String
    public let issuedAt: Instant
    public let reprintOf: String?
    public let reprintReason: String?
    let contents: String
    let fiscalYear: Int

    /// The order that it was printed from: its values, not its words, and persons by number.
    public var order: LetterOrder? {
        LetterContents(text: contents)?.order(kind, reference: reference, recipient: recipient)
    }
}

/// An envelope that was printed, whether the register holds what it said or not.
public struct PrintedEnvelope: Hashable, Sendable {
    public let envelope: String
    public let paper: Paper
    public let recipient: AddresseeNumber
    public let about: [AddresseeNumber]
    public let printedAt: Instant
}

/// 通知の台帳: every letter of every area, with what it said.
public enum LetterRegister {
    private static let select = """
        SELECT envelope, kind, paper, reference, recipient, dated_on, document_number,
        recorded_at, reprint_of, reprint_reason, contents, fiscal_year FROM letter_issue
        """

    /// Which of these rows have their letter.
    public static func issued(
        _ paper: Paper, _ references: some Sequence<Int64>, from db: any Connection
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try Among.forEach(
            "SELECT reference FROM letter_issue WHERE {among} AND paper = ?",
            column: "reference", keys: references, in: db, arguments: [paper.rawValue]
        ) { found.insert($0.int64(0)) }
        return found
    }

    /// The letters about rows, of the rows that have one; of several the first.
    public static func first(
        _ paper: Paper, _ references: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: RegisteredLetter] {
        var found: [Int64: RegisteredLetter] = [:]
        try Among.forEach(
            "\(select) WHERE {among} AND paper = ? ORDER BY id DESC", column: "reference",
            keys: references, in: db, arguments: [paper.rawValue]
        ) { row in
            let letter = read(row)
            found[letter.reference] = letter
        }
        return found
    }

    /// Which of these persons have a letter about one of these rows.
    public static func recipients(
        _ paper: Paper, of references: Set<Int64>, among persons: some Sequence<AddresseeNumber>,
        from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var found: Set<AddresseeNumber> = []
        try Among.forEach(
            "SELECT recipient, reference FROM letter_issue WHERE {among} AND paper = ?",
            column: "recipient", keys: persons, in: db, arguments: [paper.rawValue]
        ) { if references.contains($0.int64(1)) { found.insert($0.addressee(0)) } }
        return found
    }

    public static func letter(
        _ envelope: String, from db: any Connection
    ) throws -> RegisteredLetter? {
        try db.first("\(select) WHERE envelope = ?", [envelope], read)
    }

    public static func letters(
        _ envelopes: [String], from db: any Connection
    ) throws -> [RegisteredLetter] {
        var found: [RegisteredLetter] = []
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY id", column: "envelope", keys: envelopes, in: db
        ) { found.append(read($0)) }
        return found
    }

    /// An envelope of the list of what was printed (発送簿).
    public static func printed(
        _ envelope: String, from db: any Connection
    ) throws -> PrintedEnvelope? {
        let rows = try db.rows(
            """
            SELECT paper, recipient, about, recorded_at FROM letter_out WHERE envelope = ?
            ORDER BY id
            """, [envelope]
        ) { ($0.paper(0), $0.addressee(1), $0.addressee(2), $0.instant(3)) }
        guard let first = rows.first else { return nil }
        return PrintedEnvelope(
            envelope: envelope, paper: first.0, recipient: first.1, about: rows.map(\.2),
            printedAt: first.3)
    }

    static func letters(ids: [Int64], from db: any Connection) throws -> [RegisteredLetter] {
        var found: [RegisteredLetter] = []
        try Among.forEach("\(select) WHERE {among}", column: "id", keys: ids, in: db) {
            found.append(read($0))
        }
        return found
    }

    /// The letters to one recipient, newest first.
    public static func letters(
        to recipient: AddresseeNumber, limit: Int, from db: any Connection
    ) throws -> [RegisteredLetter] {
        try db.rows(
            "\(select) WHERE recipient = ? ORDER BY id DESC LIMIT ?", [recipient, limit], read)
    }

    /// The newest letters.
    public static func newest(
        limit: Int, from db: any Connection
    ) throws -> [RegisteredLetter] {
        try db.rows("\(select) ORDER BY id DESC LIMIT ?", [limit], read)
    }

    /// Everybody whom these envelopes go to or are about.
    public static func people(
        of envelopes: [String], from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        try parties(of: envelopes, from: db).values.reduce(into: []) { $0.formUnion($1) }
    }

    /// Whom each of these envelopes goes to or is about.
    static func parties(
        of envelopes: some Sequence<String>, from db: any Connection
    ) throws -> [String: Set<AddresseeNumber>] {
        var found: [String: Set<AddresseeNumber>] = [:]
        try Among.forEach(
            "SELECT envelope, recipient, about FROM letter_out WHERE {among}",
            column: "envelope", keys: envelopes, in: db
        ) { found[$0.text(0), default: []].formUnion([$0.addressee(1), $0.addressee(2)]) }
        return found
    }

    /// The last number (文書番号) of a fiscal year; they begin with 1 and none is left out.
    static func lastSerial(_ year: FiscalYear, from db: any Connection) throws -> Int {
        try db.first(
            "SELECT COALESCE(MAX(serial), 0) FROM letter_issue WHERE fiscal_year = ?", [year.year]
        ) { $0.int(0) } ?? 0
    }

    /// Numbers of a fiscal year that were never given out although later ones were: none, ever.
    public static func gaps(_ year: FiscalYear, from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COALESCE(MAX(serial), 0) - COUNT(serial) FROM letter_issue
            WHERE fiscal_year = ?
            """, [year.year]
        ) { $0.int(0) } ?? 0
    }

    /// How many letters there are: what the number of the next envelope follows.
    static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM letter_issue WHERE envelope LIKE 'L-%'", []) {
            $0.int(0)
        } ?? 0
    }

    private static func read(_ row: any Row) -> RegisteredLetter {
        guard let kind = LetterKind(rawValue: row.text(1)) else {
            preconditionFailure("the register holds kinds of the program")
        }
        return RegisteredLetter(
            envelope: row.text(0), kind: kind, paper: row.paper(2), reference: row.int64(3),
            recipient: row.addressee(4), datedOn: row.date(5), documentNumber: row.text(6),
            issuedAt: row.instant(7), reprintOf: row.optionalText(8),
            reprintReason: row.optionalText(9), contents: row.text(10), fiscalYear: row.int(11))
    }
}
