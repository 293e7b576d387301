// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

// How a run is written: its facts and where it stands, always in one transaction.
extension Scope {
    /// Writes a new run that nobody works on yet.
    func plan(run row: JobRunRow, phases: [String]) throws -> Int64 {
        let id = try append([row])[0]
        try db.execute(
            """
            INSERT INTO job_state (run_id, status, phase_title, phase, after_key, total, done,
            persons, items, amount, known, failed, is_stop_asked, is_consented, message, owner,
            lease_until, active, updated_at)
            VALUES (?, 'ready', ?, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, 0, ?)
            """, [id, phases.first ?? "準備", row.total, now])
        return id
    }

    /// Writes what happened to a run and where it stands after it.
    func happen(
        _ event: JobEvent, to run: Int64, status: JobStatus?, by officer: String,
        reason: String? = nil
    ) throws {
        try append([JobEventRow(run: run, event: event, officer: officer, reason: reason)])
        guard let status else { return }
        try db.execute(
            """
            UPDATE job_state SET status = ?, message = ?, owner = NULL, lease_until = 0,
            is_stop_asked = 0, updated_at = ? WHERE run_id = ?
            """, [status, reason, now, run])
    }

    /// Takes a run for a process; refused where another one works on it.
    func take(_ run: Int64, owner: String, total: Int, until lease: Instant) throws {
        let taken = try db.execute(
            """
            UPDATE job_state SET status = 'running', owner = ?, lease_until = ?, total = ?,
            message = NULL, is_stop_asked = 0, updated_at = ?
            WHERE run_id = ? AND (status IN ('ready', 'stopped', 'interrupted', 'failed')
            OR (status = 'running' AND lease_until < ?))
            """, [owner, lease, total, now, run, now])
        guard taken == 1 else { throw JobRefusal.takenOver }
    }

    /// Writes a step with its failures: what is done and how far the run is are one thing. Refused,
    /// with everything of the step, where another process has taken the run.
    ///
    /// - Parameter worked: how long the step took, in microseconds.
    func step(
        _ row: JobStepRow, title: String, owner: String, worked: Int64, until lease: Instant
    ) throws {
        try append([row])
        try append(
            row.outcome.failures.map {
                JobFailureRow(run: row.run, phase: row.phase, failure: $0)
            })
        let totals = row.outcome.totals
        let moved = try db.execute(
            """
            UPDATE job_state SET phase_title = ?, phase = ?, after_key = ?, done = done + ?,
            persons = persons + ?, items = items + ?, amount = amount + ?, known = known + ?,
            failed = failed + ?, active = active + ?, lease_until = ?, updated_at = ?
            WHERE run_id = ? AND owner = ? AND status = 'running'
            """,
            [
                title, row.phase, row.afterKey, row.done, totals.persons, totals.items,
                totals.amount, totals.known, row.outcome.failures.count, worked, lease, now,
                row.run, owner,
            ])
        guard moved == 1 else { throw JobRefusal.takenOver }
    }

    /// The run stops at its next safe point.
    func askToStop(_ run: Int64) throws {
        try db.execute("UPDATE job_state SET is_stop_asked = 1 WHERE run_id = ?", [run])
    }

    /// Thresholds stop the run no more.
    func consentTo(_ run: Int64) throws {
        try db.execute("UPDATE job_state SET is_consented = 1 WHERE run_id = ?", [run])
    }

    /// A run that must be there.
    func run(_ id: Int64) throws -> JobRun {
        guard let run = try JobBook.run(id, from: db) else { throw JobRefusal.unknownRun }
        return run
    }
}
