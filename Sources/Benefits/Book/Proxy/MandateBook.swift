// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// 高額療養費の委任のお願い: which families were asked, and what the city bore.
extension ProxyBook {
    /// A family and a month of treatment: what a mandate is about.
    struct FamilyMonth: Hashable {
        let recipient: AddresseeNumber
        let month: YearMonth
    }

    /// Families that have a letter about a month.
    static func askedForMandates(from db: any Connection) throws -> Set<FamilyMonth> {
        Set(
            try db.rows(
                """
                SELECT DISTINCT c.recipient, c.treatment_month FROM letter_issue l
                JOIN claim c ON c.id = l.reference WHERE l.paper = 'mandate'
                """
            ) { FamilyMonth(recipient: $0.addressee(0), month: $0.yearMonth(1)) })
    }

    /// The months that claims were billed in, newest first.
    static func billings(from first: YearMonth, in db: any Connection) throws -> [YearMonth] {
        try db.rows(
            """
            SELECT DISTINCT billing_month FROM claim WHERE billing_month >= ?
            ORDER BY billing_month DESC
            """, [first]
        ) { $0.yearMonth(0) }
    }

    /// What the city bore of the child's shares in the month of each claim, as billed with it.
    static func burdens(of claims: [Claim], from db: any Connection) throws -> [Int64: Yen] {
        var found: [Int64: Yen] = [:]
        try Among.forEach(
            """
            SELECT k.id, SUM(c.burden - c.other_funds - c.high_cost) FROM claim k
            JOIN claim c ON c.child = k.child AND c.treatment_month = k.treatment_month
            AND c.billing_month = k.billing_month
            WHERE {among} AND \(ObjectionBook.notTakenBack("c")) GROUP BY k.id
            """, column: "k.id", keys: claims.map(\.id), in: db
        ) { found[$0.int64(0)] = $0.yen(1) }
        return found
    }
}
