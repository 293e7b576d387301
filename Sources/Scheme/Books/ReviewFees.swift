// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What an examining body is paid for a claim (審査支払手数料), by the contract of the city.
public struct ReviewFees: Sendable, Hashable {
    /// One price of the contract.
    public struct Rate: Sendable, Hashable {
        public let agency: ClaimSource
        /// The kinds of data that it is for; empty is every kind.
        public let kinds: Set<ClaimDataKind>
        /// The price of one claim, in 銭 (a hundredth of a yen).
        public let sen: Int

        public init(agency: ClaimSource, kinds: Set<ClaimDataKind>, sen: Int) {
            self.agency = agency
            self.kinds = kinds
            self.sen = sen
        }

        /// What so many claims cost; what is less than a yen is left off.
        public func fee(claims: Int) -> Yen { Yen(sen * claims / 100) }

        /// 「80円」「65円40銭」.
        public var wording: String {
            sen % 100 == 0 ? "\(sen / 100)円" : "\(sen / 100)円\(sen % 100)銭"
        }
    }

    public let rates: [Rate]

    public init(rates: [Rate]) { self.rates = rates }

    /// The price of a claim; `nil` where the contract names none, or several for an unnamed kind.
    ///
    /// - Parameter kind: `nil` where the invoice does not tell kinds apart.
    public func rate(of agency: ClaimSource, for kind: ClaimDataKind?) -> Rate? {
        let its = rates.filter { $0.agency == agency }
        guard let kind else { return Set(its.map(\.sen)).count == 1 ? its.first : nil }
        return its.first { $0.kinds.contains(kind) } ?? its.first { $0.kinds.isEmpty }
    }
}

extension Fields {
    /// Reads `rates: [{agency, kinds, sen}]`.
    func reviewFees() -> ReviewFees? {
        guard let list = required("rates") else { return nil }
        let rates = list.items.compactMap { item -> ReviewFees.Rate? in
            let one = item.fields(["agency", "kinds", "sen"])
            guard let agency = one.word("agency", AgencyWord.self) else { return nil }
            let kinds = one.has("kinds") ? one.words("kinds", KindWord.self) : []
            return ReviewFees.Rate(
                agency: agency.source, kinds: Set(kinds.map(\.kind)), sen: one.number("sen"))
        }
        if rates.isEmpty { list.report(.missing, "単価を一つ以上書いてください") }
        return rates.isEmpty ? nil : ReviewFees(rates: rates)
    }
}

private enum AgencyWord: String, CaseIterable {
    case federation
    case paymentFund = "payment-fund"

    var source: ClaimSource { self == .federation ? .federation : .paymentFund }
}

private enum KindWord: String, CaseIterable {
    case medical, dental, pharmacy, grouped
    case visitingNursing = "visiting-nursing"
    case careExpense = "care-expense"

    var kind: ClaimDataKind {
        switch self {
        case .medical: .medical
        case .dental: .dental
        case .pharmacy: .pharmacy
        case .grouped: .diagnosisProcedure
        case .visitingNursing: .visitingNursing
        case .careExpense: .medicalCareExpense
        }
    }
}
