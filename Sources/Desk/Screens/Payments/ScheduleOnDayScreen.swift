// SPDX-License-Identifier: Apache-2.0
import Office
import Payments
import Safeguards
import Vocabulary

/// 1340, 随時払: what is decided gets a banking day that was chosen, with the reason; first the trial, then
/// the work itself.
enum ScheduleOnDayScreen {
    /// What was typed, as read.
    struct Order: Sendable {
        let day: CivilDate
        let receipts: [String]
        let reason: String
    }

    /// The names of the fields, which the trial sends along as they were typed.
    private static let names = ["pay-on", "pay-receipts", "pay-reason"]

    static func fields(_ visit: Visit) -> [FormField] {
        [
            .date("pay-on", "支払日", visit.form, isRequired: true),
            .text(
                "pay-receipts", "申請書番号", visit.form, hint: "空白で区切る。空欄は決裁済みのすべて",
                size: "long"),
            .text(
                "pay-reason", "随時に支払う理由", visit.form, hint: "記録に残ります", size: "long",
                isRequired: true
            ).over(.paidOffPlan),
        ]
    }

    /// What was typed; `nil` where it cannot be read.
    private static func order(_ reading: inout FormReading) -> Order? {
        let day = reading.date("pay-on", "支払日")
        let reason = reading.text("pay-reason", over: .paidOffPlan)
        let receipts = reading.typed["pay-receipts"]
            .split { $0.isWhitespace || $0 == "、" || $0 == "," }.map(String.init)
        guard reading.isRight, let day else { return nil }
        return Order(day: day, receipts: receipts, reason: reason)
    }

    /// The page of a form that was not carried out: the trial, where nothing was wrong before it or it was
    /// the second press of one.
    static func again(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        var reading = FormReading(visit.form, today: visit.today)
        guard !visit.form.has("edit"), problems.isEmpty || visit.form.has("seen"),
            let order = order(&reading),
            let page = try? await trial(order, visit, problems: problems)
        else { return try await ScheduleScreen.page(visit, problems: problems) }
        return page
    }

    /// Schedules what was seen on trial; whoever has not seen it is shown it.
    static func create(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        guard let order = order(&reading), !visit.form.has("edit") else {
            return .page(try await ScheduleScreen.page(visit, problems: reading.problems))
        }
        do {
            return try await answer(order, visit)
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            var field = "pay-on"
            if case .notDue? = refusal as? PaymentRefusal { field = "pay-receipts" }
            reading.refused(refusal, field: field)
            return .page(try await ScheduleScreen.page(visit, problems: reading.problems))
        }
    }

    private static func answer(_ order: Order, _ visit: Visit) async throws -> Answer {
        let seen = visit.form["seen"]
        guard !seen.isEmpty else { return .page(try await trial(order, visit, problems: [])) }
        let days = visit.installation.paymentDays
        do {
            let report = try await visit.perform(reason: order.reason) { scope in
                let report = try ScheduleOnDay.perform(
                    order.day, receipts: order.receipts, days: days, in: scope)
                // What was seen on trial is done, or nothing.
                guard seen == ScheduleTrial.mark(report) else {
                    throw DeskRefusal.trialOvertaken
                }
                return report
            }
            let held = report.held.values.reduce(0, +)
            return visit.carriedOut(
                Route.scheduleDay.path(report.paymentDay)
                    + "?done=scheduled&n=\(report.scheduled.count)&held=\(held)")
        } catch let refusal as DeskRefusal {
            let problem = FormProblem(refusal, in: visit.form)
            return .page(try await trial(order, visit, problems: [problem]))
        }
    }

    /// What would go in, beside what the chosen day has now.
    private static func trial(
        _ order: Order, _ visit: Visit, problems: [FormProblem]
    ) async throws -> Page {
        let days = visit.installation.paymentDays
        let found = try await visit.tryOut(.scheduleMonth) { scope in
            let before = try PaymentSchedule.days(from: order.day, in: scope.db)
            let report = try ScheduleOnDay.perform(
                order.day, receipts: order.receipts, days: days, in: scope)
            return (
                report: report, before: before,
                after: try PaymentSchedule.days(from: order.day, in: scope.db)
            )
        }
        let report = found.report
        let before = ScheduleTrial.sum(found.before) { $0 == order.day } ?? ScheduleDay.Sum()
        let now = ScheduleTrial.sum(found.after) { $0 == order.day } ?? ScheduleDay.Sum()
        let leftOut =
            ScheduleTrial.held(report)
            + [
                TrialBody.LeftOut(
                    "申請書番号で選ばなかったもの", report.unchosen, "今回は入らず、次の支給予定に入ります")
            ].compactMap(\.self)
        let body = TrialBody(
            lead: "随時払。\(Say.date(order.day))を支払日にする支給予定。締切は見ません。",
            items: items(report, order),
            nowTitle: "この支払日（今回を含む）", beforeTitle: "この支払日（いま）",
            figures: [
                .init("件数", now.count, before: before.count, "件"),
                .init("金額", now.amount.amount, before: before.amount.amount, "円"),
            ], leftOut: leftOut, hasLeftOut: !leftOut.isEmpty, warnings: [], hasWarnings: false,
            action: Route.scheduleMonth.path(),
            sent: [Item(hidden: "act", "day")] + names.map { Item(hidden: $0, visit.form[$0]) }
                + [Item(hidden: "seen", ScheduleTrial.mark(report))],
            button: "この内容でこの日の支給予定を作る", back: Route.schedule.path(), isTyped: true)
        return body.page(
            "随時払の試行", .screen(.schedule, .schedule), key: "支給予定を作る", problems: problems)
    }

    private static func items(_ report: ScheduleReport, _ order: Order) -> [Item] {
        [
            Item("新しく入るもの", Say.cases(report.scheduled.count)),
            Item("新しく入る額", report.total.grouped + "円"),
            Item("注意のあるもの", Say.cases(report.warned)),
            Item("すでに予定にあるもの", Say.cases(report.known)),
            Item(
                "申請書番号",
                order.receipts.isEmpty ? "決裁済みのすべて" : order.receipts.joined(separator: "、")),
            Item("随時に支払う理由", order.reason),
        ]
    }
}
