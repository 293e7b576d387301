// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct CertificateRow: FactRow {
    static let table = "certificate"
    static let columns = [
        "issue_number", "kind", "child", "recipient", "recipient_number", "history_id",
        "valid_from", "valid_until", "inpatient_from", "inpatient_until", "issued_on",
        "reissue_reason", "digest", "class",
    ]
    let issueNumber: String
    let decision: EntitlementDecision
    let recipientNumber: String
    let periods: EntitlementPeriods
    let issuedOn: CivilDate
    let reissueReason: String?
    let digest: String
    let certificateClass: CertificateClass?

    var values: [any SQLValueConvertible] {
        [
            issueNumber, "child-medical", decision.child, decision.recipient, recipientNumber,
            decision.id, periods.outpatient?.from, periods.outpatient?.until,
            periods.inpatient?.from, periods.inpatient?.until, issuedOn, reissueReason, digest,
            certificateClass?.code,
        ]
    }
}

struct CertificateEventRow: FactRow {
    /// What happened to a certificate after it was handed out.
    enum Event: String, SQLValueConvertible {
        case recall, returned, replaced
    }

    static let table = "certificate_event"
    static let columns = ["certificate_id", "event", "event_on", "reason"]
    let certificate: Int64
    let event: Event
    let on: CivilDate
    let reason: String

    var values: [any SQLValueConvertible] { [certificate, event, on, reason] }
}

/// The register of certificates (交付簿).
public enum CertificateBook {
    private static let select = """
        SELECT c.id, c.issue_number, c.child, c.recipient, c.recipient_number, c.history_id,
        c.valid_from, c.valid_until, c.inpatient_from, c.inpatient_until, c.issued_on,
        c.reissue_reason, c.digest, c.class FROM certificate c
        """

    /// All certificates of children, oldest first, as recorded until a moment.
    public static func certificates(
        children: [AddresseeNumber]?, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [AddresseeNumber: [IssuedCertificate]] {
        var found: [AddresseeNumber: [IssuedCertificate]] = [:]
        try Among.forEach(
            "\(select) WHERE {among} AND c.recorded_at <= ? ORDER BY c.id", column: "c.child",
            key: 2, ids: children?.ids, in: db, arguments: [Instant.bound(moment)]
        ) { found[$0.addressee(2), default: []].append(read($0)) }
        return found
    }

    /// The certificates of each child that nobody recalled, returned or replaced by a day: the
    /// newest in use, and those that follow it and are printed already.
    static func outstanding(
        children: [AddresseeNumber], on today: CivilDate, from db: any Connection
    ) throws -> [AddresseeNumber: [IssuedCertificate]] {
        var found: [AddresseeNumber: [IssuedCertificate]] = [:]
        try Among.forEach(
            """
            \(select) WHERE {among} AND NOT EXISTS (SELECT 1 FROM certificate_event e
            WHERE e.certificate_id = c.id AND e.event_on <= ?) ORDER BY c.id
            """, column: "c.child", key: 2, ids: children.ids, in: db, arguments: [today]
        ) { found[$0.addressee(2), default: []].append(read($0)) }
        return found.mapValues { all in
            let ahead = all.filter { $0.isAhead(on: today) }
            return (all.last { !$0.isAhead(on: today) }.map { [$0] } ?? []) + ahead
        }
    }

    /// A certificate by its issue number.
    public static func certificate(
        issueNumber: String, from db: any Connection
    ) throws -> IssuedCertificate? {
        try db.first("\(select) WHERE c.issue_number = ?", [issueNumber], read)
    }

    /// Certificates by their issue numbers, in their order; those that are not there are left out.
    static func certificates(
        numbers: [String], from db: any Connection
    ) throws -> [IssuedCertificate] {
        var found: [IssuedCertificate] = []
        try Among.forEach(
            "\(select) WHERE {among}", column: "c.issue_number", keys: numbers, in: db
        ) { found.append(read($0)) }
        return found.sorted { $0.id < $1.id }
    }

    /// Certificates that were recalled and not returned since: (certificate, since, reason).
    public static func recalled(
        from db: any Connection
    ) throws -> [(certificate: IssuedCertificate, since: CivilDate, reason: String)] {
        try db.rows(
            """
            SELECT c.id, c.issue_number, c.child, c.recipient, c.recipient_number, c.history_id,
            c.valid_from, c.valid_until, c.inpatient_from, c.inpatient_until, c.issued_on,
            c.reissue_reason, c.digest, c.class, e.event_on, e.reason
            FROM certificate c JOIN certificate_event e ON e.certificate_id = c.id
            WHERE e.event = 'recall' AND NOT EXISTS (SELECT 1 FROM certificate_event r
            WHERE r.certificate_id = c.id AND r.event = 'returned') ORDER BY c.id
            """
        ) { (read($0), $0.date(14), $0.text(15)) }
    }

    /// 交付簿: certificates issued in a period, newest first, with what became of each by a day: what
    /// follows one from a later day has not taken its place yet.
    public static func register(
        issued period: EffectivePeriod, standing: RegisteredCertificate.Standing? = nil,
        on today: CivilDate? = nil, limit: Int, from db: any Connection
    ) throws -> [RegisteredCertificate] {
        try register(
            RegisterQuestion(issued: period, standing: standing), on: today, rows: 0..<limit,
            from: db)
    }

    /// 交付簿: the certificates that a question asks for, newest first, some rows of them.
    public static func register(
        _ question: RegisterQuestion, on today: CivilDate? = nil, rows: Range<Int>,
        from db: any Connection
    ) throws -> [RegisteredCertificate] {
        let (condition, arguments) = question.condition(on: today)
        return try db.rows(
            """
            SELECT c.id, c.issue_number, c.child, c.recipient, c.recipient_number, c.history_id,
            c.valid_from, c.valid_until, c.inpatient_from, c.inpatient_until, c.issued_on,
            c.reissue_reason, c.digest, c.class, e.event, e.event_on, e.reason
            FROM certificate c \(condition) ORDER BY c.id DESC LIMIT ? OFFSET ?
            """, arguments + [rows.count, rows.lowerBound]
        ) { row in
            let standing: RegisteredCertificate.Standing =
                switch row.optionalText(14) {
                case "recall": .recalled
                case "returned": .returned
                case "replaced": .replaced
                default: .out
                }
            return RegisteredCertificate(
                certificate: read(row), standing: standing, eventOn: row.optionalDate(15),
                reason: row.optionalText(16))
        }
    }

    /// How many certificates a question asks for.
    public static func count(
        _ question: RegisterQuestion, on today: CivilDate? = nil, from db: any Connection
    ) throws -> Int {
        let (condition, arguments) = question.condition(on: today)
        return try db.first("SELECT COUNT(*) FROM certificate c \(condition)", arguments) {
            $0.int(0)
        } ?? 0
    }

    /// How many of a period by class: (class, issued).
    public static func counts(
        issued period: EffectivePeriod, from db: any Connection
    ) throws -> [CertificateClass?: Int] {
        var found: [CertificateClass?: Int] = [:]
        try db.forEachRow(
            """
            SELECT class, COUNT(*) FROM certificate WHERE issued_on >= ? AND issued_on < ?
            GROUP BY class
            """, [period.from, period.until?.description ?? "9999-12-31"]
        ) { found[$0.optionalText(0).map(CertificateClass.init), default: 0] += $0.int(1) }
        return found
    }

    /// Decisions that call for a new certificate and have none: grants and changes of what is
    /// printed, oldest first.
    public static func waiting(from db: any Connection) throws -> [Int64] {
        try db.rows("SELECT history_id FROM certificate_waiting ORDER BY history_id") {
            $0.int64(0)
        }
    }

    /// Those of some decisions that call for a new certificate and have none.
    static func waiting(
        among ids: [Int64], from db: any Connection
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try Among.forEach(
            "SELECT history_id FROM certificate_waiting WHERE {among}", column: "history_id",
            keys: ids, in: db
        ) { found.insert($0.int64(0)) }
        return found
    }

    /// How many decisions call for a new certificate and have none.
    public static func waitingCount(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM certificate_waiting") { $0.int(0) } ?? 0
    }

    /// How many certificates have been numbered.
    static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM certificate") { $0.int(0) } ?? 0
    }

    private static func read(_ row: any Row) -> IssuedCertificate {
        return IssuedCertificate(
            id: row.int64(0), issueNumber: row.text(1), child: row.addressee(2),
            recipient: row.addressee(3), recipientNumber: row.text(4), historyID: row.int64(5),
            periods: row.periods(6),
            issuedOn: row.date(10), reissueReason: row.optionalText(11), digest: row.text(12),
            certificateClass: row.optionalText(13).map(CertificateClass.init))
    }
}
