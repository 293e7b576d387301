// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// One call that a run has to make, taken from the queue.
///
/// (Part of `OperationCode.relayInquiry`.)
enum RelayJob: Sendable {
    /// The call began once and its end is unknown (`isRepeat`): first ask whether it arrived.
    case register(StoredOrder, InquiryMessage, isRepeat: Bool)
    case poll(StoredOrder)
    case withdraw(StoredOrder)
    case fetch(StoredOrder)
    case requestCode(CodeBook.Request)
    case pollCode(CodeBook.Request)

    /// How many calls had brought no news before.
    var attempts: Int {
        switch self {
        case .register(let order, _, _), .poll(let order), .withdraw(let order),
            .fetch(let order):
            order.attempts
        case .requestCode(let request), .pollCode(let request): request.attempts
        }
    }
}

/// What a call brought.
enum RelayOutcome: Sendable {
    case state(StoredOrder, InquiryState)
    case result(StoredOrder, InquiryResult)
    case code(CodeBook.Request, CodeState)
    case orderTrouble(StoredOrder, ServerTrouble)
    case codeTrouble(CodeBook.Request, ServerTrouble)
}

/// What a run of the relay did.
public struct RelayReport: Sendable, Hashable {
    /// Inquiries that the intermediate server took.
    public internal(set) var sent = 0
    /// Inquiries with news.
    public internal(set) var moved = 0
    public internal(set) var answered = 0
    public internal(set) var refused = 0
    public internal(set) var expired = 0
    public internal(set) var withdrawn = 0
    /// 符号 that were obtained.
    public internal(set) var codes = 0
    /// Calls that must be made again.
    public internal(set) var troubles: [String] = []
    /// Calls that were made at all.
    public internal(set) var calls = 0

    public init() {}

    public static func + (left: RelayReport, right: RelayReport) -> RelayReport {
        var sum = left
        sum.sent += right.sent
        sum.moved += right.moved
        sum.answered += right.answered
        sum.refused += right.refused
        sum.expired += right.expired
        sum.withdrawn += right.withdrawn
        sum.codes += right.codes
        sum.troubles += right.troubles
        sum.calls += right.calls
        return sum
    }
}

/// An answer that was checked and goes to System 1; nothing of it rests in System 2.
public struct VerifiedAnswer: Sendable, Hashable {
    /// One item with the title of the catalogue.
    public struct Value: Sendable, Hashable {
        public let title: String
        public let value: String
    }

    public let number: String
    public let addressee: AddresseeNumber
    public let purpose: Purpose
    public let provider: String
    public let values: [Value]
}
