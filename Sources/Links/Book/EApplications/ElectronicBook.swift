// SPDX-License-Identifier: Apache-2.0
public import Database
import Vocabulary

/// The register of electronic applications.
public enum ElectronicBook {
    private static let select = """
        SELECT a.id, a.service, a.receipt, a.procedure_name, a.reason, a.layout, a.signature,
        a.applied_on, a.first_applied_on, a.corrects_id, a.recorded_at, s.status, s.due_on,
        u.kind, u.successor_id,
        (SELECT COUNT(*) FROM e_attachment t WHERE t.application_id = a.id),
        (SELECT COUNT(*) FROM e_attachment t WHERE t.application_id = a.id AND COALESCE((
            SELECT c.verdict FROM e_attachment_scan c WHERE c.attachment_id = t.id
            ORDER BY c.id DESC LIMIT 1), '') <> 'clean'),
        (SELECT m.addressee FROM e_application_match m WHERE m.application_id = a.id
            AND m.part = 'applicant' ORDER BY m.id DESC LIMIT 1),
        (SELECT m.addressee FROM e_application_match m WHERE m.application_id = a.id
            AND m.part = 'child' ORDER BY m.id DESC LIMIT 1)
        FROM e_application_state s JOIN e_application a ON a.id = s.application_id
        LEFT JOIN e_application_successor u ON u.application_id = a.id
        """

    /// How many applications stand where.
    public static func counts(from db: any Connection) throws -> [ElectronicStatus: Int] {
        var counts: [ElectronicStatus: Int] = [:]
        try db.forEachRow("SELECT status, COUNT(*) FROM e_application_state GROUP BY status", []) {
            counts[$0.code(0)] = $0.int(1)
        }
        return counts
    }

    /// Applications in these states, oldest first.
    public static func list(
        _ statuses: Set<ElectronicStatus>, limit: Int, from start: Int = 0, in db: any Connection
    ) throws -> [ElectronicApplication] {
        guard !statuses.isEmpty else { return [] }
        let (marks, states) = list(of: statuses)
        return try db.rows(
            "\(select) WHERE s.status IN (\(marks)) ORDER BY a.id LIMIT ? OFFSET ?",
            states + [limit, start], read)
    }

    /// The applications beside one in the list of these states, oldest first.
    public static func neighbours(
        of id: Int64, in statuses: Set<ElectronicStatus>, from db: any Connection
    ) throws -> (before: Int64?, after: Int64?) {
        guard !statuses.isEmpty else { return (nil, nil) }
        let (marks, states) = list(of: statuses)
        let found = try db.first(
            """
            SELECT MAX(CASE WHEN application_id < ? THEN application_id END),
            MIN(CASE WHEN application_id > ? THEN application_id END)
            FROM e_application_state WHERE status IN (\(marks))
            """, [id, id] + states
        ) { (before: $0.optionalInt64(0), after: $0.optionalInt64(1)) }
        return found ?? (nil, nil)
    }

    private static func list(
        of statuses: Set<ElectronicStatus>
    ) -> (marks: String, states: [any SQLValueConvertible]) {
        (
            statuses.map { _ in "?" }.joined(separator: ", "),
            statuses.sorted { $0.rawValue < $1.rawValue }
        )
    }

    /// One application; `nil` for an unknown id.
    public static func application(
        _ id: Int64, from db: any Connection
    ) throws -> ElectronicApplication? {
        try db.first("\(select) WHERE a.id = ?", [id], read)
    }

    /// The application of a 受付番号.
    public static func application(
        service: String, receipt: String, from db: any Connection
    ) throws -> ElectronicApplication? {
        try db.first("\(select) WHERE a.service = ? AND a.receipt = ?", [service, receipt], read)
    }

    /// Bundles that were refused at the door, newest first.
    public static func refused(
        limit: Int, from start: Int = 0, in db: any Connection
    ) throws -> [RefusedBundle] {
        try db.rows(
            """
            SELECT id, name, recorded_at, code, message, issues FROM e_bundle
            WHERE outcome = 'refused' ORDER BY id DESC LIMIT ? OFFSET ?
            """, [limit, start]
        ) { row in
            RefusedBundle(
                id: row.int64(0), name: row.text(1), refusedAt: row.instant(2),
                code: row.text(3), message: row.text(4), issues: row.int(5))
        }
    }

    /// How many bundles were refused at the door.
    public static func refusedCount(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM e_bundle WHERE outcome = 'refused'", []) { $0.int(0) }
            ?? 0
    }

    private static func read(_ row: any Row) -> ElectronicApplication {
        let successor = row.optionalText(13).map { kind in
            kind == "application"
                ? ElectronicSuccessor.application(row.int64(14))
                : .reimbursement(row.int64(14))
        }
        return ElectronicApplication(
            id: row.int64(0), service: row.text(1), receipt: row.text(2), procedure: row.code(3),
            reason: row.optionalCode(4), layout: row.text(5), signature: row.code(6),
            appliedOn: row.date(7), firstAppliedOn: row.date(8), corrects: row.optionalInt64(9),
            arrivedAt: row.instant(10), status: row.code(11),
            applicant: row.optionalAddressee(17), child: row.optionalAddressee(18),
            attachments: row.int(15), quarantined: row.int(16), dueOn: row.optionalDate(12),
            successor: successor)
    }
}
