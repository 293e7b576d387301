// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// The register of inquiries (照会簿).
public enum InquiryBook {
    private static let select = """
        SELECT i.id, i.inquiry_number, i.way, i.subject, i.child, i.purpose, i.procedure_code,
        i.procedure_title, i.item_code, i.item_title, i.legal_basis, i.catalogue, i.counterpart,
        i.about_on, i.consent, i.reason, i.officer, i.recorded_at, s.status, s.due_on
        FROM inquiry i JOIN inquiry_status s ON s.inquiry_id = i.id
        """

    /// The inquiry of a number.
    public static func file(
        number: String, from db: any Connection
    ) throws -> InquiryFile? {
        try db.first("\(select) WHERE i.inquiry_number = ?", [number], read)
    }

    /// Inquiries about a person or in the case of a child, newest first.
    public static func files(
        about person: AddresseeNumber, from db: any Connection
    ) throws -> [InquiryFile] {
        try db.rows(
            "\(select) WHERE i.subject = ? OR i.child = ? ORDER BY i.id DESC", [person, person],
            read)
    }

    /// Those on which somebody still has to act or to wait, the most urgent first.
    public static func open(
        limit: Int, skipping: Int = 0, from db: any Connection
    ) throws -> [InquiryFile] {
        try db.rows(
            """
            \(select) WHERE s.is_open = 1
            ORDER BY COALESCE(s.due_on, '9999-12-31'), i.id LIMIT ? OFFSET ?
            """, [limit, skipping], read)
    }

    /// Those whose answer is late, the latest first.
    public static func overdue(
        on day: CivilDate, limit: Int, skipping: Int = 0, from db: any Connection
    ) throws -> [InquiryFile] {
        try db.rows(
            """
            \(select) WHERE \(isOverdue) ORDER BY s.due_on, i.id LIMIT ? OFFSET ?
            """, [day, limit, skipping], read)
    }

    private static let isOverdue =
        "s.is_open = 1 AND s.due_on < ? AND s.status IN ('requested', 'under-way')"

    /// The newest inquiries, finished ones too.
    public static func newest(
        limit: Int, skipping: Int = 0, from db: any Connection
    ) throws -> [InquiryFile] {
        try db.rows("\(select) ORDER BY i.id DESC LIMIT ? OFFSET ?", [limit, skipping], read)
    }

    /// How many are open, late, and in all.
    static func counts(
        on day: CivilDate, from db: any Connection
    ) throws -> (open: Int, overdue: Int, all: Int) {
        try db.first(
            """
            SELECT COALESCE(SUM(CASE WHEN s.is_open = 1 THEN 1 ELSE 0 END), 0),
            COALESCE(SUM(CASE WHEN \(isOverdue) THEN 1 ELSE 0 END), 0), COUNT(*)
            FROM inquiry_status s
            """, [day]
        ) { ($0.int(0), $0.int(1), $0.int(2)) } ?? (0, 0, 0)
    }

    /// Of a purpose, those that System 2 has to be told or asked about.
    static func underWay(
        _ purpose: Purpose, from db: any Connection
    ) throws -> [InquiryFile] {
        try db.rows(
            """
            \(select) WHERE s.is_under_way = 1 AND i.way = 'network' AND i.purpose = ? ORDER BY i.id
            """, [purpose.rawValue], read)
    }

    /// The course, oldest first.
    static func course(of inquiry: Int64, from db: any Connection) throws -> [InquiryStep] {
        try courses(of: [inquiry], from: db)[inquiry] ?? []
    }

    static func courses(
        of inquiries: [Int64], from db: any Connection
    ) throws -> [Int64: [InquiryStep]] {
        var found: [Int64: [InquiryStep]] = [:]
        try Among.forEach(
            """
            SELECT inquiry_id, event, happened_at, officer, reason FROM inquiry_event
            WHERE {among} ORDER BY id
            """, column: "inquiry_id", keys: inquiries, in: db
        ) { row in
            found[row.int64(0), default: []].append(
                InquiryStep(
                    event: row.code(1), at: row.instant(2), officer: row.text(3),
                    reason: row.optionalText(4)))
        }
        return found
    }

    /// What was provided; opened only for whoever may look.
    static func result(of inquiry: Int64, from db: any Connection) throws -> [InquiryValue] {
        try db.rows(
            """
            SELECT id, label, provided_value FROM inquiry_result WHERE inquiry_id = ?
            ORDER BY position
            """, [inquiry]
        ) { row in
            InquiryValue(
                label: row.text(1),
                value: try db.place("inquiry_result", row.int64(0))
                    .open(row.blob(2), "provided_value"))
        }
    }

    /// The number of an inquiry about the same that still waits.
    static func waiting(
        like request: InquiryRequest, way: InquiryWay, from db: any Connection
    ) throws -> String? {
        try db.first(
            """
            SELECT i.inquiry_number FROM inquiry i JOIN inquiry_status s ON s.inquiry_id = i.id
            WHERE i.subject = ? AND i.item_code = ? AND i.procedure_code = ? AND i.way = ?
                AND s.status IN ('requested', 'under-way')
            """, [request.subject, request.item, request.procedure, way]
        ) { $0.text(0) }
    }

    private static func read(_ row: any Row) -> InquiryFile {
        InquiryFile(
            id: row.int64(0), number: row.text(1), way: row.code(2), subject: row.addressee(3),
            child: row.addressee(4), purpose: row.code(5), procedure: row.text(6),
            procedureTitle: row.text(7), item: row.text(8), itemTitle: row.text(9),
            legalBasis: row.text(10), catalogue: row.text(11), counterpart: row.text(12),
            aboutOn: row.date(13), consent: row.optionalText(14), reason: row.text(15),
            officer: row.text(16), requestedAt: row.instant(17), status: row.code(18),
            dueOn: row.optionalDate(19))
    }
}
