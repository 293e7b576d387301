// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why an entitlement is to be sent.
public enum HubCause: String, Sendable, CaseIterable {
    case decision, resident, consent, withdrawal, resend

    public var wording: String {
        switch self {
        case .decision: "決定"
        case .resident: "住民異動"
        case .consent: "同意"
        case .withdrawal: "同意の撤回"
        case .resend: "再送"
        }
    }
}

/// Where an order stands.
public enum HubOrderState: String, Sendable, CaseIterable {
    case waiting
    /// No consent: nothing goes out until there is one.
    case withheld
    case sending, done
    /// The content was refused; somebody must look.
    case refused
    /// Nothing of it was ever sent and nothing need be.
    case notNeeded = "not-needed"

    public var wording: String {
        switch self {
        case .waiting: "送信待ち"
        case .withheld: "同意待ち"
        case .sending: "送信中"
        case .done: "登録済"
        case .refused: "誤り"
        case .notNeeded: "送信不要"
        }
    }
}

/// The queue at a glance.
public struct HubOverview: Hashable, Sendable {
    public let counts: [HubOrderState: Int]
    /// Waiting ones that were tried and failed.
    public let retrying: Int
    /// When the oldest waiting one was queued.
    public let oldestWaiting: Instant?
    public let lastSuccess: Instant?
    public let lastFailure: Instant?

    public func count(_ state: HubOrderState) -> Int { counts[state] ?? 0 }
}

/// One order with its newest answer: a line of the queue or of the error list.
public struct HubLine: Hashable, Sendable {
    public let order: Int64
    public let cause: HubCause
    public let state: HubOrderState
    public let child: AddresseeNumber
    public let recipientNumber: String
    public let queuedAt: Instant
    public let attempts: Int
    /// When it is tried (again).
    public let dueAt: Instant
    public let answeredAt: Instant?
    public let status: Int?
    /// Item of the published API, where the content was refused, and the rule that it breaks.
    public let field: String?
    public let rule: String?
}

/// One line of the response log (応答の記録).
public struct HubLogLine: Hashable, Sendable {
    public let at: Instant
    public let order: Int64
    public let child: AddresseeNumber
    public let outcome: String
    public let request: Int64?
    public let status: Int?
    public let field: String?
    public let rule: String?
}

/// What a run of the queue did.
public struct HubRunReport: Hashable, Sendable {
    public internal(set) var isOff = false
    /// Orders that were new in the queue.
    public internal(set) var queued = 0
    public internal(set) var accepted = 0
    public internal(set) var refused = 0
    public internal(set) var failed = 0
    /// Orders that wait for a consent.
    public internal(set) var withheld = 0
    public internal(set) var notNeeded = 0

    public init() {}
}
