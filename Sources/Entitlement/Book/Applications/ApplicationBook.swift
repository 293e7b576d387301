// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// An application with its present status, as lists and procedures read it.
public struct ApplicationFile: Hashable, Sendable {
    public let id: Int64
    public let receipt: String
    public let kind: ApplicationKind
    public let reason: ApplicationReason
    public let channel: ApplicationChannel
    public let appliedOn: CivilDate
    public let causeOn: CivilDate?
    public let child: AddresseeNumber
    public let applicant: AddresseeNumber
    public let isMarried: Bool
    public let consents: Bool
    public let hasInsuranceEvidence: Bool
    public let preferredSerial: Int?
    /// 受付の場所; `nil` where none was recorded.
    public let place: String?
    public let receivedAt: Instant
    public let status: ApplicationStatus
    /// When missing papers are due; only while held.
    public let dueOn: CivilDate?
}

/// The register of applications (受付簿).
public enum ApplicationBook {
    private static let select = """
        SELECT a.id, a.receipt, a.kind, a.reason, a.channel, a.applied_on, a.cause_on, a.child,
        a.applicant, a.married, a.consent, a.insurance_evidence, a.preferred_serial,
        a.recorded_at, s.status, s.due_on, a.place
        FROM application a JOIN application_status s ON s.application_id = a.id
        """

    /// Applications by id; unknown ids are left out.
    public static func files(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: ApplicationFile] {
        var found: [Int64: ApplicationFile] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "a.id", key: 0, ids: ids, in: db) {
            let file = read($0)
            found[file.id] = file
        }
        return found
    }

    /// The officers who received or corrected each application; machines are none.
    static func hands(
        on applications: [Int64], from db: any Connection
    ) throws -> [Int64: Set<String>] {
        var found: [Int64: Set<String>] = [:]
        try Among.forEach(
            """
            SELECT a.id, o.officer FROM application a JOIN operation o ON o.id = a.operation_id
            WHERE {among} AND o.officer NOT LIKE 'machine:%'
            """, column: "a.id", key: 0, ids: applications, in: db
        ) { found[$0.int64(0), default: []].insert($0.text(1)) }
        return found
    }

    /// The application of a receipt number.
    public static func file(receipt: String, from db: any Connection) throws -> ApplicationFile? {
        try db.first("\(select) WHERE a.receipt = ?", [receipt], read)
    }

    /// Open applications in a status, oldest first.
    public static func open(
        _ statuses: Set<ApplicationStatus>, from db: any Connection
    ) throws -> [ApplicationFile] {
        try db.rows("\(select) WHERE s.is_open = 1 ORDER BY a.id", [], read)
            .filter { statuses.contains($0.status) }
    }

    /// What was recorded on the days of a period, in whatever state it is now, oldest first.
    public static func received(
        from first: CivilDate, through last: CivilDate, in db: any Connection
    ) throws -> [ApplicationFile] {
        try db.rows(
            "\(select) WHERE a.recorded_at >= ? AND a.recorded_at < ? ORDER BY a.id",
            [CaseFlow.start(of: first), CaseFlow.start(of: last.next)], read)
    }

    /// Open applications whose proposal was sent back and that nobody has proposed again.
    public static func sentBack(from db: any Connection) throws -> Set<Int64> {
        Set(
            try db.rows(
                """
                SELECT s.application_id FROM application_status s
                WHERE s.is_open = 1 AND EXISTS (
                SELECT 1 FROM application_event e WHERE e.application_id = s.application_id
                AND e.event = 'sent-back' AND e.reason NOT LIKE '\(ReopenedRefusal.step)%'
                AND NOT EXISTS (
                SELECT 1 FROM application_event n WHERE n.application_id = s.application_id
                AND n.id > e.id AND n.event = 'proposed'))
                """, []
            ) { $0.int64(0) })
    }

    /// All applications about a child, newest first.
    public static func files(
        child: AddresseeNumber, from db: any Connection
    ) throws -> [ApplicationFile] {
        try db.rows("\(select) WHERE a.child = ? ORDER BY a.id DESC", [child], read)
    }

    private static func read(_ row: any Row) -> ApplicationFile {
        ApplicationFile(
            id: row.int64(0), receipt: row.text(1), kind: row.code(2), reason: row.code(3),
            channel: row.code(4), appliedOn: row.date(5), causeOn: row.optionalDate(6),
            child: row.addressee(7), applicant: row.addressee(8), isMarried: row.bool(9),
            consents: row.bool(10), hasInsuranceEvidence: row.bool(11),
            preferredSerial: row.optionalInt(12), place: row.optionalText(16),
            receivedAt: row.instant(13), status: row.code(14), dueOn: row.optionalDate(15))
    }

    /// Receipt numbers among these that were given out before.
    static func known(receipts: [String], from db: any Connection) throws -> Set<String> {
        var found: Set<String> = []
        if receipts.count >= 1_000 {
            let wanted = Set(receipts)
            try db.forEachRow("SELECT receipt FROM application", []) { row in
                if wanted.contains(row.text(0)) { found.insert(row.text(0)) }
            }
            return found
        }
        for receipt in receipts {
            try db.forEachRow("SELECT receipt FROM application WHERE receipt = ?", [receipt]) {
                found.insert($0.text(0))
            }
        }
        return found
    }

    /// Children among these that have an open registration.
    static func withOpenRegistration(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var found: Set<AddresseeNumber> = []
        try Among.forEach(
            "SELECT child FROM application_status WHERE {among} AND is_open = 1 AND kind = ?",
            column: "child", key: 0, ids: children.ids, in: db,
            arguments: [ApplicationKind.registration]
        ) { found.insert($0.addressee(0)) }
        return found
    }

    /// Where the newest registration of each child stands.
    static func newestRegistrations(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: ApplicationStatus] {
        var found: [AddresseeNumber: ApplicationStatus] = [:]
        try Among.forEach(
            """
            SELECT a.child, s.status FROM application a
            JOIN application_status s ON s.application_id = a.id
            WHERE {among} AND a.kind = ? ORDER BY a.id
            """, column: "a.child", key: 0, ids: children.ids, in: db,
            arguments: [ApplicationKind.registration]
        ) { found[$0.addressee(0)] = $0.code(1) }
        return found
    }

    /// The newest resident check of each part, by application.
    public static func residentChecks(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: [ResidentCheck.Part: (result: ResidentCheck.Result, at: Instant)]] {
        var found: [Int64: [ResidentCheck.Part: (result: ResidentCheck.Result, at: Instant)]] = [:]
        try Among.forEach(
            """
            SELECT application_id, part, result, recorded_at FROM resident_check
            WHERE {among} ORDER BY id
            """, column: "application_id", key: 0, ids: ids, in: db
        ) { row in
            found[row.int64(0), default: [:]][row.code(1)] = (row.code(2), row.instant(3))
        }
        return found
    }
}
