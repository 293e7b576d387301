// SPDX-License-Identifier: Apache-2.0
import Office
import Payments
import Safeguards
import Vocabulary

/// 1340 支給予定一覧: payment days with counts and amounts by state, and the making of a schedule.
enum ScheduleScreen {
    struct Body: PageModel {
        /// Payment days that the table of holidays does not reach.
        let holidays: [String]
        let mayCreate: Bool
        /// Where the trial of a month is shown.
        let trial: String
        let action: String
        let fields: [FormField]
        /// 随時払: another banking day, with its reason.
        let chosen: [FormField]
        let isChosen: Bool
        let days: [DayRow]
        let isNone: Bool
        let payees: [PayeeRow]
        let hasPayees: Bool
    }

    /// A change of payee that waits for a head.
    struct PayeeRow: PageModel {
        let href: String
        let child: PersonCell
        let ground: String
        let proposer: String
    }

    struct DayRow: PageModel {
        let href: String
        let day: String
        let cells: [Cell]
        let total: String
        let hasHeld: Bool
    }

    struct Cell: PageModel {
        let count: String
        let yen: String
        let isUrgent: Bool
        /// The items of the day in this state; `nil` where there are none.
        let cellHref: String?
    }

    /// The columns: what waits, what is held, what is on its way, what is done, what came back.
    static let groups: [[PaymentItemStatus]] = [
        [.scheduled], [.held], [.extracted, .sent], [.paid], [.returned],
    ]

    static func show(_ visit: Visit) async throws -> Answer {
        guard let month = YearMonth(iso: visit.query["month"]), visit.may(.scheduleMonth) else {
            return .page(try await page(visit, problems: []))
        }
        return try await tried(month, visit)
    }

    /// The trial of a month, or the list with why that month cannot be scheduled.
    private static func tried(_ month: YearMonth, _ visit: Visit) async throws -> Answer {
        do {
            return .page(try await ScheduleTrial.page(month, visit, problems: []))
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            let problem = FormProblem("month", "\(refusal.message)［\(refusal.code)］")
            return .page(try await page(visit, problems: [problem]))
        }
    }

    /// The page of a form that was not carried out: the trial, where nothing was wrong before it or it was
    /// the second press of one.
    static func again(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        if visit.form["act"] == "day" {
            return try await ScheduleOnDayScreen.again(visit, problems: problems)
        }
        guard problems.isEmpty || visit.form.has("seen"),
            let month = YearMonth(visit.form["month"]),
            let trial = try? await ScheduleTrial.page(month, visit, problems: problems)
        else { return try await page(visit, problems: problems) }
        return trial
    }

    /// Takes up what is decided and not yet scheduled; whoever has not seen the trial is shown it.
    static func create(_ visit: Visit) async throws -> Answer {
        if visit.form["act"] == "day" { return try await ScheduleOnDayScreen.create(visit) }
        guard let month = YearMonth(visit.form["month"]) else {
            return .page(
                try await page(visit, problems: [FormProblem("month", "支払月を選んでください。")]))
        }
        let seen = visit.form["seen"]
        guard !seen.isEmpty else { return try await tried(month, visit) }
        let days = visit.installation.paymentDays
        do {
            let report = try await visit.perform { scope in
                let report = try ScheduleMonth.perform(month, days: days, in: scope)
                // What was seen on trial is done, or nothing.
                guard seen == ScheduleTrial.mark(report) else {
                    throw DeskRefusal.trialOvertaken
                }
                return report
            }
            let held = report.held.values.reduce(0, +)
            return visit.carriedOut(
                Route.scheduleDay.path(report.paymentDay)
                    + "?done=scheduled&n=\(report.scheduled.count)&held=\(held)&later=\(report.later)"
            )
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            let field = refusal is DeskRefusal ? nil : "month"
            let problem = FormProblem(field, "\(refusal.message)［\(refusal.code)］")
            return .page(try await again(visit, problems: [problem]))
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let first = visit.today.yearMonth.adding(months: -12).firstDay
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let (days, waiting, people) = try await visit.perform(.viewSchedule) { scope in
            let waiting = try PayeeChangeBook.pending(from: scope.db)
            return (
                try PaymentSchedule.days(from: first, in: scope.db), waiting,
                try ListedPeople(waiting.map(\.child), directory: directory, in: scope)
            )
        }
        let mayCreate = visit.may(.scheduleMonth)
        let reach = HolidayReach(visit.installation, today: visit.today)
        var keys: [Key] = [
            .link("F5", "更新", Route.schedule.path()), .link("F6", "支払処理", Route.runs.path()),
        ]
        if mayCreate { keys.append(.send("F9", "試行", form: "schedule-form", isMain: true)) }
        return Page(
            "payments/schedule", Screen.schedule.title, crumbs: [.home], keys: keys,
            problems: problems, message: Done.banner(visit),
            body: Body(
                holidays: [reach.warning, reach.warning(of: days.map(\.paymentDay))]
                    .compactMap(\.self), mayCreate: mayCreate, trial: Route.schedule.path(),
                action: Route.scheduleMonth.path(),
                fields: [months(visit)].checked(problems),
                chosen: ScheduleOnDayScreen.fields(visit).map { $0.checked(problems) },
                isChosen: visit.form["act"] == "day", days: days.map(row),
                isNone: days.isEmpty,
                payees: waiting.map {
                    PayeeRow(
                        href: Route.childPayments.path($0.child),
                        child: PersonCell($0.child, people, for: officer),
                        ground: $0.input.ground.wording,
                        proposer: visit.desk.name(of: $0.proposer))
                }, hasPayees: !waiting.isEmpty))
    }

    static func months(_ visit: Visit) -> FormField {
        let days = visit.installation.paymentDays
        let month = visit.today.yearMonth
        let choices = [month, month.next, month.next.next].compactMap { month in
            (try? days.day(of: month)).flatMap { day in
                day >= visit.today
                    ? (month.description, "\(Wareki.text(month))（支払日 \(Say.date(day))）") : nil
            }
        }
        var typed = visit.form
        if typed["month"].isEmpty { typed.set("month", visit.query["month"]) }
        return .select("month", "支払月", typed, choices, isRequired: true)
    }

    private static func row(_ day: ScheduleDay) -> DayRow {
        var total = ScheduleDay.Sum()
        let cells = groups.map { group in
            var sum = ScheduleDay.Sum()
            for status in group {
                sum.count += day[status].count
                sum.amount += day[status].amount
            }
            total.count += sum.count
            total.amount += sum.amount
            let isUrgent = sum.count > 0 && (group == [.held] || group == [.returned])
            return Cell(
                count: sum.count > 0 ? Say.cases(sum.count) : "",
                yen: sum.count > 0 ? sum.amount.grouped + "円" : "", isUrgent: isUrgent,
                cellHref: sum.count > 0
                    ? ScheduleDayScreen.path(day.paymentDay, of: group) : nil)
        }
        return DayRow(
            href: Route.scheduleDay.path(day.paymentDay), day: Say.short(day.paymentDay),
            cells: cells, total: "\(Say.cases(total.count))・\(total.amount)",
            hasHeld: day[.held].count > 0)
    }
}
