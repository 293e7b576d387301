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

    /// Makes room for so many claims, so that adding them copies none.
    public mutating func reserveCapacity(_ count: Int) {
        month.reserveCapacity(count)
        claims.reserveCapacity(count)
        fundEnd.reserveCapacity(count)
    }

    /// Adds a claim.
    public mutating func append(_ facts: ClaimFacts) {
        let place = place(of: facts.treatmentMonth)
        let law = months[Int(place)]
        month.append(place)
        claims.append(ClaimNumbers.of(facts, law: law))
        if !facts.otherFunds.isEmpty {
            funds += FundNumbers.inOrder(facts.otherFunds.map(FundNumbers.init), law.funds)
        }
        fundEnd.append(funds.count)
    }

    /// Says what came before a claim; nothing where its month does not ask.
    mutating func count(_ soFar: MonthSoFar, row: Int) {
        if months[Int(month[row])].asksSoFar { claims[row].soFar = soFar }
    }

    /// Claims of one month mostly stand together, so the month of the last one is looked at first.
    private mutating func place(of asked: YearMonth) -> Int32 {
        if let last = month.last, months[Int(last)].month == asked { return last }
        if let known = places[asked] { return known }
        let place = Int32(months.count)
        months.append(MonthLaw(book, month: asked))
        places[asked] = place
        return place
    }
}
