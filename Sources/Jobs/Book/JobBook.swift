// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation
import Safeguards
public import Vocabulary

/// The runs of jobs: what was asked, where each stands, what failed.
public enum JobBook {
    private static let select = """
        SELECT r.id, r.job, r.occasion, r.parameters, r.is_trial, r.trial_id, r.retries_id,
        r.previous_id, r.unit, r.officer, r.recorded_at, s.status, s.phase_title, s.phase,
        s.after_key, s.total, s.done, s.persons, s.items, s.amount, s.known, s.failed,
        s.is_stop_asked, s.is_consented, s.message, s.lease_until, s.active, s.updated_at
        FROM job_run r JOIN job_state s ON s.run_id = r.id
        """

    /// A run by its number.
    public static func run(_ id: Int64, from db: any Connection) throws -> JobRun? {
        try db.first("\(select) WHERE r.id = ?", [id], read)
    }

    /// The newest runs first; of one job where it is named.
    public static func newest(
        _ limit: Int, skipping: Int = 0, of job: String? = nil, from db: any Connection
    ) throws -> [JobRun] {
        guard let job else {
            return try db.rows(
                "\(select) ORDER BY r.id DESC LIMIT ? OFFSET ?", [limit, skipping], read)
        }
        return try db.rows(
            "\(select) WHERE r.job = ? ORDER BY r.id DESC LIMIT ? OFFSET ?",
            [job, limit, skipping], read)
    }

    /// How many runs there are; of one job where it is named.
    public static func count(of job: String? = nil, from db: any Connection) throws -> Int {
        let (condition, arguments): (String, [any SQLValueConvertible]) =
            job.map { ("WHERE job = ?", [$0]) } ?? ("", [])
        return try db.first("SELECT COUNT(*) FROM job_run \(condition)", arguments) {
            $0.int(0)
        } ?? 0
    }

    /// The newest real run of a job that came to its end and was not of single items alone.
    public static func lastFinished(_ job: String, from db: any Connection) throws -> JobRun? {
        try db.first(
            """
            \(select) WHERE r.job = ? AND r.is_trial = 0 AND r.retries_id IS NULL
            AND s.status = 'finished' ORDER BY r.id DESC LIMIT 1
            """, [job], read)
    }

    /// Runs that are not over.
    public static func open(from db: any Connection) throws -> [JobRun] {
        try db.rows(
            "\(select) WHERE s.status NOT IN ('finished', 'failed') ORDER BY r.id", [], read)
    }

    /// Runs that the ceiling of an hour stopped, each with the officer who had it in hand last.
    static func waitingForHour(
        from db: any Connection
    ) throws -> [(run: JobRun, officer: String)] {
        let runs = try db.rows(
            "\(select) WHERE s.status = 'stopped' AND s.message IS NOT NULL ORDER BY r.id", [],
            read)
        var officers: [Int64: String] = [:]
        try Among.forEach(
            """
            SELECT run_id, officer FROM job_event WHERE {among}
            AND event IN ('started', 'resumed') ORDER BY id
            """, column: "run_id", keys: runs.map(\.id), in: db
        ) { officers[$0.int64(0)] = $0.text(1) }
        return runs.filter(\.waitsForHour).map { ($0, officers[$0.id] ?? $0.officer) }
    }

    /// The runs of a job that may still be gone on with, and trials since a moment, on which a
    /// real run may yet rest.
    static func unfinished(
        _ job: String, triedSince moment: Instant, from db: any Connection
    ) throws -> [JobRun] {
        try db.rows(
            """
            \(select) WHERE r.job = ? AND (s.status <> 'finished'
            OR (r.is_trial = 1 AND r.recorded_at >= ?)) ORDER BY r.id
            """, [job, moment], read)
    }

    /// The real runs of a month's occasions, for the calendar: job and occasion → newest run.
    public static func ofOccasions(
        from first: CivilDate, through last: CivilDate, in db: any Connection
    ) throws -> [JobRun] {
        try db.rows(
            "\(select) WHERE r.is_trial = 0 AND r.occasion >= ? AND r.occasion <= ? ORDER BY r.id",
            [first, last], read)
    }

    static func run(key: String, from db: any Connection) throws -> JobRun? {
        try db.first("\(select) WHERE r.run_key = ?", [key], read)
    }

    /// The newest finished run of a job for an earlier occasion, of the same kind.
    static func before(_ order: JobOrder, from db: any Connection) throws -> JobRun? {
        try db.first(
            """
            \(select) WHERE r.job = ? AND r.is_trial = 0 AND r.retries_id IS NULL
            AND r.occasion < ? AND s.status = 'finished'
            ORDER BY r.occasion DESC, r.id DESC LIMIT 1
            """, [order.job, order.occasion], read)
    }

    /// How many real runs of an occasion there were.
    static func count(_ order: JobOrder, isTrial: Bool, from db: any Connection) throws -> Int {
        try db.first(
            "SELECT COUNT(*) FROM job_run WHERE job = ? AND occasion = ? AND is_trial = ?",
            [order.job, order.occasion, isTrial]
        ) { $0.int(0) } ?? 0
    }

    /// Runs of a job that are under way or wait for somebody.
    static func underWay(
        _ job: String, isTrial: Bool, from db: any Connection
    ) throws -> [JobRun] {
        try db.rows(
            """
            \(select) WHERE r.job = ? AND r.is_trial = ?
            AND s.status NOT IN ('finished', 'failed') ORDER BY r.id
            """, [job, isTrial], read)
    }

    /// Runs that a machine has under way, but for those of one of its processes.
    static func left(
        by node: String, but owner: String, from db: any Connection
    ) throws -> [Int64] {
        try db.rows(
            """
            SELECT run_id, owner FROM job_state WHERE status = 'running' AND owner IS NOT NULL
            ORDER BY run_id
            """
        ) { (run: $0.int64(0), owner: $0.text(1)) }
        .filter { $0.owner.hasPrefix(node + "/") && $0.owner != owner }.map(\.run)
    }

    /// Microseconds an item in the last finished runs: their median; `nil` without one.
    public static func usual(of job: String, from db: any Connection) throws -> Int64? {
        let paces = try db.rows(
            """
            SELECT s.active, s.done FROM job_run r JOIN job_state s ON s.run_id = r.id
            WHERE r.job = ? AND s.status = 'finished' AND s.done > 0
            ORDER BY r.id DESC LIMIT 5
            """, [job]
        ) { $0.int64(0) / max(1, $0.int64(1)) }.sorted()
        return paces.isEmpty ? nil : paces[paces.count / 2]
    }

    /// What happened to a run, oldest first.
    public static func history(
        of run: Int64, from db: any Connection
    ) throws -> [JobHistoryLine] {
        try db.rows(
            """
            SELECT event, officer, reason, recorded_at FROM job_event WHERE run_id = ?
            ORDER BY id
            """, [run]
        ) { row in
            JobHistoryLine(
                event: row.code(0), officer: row.text(1), reason: row.optionalText(2),
                at: row.instant(3))
        }
    }

    /// What each step of a run did, oldest first.
    public static func steps(
        of run: Int64, from db: any Connection
    ) throws -> [JobStepLine] {
        try db.rows(
            """
            SELECT phase, after_key, done, items, failed, recorded_at FROM job_step WHERE run_id = ?
            ORDER BY id
            """, [run]
        ) { row in
            JobStepLine(
                phase: row.int(0), afterKey: row.int64(1), done: row.int(2), items: row.int(3),
                failed: row.int(4), at: row.instant(5))
        }
    }

    /// The runs of some jobs on which something was done since a moment.
    static func standing(
        _ jobs: [String], since moment: Instant, from db: any Connection
    ) throws -> [JobRun] {
        try jobs.flatMap { job in
            try db.rows(
                """
                \(select) WHERE r.job = ? AND s.updated_at >= ? ORDER BY r.id
                """, [job, moment], read)
        }
    }

    /// What failed in a run, in the order of its items.
    public static func failures(
        of run: Int64, after id: Int64 = 0, limit: Int, skipping: Int = 0,
        from db: any Connection
    ) throws -> [StoredFailure] {
        try db.rows(
            """
            SELECT id, phase, item_key, code, message, place FROM job_failure
            WHERE run_id = ? AND id > ? ORDER BY id LIMIT ? OFFSET ?
            """, [run, id, limit, skipping]
        ) { row in
            StoredFailure(
                id: row.int64(0), phase: row.int(1),
                failure: JobFailure(
                    key: row.int64(2), code: row.text(3), message: row.text(4),
                    place: row.text(5)))
        }
    }

    /// How many items failed in a run.
    public static func failureCount(of run: Int64, from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM job_failure WHERE run_id = ?", [run]) {
            $0.int(0)
        } ?? 0
    }

    /// The keys that failed, by phase.
    static func failedKeys(of run: Int64, from db: any Connection) throws -> [Int: Set<Int64>] {
        var keys: [Int: Set<Int64>] = [:]
        try db.forEachRow(
            "SELECT phase, item_key FROM job_failure WHERE run_id = ?", [run]
        ) { keys[$0.int(0), default: []].insert($0.int64(1)) }
        return keys
    }

    private static func read(_ row: any Row) throws -> JobRun {
        JobRun(
            id: row.int64(0),
            order: JobOrder(
                job: row.text(1), occasion: row.text(2), values: try values(row.text(3))),
            isTrial: row.bool(4), trial: row.optionalInt64(5), retries: row.optionalInt64(6),
            previous: row.optionalInt64(7), unit: row.text(8), officer: row.text(9),
            startedAt: row.instant(10), status: row.code(11), phaseTitle: row.text(12),
            phase: row.int(13), afterKey: row.int64(14), total: row.int(15), done: row.int(16),
            totals: JobTotals(
                persons: row.int(17), items: row.int(18), amount: row.yen(19),
                known: row.int(20)), failed: row.int(21), isStopAsked: row.bool(22),
            isConsented: row.bool(23), message: row.optionalText(24),
            leaseUntil: row.instant(25), active: row.int64(26), updatedAt: row.instant(27))
    }

    private static func values(_ text: String) throws -> [String: String] {
        do {
            return try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        } catch {
            throw Fault(.database, detail: "job_run.parameters を読めません")
        }
    }
}

/// A failure with its number in the list.
public struct StoredFailure: Hashable, Sendable {
    public let id: Int64
    public let phase: Int
    public let failure: JobFailure
}

/// A step of a run that is durable.
public struct JobStepLine: Hashable, Sendable {
    /// In which phase of the plan.
    public let phase: Int
    /// Its last item.
    public let afterKey: Int64
    public let done: Int
    public let items: Int
    public let failed: Int
    public let at: Instant
}
