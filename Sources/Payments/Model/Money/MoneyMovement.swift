// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The places where the money of a decision or of a claim can be (出納の区分).
public enum MoneyAccount: String, CaseIterable, Sendable, Hashable {
    /// What decisions oblige the city to pay: the other side of everything, below zero.
    case obligation
    case scheduled
    /// Handed to the bank, no result yet.
    case transit
    case paid, returned
    /// What a payment owed and a claim took (充当), seen from the payment.
    case netted
    /// What recipients are obliged to give back: the other side of claims, below zero.
    case reclaimable
    /// 調定済み・未収.
    case claimed
    /// Came in as money (収納).
    case recovered
    /// What a claim got from a payment (充当), seen from the claim.
    case setOff = "set-off"
    /// 不納欠損.
    case lost
    /// Who has paid too much: the other side of the excess, below zero.
    case payer
    /// 過誤納 that the city keeps for the payer.
    case excess
    /// An excess that was handed to the bank.
    case refunding
    case refunded
    /// An excess that was set off against another claim (充当), seen from the excess.
    case credited

    /// The word on screens.
    public var wording: String {
        switch self {
        case .obligation: "支給決定（相手方）"
        case .scheduled: "支給予定"
        case .transit: "振込中・窓口"
        case .paid: "支払済"
        case .returned: "振込不能"
        case .netted: "充当による支払"
        case .reclaimable: "返還の決定（相手方）"
        case .claimed: "返還の未収"
        case .recovered: "返還の収納"
        case .setOff: "充当による収納"
        case .lost: "不納欠損"
        case .payer: "過誤納の納付者（相手方）"
        case .excess: "過誤納（未還付）"
        case .refunding: "過誤納の還付中"
        case .refunded: "過誤納の還付済"
        case .credited: "過誤納の充当"
        }
    }
}

/// A movement of a claim (返還); the postings of each add up to zero.
enum FundMovement: String, CaseIterable, Sendable {
    case claimed, received, offset
    case writtenOff = "written-off"
    case withdrawn
    /// 過誤納.
    case overpaid
    case refundSent = "refund-sent"
    case refundPaid = "refund-paid"
    case refundReturned = "refund-returned"
    case credited

    func postings(_ amount: Yen) -> [(account: MoneyAccount, amount: Yen)] {
        switch self {
        case .claimed: [(.reclaimable, -amount), (.claimed, amount)]
        case .received: [(.claimed, -amount), (.recovered, amount)]
        case .offset:
            [
                (.obligation, -amount), (.netted, amount), (.claimed, -amount), (.setOff, amount),
            ]
        case .writtenOff: [(.claimed, -amount), (.lost, amount)]
        case .withdrawn: [(.claimed, -amount), (.reclaimable, amount)]
        case .overpaid: [(.payer, -amount), (.excess, amount)]
        case .refundSent: [(.excess, -amount), (.refunding, amount)]
        case .refundPaid: [(.refunding, -amount), (.refunded, amount)]
        case .refundReturned: [(.refunding, -amount), (.excess, amount)]
        case .credited: [(.excess, -amount), (.credited, amount)]
        }
    }

    /// A receipt taken back: it is outstanding again; of a claim that was withdrawn nobody owes it.
    static func reversal(
        _ amount: Yen, isWithdrawn: Bool
    ) -> [(account: MoneyAccount, amount: Yen)] {
        [(isWithdrawn ? .reclaimable : .claimed, amount), (.recovered, -amount)]
    }
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
