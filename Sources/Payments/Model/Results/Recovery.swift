// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why money is claimed back (返還の理由).
public enum RecoveryReason: String, CaseIterable, Sendable, Hashable {
    case lapsed, double
    case highCost = "high-cost"
    case thirdParty = "third-party"
    case wrong, other

    /// The word on screens and letters.
    public var wording: String {
        switch self {
        case .lapsed: "資格消滅後の診療"
        case .double: "二重の支給"
        case .highCost: "高額療養費・附加給付の支給"
        case .thirdParty: "第三者行為・災害共済給付"
        case .wrong: "支給額の誤り"
        case .other: "その他"
        }
    }
}

/// Money that a recipient has to give back (返還).
public struct Recovery: Hashable, Sendable {
    /// Where a claim stands; a fold over what came in.
    public enum State: String, Sendable, CaseIterable {
        case open, partly, settled, withdrawn

        /// The word on screens.
        public var wording: String {
            switch self {
            case .open: "未納"
            case .partly: "一部納付"
            case .settled: "完納"
            case .withdrawn: "取下げ"
            }
        }
    }

    public let id: Int64
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    /// The payment that was too much, where it is one.
    public let item: Int64?
    public let amount: Yen
    public let received: Yen
    public let reason: RecoveryReason
    public let explanation: String
    public let claimedOn: CivilDate
    public let dueOn: CivilDate?
    public let isWithdrawn: Bool
    /// Who claimed it.
    public let officer: String

    public var outstanding: Yen { isWithdrawn ? .zero : amount - received }

    public var state: State {
        if isWithdrawn { return .withdrawn }
        if received >= amount { return .settled }
        return received > .zero ? .partly : .open
    }
}
