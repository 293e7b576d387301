// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Whom a number on a paper belongs to.
public enum FindChildren {
    /// The children that a recipient number was given to.
    public static func recipientNumber(
        _ number: String, from db: any Connection
    ) throws -> [AddresseeNumber] {
        try db.rows(
            "SELECT child FROM recipient_number_assignment WHERE recipient_number = ? ORDER BY id",
            [number]
        ) { $0.addressee(0) }
    }

    /// The children that decisions ever named several persons as recipient of, by recipient.
    public static func ofRecipients(
        _ recipients: some Sequence<AddresseeNumber>, from db: any Connection
    ) throws -> [AddresseeNumber: Set<AddresseeNumber>] {
        var found: [AddresseeNumber: Set<AddresseeNumber>] = [:]
        try Among.forEach(
            "SELECT DISTINCT recipient, child FROM entitlement_history WHERE {among}",
            column: "recipient", keys: Array(recipients), in: db
        ) { found[$0.addressee(0), default: []].insert($0.addressee(1)) }
        return found
    }

    /// The children whose newest decision names a person as recipient, among all they ever had.
    public static func recipient(
        _ recipient: AddresseeNumber, from db: any Connection
    ) throws -> [AddresseeNumber] {
        try HistoryBook.children(ofRecipients: [recipient], from: db).sorted()
    }
}
