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

/// What the family was asked for of one claim in kind, by one or several claims of the city.
public struct AskedInKind: Hashable, Sendable {
    /// Yen that the city claims or has got; of a claim that was withdrawn only what came in.
    public private(set) var amount: Yen = .zero
    /// Yen that the family has given back.
    public private(set) var given: Yen = .zero
    /// A claim of the city waits for a second officer or for money.
    public private(set) var isOpen = false
    /// A claim of the city was not withdrawn.
    public private(set) var stands = false

    init() {}

    mutating func add(_ recovery: Recovery) {
        amount += recovery.counted
        given += recovery.settled
        guard !recovery.isWithdrawn else { return }
        stands = true
        isOpen = isOpen || recovery.isProposed || recovery.outstanding > .zero
    }
}

/// Money that came in for a claim.
public struct RecoveryReceipt: Hashable, Sendable {
    /// Why it counts no more (納付の取消し), and who has said it.
    public struct Reversal: Hashable, Sendable {
        public let reason: String
        public let officer: String
    }

    public let id: Int64
    public let on: CivilDate
    public let amount: Yen
    public let officer: String
    public let reversal: Reversal?
    /// The slip that it was paid by (納付書・領収済通知書の番号), where one is named.
    public let slip: String?
    /// The city set an excess off by its own notice: the debtor has paid nothing, and acknowledged nothing.
    let isByNotice: Bool
}

/// Money that a recipient has to give back (返還).
public struct Recovery: Hashable, Sendable {
    /// Where a claim stands; a fold over what came in.
    public enum State: String, Sendable, CaseIterable {
        /// Registered by hand, and not decided about by another officer.
        case proposed
        case open, partly, settled, withdrawn
        case writtenOff = "written-off"

        /// The word on screens.
        public var wording: String {
            switch self {
            case .proposed: "決裁待ち"
            case .open: "未納"
            case .partly: "一部納付"
            case .settled: "完納"
            case .withdrawn: "取下げ"
            case .writtenOff: "不納欠損"
            }
        }
    }

    public let id: Int64
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    /// The payment that was too much, where it is one.
    public let item: Int64?
    /// The claim in kind (レセプト) that the city paid for, where it is one.
    public let inKind: Int64?
    public let amount: Yen
    /// Money that came in.
    public let received: Yen
    /// What later payments were netted with (充当).
    public let offset: Yen
    /// 不納欠損.
    public let writtenOff: Yen
    public let reason: RecoveryReason
    public let explanation: String
    public let claimedOn: CivilDate
    public let dueOn: CivilDate?
    public let isWithdrawn: Bool
    /// It waits for a second officer: nothing is asked for, and nothing comes in.
    public let isProposed: Bool
    /// Who claimed it.
    public let officer: String

    /// What came in, as money or by netting.
    public var settled: Yen { received + offset }
    /// What the family is asked for or has given: of a claim that was withdrawn only what came in.
    public var counted: Yen { isWithdrawn ? settled : amount }
    public var outstanding: Yen {
        isWithdrawn || isProposed ? .zero : amount - settled - writtenOff
    }

    public var state: State {
        if isWithdrawn { return .withdrawn }
        if isProposed { return .proposed }
        if outstanding <= .zero { return writtenOff > .zero ? .writtenOff : .settled }
        return settled > .zero ? .partly : .open
    }
}
