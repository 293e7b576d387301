// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A refund or a set-off of an excess, from its proposal to the last attempt to pay it.
public struct Refund: Hashable, Sendable {
    /// Where it stands.
    public enum State: String, CaseIterable, Sendable, Hashable {
        case proposed
        case sentBack = "sent-back"
        /// Decided; nothing has left yet.
        case approved
        /// In a file for the bank, its result awaited.
        case sent
        case returned, paid, credited
        /// Decided and given up before it was paid; the excess is free again.
        case cancelled

        /// The word on screens.
        public var wording: String {
            switch self {
            case .proposed: "決裁待ち"
            case .sentBack: "差戻し"
            case .approved: "支払待ち"
            case .sent: "振込中"
            case .returned: "振込不能"
            case .paid: "還付済"
            case .credited: "充当済"
            case .cancelled: "取消し"
            }
        }
    }

    /// One attempt to pay it.
    public struct Payout: Hashable, Sendable {
        public let id: Int64
        public let attempt: Int
        public let way: RefundWay
        public let paidOn: CivilDate
        public let charge: RefundCharge
        public let file: Int64?
        /// Its place in the file.
        public let sequence: Int?
        /// The last word about it; `nil` while the bank's is awaited.
        public let outcome: Outcome?
    }

    /// What became of a transfer.
    public struct Outcome: Hashable, Sendable {
        public let isReturned: Bool
        public let on: CivilDate
        public let reason: ReturnReason?
    }

    /// The request that proposed it.
    public let request: Int64
    public let recovery: Int64
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    public let overpayment: Int64
    public let amount: Yen
    public let way: RefundWay
    /// The claim that it is set off against.
    public let target: Int64?
    public let basis: CreditBasis?
    public let explanation: String
    public let proposer: String
    public let approver: String?
    public let isApproved: Bool?
    public let decidedOn: CivilDate?
    /// The newest look at who stands at the counter, and who looked; one from before the last attempt
    /// counts no more.
    public let identification: CashIdentification?
    public let identifiedBy: String?
    let identificationID: Int64?
    /// Why the decision was given up, and who has said it.
    public let cancellation: RecoveryReceipt.Reversal?
    /// The newest attempt.
    public let payout: Payout?

    public var state: State {
        guard let isApproved else { return .proposed }
        guard isApproved else { return .sentBack }
        guard cancellation == nil else { return .cancelled }
        guard let payout else { return .approved }
        switch payout.way {
        case .credit: return .credited
        case .counter: return .paid
        case .transfer:
            return payout.outcome.map { $0.isReturned ? .returned : .paid } ?? .sent
        }
    }

    /// Whether the bank has had it, and may still send it back.
    public var isAtBank: Bool {
        payout?.way == .transfer && (state == .sent || state == .paid)
    }
    /// Whether money still has to leave the house for it.
    public var waitsForPayment: Bool { state == .approved || state == .returned }
    /// Whether it is the bank file that it waits for.
    var waitsForTransfer: Bool { waitsForPayment && way == .transfer }
}
