// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// How the benefit reaches the family.
public enum BenefitRoute: String, Sendable, CaseIterable, Hashable {
    /// 現物給付: nothing is paid at the window.
    case inKind
    /// 償還払い: paid first, applied for afterwards.
    case reimbursement
}

/// The answer of `compute`: the amounts of one claim and every step to them.
///
/// Unless `hold` is set, `payable` = `burden` − `highCost` − `otherFunds` − `additionalBenefit`
/// − `copayment` + `meals`, and no more than what was paid at the window of a reimbursement.
public struct Computation: Sendable, Hashable {
    public let steps: [Step]
    /// 総医療費 (10割).
    public let totalCost: Yen
    /// 保険給付.
    public let insurance: Yen
    /// 一部負担金 of the claim, to the yen.
    public let burden: Yen
    /// `burden` as a window collects it, rounded to 10 yen.
    public let atCounter: Yen
    public let highCost: Yen
    public let additionalBenefit: Yen
    /// What national public funds pay of the medical part.
    public let otherFunds: Yen
    /// What the scheme leaves to the patient.
    public let copayment: Yen
    /// Standard burden for meals that is the patient's, after a fund's share.
    public let mealsBurden: Yen
    /// The part of it that the scheme pays.
    public let meals: Yen
    /// 公費負担額: what the scheme pays. Provisional while `hold` is set; never negative.
    public let payable: Yen
    /// `nil` where the book cannot say; `hold` then names what is missing.
    public let route: BenefitRoute?
    /// Why the claim may not be paid yet: the name of each missing value; `nil` when complete.
    public let hold: String?
    /// Paths of the values used that no officer has signed yet.
    public let unconfirmed: [String]
    /// Digest of the text that was applied.
    public let book: String
}
