// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Safeguards
import Support
import Vocabulary

@testable import Retention

/// One fictional life with the benefit: plain values, from which both the rows of the database and
/// the answer of the independent rule are made.
struct Life {
    let child: Int64
    let parent: Int64
    /// Half-open; `nil` while the child is entitled.
    let lapsedOn: CivilDate?
    let decidedOn: CivilDate
    let appliedOn: CivilDate
    /// Corrected later by another decision on that day.
    let correctedOn: CivilDate?
    let claims: [(month: YearMonth, recordedOn: CivilDate)]
    let payments: [(appliedOn: CivilDate, paidOn: CivilDate)]
    let inquiries: [CivilDate]
    let account: CivilDate?
    let hold: (from: CivilDate, until: CivilDate?)?
    let openApplication: Bool
    let unpaid: Bool
    let recovery: (dueOn: CivilDate, receivedOn: CivilDate?, isSettled: Bool)?

    init(_ index: Int, _ random: inout Seeded) {
        func chance(_ percent: UInt64, _ random: inout Seeded) -> Bool {
            UInt64.random(in: 0..<100, using: &random) < percent
        }
        func day(_ first: CivilDate, _ days: Int, _ random: inout Seeded) -> CivilDate {
            // One in four lies at the turn of a month or of a fiscal year.
            let day = first.adding(days: Int.random(in: 0...max(days, 1), using: &random))
            guard chance(25, &random) else { return day }
            let turn = chance(50, &random) ? FiscalYear(of: day).lastDay : day.yearMonth.lastDay
            return chance(50, &random) ? turn : turn.next
        }
        child = Int64(9_000_000_001 + index * 20)
        parent = child + 10
        let start = CivilDate(dayNumber: 14_000)
        let applied = day(start, 2_000, &random)
        appliedOn = applied
        let decided = day(applied, 40, &random)
        decidedOn = decided
        let isOver = chance(85, &random)
        let lapse = day(decided, 3_000, &random)
        let lapsed: CivilDate? = isOver ? max(lapse, decided) : nil
        lapsedOn = lapsed
        correctedOn = chance(5, &random) ? day(lapse, 900, &random) : nil
        let length = max(
            1, (lapsed ?? day(decided, 3_000, &random)).dayNumber - decided.dayNumber)
        claims = (0..<Int.random(in: 0..<3, using: &random)).map { _ in
            let month = decided.adding(days: Int.random(in: 0..<Int(length), using: &random))
                .yearMonth
            return (month, day(month.lastDay, 60, &random))
        }
        payments = (0..<Int.random(in: 0..<2, using: &random)).map { _ in
            let applied = day(decided, Int(length), &random)
            return (applied, max(applied, day(applied, 90, &random)))
        }
        inquiries = chance(30, &random) ? [day(applied, 400, &random)] : []
        account = chance(80, &random) ? applied : nil
        hold =
            chance(4, &random)
            ? (
                day(applied, 4_000, &random),
                chance(50, &random) ? day(applied.adding(days: 4_000), 3_000, &random) : nil
            ) : nil
        openApplication = chance(2, &random)
        unpaid = chance(2, &random)
        if chance(4, &random) {
            let due = day(lapse, 300, &random)
            recovery = (
                due, chance(50, &random) ? max(due, day(due, 700, &random)) : nil,
                chance(50, &random)
            )
        } else {
            recovery = nil
        }
    }

    // MARK: the independent rule, by plain counting of years

    /// The 31 March so many fiscal years after the one of the day, by hand.
    private static func endOfYear(_ day: CivilDate, plus years: Int) -> (Int, Int, Int) {
        let first = day.month >= 4 ? day.year : day.year - 1
        return (first + years + 1, 3, 31)
    }

    private static func isAfter(_ today: CivilDate, _ last: (Int, Int, Int)) -> Bool {
        (today.year, today.month, today.day) > last
    }

    /// So many years from the day after: over on the day whose next is the corresponding day.
    private static func isOver(_ today: CivilDate, _ start: CivilDate, years: Int) -> Bool {
        let begin = start.next
        var last = (begin.year + years, begin.month, begin.day)
        if begin.month == 2, begin.day == 29, !CivilDate.isLeap(last.0) { last = (last.0, 3, 1) }
        return (today.year, today.month, today.day) >= last
    }

    /// What may be erased on a day: kind and subject with the number of cases.
    func expected(on today: CivilDate) -> [String: Int] {
        guard !isStopped(on: today) else { return [:] }
        var found: [String: Int] = [:]
        let lapseStart = lapsedOn.map { [$0, correctedOn ?? $0, decidedOn, appliedOn].max() ?? $0 }
        if let lapseStart, Self.isAfter(today, Self.endOfYear(lapseStart, plus: 5)) {
            found["entitlement \(child)"] = 1
            if account != nil { found["person \(parent)"] = 1 }
        }
        for claim in claims {
            let start = max(claim.month.lastDay, claim.recordedOn)
            if Self.isAfter(today, Self.endOfYear(start, plus: 5)) {
                found["claim \(child)", default: 0] += 1
            }
        }
        for (index, payment) in payments.enumerated() {
            var start = max(payment.appliedOn, payment.paidOn)
            if index == 0, let recovery {
                start = max(start, recovery.dueOn, recovery.receivedOn ?? recovery.dueOn)
            }
            if Self.isAfter(today, Self.endOfYear(start, plus: 5)) {
                found["reimbursement \(child)", default: 0] += 1
            }
        }
        for inquiry in inquiries where Self.isOver(today, inquiry, years: 7) {
            found["inquiry \(child)", default: 0] += 1
        }
        return found
    }

    private func isStopped(on today: CivilDate) -> Bool {
        if openApplication { return true }
        if unpaid, !payments.isEmpty { return true }
        if let hold, hold.from <= today, hold.until.map({ today < $0 }) ?? true { return true }
        if let recovery, !recovery.isSettled, !payments.isEmpty {
            let last = recovery.receivedOn.map { max($0, recovery.dueOn) } ?? recovery.dueOn
            return !Self.isOver(today, last, years: 5)
        }
        return false
    }

    /// Whether the hold stands on a day as the database says of all days.
    func isToldRightly(on today: CivilDate) -> Bool {
        guard let hold else { return true }
        let stands = hold.from <= today && (hold.until.map { today < $0 } ?? true)
        return stands == (hold.until == nil)
    }

    /// Days on which something of this life changes.
    var turns: [CivilDate] {
        var days: [CivilDate] = []
        for day in [lapsedOn, correctedOn, recovery?.dueOn, hold?.until].compactMap(\.self)
            + claims.map(\.recordedOn) + payments.map(\.paidOn)
        {
            days.append(FiscalYear(FiscalYear(of: day).year + 6).firstDay)
        }
        days += inquiries.compactMap {
            CivilDate(year: $0.year + 7, month: $0.month, day: min($0.day, 28))
        }
        return days
    }
}
