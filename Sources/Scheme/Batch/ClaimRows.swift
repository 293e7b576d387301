// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Many claims as plain numbers, their funds in one array behind them.
public struct ClaimRows: Sendable {
    private(set) var months: [MonthLaw] = []
    private(set) var month: [Int32] = []
    private(set) var claims: [ClaimNumbers] = []
    private(set) var fundEnd: [Int] = []
    private(set) var funds: [FundNumbers] = []
    private var places: [YearMonth: Int32] = [:]
    private let book: SchemeBook

    /// Rows for one book; the law of each month is looked up once.
    public init(book: SchemeBook) { self.book = book }

    /// How many claims there are.
    public var count: Int { claims.count }

    /// Adds a claim.
    public mutating func append(_ facts: ClaimFacts) {
        let place: Int32
        if let known = places[facts.treatmentMonth] {
            place = known
        } else {
            place = Int32(months.count)
            months.append(MonthLaw(book, month: facts.treatmentMonth))
            places[facts.treatmentMonth] = place
        }
        let law = months[Int(place)]
        month.append(place)
        claims.append(ClaimNumbers(facts, table: law.highCost))
        if !facts.otherFunds.isEmpty {
            funds += FundNumbers.inOrder(facts.otherFunds.map(FundNumbers.init), law.funds)
        }
        fundEnd.append(funds.count)
    }
}
