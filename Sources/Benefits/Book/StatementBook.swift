// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// What a family was given in a year, for 医療費のお知らせ.
enum StatementBook {
    /// One claim or one paid application.
    struct Entry {
        let child: AddresseeNumber
        let recipient: AddresseeNumber
        let month: YearMonth
        let institution: String
        let setting: CareSetting
        let cost: Yen
        let amount: Yen
    }

    /// A claim that the family is told of; the months of the year follow.
    private static let claims = """
        c.treatment_month BETWEEN ? AND ? AND c.payable > 0 AND \(ObjectionBook.notTakenBack("c"))
        """
    /// A paid application that it is told of; the months of the year follow.
    private static let reimbursements = """
        r.treatment_month BETWEEN ? AND ? AND p.payable > 0
        AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome x
            WHERE x.approval_id = a.id)
        """
    private static let approved = """
        reimbursement_proposal p JOIN reimbursement r ON r.id = p.reimbursement_id
        JOIN reimbursement_approval a ON a.proposal_id = p.id AND a.outcome = 'approved'
        """

    /// Those who were given something for the treatment months of a calendar year and were not told of
    /// it yet.
    private static let untold = """
        (SELECT c.recipient AS recipient FROM claim c WHERE \(claims)
        UNION SELECT p.recipient FROM \(approved) WHERE \(reimbursements)) x
        WHERE NOT EXISTS (SELECT 1 FROM letter_issue l WHERE l.paper = 'statement'
            AND l.reference = ? AND l.recipient = x.recipient)
        """
    /// A batch of the year has left them out before.
    private static let leftOut = """
        EXISTS (SELECT 1 FROM letter_left_out o JOIN letter_batch b ON b.id = o.batch_id
            WHERE o.recipient = x.recipient AND o.reference = ? AND b.paper = 'statement')
        """

    private static func months(_ year: Int) -> [any SQLValueConvertible] {
        ["\(year)-01", "\(year)-12"]
    }

    private static func untold(_ year: Int) -> [any SQLValueConvertible] {
        months(year) + months(year) + [year]
    }

    /// All of them.
    static func recipients(_ year: Int, from db: any Connection) throws -> [AddresseeNumber] {
        try db.rows(
            "SELECT x.recipient FROM \(untold) ORDER BY x.recipient", untold(year)
        ) { $0.addressee(0) }
    }

    /// The first of them: whom a batch has left out comes behind those whom none has tried.
    static func recipients(
        _ year: Int, first most: Int, from db: any Connection
    ) throws -> [AddresseeNumber] {
        try db.rows(
            """
            SELECT y.recipient FROM (SELECT x.recipient AS recipient,
                CASE WHEN \(leftOut) THEN 1 ELSE 0 END AS turn FROM \(untold)) y
            ORDER BY y.turn, y.recipient LIMIT ?
            """, [year] + untold(year) + [most]
        ) { $0.addressee(0) }
    }

    /// How many they are, and how many of them a batch has left out.
    static func count(
        _ year: Int, from db: any Connection
    ) throws -> (all: Int, leftOut: Int) {
        try db.first(
            """
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN \(leftOut) THEN 1 ELSE 0 END), 0)
            FROM \(untold)
            """, [year] + untold(year)
        ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
    }

    /// What these recipients were given, by month; what was taken back or cancelled is left out. Claims
    /// are found by the children whom they have, or had.
    static func entries(
        _ year: Int, of recipients: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [Entry]] {
        var found: [AddresseeNumber: [Entry]] = [:]
        func take(_ row: any Row) {
            let entry = Entry(
                child: row.addressee(0), recipient: row.addressee(1), month: row.yearMonth(2),
                institution: row.text(3), setting: row.code(4), cost: row.yen(5),
                amount: row.yen(6))
            found[entry.recipient, default: []].append(entry)
        }
        try Among.forEach(
            """
            SELECT c.child, c.recipient, c.treatment_month, c.institution_name, c.setting,
            c.total_cost, c.payable
            FROM (SELECT DISTINCT child, recipient FROM entitlement_history WHERE {among}) h
            CROSS JOIN claim c
            WHERE c.child = h.child AND c.recipient = h.recipient AND \(claims)
            """, column: "recipient", keys: recipients, in: db, arguments: months(year), take)
        try Among.forEach(
            """
            SELECT p.child, p.recipient, r.treatment_month, r.institution_name, r.setting,
            r.total_cost, p.payable FROM \(approved)
            WHERE {among} AND \(reimbursements)
            """, column: "p.recipient", keys: recipients, in: db, arguments: months(year), take)
        return found.mapValues { entries in
            entries.sorted {
                ($0.month, $0.child, $0.institution) < ($1.month, $1.child, $1.institution)
            }
        }
    }
}
