// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 高額療養費の代理受領: with the family's mandate the city asks the insurer for the high-cost benefit
/// of a month, or the refund above the yearly cap, that the city has paid for, and receives it.
public struct ProxyReceipt: Hashable, Sendable {
    /// Where it stands; a fold over its events.
    public enum State: String, Sendable, CaseIterable, Hashable {
        case mandated, requested, decided, refused, received, closed

        /// The word on screens.
        public var wording: String {
            switch self {
            case .mandated: "委任状受付"
            case .requested: "請求済"
            case .decided: "支給決定"
            case .refused: "不支給"
            case .received: "入金済"
            case .closed: "終了"
            }
        }
    }

    /// Something that happened.
    public struct Event: Hashable, Sendable {
        public enum Kind: String, Sendable, CaseIterable, Hashable {
            case requested, decided, refused, received, closed

            public var wording: String {
                switch self {
                case .requested: "保険者へ請求"
                case .decided: "保険者の支給決定"
                case .refused: "保険者の不支給決定"
                case .received: "入金"
                case .closed: "終了"
                }
            }
        }

        public let kind: Kind
        public let on: CivilDate
        public let amount: Yen
        /// 文書番号 of the letter.
        public let reference: String?
        public let note: String
        public let officer: String
        /// Zero before it is written down.
        public internal(set) var id: Int64 = 0
        /// Of a receipt: it was recorded wrongly and counts no more.
        public internal(set) var reversal: ReceiptReversal?
    }

    /// A child of the mandate, and what of the benefit falls to it.
    public struct Part: Hashable, Sendable {
        public let child: AddresseeNumber
        public let amount: Yen
    }

    public let id: Int64
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    /// A month of treatment, or a year of the yearly cap.
    public let period: ProxyPeriod
    /// 保険者番号.
    public let insurer: String
    public let mandateOn: CivilDate
    public let estimate: HighCostEstimate.Sum
    public let band: String
    public let isMultiple: Bool
    public let officer: String
    /// The paper that shows the lowest pay of the band, where the cap of the lowest pay was taken
    /// (年間上限).
    public let lowPayPaper: String?
    /// What falls to each child of the family that the mandate covers.
    public internal(set) var parts: [Part] = []
    public internal(set) var events: [Event] = []
    public internal(set) var claimsBack: [ClaimBack] = []

    /// The month; of a year its first.
    public var month: YearMonth { period.first }

    public var state: State {
        let kinds = Set(events.map(\.kind))
        if kinds.contains(.closed) { return .closed }
        if decided == .zero { return .refused }
        if received > .zero, outstanding == .zero { return .received }
        if decided != nil { return .decided }
        return kinds.contains(.requested) ? .requested : .mandated
    }

    /// What the insurer has decided to pay; `nil` while it has not.
    public var decided: Yen? {
        events.last { $0.kind == .decided || $0.kind == .refused }.map {
            $0.kind == .decided ? $0.amount : .zero
        }
    }
    /// By how much the insurer's decision differs from what was expected; `nil` while it has not
    /// decided.
    public var difference: Yen? { decided.map { $0 - estimate.benefit } }
    public var received: Yen {
        events.filter { $0.kind == .received && $0.reversal == nil }.reduce(.zero) {
            $0 + $1.amount
        }
    }
    /// What is expected to come in still: what the family gives back is not received twice.
    public var outstanding: Yen { max(.zero, owed - received) }
    /// What the insurer owes by its newest decision, or as is expected before it, less what the family
    /// gives back instead.
    private var owed: Yen { owed(by: decided ?? estimate.benefit, givenBack: claimedBack) }
    /// What the insurer owes by a decision, when the family gives something back instead.
    private func owed(by decision: Yen, givenBack: Yen) -> Yen {
        min(decision, max(estimate.benefit, decision) - givenBack)
    }
    /// 調定額: what the insurer owes by its newest decision; `nil` while it has not decided. What the
    /// family is to give back is taken off once it is decided. Once the mandate has ended nothing is
    /// open, except what was recorded wrongly.
    public var assessed: Yen? {
        guard let decided else { return nil }
        let owed = max(.zero, owed(by: decided, givenBack: claimsBack.givenBack))
        return state == .closed && !isPutRight ? min(owed, received) : owed
    }
    /// Whether money may come in although it has ended: what was recorded wrongly is recorded anew.
    public var isPutRight: Bool {
        outstanding > .zero && events.contains { $0.reversal != nil }
    }
    /// What the insurer has paid to the city, or is to pay: nothing more once the mandate has ended, except
    /// what was recorded wrongly and is recorded anew.
    public var fromInsurer: Yen {
        state == .closed && !isPutRight ? received : received + outstanding
    }
    /// What the family may be asked to give back yet, less all proposals that were not sent back.
    public var leftToGiveBack: Yen { estimate.benefit - received - claimedBack }
    /// Everybody whom the mandate is about.
    public var people: [AddresseeNumber] { ([child, recipient] + parts.map(\.child)).once() }
    public var claimedBack: Yen {
        claimsBack.reduce(.zero) { $0 + $1.counted }
    }
}
