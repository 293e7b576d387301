// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

struct RebillingRow: FactRow {
    static let table = "claim_rebilling"
    static let columns = [
        "returned_error_id", "returned_claim_id", "error_id", "claim_id", "matched_by",
    ]
    let pair: Rebilling

    var values: [any SQLValueConvertible] {
        let (error, claim) = pair.returned.ids
        let (newError, newClaim) = pair.rebilled.ids
        return [error, claim, newError, newClaim, pair.match.rawValue]
    }
}

extension Objection.Subject {
    /// The row of the error list, or the accepted claim.
    fileprivate var ids: (error: Int64?, claim: Int64?) {
        switch self {
        case .claim(let id): (nil, id)
        case .error(let id): (id, nil)
        }
    }
}

/// 返戻 and 再請求 as pairs.
public enum RebillingBook {
    /// The pairs that a claim or a row of the error list belongs to, oldest first.
    public static func pairs(
        of subject: Objection.Subject, from db: any Connection
    ) throws -> [Rebilling] {
        let (one, other) =
            switch subject {
            case .claim: ("returned_claim_id", "claim_id")
            case .error: ("returned_error_id", "error_id")
            }
        let (error, claim) = subject.ids
        let id = error ?? claim
        return try db.rows(
            """
            SELECT returned_error_id, returned_claim_id, error_id, claim_id, matched_by
            FROM claim_rebilling WHERE \(one) = ? OR \(other) = ? ORDER BY id
            """, [id, id]
        ) { row in
            Rebilling(
                returned: subjectOf(row.optionalInt64(0), row.int64(1)),
                rebilled: subjectOf(row.optionalInt64(2), row.int64(3)),
                match: Rebilling.Match(rawValue: row.text(4)) ?? .child)
        }
    }

    /// Everything that went back and was not billed anew.
    static func waiting(from db: any Connection) throws -> ReturnedClaims {
        var found = ReturnedClaims()
        try db.forEachRow(waiting, []) { if let claim = read($0, from: 0) { found.add(claim) } }
        return found
    }

    /// The rows of the error list that were billed anew: the newer one counts.
    static func rebilledErrors(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try Among.forEach(
            "SELECT returned_error_id FROM claim_rebilling WHERE {among}",
            column: "returned_error_id", keys: ids, in: db
        ) { found.insert($0.int64(0)) }
        return found
    }

    /// What went back and waits, as eight columns: error, claim, child, institution, month,
    /// setting, prescriber, birth.
    static let waiting = """
        SELECT e.id AS error, CAST(NULL AS INTEGER) AS claim, e.child AS child,
        e.institution AS institution, e.treatment_month AS treatment_month, e.setting AS setting,
        COALESCE(e.prescriber, '') AS prescriber, e.born AS born FROM claim_error_outcome o
        JOIN claim_error e ON e.id = o.error_id
        WHERE o.outcome = 'returned' AND e.treatment_month IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM claim_rebilling r WHERE r.returned_error_id = e.id)
        UNION ALL
        SELECT NULL, c.id, c.child, c.institution, c.treatment_month, c.setting, c.prescriber, NULL
        FROM (SELECT DISTINCT claim_id FROM claim_objection WHERE result = '1') o
        JOIN claim c ON c.id = o.claim_id WHERE NOT EXISTS
        (SELECT 1 FROM claim_rebilling r WHERE r.returned_claim_id = c.id)
        """

    /// A row whose eight columns begin at a place.
    static func read(_ row: any Row, from first: Int) -> ReturnedClaim? {
        guard let month = row.optionalYearMonth(first + 4) else { return nil }
        return ReturnedClaim(
            subject: row.optionalInt64(first).map { .error($0) } ?? .claim(row.int64(first + 1)),
            institution: row.text(first + 3), month: month, setting: row.code(first + 5),
            prescriber: row.text(first + 6), child: row.optionalAddressee(first + 2),
            born: row.optionalDate(first + 7))
    }

    private static func subjectOf(_ error: Int64?, _ claim: @autoclosure () -> Int64)
        -> Objection.Subject
    {
        error.map { .error($0) } ?? .claim(claim())
    }
}
