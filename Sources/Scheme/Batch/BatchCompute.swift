// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Computes many claims at once: the same amounts as `compute`, without the steps.
public struct BatchCompute: Sendable {
    private var sums: [Settlement] = []
    private var rows: ClaimRows
    private let book: SchemeBook

    /// Settles every row.
    public init(_ rows: ClaimRows, book: SchemeBook) {
        self.rows = rows
        self.book = book
        guard let month = rows.months.first, let claim = rows.claims.first else { return }
        sums.reserveCapacity(rows.count)
        var settling = ClaimSettling(law: month, claim: claim, funds: [], trace: NoSteps())
        var first = 0
        for row in 0..<rows.count {
            let end = rows.fundEnd[row]
            settling.turn(
                to: rows.claims[row], law: rows.months[Int(rows.month[row])],
                funds: first == end ? nil : rows.funds[first..<end])
            settling.settle()
            sums.append(settling.sum)
            first = end
        }
    }

    /// How many claims there are.
    public var count: Int { sums.count }

    /// What the scheme pays for a row; provisional while `isHeld`.
    public func payable(_ row: Int) -> Yen { Yen(sums[row].payable) }

    /// Whether a value is missing and the row must not be paid.
    public func isHeld(_ row: Int) -> Bool { !sums[row].holds.isEmpty }

    /// All amounts of a row, as `compute` gives them but without steps.
    public func computation(_ row: Int) -> Computation {
        Computation(
            sums[row], of: rows.claims[row], steps: [], law: rows.months[Int(rows.month[row])],
            book: book.digest)
    }

    /// Settles a row again with what came before it in its month: for limits over all institutions.
    public mutating func count(_ soFar: MonthSoFar, row: Int) {
        rows.count(soFar, row: row)
        let first = row == 0 ? 0 : rows.fundEnd[row - 1]
        var settling = ClaimSettling(
            law: rows.months[Int(rows.month[row])], claim: rows.claims[row],
            funds: rows.funds[first..<rows.fundEnd[row]], trace: NoSteps())
        settling.settle()
        sums[row] = settling.sum
    }

    /// By what a row shares its steps with others.
    public func key(_ row: Int) -> StepKey {
        let (first, end) = (row == 0 ? 0 : rows.fundEnd[row - 1], rows.fundEnd[row])
        return StepKey(
            month: rows.months[Int(rows.month[row])].month.monthNumber, claim: rows.claims[row],
            funds: first == end ? [] : Array(rows.funds[first..<end]), sum: sums[row])
    }

    /// The same amounts with every step to them: this row is settled again, steps written down.
    public func explained(_ row: Int) -> Computation {
        let law = rows.months[Int(rows.month[row])]
        let first = row == 0 ? 0 : rows.fundEnd[row - 1]
        var settling = ClaimSettling(
            law: law, claim: rows.claims[row], funds: rows.funds[first..<rows.fundEnd[row]],
            trace: WrittenSteps())
        settling.settle()
        return Computation(
            settling.sum, of: rows.claims[row], steps: settling.trace.steps, law: law,
            book: book.digest)
    }

    /// What the scheme pays for all rows that are not held.
    public var total: Yen {
        sums.reduce(Yen.zero) { $1.holds.isEmpty ? $0 + Yen($1.payable) : $0 }
    }
}
