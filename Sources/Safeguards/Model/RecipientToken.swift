// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The right to print one person's address on one letter to that person.
public struct RecipientToken: Hashable, Sendable {
    public let recipient: AddresseeNumber
    /// The number of the letter.
    public let letter: String
    /// True when two persons have released the letter to a protected person.
    public let isReleased: Bool

    /// A token for an ordinary letter.
    public init(recipient: AddresseeNumber, letter: String) {
        self.recipient = recipient
        self.letter = letter
        isReleased = false
    }

    /// A token for a letter to a protected person, released by two persons.
    /// - Throws: `SafeguardRefusal.sameOfficer`.
    public init(
        recipient: AddresseeNumber, letter: String, releasedBy first: String,
        and second: String
    ) throws(SafeguardRefusal) {
        try FourEyes.check(proposer: first, approver: second)
        self.recipient = recipient
        self.letter = letter
        isReleased = true
    }
}
