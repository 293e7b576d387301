// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Scheme
public import Vocabulary

struct OutsideAnswerRow: FactRow {
    static let table = "outside_letter_answer"
    static let columns = ["letter_id", "answered_on", "answer", "officer"]
    let letter: Int64
    let answer: OutsideAnswer

    var values: [any SQLValueConvertible] {
        [letter, answer.on, answer.words, answer.officer]
    }
}

/// What came of a letter to a party outside.
public struct OutsideAnswer: Hashable, Sendable {
    public let on: CivilDate
    /// What was answered, or why nothing more is waited for.
    public let words: String
    public let officer: String
}

extension OutsideLetterBook {
    /// The answers, by the letter's own number.
    public static func answers(
        to letters: [Int64], from db: any Connection
    ) throws -> [Int64: OutsideAnswer] {
        var found: [Int64: OutsideAnswer] = [:]
        try Among.forEach(
            """
            SELECT letter_id, answered_on, answer, officer FROM outside_letter_answer WHERE {among}
            """, column: "letter_id", key: 0, ids: letters, in: db
        ) {
            found[$0.int64(0)] = OutsideAnswer(
                on: $0.date(1), words: $0.text(2), officer: $0.text(3))
        }
        return found
    }

    /// The letters about these rows that were written after the newest one that has an answer, oldest first;
    /// what is answered is not opened.
    public static func letters(
        about references: [Int64], _ kinds: Set<String>, from db: any Connection
    ) throws -> [OutsideLetter] {
        var found: [OutsideLetter] = []
        try Among.forEach(
            """
            \(select) WHERE {among} AND id > COALESCE((SELECT MAX(a.letter_id)
            FROM outside_letter_answer a JOIN outside_letter p ON p.id = a.letter_id
            WHERE p.reference = outside_letter.reference AND p.kind = outside_letter.kind), 0)
            """, column: "reference", key: 2, ids: references, in: db
        ) { found.append(read($0)) }
        return try current(found.filter { kinds.contains($0.kind.rawValue) }, from: db)
            .sorted { $0.id < $1.id }
    }
}
