// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// The work queue as a whole: what waits, what rows of the feed wait for it, what was decided.
enum MatchQueueBook {
    /// How many rows of the resident feed wait for each case.
    static func heldRows(of cases: [Int64], in scope: Scope) throws -> [Int64: Int] {
        var found: [Int64: Int] = [:]
        try Among.forEach(
            """
            SELECT case_id, COUNT(*) FROM resident_waiting WHERE {among} GROUP BY case_id
            """, column: "case_id", keys: cases, in: scope.db
        ) { found[$0.int64(0)] = $0.int(1) }
        return found
    }

    /// The newest decisions.
    static func decisions(
        limit: Int, from start: Int, in scope: Scope
    ) throws -> [MatchDecisionLine] {
        try scope.db.rows(
            """
            SELECT d.case_id, d.addressee, d.reason, o.officer, d.recorded_at
            FROM match_decision d JOIN operation o ON o.id = d.operation_id
            ORDER BY d.id DESC LIMIT ? OFFSET ?
            """, [limit, start]
        ) { row in
            MatchDecisionLine(
                caseID: row.int64(0), addressee: row.optionalAddressee(1), reason: row.text(2),
                officer: row.text(3), at: row.instant(4))
        }
    }

    /// How many decisions there are.
    static func countDecided(in scope: Scope) throws -> Int {
        try scope.db.first("SELECT COUNT(*) FROM match_decision") { $0.int(0) } ?? 0
    }

    /// How many cases wait.
    static func countOpen(in scope: Scope) throws -> Int {
        try scope.db.first(
            """
            SELECT COUNT(*) FROM match_case c
            WHERE NOT EXISTS (SELECT 1 FROM match_decision d WHERE d.case_id = c.id)
            """
        ) { $0.int(0) } ?? 0
    }

    /// The cases about these 宛名番号 from one source, oldest first, decided or not.
    ///
    /// - Parameter indexes: the digests that may be compared with those of the cases.
    static func questions(
        source: PeerName, of numbers: [AddresseeNumber], comparing indexes: [[UInt8]],
        in scope: Scope
    ) throws -> [MatchQuestions.Question] {
        var found: [MatchQuestions.Question] = []
        var known: [[UInt8]: [UInt8]]?
        try Among.forEach(
            """
            SELECT c.id, c.addressee, c.why, i.value, d.outcome
            FROM match_case c LEFT JOIN match_decision d ON d.case_id = c.id
            LEFT JOIN match_index i ON i.id = c.id
            WHERE {among} AND c.source = ?
            """, column: "c.addressee", keys: numbers.map(\.value), in: scope.db,
            arguments: [source.rawValue]
        ) { row in
            guard let why = MatchDoubt(rawValue: row.text(2)) else { return }
            // Few stretches of a feed have a case: the digests are raised only for those.
            let value = row.optionalBlob(3)
            if value != nil, known == nil {
                known = try NumberIndexes.questions.asked(indexes, in: scope.db)
            }
            found.append(
                MatchQuestions.Question(
                    id: row.int64(0), addressee: row.addressee(1), why: why,
                    blindIndex: value.map { known?[$0] ?? $0 },
                    isSame: row.optionalText(4).map { $0 == "同一人" }))
        }
        return found.sorted { $0.id < $1.id }
    }
}
