// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
public import Safeguards
public import Vocabulary

/// 随時払の支給予定: what is decided and not yet scheduled gets a banking day that an officer chose, with
/// the reason; no closing day counts. Each decision once, as with the payment day of the book; what the
/// run then takes and holds is its own rule.
public enum ScheduleOnDay {
    public static let operation = OperationCode.scheduleMonth

    /// - Parameters:
    ///   - day: a bank business day, today or later.
    ///   - receipts: 申請書番号 of the forms; empty takes everything that is decided.
    /// - Throws: `.missingReason` where the gate was given none; `.notBankDay`, `.paymentDayPassed`,
    ///   `.notDue`, `.nothingToPay`; `CalendarRefusal`.
    @discardableResult
    public static func perform(
        _ day: CivilDate, receipts: [String] = [], days: PaymentDays, in scope: Scope
    ) throws -> ScheduleReport {
        try perform(
            day, receipts: receipts, days: days,
            due: DueBook.due(decidedThrough: scope.today, from: scope.db), in: scope)
    }

    /// The same for a list of what is due.
    static func perform(
        _ day: CivilDate, receipts: [String], days: PaymentDays, due: [DueReimbursement],
        in scope: Scope
    ) throws -> ScheduleReport {
        guard let reason = scope.reason, !reason.isEmpty else {
            throw PaymentRefusal.missingReason
        }
        guard day >= scope.today else { throw PaymentRefusal.paymentDayPassed(day) }
        guard try days.isBankDay(day) else { throw PaymentRefusal.notBankDay(day) }
        var seen = try ItemBook.scheduledDecisions(
            decidedFrom: due.map(\.decidedOn).min() ?? day, from: scope.db)
        let unknown = due.filter { seen.insert($0.decision).inserted }
        let wanted = Set(receipts)
        let strange = wanted.subtracting(unknown.map(\.receipt))
        guard strange.isEmpty else { throw PaymentRefusal.notDue(strange.sorted()) }
        let fresh = wanted.isEmpty ? unknown : unknown.filter { wanted.contains($0.receipt) }
        guard !fresh.isEmpty else { throw PaymentRefusal.nothingToPay(day) }
        let recipients = fresh.map(\.recipient)
        let accounts = try AccountBook.current(recipients: recipients, on: day, from: scope.db)
        let deaths = try PersonBook.deaths(recipients, from: scope.db)
        let drafts = fresh.map { due in
            ItemDraft(
                due: due, plannedOn: day, account: accounts[due.recipient],
                end: deaths[due.recipient])
        }
        var report = ScheduleReport(
            paymentDay: day, closingDay: scope.today,
            article: try days.article(on: day.yearMonth.firstDay))
        report.known = due.count - unknown.count
        report.unchosen = unknown.count - fresh.count
        report.take(drafts)
        report.scheduled = try scope.schedule(drafts)
        scope.saw(fresh.flatMap { [$0.child, $0.recipient] })
        scope.counted(fresh.count)
        return report
    }
}
