// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// One 申立 in a list: what it contests, for whom, with which examining body, for how much.
public struct ObjectionLine: Hashable, Sendable {
    public let objection: Objection
    public let child: AddresseeNumber?
    public let institution: String
    public let institutionName: String
    public let billingMonth: YearMonth
    public let treatmentMonth: YearMonth?
    /// Of an accepted claim only.
    public let recipientNumber: String?
    /// 国保連 or 支払基金; `nil` where the claim came through neither.
    public let agency: ClaimSource?
    public let points: Int?
    /// What is contested: what the scheme pays and no earlier objection took back; nothing of a row
    /// of the error list, which was never paid.
    public let payable: Yen
}

/// Lists of 申立.
public enum ObjectionLines {
    // A claim that was corrected by hand came through the body that sent the row of the error list.
    private static let select = """
        SELECT o.claim_id, o.error_id, o.kind, o.reason, o.objected_on, o.result, o.result_on,
        o.offset_yen, o.offset_month, COALESCE(c.child, e.child),
        COALESCE(c.institution, e.institution), COALESCE(c.institution_name, e.institution_name),
        COALESCE(c.billing_month, e.billing_month), COALESCE(c.treatment_month, e.treatment_month),
        c.recipient_number, CASE WHEN c.source IN ('1', '2') THEN c.source ELSE e.source END,
        COALESCE(c.points, e.points), COALESCE(c.payable, 0) -
        (SELECT COALESCE(SUM(p.offset_yen), 0) FROM claim_objection p
            WHERE p.claim_id = o.claim_id AND p.id < o.id)
        FROM claim_objection o LEFT JOIN claim c ON c.id = o.claim_id
        LEFT JOIN claim_error e ON e.id = COALESCE(o.error_id, c.error_id)
        """

    /// Objections whose result is awaited, oldest first.
    ///
    /// - Parameter place: how many of them come before.
    public static func pending(
        limit: Int, from place: Int = 0, in db: any Connection
    ) throws -> [ObjectionLine] {
        try db.rows(
            "\(select) WHERE \(ObjectionBook.isPending) ORDER BY o.objected_on, o.id LIMIT ? OFFSET ?",
            [limit, place], read)
    }

    /// What was filed in a month, whatever became of it, in the order of filing.
    public static func filed(
        in month: YearMonth, from db: any Connection
    ) throws -> [ObjectionLine] {
        try db.rows(
            """
            \(select) WHERE o.result = '0' AND o.objected_on >= ? AND o.objected_on <= ?
            ORDER BY o.objected_on, o.id
            """, [month.firstDay, month.lastDay], read)
    }

    private static func read(_ row: any Row) -> ObjectionLine {
        let agency: ClaimSource? = row.optionalCode(15)
        return ObjectionLine(
            objection: ObjectionBook.read(row), child: row.optionalAddressee(9),
            institution: row.text(10), institutionName: row.text(11),
            billingMonth: row.yearMonth(12), treatmentMonth: row.optionalYearMonth(13),
            recipientNumber: row.optionalText(14),
            agency: agency == .federation || agency == .paymentFund ? agency : nil,
            points: row.optionalInt(16), payable: row.yen(17))
    }
}
