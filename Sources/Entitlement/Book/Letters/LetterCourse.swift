// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// One step of a letter's course: printed, held, posted, pulled out, returned, printed again.
public struct LetterStage: Hashable, Sendable {
    public let at: Instant
    public let words: String
    public let officer: String
    public let detail: String?
}

extension LetterRegister {
    /// The course of a letter, oldest step first.
    public static func course(
        _ envelope: String, from db: any Connection
    ) throws -> [LetterStage] {
        var stages = try db.rows(
            """
            SELECT l.recorded_at, o.officer, l.reprint_of, l.reprint_reason FROM letter_issue l
            JOIN operation o ON o.id = l.operation_id WHERE l.envelope = ?
            """, [envelope]
        ) { row in
            LetterStage(
                at: row.instant(0), words: row.optionalText(2) == nil ? "発行" : "再発行",
                officer: row.text(1),
                detail: row.optionalText(2).map {
                    "\($0) の再発行。理由: \(row.optionalText(3) ?? "")"
                })
        }
        if stages.isEmpty, let printed = try printed(envelope, from: db) {
            stages.append(
                LetterStage(at: printed.printedAt, words: "印字", officer: "", detail: nil))
        }
        stages += try db.rows(
            """
            SELECT h.recorded_at, h.officer, h.outcome, h.reason FROM letter_hold_outcome h
            WHERE h.hold_id IN (SELECT hold_id FROM letter_out WHERE envelope = ?)
            """, [envelope]
        ) { row in
            LetterStage(
                at: row.instant(0), words: holdWords(row.text(2)), officer: row.text(1),
                detail: row.optionalText(3))
        }
        stages += try db.rows(
            "SELECT recorded_at, officer, event, reason FROM letter_event WHERE envelope = ?",
            [envelope]
        ) { row in
            LetterStage(
                at: row.instant(0), words: eventWords(row.text(2)), officer: row.text(1),
                detail: row.optionalText(3))
        }
        stages += try db.rows(
            """
            SELECT o.recorded_at, o.officer, o.outcome, o.note, o.envelope
            FROM letter_return_outcome o JOIN letter_return r ON r.id = o.return_id
            WHERE r.envelope = ?
            """, [envelope]
        ) { row in
            LetterStage(
                at: row.instant(0),
                words: ReturnOutcome(rawValue: row.text(2))?.wording ?? row.text(2),
                officer: row.text(1),
                detail: [row.optionalText(4), row.text(3)].compactMap(\.self)
                    .joined(separator: " "))
        }
        stages += try db.rows(
            """
            SELECT l.recorded_at, o.officer, l.envelope, l.reprint_reason FROM letter_issue l
            JOIN operation o ON o.id = l.operation_id WHERE l.reprint_of = ?
            """, [envelope]
        ) { row in
            LetterStage(
                at: row.instant(0), words: "再発行（\(row.text(2))）", officer: row.text(1),
                detail: row.optionalText(3))
        }
        return stages.sorted { $0.at < $1.at }
    }

    /// Letters that came back and nobody has settled, oldest first.
    public static func returned(from db: any Connection) throws -> [ReturnedLetter] {
        try returned("ORDER BY r.id", [], db)
    }

    static func returned(
        _ id: Int64, from db: any Connection
    ) throws -> ReturnedLetter? {
        try returned("AND r.id = ?", [id], db).first
    }

    static func wasReturned(_ envelope: String, from db: any Connection) throws -> Bool {
        try db.first("SELECT 1 FROM letter_return WHERE envelope = ?", [envelope]) { _ in true }
            ?? false
    }

    static func knowsReturn(_ id: Int64, from db: any Connection) throws -> Bool {
        try db.first("SELECT 1 FROM letter_return WHERE id = ?", [id]) { _ in true } ?? false
    }

    /// The paper and recipient of an envelope that was posted.
    static func posted(
        _ envelope: String, from db: any Connection
    ) throws -> AddresseeNumber? {
        try db.first(
            """
            SELECT o.recipient FROM letter_out o WHERE o.envelope = ? AND EXISTS
            (SELECT 1 FROM letter_event e WHERE e.envelope = o.envelope AND e.event = 'posted')
            """, [envelope]
        ) { $0.addressee(0) }
    }

    static func wasPrinted(_ envelope: String, from db: any Connection) throws -> Bool {
        try db.first("SELECT 1 FROM letter_out WHERE envelope = ?", [envelope]) { _ in true }
            ?? false
    }

    private static func returned(
        _ condition: String, _ arguments: [any SQLValueConvertible], _ db: any Connection
    ) throws -> [ReturnedLetter] {
        try db.rows(
            """
            SELECT r.id, r.envelope, (SELECT MIN(o.paper) FROM letter_out o
            WHERE o.envelope = r.envelope), r.recipient, r.cause, r.returned_on, r.note,
            (SELECT MAX(e.recorded_at) FROM letter_event e WHERE e.envelope = r.envelope
            AND e.event = 'posted'), COALESCE(l.document_number, '')
            FROM letter_return r LEFT JOIN letter_issue l ON l.envelope = r.envelope
            WHERE NOT EXISTS (SELECT 1 FROM letter_return_outcome x WHERE x.return_id = r.id)
            \(condition)
            """, arguments
        ) { row in
            guard let cause = ReturnCause(rawValue: row.text(4)) else {
                preconditionFailure("cause has a CHECK")
            }
            return ReturnedLetter(
                id: row.int64(0), envelope: row.text(1),
                paper: row.optionalText(2).flatMap(Paper.init(rawValue:)),
                recipient: row.addressee(3), cause: cause, returnedOn: row.date(5),
                note: row.optionalText(6), postedAt: row.instant(7), documentNumber: row.text(8))
        }
    }

    static func eventWords(_ event: String) -> String {
        switch event {
        case "posted": "発送"
        case "recall": "引抜きの指示"
        case "taken-out": "引抜き"
        case "returned": "返戻"
        default: event
        }
    }

    private static func holdWords(_ outcome: String) -> String {
        switch outcome {
        case "released": "発送承認"
        case "refused": "発送不承認"
        case "printed": "承認後の印字"
        default: "承認のやり直し"
        }
    }
}
