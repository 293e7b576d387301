// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
public import Safeguards
public import Vocabulary

/// What scheduling did.
public struct ScheduleReport: Hashable, Sendable {
    public let paymentDay: CivilDate
    /// The last day on which an application had to be complete (締切), and the article.
    public let closingDay: CivilDate
    public let article: String?
    /// Items that are new, held ones included.
    public internal(set) var scheduled: [Int64] = []
    /// Yen of the new items.
    public internal(set) var total: Yen = .zero
    /// New items that are held, by why.
    public internal(set) var held: [PaymentHoldReason: Int] = [:]
    /// New items with a warning.
    public internal(set) var warned = 0
    /// Decisions that were scheduled before.
    public internal(set) var known = 0
    /// Decisions whose application became complete after the closing day: they go with a later month.
    public internal(set) var later = 0
    /// Decisions that could be scheduled and were not chosen (随時払).
    public internal(set) var unchosen = 0
    /// Earlier holds for want of an account that ended, because there is one now.
    public internal(set) var released: [Int64] = []

    /// The rule in words, with its article: shown beside the figures.
    public var reading: String {
        let source = article.map { "（\($0)）" } ?? ""
        return "\(Wareki.text(closingDay))までに申請と保険者の通知がそろったものを支払います\(source)"
    }
}

extension ScheduleReport {
    /// Adds what new items are.
    mutating func take(_ drafts: [ItemDraft]) {
        for draft in drafts {
            total += draft.due.amount
            if let hold = draft.hold { held[hold.reason, default: 0] += 1 }
            if draft.warning != nil { warned += 1 }
        }
    }
}

/// 支給予定の作成: what is decided and not yet scheduled gets a payment day; each decision once.
///
/// The book's closing day decides what a month takes up: an application counts from the day on which
/// it was complete, however fast it was decided.
/// A recipient who died or no usable account holds the item with the reason; a doubt about the holder warns. Earlier holds
/// for want of an account end by themselves.
public enum ScheduleMonth {
    public static let operation = OperationCode.scheduleMonth

    /// - Parameters:
    ///   - month: the month of the payment day.
    ///   - decidedThrough: takes up what was decided on or before the day; `nil` is today.
    /// - Throws: `.schemeUnset`, `.paymentDayPassed`; `CalendarRefusal`.
    @discardableResult
    public static func perform(
        _ month: YearMonth, days: PaymentDays, decidedThrough: CivilDate? = nil, in scope: Scope
    ) throws -> ScheduleReport {
        try perform(
            month, days: days,
            due: DueBook.due(decidedThrough: decidedThrough ?? scope.today, from: scope.db),
            in: scope)
    }

    /// The same for a list of what is due.
    static func perform(
        _ month: YearMonth, days: PaymentDays, due: [DueReimbursement], in scope: Scope
    ) throws -> ScheduleReport {
        let day = try days.day(of: month)
        guard day >= scope.today else { throw PaymentRefusal.paymentDayPassed(day) }
        let closing = try days.closingDay(of: month)
        var report = ScheduleReport(
            paymentDay: day, closingDay: closing, article: try days.article(on: month.firstDay))
        let known = try ItemBook.scheduledDecisions(
            decidedFrom: due.map(\.decidedOn).min() ?? day, from: scope.db)
        var seen = known
        let unknown = due.filter { seen.insert($0.decision).inserted }
        report.known = due.count - unknown.count
        let fresh = unknown.filter { $0.completedOn <= closing }
        report.later = unknown.count - fresh.count
        let waiting = try ItemBook.items(in: .held, from: scope.db)
            .filter { $0.reasonCode.flatMap(PaymentHoldReason.init)?.endsWithAccount ?? false }
        let recipients = fresh.map(\.recipient) + waiting.map(\.recipient)
        let accounts = try AccountBook.current(recipients: recipients, on: day, from: scope.db)
        let deaths = try PersonBook.deaths(recipients, from: scope.db)
        let drafts = fresh.map { due in
            ItemDraft(
                due: due, plannedOn: day, account: accounts[due.recipient],
                end: deaths[due.recipient])
        }
        report.scheduled = try scope.schedule(drafts)
        report.take(drafts)
        let usable = waiting.filter {
            guard deaths[$0.recipient] == nil else { return false }
            if case .success = AccountCheck.check(accounts[$0.recipient], method: $0.method) {
                return true
            }
            return false
        }
        try scope.happen(.released, usable.map { ItemStep($0.id) })
        report.released = usable.map(\.id)
        scope.saw(fresh.flatMap { [$0.child, $0.recipient] })
        scope.saw(usable.flatMap { [$0.child, $0.recipient] })
        scope.counted(fresh.count)
        return report
    }
}

extension ItemDraft {
    /// A first attempt, held where the recipient died or the account cannot take it.
    init(
        due: DueReimbursement, plannedOn: CivilDate, account: AccountInUse?, end: RecipientEnd?
    ) {
        var hold = end.map { PaymentHold(.entitlementCheck, $0.words) }
        if hold == nil, case .failure(let unfit) = AccountCheck.check(account, method: due.method) {
            hold = unfit.hold
        }
        self.init(
            due: due, attempt: 0, replaces: nil, plannedOn: plannedOn,
            warning: account?.doubts, hold: hold)
    }
}
