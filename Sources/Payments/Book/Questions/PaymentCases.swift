// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Whether something of 支払 needs an officer's hand (利用の理由). A payment that only waits for its day
/// is no case.
public enum PaymentCases {
    /// The first open case about one of the persons: a transfer that came back or is held. Its name
    /// holds no value about a person.
    public static func open(
        _ persons: [AddresseeNumber], from db: any Connection
    ) throws -> String? {
        guard !persons.isEmpty else { return nil }
        let marks = persons.map { _ in "?" }.joined(separator: ", ")
        for column in ["child", "recipient"] {
            let item = try db.first(
                """
                SELECT i.id FROM payment_item i JOIN payment_item_status s ON s.item_id = i.id
                WHERE i.\(column) IN (\(marks)) AND s.status IN ('returned', 'held')
                ORDER BY i.id DESC LIMIT 1
                """, persons
            ) { $0.int64(0) }
            if let item { return "payment-\(item)" }
            if let found = try byRecipientOrChild(column, marks, persons, from: db) {
                return found
            }
        }
        return try db.first(
            """
            SELECT p.id FROM retroactive_proposal p WHERE p.child IN (\(marks)) AND NOT EXISTS
            (SELECT 1 FROM retroactive_outcome o WHERE o.proposal_id = p.id)
            ORDER BY p.id DESC LIMIT 1
            """, persons
        ) { "retroactive-\($0.int64(0))" }
    }

    /// Money at the counter that nobody fetched yet, payments that may go to another payee, and claims
    /// about which a proposal waits.
    private static func byRecipientOrChild(
        _ column: String, _ marks: String, _ persons: [AddresseeNumber],
        from db: any Connection
    ) throws -> String? {
        if column == "recipient" {
            let voucher = try db.first(
                """
                SELECT v.id FROM cash_voucher v JOIN payment_run_status s ON s.run_id = v.run_id
                WHERE v.recipient IN (\(marks)) AND s.status IN ('approved', 'written')
                AND NOT EXISTS (SELECT 1 FROM cash_outcome o WHERE o.voucher_id = v.id)
                ORDER BY v.id DESC LIMIT 1
                """, persons
            ) { $0.int64(0) }
            if let voucher { return "voucher-\(voucher)" }
        }
        let payee = column == "recipient" ? "i.recipient IN (\(marks)) OR q.payee" : "i.child"
        let change = try db.first(
            """
            SELECT q.item_id FROM payee_change q JOIN payment_item i ON i.id = q.item_id
            WHERE (\(payee) IN (\(marks))) AND NOT EXISTS
            (SELECT 1 FROM payee_change_outcome o WHERE o.change_id = q.id)
            ORDER BY q.id DESC LIMIT 1
            """, column == "recipient" ? persons + persons : persons
        ) { "payment-\($0.int64(0))" }
        if let change { return change }
        // A claim that is paid off over years is no case of every day; a proposal about it is.
        return try db.first(
            """
            SELECT q.recovery_id FROM recovery_request q JOIN recovery r ON r.id = q.recovery_id
            WHERE r.\(column) IN (\(marks)) AND NOT EXISTS
            (SELECT 1 FROM recovery_request_outcome o WHERE o.request_id = q.id)
            ORDER BY q.id DESC LIMIT 1
            """, persons
        ) { "recovery-\($0.int64(0))" }
    }
}
