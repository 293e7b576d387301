// SPDX-License-Identifier: Apache-2.0

/// Where a payment item stands.
public enum PaymentItemStatus: String, CaseIterable, Sendable, Hashable {
    case scheduled, held
    /// In a run that is proposed or approved.
    case extracted
    /// In a file that was written for the bank.
    case sent
    case paid, returned
    /// Came back, was netted in part or goes to another payee, and is paid by another item.
    case rescheduled
    case cancelled

    /// The word on screens.
    public var wording: String {
        switch self {
        case .scheduled: "支給予定"
        case .held: "保留"
        case .extracted: "支払処理中"
        case .sent: "振込中"
        case .paid: "支払済"
        case .returned: "振込不能"
        case .rescheduled: "再振込へ"
        case .cancelled: "取消"
        }
    }
}

extension PaymentItemStatus {
    /// Whether its money has not left the office yet, and may still be stopped.
    var waitsForBank: Bool {
        switch self {
        case .scheduled, .held, .extracted, .returned: true
        case .sent, .paid, .rescheduled, .cancelled: false
        }
    }
}

/// What happens to a payment item.
public enum PaymentItemEvent: String, CaseIterable, Sendable, Hashable {
    case scheduled, held, released, extracted
    case sentBack = "sent-back"
    case sent, paid, returned, rescheduled, cancelled

    /// The states in which it may happen; empty for the first event.
    public var from: Set<PaymentItemStatus> {
        switch self {
        case .scheduled: []
        case .held, .extracted: [.scheduled]
        case .released: [.held]
        case .sentBack, .sent: [.extracted]
        case .paid: [.sent]
        // A bank may send money back after the office has taken it for paid (組戻).
        case .returned: [.sent, .paid]
        // What is left after netting, or goes to another payee, is paid by a new item.
        case .rescheduled: [.scheduled, .held, .returned]
        case .cancelled: [.scheduled, .held, .returned]
        }
    }

    /// The state it leads to.
    public var to: PaymentItemStatus {
        switch self {
        case .scheduled, .released, .sentBack: .scheduled
        case .held: .held
        case .extracted: .extracted
        case .sent: .sent
        case .paid: .paid
        case .returned: .returned
        case .rescheduled: .rescheduled
        case .cancelled: .cancelled
        }
    }

    /// The word in the history of an item.
    public var wording: String {
        switch self {
        case .scheduled: "支給予定に登録"
        case .held: "保留"
        case .released: "保留の解除"
        case .extracted: "支払処理に抽出"
        case .sentBack: "差戻し"
        case .sent: "振込データを作成"
        case .paid: "支払済"
        case .returned: "振込不能"
        case .rescheduled: "再振込の予定へ"
        case .cancelled: "取消"
        }
    }

    /// The state after events in their order; `nil` where one of them may not happen.
    public static func state(after events: [PaymentItemEvent]) -> PaymentItemStatus? {
        var state: PaymentItemStatus?
        for event in events {
            if let state {
                guard event.from.contains(state) else { return nil }
            } else if !event.from.isEmpty {
                return nil
            }
            state = event.to
        }
        return state
    }
}
