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

    /// As many families as one look at what waits reads.
    private static let most = 500

    /// The first of those who were given something for the treatment months of a calendar year and
    /// were not told of it yet.
    static func recipients(_ year: Int, from db: any Connection) throws -> [AddresseeNumber] {
        let (first, last) = ("\(year)-01", "\(year)-12")
        return try db.rows(
            """
            SELECT x.recipient FROM (
                SELECT recipient FROM claim
                WHERE treatment_month BETWEEN ? AND ? AND payable > 0
                UNION
                SELECT p.recipient FROM reimbursement_proposal p
                JOIN reimbursement r ON r.id = p.reimbursement_id
                JOIN reimbursement_approval a ON a.proposal_id = p.id AND a.outcome = 'approved'
                WHERE r.treatment_month BETWEEN ? AND ? AND p.payable > 0
            ) x WHERE NOT EXISTS (SELECT 1 FROM letter_issue l WHERE l.paper = 'statement'
                AND l.reference = ? AND l.recipient = x.recipient)
            ORDER BY x.recipient LIMIT ?
            """, [first, last, first, last, year, most]
        ) { $0.addressee(0) }
    }

    /// What these recipients were given, by month; what was taken back or cancelled is left out.
    static func entries(
        _ year: Int, of recipients: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [Entry]] {
        let months = ["\(year)-01", "\(year)-12"]
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
            c.total_cost, c.payable FROM claim c
            WHERE {among} AND c.treatment_month BETWEEN ? AND ? AND c.payable > 0
            AND \(ObjectionBook.notTakenBack("c"))
            """, column: "c.recipient", keys: recipients.map(\.value), in: db, arguments: months,
            take)
        try Among.forEach(
            """
            SELECT p.child, p.recipient, r.treatment_month, r.institution_name, r.setting,
            r.total_cost, p.payable FROM reimbursement_proposal p
            JOIN reimbursement r ON r.id = p.reimbursement_id
            JOIN reimbursement_approval a ON a.proposal_id = p.id AND a.outcome = 'approved'
            WHERE {among} AND r.treatment_month BETWEEN ? AND ? AND p.payable > 0
            AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome x
                WHERE x.approval_id = a.id)
            """, column: "p.recipient", keys: recipients.map(\.value), in: db,
            arguments: months, take)
        return found.mapValues { entries in
            entries.sorted {
                ($0.month, $0.child, $0.institution) < ($1.month, $1.child, $1.institution)
            }
        }
    }
}
