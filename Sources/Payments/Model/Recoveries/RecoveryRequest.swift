// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a claim is given up (不納欠損の事由).
public enum WriteOffBasis: String, CaseIterable, Sendable, Hashable {
    /// 消滅時効の完成: only after the last day on which the claim stands.
    case limitation
    /// 権利の放棄 (議会の議決または条例).
    case waiver
    /// 債務者の死亡・相続人なし.
    case death
    /// 破産の免責.
    case insolvency

    /// The word on screens and papers.
    public var wording: String {
        switch self {
        case .limitation: "消滅時効の完成"
        case .waiver: "権利の放棄（議決・条例）"
        case .death: "債務者の死亡（相続人なし）"
        case .insolvency: "破産の免責"
        }
    }
}

/// One part of a claim that is paid in instalments (分納).
public struct Instalment: Hashable, Sendable {
    public let number: Int
    public let dueOn: CivilDate
    public let amount: Yen

    public init(number: Int, dueOn: CivilDate, amount: Yen) {
        self.number = number
        self.dueOn = dueOn
        self.amount = amount
    }
}

/// What one officer proposes about a claim and another decides.
public enum RecoveryAct: Hashable, Sendable {
    /// 分納: the debtor signed the plan on a day.
    case plan([Instalment], signedOn: CivilDate)
    /// 充当 against a payment of the same recipient, who agreed on a day.
    case offset(item: Int64, Yen, agreedOn: CivilDate)
    /// 不納欠損 of what is outstanding.
    case writeOff(WriteOffBasis)
    /// 還付 of an excess (過誤納), by transfer or at the counter.
    case refund(of: Int64, Yen, RefundWay)
    /// 充当 of an excess to another claim of the same debtor; the day of the consent, where it has one.
    case credit(of: Int64, Yen, to: Int64, CreditBasis, agreedOn: CivilDate?)

    /// The kinds as stored.
    public enum Kind: String, CaseIterable, Sendable, Hashable {
        case plan, offset
        case writeOff = "write-off"
        /// The claim itself, where an officer registered it by hand.
        case claim
        case refund, credit

        /// The word on screens.
        public var wording: String {
            switch self {
            case .plan: "分納"
            case .offset: "充当"
            case .writeOff: "不納欠損"
            case .claim: "返還の請求"
            case .refund: "過誤納の還付"
            case .credit: "過誤納の充当"
            }
        }
    }

    public var kind: Kind {
        switch self {
        case .plan: .plan
        case .offset: .offset
        case .writeOff: .writeOff
        case .refund: .refund
        case .credit: .credit
        }
    }
}

/// A proposal about a claim, and what became of it.
public struct RecoveryRequest: Hashable, Sendable {
    public let id: Int64
    public let recovery: Int64
    public let kind: RecoveryAct.Kind
    public let amount: Yen
    /// The payment that is netted.
    public let item: Int64?
    public let basis: WriteOffBasis?
    /// The day on which the recipient signed or agreed.
    public let agreedOn: CivilDate?
    public let explanation: String
    public let proposer: String
    public let proposedAt: Instant
    /// `nil` while it waits.
    public let isApproved: Bool?
    public let decidedOn: CivilDate?
    public let approver: String?
    /// Why it was sent back.
    public let reason: String?
}
