// SPDX-License-Identifier: Apache-2.0
import Benefits
import Vocabulary

/// What came in and was taken back, receipt by receipt, with the days on which it counts: a year that is
/// closed when something is taken back stays as it was.
struct ReceivedIncome {
    /// Money on a day; below zero where it was taken back.
    struct Fact {
        let on: CivilDate
        let amount: Yen
        let recorded: Recording
        /// Which of the receipts it is, from zero.
        let place: Int
    }

    /// The year in which the case was first asked for.
    let origin: FiscalYear
    let law: FiscalLaw

    /// - Throws: `AccountingRefusal.termsUnset`.
    func facts(_ receipts: [IncomeCourse.Receipt]) throws(AccountingRefusal) -> [Fact] {
        var facts: [Fact] = []
        // The first receipt that was taken back after its year was closed: what is recorded anew after
        // it stands beside it.
        var late: Int64?
        for receipt in receipts {
            guard let reversed = receipt.reversed, try isClosed(receipt.on, at: reversed.on) else {
                continue
            }
            late = min(late ?? reversed.operation, reversed.operation)
        }
        for (place, receipt) in receipts.enumerated() {
            func fact(_ day: CivilDate, _ amount: Yen, _ recorded: Recording) {
                facts.append(Fact(on: day, amount: amount, recorded: recorded, place: place))
            }
            var day = receipt.on
            if let late, receipt.recorded.operation > late,
                try isClosed(day, at: receipt.recorded.on)
            {
                day = receipt.recorded.on
            }
            guard let reversed = receipt.reversed else {
                fact(day, receipt.amount, receipt.recorded)
                continue
            }
            // Taken back while its year is open, it was never there.
            guard try isClosed(day, at: reversed.on) else { continue }
            fact(day, receipt.amount, receipt.recorded)
            fact(reversed.on, -receipt.amount, reversed)
        }
        return facts
    }

    /// The day on which a change of what is owed counts: its own, while the year of that is open. A day
    /// before the year in which the case was first asked for belongs to its own year.
    ///
    /// - Throws: `AccountingRefusal.termsUnset`.
    func day(of change: IncomeCourse.Change) throws(AccountingRefusal) -> CivilDate {
        let its = try law.incomeYear(askedIn: min(origin, FiscalYear(of: change.on)), on: change.on)
        return try change.recorded.on > law.lastDay(of: its) ? change.recorded.on : change.on
    }

    /// Whether the year to which a day belongs is closed on another.
    func isClosed(
        _ day: CivilDate, at now: CivilDate
    ) throws(AccountingRefusal) -> Bool {
        try now > law.lastDay(of: law.incomeYear(askedIn: origin, on: day))
    }
}
