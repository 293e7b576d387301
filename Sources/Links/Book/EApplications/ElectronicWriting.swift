// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

extension ElectronicBook {
    /// What is known of the bytes of a bundle: the application that they became.
    static func taken(digest: String, from db: any Connection) throws -> Int64? {
        try db.first(
            """
            SELECT a.id FROM e_bundle b JOIN e_application a ON a.bundle_id = b.id
            WHERE b.digest = ? AND b.outcome = 'taken'
            """, [digest]
        ) { $0.int64(0) }
    }

    static func isRefused(
        digest: String, code: String, from db: any Connection
    ) throws -> Bool {
        try db.first(
            "SELECT id FROM e_bundle WHERE digest = ? AND outcome = 'refused' AND code = ?",
            [digest, code]
        ) { $0.int64(0) } != nil
    }

    /// Appends an application and its first event; answers its id.
    static func store(
        _ heading: ElectronicHeading, bundle: Int64, in scope: Scope
    ) throws -> Int64 {
        let id = try scope.facts.append(
            "e_application",
            [
                "bundle_id": bundle, "service": heading.service, "receipt": heading.receipt,
                "procedure_name": heading.procedure, "reason": heading.reason?.rawValue,
                "layout": heading.layout, "edition": heading.edition,
                "signature": heading.signature, "applied_on": heading.appliedOn,
                "first_applied_on": heading.firstAppliedOn, "corrects_id": heading.corrects,
                "left_behind": heading.leftBehind,
            ])
        let event = try scope.append([
            ElectronicEventRow(
                application: id, event: .arrived, officer: scope.principal.officer)
        ])
        try scope.db.insert(
            into: "e_application_state",
            columns: [
                "application_id", "status", "is_open", "last_event_id", "due_on", "told_event_id",
            ],
            rows: [
                [
                    id.sqlValue, ElectronicStatus.arrived.sqlValue, true.sqlValue,
                    event[0].sqlValue, .null, Int64(0).sqlValue,
                ]
            ])
        return id
    }

    static func succeed(
        _ id: Int64, by successor: ElectronicSuccessor, in scope: Scope
    ) throws {
        let (kind, next): (String, Int64) =
            switch successor {
            case .application(let id): ("application", id)
            case .reimbursement(let id): ("reimbursement", id)
            }
        _ = try scope.facts.append(
            "e_application_successor",
            ["application_id": id, "kind": kind, "successor_id": next])
    }

    /// Applications that the form service was not told of yet, with what to tell.
    static func untold(limit: Int, from db: any Connection) throws -> [StatusNotice] {
        try db.rows(
            """
            SELECT a.id, a.service, a.receipt, s.status, e.id, e.recorded_at, e.reason, s.due_on
            FROM e_application_state s JOIN e_application a ON a.id = s.application_id
            JOIN e_application_event e ON e.id = s.last_event_id
            WHERE s.told_event_id < s.last_event_id ORDER BY e.id LIMIT ?
            """, [limit]
        ) { row in
            StatusNotice(
                application: row.int64(0), service: row.text(1), receipt: row.text(2),
                status: row.code(3), event: row.int64(4), at: row.instant(5),
                reason: row.optionalCode(6), dueOn: row.optionalDate(7))
        }
    }

    static func told(_ notices: [StatusNotice], in scope: Scope) throws {
        for notice in notices {
            try scope.db.execute(
                """
                UPDATE e_application_state SET told_event_id = ?
                WHERE application_id = ? AND told_event_id < ?
                """, [notice.event, notice.application, notice.event])
        }
    }

    /// Applications in 到着 whose attachments have all been judged by a scanner.
    static func ready(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT s.application_id FROM e_application_state s WHERE s.status = 'arrived'
            AND NOT EXISTS (SELECT 1 FROM e_attachment t
                JOIN e_attachment_waiting w ON w.attachment_id = t.id
                WHERE t.application_id = s.application_id)
            ORDER BY s.application_id
            """
        ) { $0.int64(0) }
    }
}

extension Scope {
    /// Appends the events of moves and brings the read model up to date.
    func record(_ moves: [ElectronicMove]) throws {
        guard !moves.isEmpty else { return }
        let ids = try append(
            moves.map { move in
                ElectronicEventRow(
                    application: move.application, event: move.event, reason: move.reason,
                    note: move.note, dueOn: move.dueOn, officer: principal.officer)
            })
        for (move, id) in zip(moves, ids) {
            let status = ElectronicCourse.evolve(move.event)
            try db.execute(
                """
                UPDATE e_application_state SET status = ?, is_open = ?, last_event_id = ?,
                due_on = ? WHERE application_id = ?
                """, [status, status.isOpen, id, move.dueOn, move.application])
        }
    }
}
