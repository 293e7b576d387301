// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One benefit of a child in the one ledger of both channels (給付台帳).
public struct LedgerEntry: Hashable, Sendable {
    /// Where it stands.
    public enum Source: Hashable, Sendable, Comparable {
        /// What the system used before has paid (移行), by its own key.
        case prior(String)
        case claim(Int64)
        case reimbursement(Int64)

        /// 現物給付 or 償還払い.
        public var wording: String {
            switch self {
            case .prior: "旧システム"
            case .claim: "現物給付"
            case .reimbursement: "償還払い"
            }
        }

        /// What came before this system first, then claims, then reimbursements, each by key.
        public static func < (left: Source, right: Source) -> Bool {
            switch (left, right) {
            case (.prior(let left), .prior(let right)): left < right
            case (.claim(let left), .claim(let right)): left < right
            case (.reimbursement(let left), .reimbursement(let right)): left < right
            case (.prior, _), (.claim, .reimbursement): true
            case (_, .prior), (.reimbursement, .claim): false
            }
        }
    }

    public let source: Source
    public let child: AddresseeNumber
    public let month: YearMonth
    /// Ten digits.
    public let institution: String
    public let institutionName: String
    public let setting: CareSetting
    /// 医科, 歯科, 調剤 …
    public let kind: String
    public let points: Int?
    public let totalCost: Yen
    /// What was paid at the window; nothing of a claim in kind.
    public let paidAtCounter: Yen?
    /// 一部負担金 as the claim says it; of a receipt it follows from cost and share.
    public let burden: Yen?
    public let burdenTenths: Int
    public let highCost: Yen
    public let otherFunds: Yen
    /// 公費負担額; `nil` while it is not decided.
    public let payable: Yen?
    public let state: String
    /// Billed in, or applied for on.
    public let day: CivilDate

    var treatment: TreatmentKey {
        TreatmentKey(child: child, institution: institution, month: month, setting: setting)
    }
}
