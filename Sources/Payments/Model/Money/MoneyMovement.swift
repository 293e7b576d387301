// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The places where the money of a decision can be (出納の区分).
public enum MoneyAccount: String, CaseIterable, Sendable, Hashable {
    /// What decisions oblige the city to pay: the other side of everything, below zero.
    case obligation
    case scheduled
    /// Handed to the bank, no result yet.
    case transit
    case paid, returned
}

/// A movement of money; each happens at most once in the life of an item.
public enum MoneyMovement: String, CaseIterable, Sendable, Hashable {
    case scheduled, sent, paid
    /// Came back from the bank.
    case returned
    /// Came back after it was taken for paid.
    case recalled
    case rescheduled, cancelled
    /// Came back and will not be paid again.
    case writtenOff = "written-off"

    var from: MoneyAccount {
        switch self {
        case .scheduled: .obligation
        case .sent, .cancelled: .scheduled
        case .paid, .returned: .transit
        case .recalled: .paid
        case .rescheduled, .writtenOff: .returned
        }
    }

    var to: MoneyAccount {
        switch self {
        case .scheduled: .scheduled
        case .sent: .transit
        case .paid: .paid
        case .returned, .recalled: .returned
        case .rescheduled, .cancelled, .writtenOff: .obligation
        }
    }

    /// The two postings; they add up to zero.
    func postings(_ amount: Yen) -> [(account: MoneyAccount, amount: Yen)] {
        [(from, -amount), (to, amount)]
    }
}

/// What stands in each place of the money ledger.
public struct MoneyBalance: Hashable, Sendable {
    public let amounts: [MoneyAccount: Yen]

    /// Yen in a place; `obligation` is below zero.
    public subscript(account: MoneyAccount) -> Yen { amounts[account] ?? .zero }

    /// Zero, or the ledger is wrong.
    public var sum: Yen { amounts.values.reduce(.zero, +) }
}
