// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Vocabulary

/// What a family was given in a year, for 医療費のお知らせ.
enum StatementBook {
    /// One claim, one paid application or one payment of the system used before.
    struct Entry {
        /// Where it stands, and what a claim of the city names it by.
        enum Source: Hashable {
            case claim(Int64)
            /// By its approval.
            case decision(Int64)
            case prior(Int64)
        }

        let source: Source
        let child: AddresseeNumber
        let recipient: AddresseeNumber
        let month: YearMonth
        let institution: String
        let setting: CareSetting
        /// `nil` where the system used before has not said it.
        let cost: Yen?
        /// What the city pays: without what an objection has taken back in part.
        let amount: Yen
        /// What was left to the family.
        let left: Yen
    }

    /// A claim that the family is told of; the months of the year follow.
    private static let claims = """
        c.treatment_month BETWEEN ? AND ? AND \(ObjectionBook.stillPaid("c")) > 0
        AND \(ObjectionBook.notTakenBack("c"))
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
    /// What the system used before has paid; the months of the year follow.
    private static let prior = "b.treatment_month BETWEEN ? AND ? AND b.payable > 0"
    /// To whom it has paid: a number that nobody has here tells of nobody.
    private static let priorRecipient = """
        (SELECT h.recipient FROM entitlement_history h
            WHERE h.child = b.child AND h.recipient_number = b.recipient_number
            ORDER BY h.id DESC LIMIT 1)
        """

    /// Those who were given something for the treatment months of a calendar year and were not told of
    /// it yet. Of a year that was over when the books were taken over the system used before has told.
    private static let untold = """
        (SELECT c.recipient AS recipient FROM claim c WHERE \(claims)
        UNION SELECT p.recipient FROM \(approved) WHERE \(reimbursements)
        UNION SELECT \(priorRecipient) FROM prior_benefit b WHERE \(prior) AND b.recorded_at < ?) x
        WHERE x.recipient IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM letter_issue l WHERE l.paper = 'statement'
            AND l.reference = ? AND l.recipient = x.recipient)
        """
    /// A batch of the year has left them out before.
    private static let leftOut = """
        EXISTS (SELECT 1 FROM letter_left_out o JOIN letter_batch b ON b.id = o.batch_id
            WHERE o.recipient = x.recipient AND o.reference = ? AND b.paper = 'statement')
        """

    static func months(_ year: Int) -> [any SQLValueConvertible] {
        ["\(year)-01", "\(year)-12"]
    }

    private static func untold(_ year: Int) -> [any SQLValueConvertible] {
        months(year) + months(year) + months(year) + [takenOver(before: year), year]
    }

    /// The letters of a year are printed in the February after it (`Jobs/Year/year.tsv`): who takes the
    /// office over until then prints them.
    private static func takenOver(before year: Int) -> Instant {
        guard let day = CivilDate(year: year + 1, month: 2, day: 1) else {
            preconditionFailure("every year has a 1 February")
        }
        return Instant(noonInJapan: day)
    }

    /// All of them.
    static func recipients(_ year: Int, from db: any Connection) throws -> [AddresseeNumber] {
        try db.rows(
            "SELECT x.recipient FROM \(untold) ORDER BY x.recipient", untold(year)
        ) { $0.addressee(0) }
    }

    /// The first of them, how many there are, and how many of them a batch has left out: those come behind
    /// whom none has tried. The claims are gone through once.
    static func first(
        _ most: Int, of year: Int, from db: any Connection
    ) throws -> (recipients: [AddresseeNumber], all: Int, leftOut: Int) {
        var found: (recipients: [AddresseeNumber], all: Int, leftOut: Int) = ([], 0, 0)
        try db.forEachRow(
            """
            SELECT y.recipient, COUNT(*) OVER (), SUM(y.turn) OVER ()
            FROM (SELECT x.recipient AS recipient,
                CASE WHEN \(leftOut) THEN 1 ELSE 0 END AS turn FROM \(untold)) y
            ORDER BY y.turn, y.recipient LIMIT ?
            """, [year] + untold(year) + [most]
        ) { row in
            found.recipients.append(row.addressee(0))
            (found.all, found.leftOut) = (row.int(1), row.int(2))
        }
        return found
    }

    /// What these recipients were given, by month; what was taken back or cancelled is left out. Claims
    /// are found by the children whom they have, or had.
    static func entries(
        _ year: Int, of recipients: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [Entry]] {
        var found: [AddresseeNumber: [Entry]] = [:]
        func read(_ source: (Int64) -> Entry.Source, _ sql: String, _ column: String) throws {
            try Among.forEach(
                sql, column: column, keys: recipients, in: db, arguments: months(year)
            ) { row in
                let entry = Entry(
                    source: source(row.int64(0)), child: row.addressee(1),
                    recipient: row.addressee(2), month: row.yearMonth(3),
                    institution: row.text(4), setting: row.code(5), cost: row.optionalYen(6),
                    amount: row.yen(7), left: max(.zero, row.yen(8)))
                found[entry.recipient, default: []].append(entry)
            }
        }
        let children = """
            (SELECT DISTINCT child, recipient FROM entitlement_history WHERE {among}) k
            """
        try read(
            Entry.Source.claim,
            """
            SELECT c.id, c.child, c.recipient, c.treatment_month, c.institution_name, c.setting,
            c.total_cost, \(ObjectionBook.stillPaid("c")),
            c.self_payment + c.meals_burden - c.meals_paid FROM \(children) CROSS JOIN claim c
            WHERE c.child = k.child AND c.recipient = k.recipient AND \(claims)
            """, "recipient")
        try read(
            Entry.Source.decision,
            """
            SELECT a.id, p.child, p.recipient, r.treatment_month, r.institution_name, r.setting,
            r.total_cost, p.payable, r.self_payment - COALESCE(r.high_cost, 0)
            - COALESCE(r.additional_benefit, 0) - p.payable FROM \(approved)
            WHERE {among} AND \(reimbursements)
            """, "p.recipient")
        try read(
            Entry.Source.prior,
            """
            SELECT b.id, b.child, k.recipient, b.treatment_month,
            COALESCE((SELECT f.name FROM institution_fact f WHERE f.institution = b.institution
                ORDER BY f.id DESC LIMIT 1), b.institution), b.setting, NULL, b.payable,
            b.self_payment - b.high_cost - b.additional_benefit - b.payable
            FROM \(children) CROSS JOIN prior_benefit b
            WHERE b.child = k.child AND k.recipient = \(priorRecipient) AND \(prior)
            """, "recipient")
        return found.mapValues { entries in
            entries.sorted {
                ($0.month, $0.child, $0.institution) < ($1.month, $1.child, $1.institution)
            }
        }
    }
}
