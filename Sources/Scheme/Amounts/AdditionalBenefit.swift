// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// How an insurer reckons its additional benefit (附加給付, 一部負担還元金).
public struct AdditionalBenefitRule: Sendable, Hashable {
    /// What stays with the patient.
    public let deduct: Int
    /// Less than this is not paid.
    public let minimum: Int
    /// Cut down to this unit.
    public let unit: Int
    /// Whether the insurer pays although a local scheme pays too.
    public let paysDespiteSubsidy: Bool

    public init(deduct: Int, minimum: Int, unit: Int, paysDespiteSubsidy: Bool = true) {
        self.deduct = deduct
        self.minimum = minimum
        self.unit = max(unit, 1)
        self.paysDespiteSubsidy = paysDespiteSubsidy
    }

    /// The benefit for a patient's share of one person, month and hospital, after 高額療養費.
    public func benefit(share: Yen) -> Yen {
        let rest = max(0, share.amount - deduct)
        guard rest >= minimum else { return .zero }
        return Yen(rest).cut(to: unit)
    }

    /// The rule as one line of a screen or a letter.
    public var wording: String {
        "\(Yen(deduct)) を控除、\(Yen(minimum)) 未満不支給、\(unit)円未満切捨て"
            + (paysDespiteSubsidy ? "" : "(公費助成があるときは不支給)")
    }
}

/// Where 附加給付 stands among the payers of a claim: beside national funds its place decides who
/// bears what.
public enum AdditionalBenefitPlace: String, Sendable, CaseIterable, Hashable {
    /// The funds pay first, and the insurer adds to what they leave.
    case afterFunds = "after-funds"
    /// The insurer adds first, as a part of the insurance, and the funds pay on what is left.
    case beforeFunds = "before-funds"

    /// The words of a step and of the list of the book.
    public var wording: String {
        switch self {
        case .afterFunds: PhraseName.afterFunds.plain
        case .beforeFunds: PhraseName.beforeFunds.plain
        }
    }
}

extension Fields {
    /// Reads one dated entry of `additional-benefits`.
    func additionalBenefit() -> AdditionalBenefitRule? {
        AdditionalBenefitRule(
            deduct: number("deduct"), minimum: number("minimum"), unit: number("unit"),
            paysDespiteSubsidy: flag("pays-despite-subsidy", otherwise: true))
    }
}
