// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// One step of a reimbursement from one status to the next.
struct ReimbursementMove {
    let reimbursement: Int64
    let event: ReimbursementEvent
    let status: ReimbursementStatus
    /// Why it is held from now on; of `.held`, and of events that leave a hold as it was.
    var hold: ReimbursementHold?
    var note: String?
    /// What the applicant is asked for; of `.held` alone.
    var asked: PaperRequest?
}

/// (Part of `OperationCode.holdReimbursement`, `decideReimbursement`, `approveReimbursement`.)
extension Scope {
    /// Begins the history of new reimbursements.
    func begin(_ ids: [Int64]) throws {
        let events = try append(
            ids.map {
                ReimbursementEventRow(
                    reimbursement: $0, event: .received, officer: principal.officer)
            })
        try db.insert(
            into: "reimbursement_status",
            columns: ["reimbursement_id", "status", "is_open", "hold_reason", "last_event_id"],
            rows: zip(ids, events).map { id, event in
                [
                    .integer(id), ReimbursementStatus.received.sqlValue, .integer(1), .null,
                    .integer(event),
                ]
            })
    }

    /// Records moves and keeps the read model of statuses in step.
    func record(_ moves: [ReimbursementMove]) throws {
        guard !moves.isEmpty else { return }
        try append(
            moves.map {
                ReimbursementEventRow(
                    reimbursement: $0.reimbursement, event: $0.event,
                    hold: $0.event == .held ? $0.hold : nil,
                    note: $0.note, asked: $0.event == .held ? $0.asked : nil,
                    officer: principal.officer)
            })
        struct Goal: Hashable {
            let status: ReimbursementStatus
            let hold: ReimbursementHold?
        }
        for (goal, group) in Dictionary(
            grouping: moves, by: { Goal(status: $0.status, hold: $0.hold) })
        {
            try Among.execute(
                """
                UPDATE reimbursement_status SET status = ?, is_open = ?, hold_reason = ?,
                last_event_id = (SELECT MAX(e.id) FROM reimbursement_event e
                WHERE e.reimbursement_id = reimbursement_status.reimbursement_id) WHERE {among}
                """, column: "reimbursement_id", ids: group.map(\.reimbursement), in: db,
                arguments: [goal.status, goal.status.isOpen, goal.hold])
        }
    }
}
