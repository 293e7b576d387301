// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Who read which circular.
public enum CircularBook {
    static func read(by officer: String, from db: any Connection) throws -> Set<Int64> {
        Set(
            try db.rows("SELECT entry_id FROM circular_reading WHERE officer = ?", [officer]) {
                $0.int64(0)
            })
    }

    /// Who confirmed a circular, and when.
    public static func readers(
        of entry: Int64, from db: any Connection
    ) throws -> [(officer: String, at: Instant)] {
        try db.rows(
            "SELECT officer, recorded_at FROM circular_reading WHERE entry_id = ? ORDER BY officer",
            [entry]
        ) { ($0.text(0), $0.instant(1)) }
    }

    /// Circulars in force that an officer has not read.
    public static func unread(
        by officer: String, on today: CivilDate, from db: any Connection
    ) throws -> Int {
        let read = try read(by: officer, from: db)
        return try RegisterBook.entries(
            of: "circular", states: [.active], limit: 200, from: db
        ).count {
            !read.contains($0.id) && $0.values.day("from").map { $0 <= today } ?? false
        }
    }
}

/// The questions of self-checks and their latest answers.
public enum CheckBook {
    public static func questions(
        of entry: Int64, from db: any Connection
    ) throws -> [AnsweredQuestion] {
        try db.rows(
            """
            SELECT q.id, q.position, q.measure, q.sentence, a.answer, a.note, a.officer
            FROM check_question q LEFT JOIN check_answer a ON a.id =
                (SELECT MAX(l.id) FROM check_answer l WHERE l.question_id = q.id)
            WHERE q.entry_id = ? ORDER BY q.position
            """, [entry]
        ) { row in
            AnsweredQuestion(
                id: row.int64(0), position: row.int(1),
                question: CheckQuestion(measure: row.text(2), sentence: row.text(3)),
                answer: row.optionalText(4).flatMap { CheckAnswer(rawValue: $0) },
                note: row.optionalText(5), officer: row.optionalText(6))
        }
    }

    /// The campaign of a question; `nil` where there is no such question.
    static func entry(ofQuestion id: Int64, from db: any Connection) throws -> Int64? {
        try db.first("SELECT entry_id FROM check_question WHERE id = ?", [id]) { $0.int64(0) }
    }
}

/// 意識調査: participation by officer, answers only as sums (see the migration).
public enum SurveyBook {
    static func open(
        _ entry: Int64, _ questions: [SurveyQuestion], _ db: any Connection
    ) throws {
        for (index, question) in questions.enumerated() {
            for choice in question.choices.indices {
                try db.execute(
                    """
                    INSERT INTO survey_tally (entry_id, question, choice, answers)
                    VALUES (?, ?, ?, 0)
                    """, [entry, index, choice])
            }
        }
    }

    /// Counts one sheet of answers. Every row of the survey is written, also those to which nothing is
    /// added, so that the rows written last tell nothing.
    static func add(_ answers: [Int], to entry: Int64, _ db: any Connection) throws {
        let hits = answers.enumerated().map { "(question = \($0.offset) AND choice = ?)" }
            .joined(separator: " OR ")
        try db.execute(
            """
            UPDATE survey_tally SET answers = answers + CASE WHEN \(hits) THEN 1 ELSE 0 END
            WHERE entry_id = ?
            """, answers + [entry])
    }

    public static func participants(of entry: Int64, from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM survey_participation WHERE entry_id = ?", [entry]) {
            $0.int(0)
        } ?? 0
    }

    public static func hasAnswered(
        _ officer: String, _ entry: Int64, from db: any Connection
    ) throws -> Bool {
        try db.first(
            "SELECT id FROM survey_participation WHERE entry_id = ? AND officer = ?",
            [entry, officer]
        ) { $0.int64(0) } != nil
    }

    /// Sums by question and choice.
    static func sums(of entry: Int64, from db: any Connection) throws -> [[Int]] {
        var sums: [[Int]] = []
        try db.forEachRow(
            """
            SELECT question, answers FROM survey_tally WHERE entry_id = ?
            ORDER BY question, choice
            """, [entry]
        ) { row in
            if row.int(0) >= sums.count { sums.append([]) }
            sums[row.int(0)].append(row.int(1))
        }
        return sums
    }
}
