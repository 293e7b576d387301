// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 審査支払機関の請求書: what an examining body asks of the city for a month of billing.
public struct AgencyInvoice: Hashable, Sendable {
    /// 概算 and 精算, or one invoice for the whole.
    public enum Kind: String, Sendable, CaseIterable {
        case regular, estimate, final

        public var wording: String {
            switch self {
            case .regular: "通常"
            case .estimate: "概算"
            case .final: "精算"
            }
        }
    }

    /// What a line of an invoice is for.
    public enum Item: String, Sendable, CaseIterable {
        /// 給付費, by month of treatment and kind of data.
        case benefit
        /// 審査支払手数料: so many claims at a price.
        case fee
        /// 過誤・再審査の相殺, below zero.
        case offset
        /// 概算で支払済みの額, below zero; only of a 精算.
        case advance

        public var wording: String {
            switch self {
            case .benefit: "給付費"
            case .fee: "審査支払手数料"
            case .offset: "過誤・再審査の相殺"
            case .advance: "概算の既払額"
            }
        }
    }

    /// One line.
    public struct Line: Hashable, Sendable {
        public let item: Item
        public let treatmentMonth: YearMonth?
        public let dataKind: ClaimDataKind?
        public let claims: Int
        public let unitPrice: Yen?
        public let amount: Yen

        public init(
            item: Item, treatmentMonth: YearMonth?, dataKind: ClaimDataKind?, claims: Int,
            unitPrice: Yen?, amount: Yen
        ) {
            self.item = item
            self.treatmentMonth = treatmentMonth
            self.dataKind = dataKind
            self.claims = claims
            self.unitPrice = unitPrice
            self.amount = amount
        }
    }

    /// 国保連 or 支払基金.
    public let agency: ClaimSource
    public let number: String
    public let kind: Kind
    public let billingMonth: YearMonth
    public let invoicedOn: CivilDate
    public let dueOn: CivilDate
    /// As stated.
    public let total: Yen
    public let lines: [Line]

    public init(
        agency: ClaimSource, number: String, kind: Kind, billingMonth: YearMonth,
        invoicedOn: CivilDate, dueOn: CivilDate, total: Yen, lines: [Line]
    ) {
        self.agency = agency
        self.number = number
        self.kind = kind
        self.billingMonth = billingMonth
        self.invoicedOn = invoicedOn
        self.dueOn = dueOn
        self.total = total
        self.lines = lines
    }

    /// The sum of the lines.
    public var sum: Yen { lines.reduce(.zero) { $0 + $1.amount } }

    /// What the body owes the city where it takes back more than it asks for; zero of any other.
    public var credit: Yen { max(.zero, -total) }
}

/// How an accepted invoice below zero is settled.
public struct InvoiceCredit: Hashable, Sendable {
    /// The two ways.
    public enum Way: String, Sendable, CaseIterable {
        case carried, repaid

        public var wording: String {
            switch self {
            case .carried: "次の請求書から差し引く（繰越）"
            case .repaid: "審査支払機関が市に返す（入金）"
            }
        }
    }

    public let way: Way
    /// The day on which the money came; `nil` while it is awaited, or carried.
    public let receivedOn: CivilDate?
    /// Why it was changed to this; `nil` where it never was.
    public let reason: String?
}

/// What became of an invoice (検収).
public struct InvoiceOutcome: Hashable, Sendable {
    public let isAccepted: Bool
    public let decidedOn: CivilDate
    public let differences: Int
    public let reason: String?
    public let officer: String
}
