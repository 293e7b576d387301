// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// What moves the work list of letters; the facts beside it say why.
extension LetterBook {
    /// Letters that were printed, each with all its rows.
    static func open(
        _ letters: [LetterOutRow], at moment: Instant, in db: any Connection
    ) throws {
        let columns = [
            "envelope", "about", "paper", "recipient", "hold_id", "printed_at", "recalled",
            "shared",
        ]
        let rows = letters.reduce(into: [:]) { $0[$1.envelope, default: 0] += 1 }
        let (now, none) = (moment.sqlValue, false.sqlValue)
        try db.insert(
            into: "letter_open", columns: columns,
            rows: letters.map {
                [
                    $0.envelope.sqlValue, $0.about.sqlValue, $0.paper.rawValue.sqlValue,
                    $0.recipient.sqlValue, $0.hold.sqlValue, now, none,
                    (rows[$0.envelope, default: 0] > 1).sqlValue,
                ]
            })
    }

    /// Takes letters off the list: posted, or taken out.
    static func close(_ envelopes: [String], in db: any Connection) throws {
        try change("DELETE FROM letter_open", envelopes, in: db)
    }

    /// Letters that must be taken out.
    static func mark(_ envelopes: [String], in db: any Connection) throws {
        try change("UPDATE letter_open SET recalled = 1", envelopes, in: db)
    }

    private static func change(
        _ sql: String, _ envelopes: [String], in db: any Connection
    ) throws {
        for part in stride(from: 0, to: envelopes.count, by: 400) {
            let chunk = Array(envelopes[part..<min(part + 400, envelopes.count)])
            let marks = Array(repeating: "?", count: chunk.count).joined(separator: ", ")
            try db.execute("\(sql) WHERE envelope IN (\(marks))", chunk)
        }
    }
}
