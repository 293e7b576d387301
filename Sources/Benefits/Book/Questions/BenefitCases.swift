// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Whether something of 給付 is open about a child (利用の理由).
public enum BenefitCases {
    /// The first open case about one of the children: a reimbursement, a claim of the error list
    /// without an outcome, an accident, or a mandate to receive a high-cost benefit; of those that have
    /// ended one whose receipt was taken back and is to be recorded anew. Its name holds no value
    /// about a person.
    public static func open(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> String? {
        guard !children.isEmpty else { return nil }
        let marks = children.map { _ in "?" }.joined(separator: ", ")
        let reimbursement = try db.first(
            """
            SELECT r.id FROM reimbursement r
            JOIN reimbursement_status s ON s.reimbursement_id = r.id
            WHERE r.child IN (\(marks)) AND s.is_open = 1 ORDER BY r.id DESC LIMIT 1
            """, children
        ) { $0.int64(0) }
        if let reimbursement { return "reimbursement-\(reimbursement)" }
        let error = try db.first(
            """
            SELECT e.id FROM claim_error e WHERE e.child IN (\(marks)) AND NOT EXISTS
                (SELECT 1 FROM claim_error_outcome o WHERE o.error_id = e.id)
            ORDER BY e.id DESC LIMIT 1
            """, children
        ) { $0.int64(0) }
        if let error { return "claim-error-\(error)" }
        let liability = try db.first(
            """
            SELECT l.id FROM liability l WHERE l.child IN (\(marks)) AND NOT EXISTS
                (SELECT 1 FROM liability_event e
                WHERE e.liability_id = l.id AND e.event = 'closed')
            ORDER BY l.id DESC LIMIT 1
            """, children
        ) { $0.int64(0) }
        if let liability { return "liability-\(liability)" }
        let proxy = try db.first(
            """
            SELECT p.id FROM proxy_receipt p WHERE p.child IN (\(marks)) AND NOT EXISTS
                (SELECT 1 FROM proxy_event e WHERE e.proxy_id = p.id AND e.event = 'closed')
            ORDER BY p.id DESC LIMIT 1
            """, children
        ) { $0.int64(0) }
        if let proxy { return "proxy-\(proxy)" }
        return try putRight(children, marks, from: db)
    }

    /// 入金の訂正: what has ended, of which a receipt was taken back and nothing is recorded anew.
    private static func putRight(
        _ children: [AddresseeNumber], _ marks: String, from db: any Connection
    ) throws -> String? {
        var (proxies, liabilities): (Set<Int64>, Set<Int64>) = ([], [])
        try db.forEachRow(
            "SELECT proxy_id, liability_id FROM receipt_reversal WHERE child IN (\(marks))",
            children
        ) { row in
            if let id = row.optionalInt64(0) { proxies.insert(id) }
            if let id = row.optionalInt64(1) { liabilities.insert(id) }
        }
        if !liabilities.isEmpty {
            let known = try LiabilityBook.liabilities(children: children, from: db)
            if let open = known.first(where: { liabilities.contains($0.id) && $0.isPutRight }) {
                return "liability-\(open.id)"
            }
        }
        guard !proxies.isEmpty else { return nil }
        return try ProxyBook.proxies(proxies, from: db).values.filter(\.isPutRight).map(\.id).max()
            .map { "proxy-\($0)" }
    }
}
