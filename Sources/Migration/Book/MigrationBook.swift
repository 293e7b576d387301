// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// 移行の記録: trials, what became of them, their reports.
public enum MigrationBook {
    private static let select = """
        SELECT t.id, t.digest, t.system_name, t.cutover, t.children, t.slices, t.issues,
        t.unexplained, t.wrong_totals, t.officer, t.recorded_at, p.id, p.proposer, p.reason,
        o.outcome, o.officer, o.reason,
        (SELECT COUNT(*) FROM migration_slice s WHERE s.proposal_id = p.id),
        (SELECT CAST(COALESCE(SUM(s.written), 0) AS BIGINT) FROM migration_slice s WHERE s.proposal_id = p.id),
        d.recorded_at
        FROM migration_trial t LEFT JOIN migration_proposal p ON p.trial_id = t.id
        LEFT JOIN migration_outcome o ON o.proposal_id = p.id
        LEFT JOIN migration_done d ON d.proposal_id = p.id
        """

    /// Every trial with what became of it, the newest first.
    public static func cases(
        limit: Int = 50, from db: any Connection
    ) throws -> [MigrationCase] {
        try db.rows("\(select) ORDER BY t.id DESC, p.id DESC LIMIT ?", [limit], read)
    }

    /// One trial, with its newest proposal.
    public static func one(trial id: Int64, from db: any Connection) throws -> MigrationCase? {
        try db.first("\(select) WHERE t.id = ? ORDER BY p.id DESC LIMIT 1", [id], read)
    }

    /// The case of a proposal.
    public static func one(
        proposal id: Int64, from db: any Connection
    ) throws -> MigrationCase? {
        try db.first("\(select) WHERE p.id = ?", [id], read)
    }

    /// How many wait for the second officer.
    public static func waiting(from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM migration_proposal p WHERE NOT EXISTS
            (SELECT 1 FROM migration_outcome o WHERE o.proposal_id = p.id)
            """, []
        ) { $0.int(0) } ?? 0
    }

    /// Loads that wait for the second officer, as sums: how many, since when, how many of them rest on a
    /// trial with differences that nothing explains, or with totals that do not agree.
    public static func waitingSums(
        from db: any Connection
    ) throws -> (count: Int, oldest: Instant?, marked: Int) {
        try db.first(
            """
            SELECT COUNT(*), MIN(p.recorded_at), COALESCE(SUM(CASE WHEN t.unexplained > 0
            OR t.wrong_totals IS NOT NULL THEN 1 ELSE 0 END), 0)
            FROM migration_proposal p JOIN migration_trial t ON t.id = p.trial_id
            WHERE NOT EXISTS (SELECT 1 FROM migration_outcome o WHERE o.proposal_id = p.id)
            """, []
        ) { ($0.int(0), $0.optionalInstant(1), $0.int(2)) } ?? (0, nil, 0)
    }

    /// Whether files of this digest were loaded to the end.
    static func isDone(digest: String, from db: any Connection) throws -> Bool {
        try db.first(
            """
            SELECT d.id FROM migration_done d JOIN migration_proposal p ON p.id = d.proposal_id
            JOIN migration_trial t ON t.id = p.trial_id WHERE t.digest = ?
            """, [digest]
        ) { $0.int64(0) } != nil
    }

    /// The slices of a proposal that are written, and the operations that wrote them.
    static func slices(
        of proposal: Int64, from db: any Connection
    ) throws -> [String: (operation: Int64, known: FigureSheet)] {
        var found: [String: (operation: Int64, known: FigureSheet)] = [:]
        try db.forEachRow(
            "SELECT slice, operation_id, known FROM migration_slice WHERE proposal_id = ?",
            [proposal]
        ) { found[$0.text(0)] = ($0.int64(1), FigureSheet(text: $0.text(2))) }
        return found
    }

    /// The difference report of a trial, or of the load that followed it.
    public static func differences(
        of trial: Int64, afterLoad: Bool, from db: any Connection
    ) throws -> [Difference] {
        try db.rows(
            """
            SELECT section, item, source_count, source_yen, rejected_count, rejected_yen,
            known_count, known_yen, our_count, our_yen FROM migration_difference WHERE trial_id = ? AND phase = ?
            ORDER BY id
            """, [trial, afterLoad ? MigrationPhase.load : .trial]
        ) { row in
            Difference(
                key: FigureKey(row.code(0), row.text(1)),
                source: Figure(count: row.int(2), yen: row.int(3)),
                rejected: Figure(count: row.int(4), yen: row.int(5)),
                known: Figure(count: row.int(6), yen: row.int(7)),
                ours: Figure(count: row.int(8), yen: row.int(9)))
        }
    }

    /// The error list of a trial, in the order of the files.
    public static func issues(
        of trial: Int64, limit: Int, skipping: Int = 0, from db: any Connection
    ) throws -> [MigrationIssue] {
        try db.rows(
            """
            SELECT file, line, code, message FROM migration_issue WHERE trial_id = ?
            ORDER BY id LIMIT ? OFFSET ?
            """, [trial, limit, skipping]
        ) {
            MigrationIssue(
                file: $0.code(0), line: $0.int(1), code: $0.text(2), message: $0.text(3))
        }
    }

    /// How many rows of the error list of a trial are kept.
    public static func issueCount(of trial: Int64, from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM migration_issue WHERE trial_id = ?", [trial]) {
            $0.int(0)
        } ?? 0
    }

    private static func read(_ row: any Row) -> MigrationCase {
        MigrationCase(
            id: row.int64(0), digest: row.text(1), name: row.text(2), cutover: row.date(3),
            children: row.int(4), slices: row.int(5), issues: row.int(6), unexplained: row.int(7),
            wrongTotals: (row.optionalText(8) ?? "").split(separator: " ")
                .compactMap { OldFile(rawValue: String($0)) },
            officer: row.text(9), triedAt: row.instant(10), proposal: row.optionalInt64(11),
            proposer: row.optionalText(12), reason: row.optionalText(13),
            decider: row.optionalText(15), sentBack: row.optionalText(16),
            slicesDone: row.int(17), written: row.int(18),
            doneAt: row.optionalInstant(19), outcome: row.optionalText(14))
    }
}
