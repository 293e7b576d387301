// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// 「受給資格証・通知書・台帳の有効期間は同じ」: what was printed, what the register of certificates
/// keeps and what the case says.
enum SamePeriods {
    static func broken(_ words: PaperWords, from db: any Connection) throws -> [String] {
        try registered(from: db) + printedCertificates(words, from: db)
            + printedLetters(words, from: db)
    }

    /// The newest certificate of a number that goes on says what the case says now.
    private static func registered(from db: any Connection) throws -> [String] {
        var cases: [String: (periods: [CivilDate?], isLive: Bool)] = [:]
        try db.forEachRow(
            """
            SELECT recipient_number, result, valid_from, valid_until, inpatient_from,
            inpatient_until FROM entitlement_history WHERE recipient_number IS NOT NULL ORDER BY id
            """, []
        ) { row in
            cases[row.text(0)] = (
                (2...5).map { row.optionalDate($0) }, ["1", "3", "6"].contains(row.text(1))
            )
        }
        var certificates: [String: [CivilDate?]] = [:]
        try db.forEachRow(
            """
            SELECT recipient_number, valid_from, valid_until, inpatient_from, inpatient_until
            FROM certificate ORDER BY id
            """, []
        ) { certificates[$0.text(0)] = [1, 2, 3, 4].map($0.optionalDate) }
        let others = certificates.filter { number, periods in
            guard let known = cases[number] else { return true }
            return known.isLive && known.periods != periods
        }
        return others.isEmpty ? [] : ["台帳と有効期間の違う受給資格証: \(others.count)件"]
    }

    private static func printedCertificates(
        _ words: PaperWords, from db: any Connection
    ) throws -> [String] {
        guard !words.certificates.isEmpty else { return [] }
        var rest = words.certificates
        var broken: [String] = []
        try db.forEachRow(
            """
            SELECT c.issue_number, h.valid_from, h.valid_until, h.inpatient_from, h.inpatient_until
            FROM certificate c JOIN entitlement_history h ON h.id = c.history_id
            """, []
        ) { row in
            guard let printed = rest.removeValue(forKey: row.text(0)) else { return }
            if printed != expected(row, at: 1) {
                broken.append("券面が台帳と違う受給資格証 \(row.text(0))")
            }
        }
        return broken + rest.keys.sorted().map { "交付簿にない受給資格証 \($0)" }
    }

    private static func printedLetters(
        _ words: PaperWords, from db: any Connection
    ) throws -> [String] {
        guard let first = words.letters.keys.min() else { return [] }
        var rest = words.letters
        var broken: [String] = []
        try db.forEachRow(
            """
            SELECT id, valid_from, valid_until, inpatient_from, inpatient_until, result
            FROM entitlement_history WHERE id >= ?
            """, [first]
        ) { row in
            guard let printed = rest.removeValue(forKey: row.int64(0)) else { return }
            let isRefusal = row.text(5) == "2"
            if printed != (isRefusal ? [:] : expected(row, at: 1)) {
                broken.append("台帳と違う有効期間の通知書(決定 \(row.int64(0)))")
            }
        }
        return broken + rest.keys.sorted().map { "台帳にない決定の通知書 \($0)" }
    }

    private static func expected(_ row: any Row, at place: Int) -> PaperWords.Periods {
        var words: PaperWords.Periods = [:]
        words["通院"] = PaperWords.words(
            row.optionalDate(place), row.optionalDate(place + 1))
        words["入院"] = PaperWords.words(
            row.optionalDate(place + 2), row.optionalDate(place + 3))
        return words
    }
}
