// SPDX-License-Identifier: Apache-2.0
public import Database
import Vocabulary

/// 不足書類（償還）: what applicants of held reimbursements are asked for.
public enum PaperRequestBook {
    /// The hold that is in force: the last one of a case that is held. A cancelled decision holds its
    /// case without asking for anything.
    private static let standing = """
        FROM reimbursement_status s JOIN reimbursement_event e
        ON e.id = (SELECT MAX(x.id) FROM reimbursement_event x
            WHERE x.reimbursement_id = s.reimbursement_id AND x.event IN ('held', 'cancelled'))
        WHERE s.is_open = 1 AND s.status = 'held' AND e.missing_papers IS NOT NULL
        """

    /// Holds in force that ask for papers and of which nobody was told, oldest first.
    static func unwritten(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT e.id \(standing) AND NOT EXISTS (SELECT 1 FROM letter_issue l
                WHERE l.paper = 'benefit-papers' AND l.reference = e.id)
            ORDER BY e.id
            """, []
        ) { $0.int64(0) }
    }

    /// What is asked for in cases that are held now, by case.
    public static func standing(
        _ cases: [Int64], from db: any Connection
    ) throws -> [Int64: PaperRequest] {
        var found: [Int64: PaperRequest] = [:]
        try Among.forEach(
            "SELECT s.reimbursement_id, e.missing_papers, e.due_on \(standing) AND {among}",
            column: "s.reimbursement_id", keys: cases, in: db
        ) { row in
            found[row.int64(0)] = PaperRequest(row.text(1), until: row.date(2))
        }
        return found
    }

    /// A hold that asks for papers.
    struct Asking {
        let reimbursement: Int64
        let hold: ReimbursementHold
        let asked: PaperRequest
    }

    /// Holds by the event; those that ask for nothing are left out.
    static func askings(
        _ events: [Int64], from db: any Connection
    ) throws -> [Int64: Asking] {
        var found: [Int64: Asking] = [:]
        try Among.forEach(
            """
            SELECT id, reimbursement_id, hold_reason, missing_papers, due_on
            FROM reimbursement_event
            WHERE {among} AND event = 'held' AND missing_papers IS NOT NULL
            """, column: "id", keys: events, in: db
        ) { row in
            guard let asked = PaperRequest(row.text(3), until: row.date(4)) else { return }
            found[row.int64(0)] = Asking(
                reimbursement: row.int64(1), hold: row.code(2), asked: asked)
        }
        return found
    }
}
