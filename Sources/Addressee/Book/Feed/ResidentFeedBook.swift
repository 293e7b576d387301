// SPDX-License-Identifier: Apache-2.0
import Database
public import Formats
public import Safeguards
import Vocabulary

/// The feed of the resident register as the monitor shows it; nothing of it is about a person.
public enum ResidentFeedBook {
    /// On the screen; System 1 asks the same through its port under `relayChanges`.
    public static let operation = OperationCode.viewMonitor

    /// How the feed stands.
    public static func state(in scope: Scope) throws -> ResidentFeedState {
        let waiting = try scope.db.first(
            """
            SELECT COUNT(*), MIN(received_at) FROM resident_waiting
            WHERE case_id IS NULL AND addressee <> 0
            """
        ) { ($0.int(0), $0.optionalInstant(1)) }
        let held = try scope.db.first(
            "SELECT COUNT(*) FROM resident_waiting WHERE case_id IS NOT NULL"
        ) { $0.int(0) }
        let last = try scope.db.first(
            """
            SELECT name, recorded_at FROM feed_file WHERE layout = ? ORDER BY id DESC LIMIT 1
            """, [FeedMarkBook.residents]
        ) { ($0.text(0), $0.instant(1)) }
        let watermark = try FeedMarkBook.watermark(in: scope)
        return ResidentFeedState(
            watermark: watermark, gaps: try gaps(after: watermark, in: scope),
            waitingRows: waiting?.0 ?? 0, waitingSince: waiting?.1, heldRows: held ?? 0,
            openCases: try MatchQueueBook.countOpen(in: scope), lastSuccess: last?.1,
            lastFile: last?.0)
    }

    /// The stretches of numbers that are missing before rows that wait.
    static func gaps(
        after watermark: Int64, limit: Int = 100, in scope: Scope
    ) throws -> [ClosedRange<Int64>] {
        let found = try scope.db.rows(
            """
            SELECT before_number, change_number FROM (
                SELECT change_number,
                    LAG(change_number, 1, ?) OVER (ORDER BY change_number) AS before_number
                FROM (
                    SELECT DISTINCT change_number FROM resident_waiting
                    WHERE case_id IS NULL AND change_number > ?
                ) numbers
            ) pairs
            WHERE change_number - before_number > 1 ORDER BY change_number LIMIT ?
            """, [watermark, watermark, limit]
        ) { ($0.int64(0) + 1, $0.int64(1) - 1) }
        return found.map { $0.0...$0.1 }
    }

    /// The files that were taken in, newest first.
    public static func files(limit: Int = 50, in scope: Scope) throws -> [ResidentFeedFile] {
        try scope.db.rows(
            """
            SELECT f.id, f.name, f.recorded_at, f.row_count, f.accepted, f.rejected,
                (SELECT COUNT(*) FROM resident_waiting w
                    WHERE w.operation_id = f.operation_id AND w.case_id IS NULL
                        AND w.addressee <> 0),
                (SELECT COUNT(*) FROM resident_waiting w
                    WHERE w.operation_id = f.operation_id AND w.case_id IS NOT NULL)
            FROM feed_file f WHERE f.layout = ? ORDER BY f.id DESC LIMIT ?
            """, [FeedMarkBook.residents, limit]
        ) { row in
            ResidentFeedFile(
                id: row.int64(0), name: row.text(1), at: row.instant(2), rows: row.int(3),
                accepted: row.int(4), rejected: row.int(5), waiting: row.int(6),
                held: row.int(7))
        }
    }

    /// How many errors a file of the feed has; `nil` where there is no such file.
    public static func countErrors(ofFile id: Int64, in scope: Scope) throws -> Int? {
        try scope.db.first(
            """
            SELECT (SELECT COUNT(*) FROM feed_error e WHERE e.file_id = f.id)
            FROM feed_file f WHERE f.id = ? AND f.layout = ?
            """, [id, FeedMarkBook.residents]
        ) { $0.int(0) }
    }

    /// What was wrong in a file: line, field, code and sentence, no value about a person.
    public static func errors(
        ofFile id: Int64, limit: Int = 500, offset: Int = 0, in scope: Scope
    ) throws -> [FileIssue] {
        try scope.db.rows(
            """
            SELECT line, field, code, message FROM feed_error
            WHERE file_id = ? ORDER BY line, id LIMIT ? OFFSET ?
            """, [id, limit, offset]
        ) { row in
            FileIssue(
                line: row.int(0), field: row.text(1).isEmpty ? nil : row.text(1),
                code: row.text(2), severity: .error, message: row.text(3))
        }
    }
}
