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
        }
        return nil
    }
}
