// SPDX-License-Identifier: Apache-2.0
import Database
import Town
import Vocabulary

/// What must hold of the examining bodies' invoices, read apart from the office's own comparison.
enum AgencyReading {
    private struct Place: Hashable {
        let month: YearMonth
        let agency: ClaimSource
    }

    /// Claims that a body agreed to take back in a month, and their yen.
    static func takenBack(
        in month: YearMonth, from db: any Connection
    ) throws -> [ClaimSource: (claims: Int, yen: Int)] {
        try db.rows(
            """
            SELECT c.source, COUNT(*), SUM(c.payable) FROM claim_objection o
            JOIN claim c ON c.id = o.claim_id
            WHERE o.result = '1' AND o.result_on >= ? AND o.result_on <= ? GROUP BY c.source
            """, [month.firstDay, month.lastDay]
        ) { row -> (ClaimSource, (claims: Int, yen: Int)) in
            (row.code(0), (row.int(1), row.int(2)))
        }.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }

    /// Of every month and body: what was accepted of its invoices = Σ accepted claims − what it took
    /// back + the fee for each claim that it sent.
    ///
    /// - Parameter isOrdered: whether the city's accounts have an order for each invoice.
    static func broken(isOrdered: Bool, from db: any Connection) throws -> [String] {
        var asked: [Place: Int] = [:]
        try db.forEachRow(
            """
            SELECT i.billing_month, i.agency, SUM(i.total) FROM agency_invoice i
            JOIN agency_invoice_outcome o ON o.invoice_id = i.id
            WHERE o.outcome = 'accepted' GROUP BY i.billing_month, i.agency
            """, []
        ) { asked[Place(month: $0.yearMonth(0), agency: $0.code(1))] = $0.int(2) }
        let held = try held(from: db)
        let equations = Set(asked.keys).union(held.keys).sorted {
            ($0.month, $0.agency.rawValue) < ($1.month, $1.agency.rawValue)
        }.filter { asked[$0, default: 0] != held[$0, default: 0] }.map {
            "\($0.month) \($0.agency.wording)の請求書: \(asked[$0, default: 0]) と \(held[$0, default: 0])"
        }
        var counts = [
            (
                "違いのあるまま検収した請求書",
                """
                SELECT COUNT(*) FROM agency_invoice_outcome
                WHERE outcome = 'accepted' AND differences <> 0
                """
            ),
            (
                "検収していない請求書",
                """
                SELECT COUNT(*) FROM agency_invoice i WHERE NOT EXISTS
                (SELECT 1 FROM agency_invoice_outcome o WHERE o.invoice_id = i.id)
                """
            ),
        ]
        if isOrdered {
            counts.append(
                (
                    "支出命令と額の違う請求書",
                    """
                    SELECT COUNT(*) FROM agency_invoice i
                    JOIN agency_invoice_outcome o ON o.invoice_id = i.id
                    WHERE CASE WHEN o.outcome = 'accepted' AND i.total > 0 THEN i.total ELSE 0 END
                    <> COALESCE((SELECT SUM(e.amount) FROM expenditure e JOIN expenditure_status s
                    ON s.expenditure_id = e.id
                    WHERE e.run_id IS NULL AND e.reference = i.number AND s.status = 'accepted'), 0)
                    """
                ))
        }
        return try equations
            + counts.compactMap { name, sql in
                let count = try db.first(sql, []) { $0.int(0) } ?? 0
                return count > 0 ? "\(name): \(count)件" : nil
            }
    }

    private static func held(from db: any Connection) throws -> [Place: Int] {
        var held: [Place: Int] = [:]
        try db.forEachRow(
            "SELECT billing_month, source, SUM(payable) FROM claim GROUP BY billing_month, source",
            []
        ) { held[Place(month: $0.yearMonth(0), agency: $0.code(1)), default: 0] += $0.int(2) }
        // The name of a file says who sent it: `202505/1_…` the payment fund, `2_…` the federation.
        try db.forEachRow(
            """
            SELECT billing_month, SUBSTR(name, 8, 1), SUM(claims) FROM claim_file
            GROUP BY billing_month, SUBSTR(name, 8, 1)
            """, []
        ) { row in
            let agency: ClaimSource = row.text(1) == "1" ? .paymentFund : .federation
            held[Place(month: row.yearMonth(0), agency: agency), default: 0] +=
                row.int(2) * AgencyPeer.fee
        }
        try db.forEachRow(
            """
            SELECT o.result_on, c.source, c.payable FROM claim_objection o
            JOIN claim c ON c.id = o.claim_id WHERE o.result = '1'
            """, []
        ) { row in
            held[Place(month: row.date(0).yearMonth, agency: row.code(1)), default: 0] -=
                row.int(2)
        }
        return held
    }
}
