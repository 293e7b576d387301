// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Scheme
public import Vocabulary

/// What a prefecture's rule says of one claim that the city has paid (県補助).
public struct SubsidyAnswer: Hashable, Sendable {
    /// Why a claim counts or does not.
    public enum Reason: Hashable, Sendable {
        case eligible
        /// Not of the age that the prefecture covers.
        case age
        /// Nothing is left after what the prefecture takes off.
        case nothingLeft
        /// The rule lacks a value; the name of it.
        case held(String)

        public var wording: String {
            switch self {
            case .eligible: "対象"
            case .age: "対象の年齢でない"
            case .nothingLeft: "控除の後に残りがない"
            case .held(let missing): "計算できない（\(missing)）"
            }
        }
    }

    public let reason: Reason
    /// 補助対象額: never more than what the city paid.
    public let eligible: Yen
}

/// The prefecture's book applied to the claims of a city.
public struct SubsidyRule: Sendable {
    public let book: SchemeBook
    /// The month by which the share is asked.
    let month: YearMonth

    public init(book: SchemeBook, month: YearMonth) {
        self.book = book
        self.month = month
    }

    /// The part that the prefecture pays; `nil` where the book does not know it.
    public var share: (share: SubsidyShare, entry: DatedValue<SubsidyShare>)? {
        guard case .found(let share, let entry) = book.subsidy.share.on(month.lastDay) else {
            return nil
        }
        return (share, entry)
    }

    /// Whether the prefecture asks the income of the household, in words.
    public var income: String {
        switch book.subsidy.income.on(month.lastDay) {
        case .found(let income, let entry):
            income.wording + (entry.isConfirmed ? "" : "（未確認）")
                + (income == .limited ? "。この計算は所得制限を見ないため、全員を対象として計算しています。" : "")
        case .unset: "所得制限の有無は未設定。全員を対象として計算しています。"
        case .none: "所得制限の定めなし"
        }
    }

    /// The answers for claims, in their order.
    func answers(_ claims: [SubsidyClaim]) -> [SubsidyAnswer] {
        var rows = ClaimRows(book: book)
        rows.reserveCapacity(claims.count)
        for claim in claims { rows.append(claim.facts) }
        let computed = BatchCompute(rows, book: book)
        return claims.indices.map { index in
            answer(
                claims[index],
                computed.isHeld(index)
                    ? .failure(Missing(computed.computation(index).hold ?? ""))
                    : .success(computed.payable(index)))
        }
    }

    struct Missing: Error {
        let name: String
        init(_ name: String) { self.name = name }
    }

    private func answer(
        _ claim: SubsidyClaim, _ amount: Result<Yen, Missing>
    ) -> SubsidyAnswer {
        let age = book.coversAge(
            born: claim.born, setting: claim.setting, in: claim.facts.treatmentMonth)
        guard let age else {
            return SubsidyAnswer(reason: .held("年齢の決まり"), eligible: .zero)
        }
        guard age.isCovered else { return SubsidyAnswer(reason: .age, eligible: .zero) }
        switch amount {
        case .failure(let missing):
            return SubsidyAnswer(reason: .held(missing.name), eligible: .zero)
        case .success(let yen):
            let eligible = min(max(yen, .zero), claim.paid)
            return SubsidyAnswer(
                reason: eligible > .zero ? .eligible : .nothingLeft, eligible: eligible)
        }
    }
}

/// A claim as the prefecture's rule sees it: the same facts, and what the city paid.
struct SubsidyClaim {
    let id: Int64
    let route: BenefitRoute
    /// 請求年月.
    let billed: YearMonth
    let child: AddresseeNumber
    /// Whom the claim names: of a reimbursement the applicant.
    let recipient: AddresseeNumber
    /// The recipient of the entitlement, by whom it was decided.
    let entitled: AddresseeNumber
    let born: CivilDate
    let setting: CareSetting
    let institution: String
    var facts: ClaimFacts
    /// What the city decided to pay, without what an objection took back in part.
    let paid: Yen
    /// Whose data stand behind the household of `facts`; empty where the rule asks nothing about it.
    var family: Set<AddresseeNumber> = []

    /// Whose household a co-payment may ask about, as the claim itself was asked.
    var question: ClaimHouseholds.Question {
        ClaimHouseholds.Question(child: child, recipient: entitled, month: facts.treatmentMonth)
    }
}
