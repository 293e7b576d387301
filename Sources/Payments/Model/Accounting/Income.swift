// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Where money comes to the city from (歳入の区分).
public enum IncomeSource: String, CaseIterable, Sendable, Hashable {
    /// Of insurers, by mandates of families.
    case highCost = "high-cost"
    /// Of other parties of accidents.
    case thirdParty = "third-party"
    /// Of families.
    case returned

    /// The word on screens.
    public var wording: String {
        switch self {
        case .highCost: "高額療養費の受領"
        case .thirdParty: "第三者行為求償"
        case .returned: "返還金"
        }
    }
}

/// Something that happened to what the city is owed. No person stands in it.
public struct IncomeFact: Hashable, Sendable {
    public enum Kind: Sendable, Hashable {
        /// 調定, below zero where less is owed than was asked for before.
        case asked
        /// 収入済: income of the city.
        case received
        /// 戻入: back to the budget that had paid it; no income.
        case restored
        /// 充当: kept back from a payment; no money came in.
        case offset
        /// 不納欠損.
        case writtenOff
        /// 戻出: an excess that left the income of its year, given back or set off.
        case refunded
        /// 過年度還付: an excess of a closed year, given back as expenditure.
        case expended
    }

    public let kind: Kind
    public let on: CivilDate
    public let amount: Yen
    /// The year of a budget that it was charged to; `nil` where its day says the year.
    var charged: FiscalYear?
}

/// A mandate, an accident or a claim of the city, as its income stands in the books.
public struct IncomeCase: Hashable, Sendable {
    public let source: IncomeSource
    /// Of the mandate, the accident or the claim.
    public let id: Int64
    /// What was asked for stands first.
    public let facts: [IncomeFact]
    /// The year that it belongs to where that is not the one of the first fact: what comes back to a
    /// budget while that is open belongs to the year that had paid.
    var origin: FiscalYear?
}

/// The figures of an account of income.
public struct IncomeFigures: Hashable, Sendable {
    /// 前年度からの繰越: what was open when the year before was closed; below zero what had come in too
    /// much.
    public internal(set) var carried: Yen = .zero
    /// 調定額.
    public internal(set) var asked: Yen = .zero
    /// 収入済額.
    public internal(set) var received: Yen = .zero
    /// 戻入.
    public internal(set) var restored: Yen = .zero
    /// 充当.
    public internal(set) var offset: Yen = .zero
    /// 不納欠損額.
    public internal(set) var writtenOff: Yen = .zero
    /// 戻出 of excesses.
    public internal(set) var refunded: Yen = .zero
    /// 過年度還付 of excesses (歳出).
    public internal(set) var expended: Yen = .zero
    /// 収入未済額, at the end of the month or of what is known of the year.
    public internal(set) var open: Yen = .zero
    /// 過誤納: what came in above what is owed, and was not given back.
    public internal(set) var excess: Yen = .zero

    /// What is owed after everything; below zero where too much came in.
    var balance: Yen {
        carried + asked - received - restored - offset - writtenOff + refunded + expended
    }

    /// Whether nothing happened.
    public var isEmpty: Bool {
        [carried, asked, received, restored, offset, writtenOff, refunded, expended]
            .allSatisfy { $0 == .zero }
    }

    mutating func add(_ fact: IncomeFact) {
        switch fact.kind {
        case .asked: asked += fact.amount
        case .received: received += fact.amount
        case .restored: restored += fact.amount
        case .offset: offset += fact.amount
        case .writtenOff: writtenOff += fact.amount
        case .refunded: refunded += fact.amount
        case .expended: expended += fact.amount
        }
    }

    static func + (left: IncomeFigures, right: IncomeFigures) -> IncomeFigures {
        IncomeFigures(
            carried: left.carried + right.carried, asked: left.asked + right.asked,
            received: left.received + right.received, restored: left.restored + right.restored,
            offset: left.offset + right.offset, writtenOff: left.writtenOff + right.writtenOff,
            refunded: left.refunded + right.refunded,
            expended: left.expended + right.expended,
            open: left.open + right.open, excess: left.excess + right.excess)
    }
}
