// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// An invoice as it was taken in.
public struct StoredInvoice: Hashable, Sendable {
    public let id: Int64
    public let name: String
    public let digest: String
    /// Who took it in.
    public let officer: String
    public let invoice: AgencyInvoice
    /// `nil` while nobody has decided.
    public let outcome: InvoiceOutcome?
    /// How an accepted invoice below zero is settled; `nil` where nobody has said, and of any other.
    public let credit: InvoiceCredit?
    /// Whether an invoice of a later month was accepted: what is carried from this one stands in that one.
    public let isFollowed: Bool
}

/// 審査支払機関の請求書, and what the books hold against it.
public enum AgencyBook {
    private static let select = """
        SELECT i.id, i.name, i.digest, i.officer, i.agency, i.number, i.kind, i.billing_month,
        i.invoiced_on, i.due_on, i.total, o.outcome, o.decided_on, o.differences, o.reason,
        o.officer, w.event, w.event_on, w.reason,
        CASE WHEN i.total < 0 AND \(isFollowed) THEN 1 ELSE 0 END FROM agency_invoice i
        LEFT JOIN agency_invoice_outcome o ON o.invoice_id = i.id
        LEFT JOIN agency_credit w ON w.id = (\(newestCredit))
        """

    /// How the credit of invoice `i` stands: its newest row.
    private static let newestCredit =
        "SELECT MAX(x.id) FROM agency_credit x WHERE x.invoice_id = i.id"

    /// Whether the body's invoice of a later month was accepted: what was carried stands in that one.
    private static let isFollowed = """
        EXISTS (SELECT 1 FROM agency_invoice n JOIN agency_invoice_outcome p
        ON p.invoice_id = n.id AND p.outcome = 'accepted'
        WHERE n.agency = i.agency AND n.kind <> 'estimate' AND n.billing_month > i.billing_month)
        """

    /// One invoice.
    public static func invoice(_ id: Int64, from db: any Connection) throws -> StoredInvoice? {
        try invoices("WHERE i.id = ?", [id], from: db).first
    }

    /// Invoices, newest month first.
    public static func newest(
        _ limit: Int, skipping: Int = 0, from db: any Connection
    ) throws -> [StoredInvoice] {
        try invoices(
            "ORDER BY i.billing_month DESC, i.id DESC LIMIT ? OFFSET ?", [limit, skipping],
            from: db)
    }

    /// How many invoices there are.
    public static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM agency_invoice", []) { $0.int(0) } ?? 0
    }

    /// Every accepted invoice that asks for money, newest month first.
    public static func payable(from db: any Connection) throws -> [StoredInvoice] {
        try invoices(
            """
            WHERE i.total > 0 AND o.outcome = 'accepted'
            ORDER BY i.billing_month DESC, i.id DESC
            """, [], from: db)
    }

    /// The invoice of these bytes.
    static func invoice(digest: String, from db: any Connection) throws -> StoredInvoice? {
        try invoices("WHERE i.digest = ?", [digest], from: db).first
    }

    /// Whether a body has used a number.
    static func isKnown(
        _ agency: ClaimSource, _ number: String, from db: any Connection
    ) throws -> Bool {
        try db.first(
            "SELECT id FROM agency_invoice WHERE agency = ? AND number = ?", [agency, number]
        ) { $0.int64(0) } != nil
    }

    private static func invoices(
        _ rest: String, _ arguments: [any SQLValueConvertible], from db: any Connection
    ) throws -> [StoredInvoice] {
        let heads = try db.rows("\(select) \(rest)", arguments) { head($0) }
        var lines: [Int64: [AgencyInvoice.Line]] = [:]
        try Among.forEach(
            """
            SELECT invoice_id, item, treatment_month, data_kind, claims, unit_price, amount
            FROM agency_invoice_line WHERE {among} ORDER BY invoice_id, line
            """, column: "invoice_id", keys: heads.map(\.id), in: db
        ) { row in
            lines[row.int64(0), default: []].append(
                AgencyInvoice.Line(
                    item: row.code(1), treatmentMonth: row.optionalYearMonth(2),
                    dataKind: row.optionalCode(3), claims: row.int(4),
                    unitPrice: row.optionalYen(5), amount: row.yen(6)))
        }
        return heads.map { $0.with(lines[$0.id] ?? []) }
    }

    private static func head(_ row: any Row) -> StoredInvoice {
        let outcome = row.optionalText(11).map { word in
            InvoiceOutcome(
                isAccepted: word == "accepted", decidedOn: row.date(12), differences: row.int(13),
                reason: row.optionalText(14), officer: row.text(15))
        }
        let credit = row.optionalText(16).map { word in
            InvoiceCredit(
                way: word == "carried" ? .carried : .repaid,
                receivedOn: word == "received" ? row.date(17) : nil, reason: row.optionalText(18))
        }
        return StoredInvoice(
            id: row.int64(0), name: row.text(1), digest: row.text(2), officer: row.text(3),
            invoice: AgencyInvoice(
                agency: row.code(4), number: row.text(5), kind: row.code(6),
                billingMonth: row.yearMonth(7), invoicedOn: row.date(8), dueOn: row.date(9),
                total: row.yen(10), lines: []), outcome: outcome, credit: credit,
            isFollowed: row.int(19) == 1)
    }

    /// What the books hold for a body and a month of billing: accepted claims by month of
    /// treatment and kind, what is taken back, estimates that were accepted before, and what is carried from
    /// earlier invoices: until the body's next invoice is accepted, however many months later that comes.
    public static func month(
        _ month: YearMonth, of agency: ClaimSource, from db: any Connection
    ) throws -> AgencyMonth {
        var held = AgencyMonth()
        try db.forEachRow(
            """
            SELECT treatment_month, data_kind, COUNT(*), SUM(payable) FROM claim
            WHERE billing_month = ? AND source = ? GROUP BY treatment_month, data_kind
            """, [month, agency]
        ) { row in
            held.benefits[
                AgencyMonth.Cell(treatmentMonth: row.yearMonth(0), dataKind: row.code(1))] =
                AgencyMonth.Sum(claims: row.int(2), amount: row.yen(3))
        }
        try db.forEachRow(
            """
            SELECT COUNT(*), COALESCE(SUM(o.offset_yen), 0) FROM claim_objection o
            JOIN claim c ON c.id = o.claim_id
            WHERE o.offset_month = ? AND o.offset_yen > 0 AND c.source = ?
            """, [month, agency]
        ) { held.offset = AgencyMonth.Sum(claims: $0.int(0), amount: $0.yen(1)) }
        try db.forEachRow(
            """
            SELECT COALESCE(SUM(i.total), 0) FROM agency_invoice i
            JOIN agency_invoice_outcome o ON o.invoice_id = i.id AND o.outcome = 'accepted'
            WHERE i.billing_month = ? AND i.agency = ? AND i.kind = 'estimate'
            """, [month, agency]
        ) { held.advance = $0.yen(0) }
        try db.forEachRow(
            """
            SELECT COALESCE(SUM(-i.total), 0) FROM agency_invoice i
            JOIN agency_credit w ON w.id = (\(newestCredit)) AND w.event = 'carried'
            WHERE i.billing_month < ? AND i.agency = ? AND NOT EXISTS
            (SELECT 1 FROM agency_invoice n JOIN agency_invoice_outcome p
            ON p.invoice_id = n.id AND p.outcome = 'accepted'
            WHERE n.agency = i.agency AND n.kind <> 'estimate'
            AND n.billing_month > i.billing_month AND n.billing_month < ?)
            """, [month, agency, month]
        ) { held.carried = $0.yen(0) }
        return held
    }

    /// Accepted invoices below zero that are not settled: nobody has said how, the money is awaited, or no
    /// later invoice has taken off what is carried; the oldest first.
    public static func openCredits(from db: any Connection) throws -> [StoredInvoice] {
        try invoices(
            """
            WHERE i.total < 0 AND o.outcome = 'accepted' AND (w.event IS NULL
                OR w.event = 'repaid' OR (w.event = 'carried' AND NOT \(isFollowed)))
            ORDER BY i.due_on, i.id
            """, [], from: db)
    }

    /// Invoices that wait for 検収.
    public static func openCount(from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM agency_invoice i WHERE NOT EXISTS
            (SELECT 1 FROM agency_invoice_outcome o WHERE o.invoice_id = i.id)
            """
        ) { $0.int(0) } ?? 0
    }
}

extension StoredInvoice {
    fileprivate func with(_ lines: [AgencyInvoice.Line]) -> StoredInvoice {
        StoredInvoice(
            id: id, name: name, digest: digest, officer: officer,
            invoice: AgencyInvoice(
                agency: invoice.agency, number: invoice.number, kind: invoice.kind,
                billingMonth: invoice.billingMonth, invoicedOn: invoice.invoicedOn,
                dueOn: invoice.dueOn, total: invoice.total, lines: lines), outcome: outcome,
            credit: credit, isFollowed: isFollowed)
    }
}
