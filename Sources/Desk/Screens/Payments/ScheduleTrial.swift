// SPDX-License-Identifier: Apache-2.0
import Jobs
import Office
import Payments
import Safeguards
import Vocabulary

/// 1340, the trial of the schedule of a month: what would go in, beside the month before.
enum ScheduleTrial {
    static func path(_ month: YearMonth) -> String { Route.schedule.path() + "?month=\(month)" }

    /// What was seen, so that the second press does the same or nothing.
    static func mark(_ report: ScheduleReport) -> String {
        let held = report.held.values.reduce(0, +)
        return [
            report.scheduled.count, report.total.amount, held, report.later,
            report.released.count, report.unchosen,
        ].map(String.init).joined(separator: ".") + ".\(report.paymentDay)"
    }

    static func page(
        _ month: YearMonth, _ visit: Visit, problems: [FormProblem]
    ) async throws -> Page {
        let days = visit.installation.paymentDays
        let found = try await visit.tryOut(.scheduleMonth) { scope in
            let report = try ScheduleMonth.perform(month, days: days, in: scope)
            return (
                report: report,
                days: try PaymentSchedule.days(from: month.previous.firstDay, in: scope.db)
            )
        }
        let report = found.report
        let now = sum(found.days) { $0 == report.paymentDay } ?? ScheduleDay.Sum()
        let before = sum(found.days) { $0.yearMonth == month.previous }
        let hasWork = !report.scheduled.isEmpty || !report.released.isEmpty
        // Where nothing would be done, nothing is to be stopped.
        let beyond = hasWork ? warnings(now, before, visit) : []
        let body = TrialBody(
            lead:
                "\(Wareki.text(month))（支払日 \(Say.date(report.paymentDay))）の支給予定。\(report.reading)。",
            items: [
                Item("新しく入るもの", Say.cases(report.scheduled.count)),
                Item("新しく入る額", report.total.grouped + "円"),
                Item("注意のあるもの", Say.cases(report.warned)),
                Item("すでに予定にあるもの", Say.cases(report.known)),
                Item("口座が確かめられ、保留が解けるもの", Say.cases(report.released.count)),
            ],
            nowTitle: "この支払日（今回を含む）", beforeTitle: "前月の支払",
            figures: [
                .init("件数", now.count, before: before?.count, "件"),
                .init(
                    "金額", now.amount.amount, before: before?.amount.amount, "円"),
            ],
            leftOut: held(report)
                + [
                    TrialBody.LeftOut(
                        "締切（\(Say.date(report.closingDay))）の後にそろったもの", report.later,
                        "今回は入らず、後の月に入ります")
                ].compactMap(\.self),
            hasLeftOut: !report.held.isEmpty || report.later > 0,
            warnings: beyond, hasWarnings: !beyond.isEmpty,
            action: hasWork ? Route.scheduleMonth.path() : nil,
            sent: [Item(hidden: "month", month.description), Item(hidden: "seen", mark(report))],
            button: "この内容で支給予定を作る", back: Route.schedule.path())
        return body.page(
            "支給予定の試行", .screen(.schedule, .schedule), key: "支給予定を作る", problems: problems)
    }

    /// What goes in held, by why.
    static func held(_ report: ScheduleReport) -> [TrialBody.LeftOut] {
        PaymentHoldReason.allCases.compactMap {
            TrialBody.LeftOut(
                $0.wording, report.held[$0] ?? 0, "保留として支給予定に入り、解くまで支払いません")
        }
    }

    /// What a payment day or month has in all, without what was cancelled; `nil` where there is none.
    static func sum(
        _ days: [ScheduleDay], _ isWanted: (CivilDate) -> Bool
    ) -> ScheduleDay.Sum? {
        let wanted = days.filter { isWanted($0.paymentDay) }
        guard !wanted.isEmpty else { return nil }
        return wanted.flatMap(\.sums).filter { $0.key != .cancelled && $0.key != .rescheduled }
            .reduce(into: ScheduleDay.Sum()) {
                $0.count += $1.value.count
                $0.amount += $1.value.amount
            }
    }

    private static func warnings(
        _ now: ScheduleDay.Sum, _ before: ScheduleDay.Sum?, _ visit: Visit
    ) -> [String] {
        func totals(_ sum: ScheduleDay.Sum) -> JobTotals {
            JobTotals(persons: sum.count, items: sum.count, amount: sum.amount)
        }
        return TrialBody.warnings(
            "schedule-month", totals(now), before: before.map(totals), visit)
    }
}
