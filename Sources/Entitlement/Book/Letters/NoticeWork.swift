// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// What calls for a letter of this area and has none.
enum NoticeWork {
    /// Days after which a decision without a letter is no work of today.
    static let oldest = 366

    /// Decisions without a letter; those taken over from the system used before had theirs there, and a
    /// refusal that was taken back before it was told has none.
    static func decisions(since day: CivilDate, from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT h.id FROM entitlement_history h
            WHERE h.recorded_at >= ? AND h.result <> ? AND h.approver <> '移行'
            AND NOT EXISTS (SELECT 1 FROM notice_issue n WHERE n.history_id = h.id)
            AND NOT EXISTS (SELECT 1 \(CorrectionBook.reopening(of: "h.id")))
            ORDER BY h.id
            """, [Instant(noonInJapan: day), DecisionResult.withdrawn.rawValue]
        ) { $0.int64(0) }
    }

    /// Holds for missing papers that are in force, of which nobody was told.
    static func holds(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT e.id FROM application_status s JOIN application_event e
            ON e.id = (SELECT MAX(x.id) FROM application_event x
                WHERE x.application_id = s.application_id AND x.event = 'held')
            WHERE s.is_open = 1 AND s.due_on IS NOT NULL AND e.missing_papers IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM letter_issue l
                WHERE l.paper = 'papers' AND l.reference = e.id)
            ORDER BY e.id
            """
        ) { $0.int64(0) }
    }

    /// A hold for missing papers.
    struct Hold {
        let child: AddresseeNumber
        let applicant: AddresseeNumber
        let receipt: String
        let kind: ApplicationKind
        let missing: String
        let reason: String
        let dueOn: CivilDate
    }

    static func missing(
        _ events: [Int64], from db: any Connection
    ) throws -> [Int64: Hold] {
        var found: [Int64: Hold] = [:]
        try Among.forEach(
            """
            SELECT e.id, a.child, a.applicant, a.receipt, a.kind, e.missing_papers, e.reason,
            e.due_on FROM application_event e JOIN application a ON a.id = e.application_id
            WHERE {among} AND e.event = 'held' AND e.missing_papers IS NOT NULL
            """, column: "e.id", keys: events, in: db
        ) { row in
            found[row.int64(0)] = Hold(
                child: row.addressee(1), applicant: row.addressee(2), receipt: row.text(3),
                kind: row.code(4), missing: row.text(5), reason: row.text(6),
                dueOn: row.date(7))
        }
        return found
    }

    /// A certificate in use whose validity ends.
    struct Ending {
        let id: Int64
        let child: AddresseeNumber
        let recipient: AddresseeNumber
        let recipientNumber: String
    }

    /// Certificates that nobody recalled, returned or replaced and that end on a day, while an
    /// entitlement of the child goes on. The database counts: nobody's row is read for it.
    static func renewals(
        endingOn day: CivilDate, from db: any Connection
    ) throws -> [Int64] {
        let end = day.next
        return try db.rows(
            """
            SELECT c.id FROM certificate c
            WHERE (c.valid_until = ? OR c.inpatient_until = ?) AND NOT EXISTS
            (SELECT 1 FROM certificate_event e WHERE e.certificate_id = c.id)
            AND NOT EXISTS (SELECT 1 FROM letter_issue l
                WHERE l.paper = 'renewal' AND l.reference = c.id)
            AND EXISTS (SELECT 1 FROM entitlement_history h WHERE h.child = c.child
                AND h.recipient_number IS NOT NULL AND h.result IN (?, ?, ?)
                AND ((h.valid_from IS NOT NULL
                        AND (h.valid_until IS NULL OR h.valid_until > ?))
                    OR (h.inpatient_from IS NOT NULL
                        AND (h.inpatient_until IS NULL OR h.inpatient_until > ?)))
                AND NOT EXISTS (SELECT 1 FROM entitlement_history n WHERE n.child = h.child
                    AND n.recipient_number = h.recipient_number AND n.id > h.id))
            ORDER BY c.id
            """,
            [
                end, end, DecisionResult.granted.rawValue, DecisionResult.changed.rawValue,
                DecisionResult.resumed.rawValue, end, end,
            ]
        ) { $0.int64(0) }
    }

    static func certificates(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Ending] {
        var found: [Ending] = []
        try Among.forEach(
            """
            SELECT c.id, c.child, c.recipient, c.recipient_number FROM certificate c
            WHERE {among} ORDER BY c.id
            """, column: "c.id", keys: ids, in: db
        ) { found.append(ending($0)) }
        return found
    }

    private static func ending(_ row: any Row) -> Ending {
        Ending(
            id: row.int64(0), child: row.addressee(1), recipient: row.addressee(2),
            recipientNumber: row.text(3))
    }
}
