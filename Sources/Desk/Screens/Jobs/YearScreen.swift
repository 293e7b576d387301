// SPDX-License-Identifier: Apache-2.0
import Jobs
import Office
import Safeguards
import Vocabulary

/// 3140 業務暦: the days of a month with what stands on them, and what came of it.
enum YearScreen {
    struct Body: PageModel {
        let month: String
        let before: String
        let next: String
        let months: [MonthLink]
        let days: [Day]
        let daily: [Line]
        let hasDaily: Bool
        let unknown: [Unknown]
        let hasUnknown: Bool
        let open: [JobLineModel]
        let hasOpen: Bool
        let history: String
        let isUnverified: Bool
    }

    struct MonthLink: PageModel {
        let title: String
        let href: String
        let isCurrent: Bool
    }

    struct Day: PageModel {
        /// Of the place on the page.
        let iso: String
        let day: String
        let weekday: String
        let isToday: Bool
        let lines: [Line]
    }

    struct Line: PageModel {
        let title: String
        let rule: String
        let starter: String
        let after: String?
        let source: String
        let isUnverified: Bool
        /// Where the day comes from, where it is not the table of the program.
        let origin: String?
        let screen: String?
        let screenHref: String?
        let state: String?
        let weight: String
        let stateHref: String?
        /// Where a trial is started, for an officer who may.
        let start: String?
        let job: String
        let occasion: String
    }

    struct Unknown: PageModel {
        let title: String
        let why: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let month = YearMonth(iso: visit.query["month"]) ?? visit.today.yearMonth
        let engine = visit.desk.engine
        let found = engine.year.month(month, days: visit.installation.yearDays)
        let days = found.days.filter { $0.entry.rule != .daily }
        let (runs, open) = try await visit.perform(.viewJobs) { scope in
            let first = min(month.firstDay, days.map(\.occasion).min() ?? month.firstDay)
            let last = max(month.lastDay, days.map(\.occasion).max() ?? month.lastDay)
            let runs = try JobBook.ofOccasions(from: first, through: last, in: scope.db)
            scope.counted(runs.count)
            return (runs, try JobBook.open(from: scope.db))
        }
        let byOccasion = Dictionary(
            runs.map { ("\($0.order.job)@\($0.order.occasion)", $0) }, uniquingKeysWith: { $1 })
        let today = visit.today
        let byDay = Dictionary(grouping: days, by: \.day).sorted { $0.key < $1.key }
        // What stands on every day is one line, with today as its occasion.
        let daily = found.days.filter { $0.entry.rule == .daily && $0.day == today }
        let body = Body(
            month: Wareki.text(month), before: link(month.previous), next: link(month.next),
            months: months(of: month),
            days: byDay.map { day, lines in
                Day(
                    iso: day.description, day: Say.date(day), weekday: day.weekday.rawValue,
                    isToday: day == today,
                    lines: lines.map { line($0, byOccasion, visit) })
            }, daily: daily.map { line($0, byOccasion, visit) }, hasDaily: !daily.isEmpty,
            unknown: found.unknown.map { Unknown(title: $0.entry.title, why: $0.why) },
            hasUnknown: !found.unknown.isEmpty,
            open: open.map { JobLineModel($0, visit) }, hasOpen: !open.isEmpty,
            history: Route.jobHistory.path(),
            isUnverified: found.days.contains { !$0.entry.isVerified })
        return Page(
            "jobs/year", Screen.jobs.title, crumbs: [.home],
            keys: [
                .link("F5", "更新", link(month)), .before("前の月", body.before),
                .after("次の月", body.next),
            ], problems: problems, message: Done.banner(visit), body: body)
    }

    private static func link(_ month: YearMonth) -> String {
        Route.jobs.path() + "?month=\(month)"
    }

    /// The twelve months of the fiscal year.
    private static func months(of month: YearMonth) -> [MonthLink] {
        StatisticsMonths.of(month).map {
            MonthLink(
                title: "\($0.firstDay.parts.month)月", href: link($0), isCurrent: $0 == month)
        }
    }

    private static func line(
        _ day: YearDay, _ runs: [String: JobRun], _ visit: Visit
    ) -> Line {
        let entry = day.entry
        let run = runs["\(entry.code)@\(day.occasion)"]
        let status = run?.status(at: visit.desk.now)
        let screen = Screen(rawValue: entry.screen)
        let route = screen?.entry.flatMap { visit.mayEnter($0) ? $0 : nil }
        let rule = [entry.rule.wording, entry.shift.wording].filter { !$0.isEmpty }
        let mayStart =
            visit.desk.engine.works[entry.code].map { !$0.hasOwnScreen } ?? false
            && visit.may(.startJob)
            && (try? visit.officer()).map { visit.desk.engine.may($0, entry.code) } ?? false
        return Line(
            title: entry.title, rule: rule.joined(separator: "、"), starter: entry.starter.title,
            after: entry.after.isEmpty
                ? nil : entry.after.map { visit.desk.engine.title(of: $0) }.joined(separator: "・"),
            source: entry.source, isUnverified: !entry.isVerified,
            origin: entry.origin == .program ? nil : entry.origin.title,
            screen: screen.map { "\($0.rawValue) \($0.title)" },
            screenHref: route?.path(),
            state: status?.title, weight: status.map(JobLineModel.weight) ?? "plain",
            stateHref: run.map { Route.jobRun.path($0.id) },
            start: mayStart && status.map { $0 == .finished } ?? true
                ? Route.startJob.path() : nil,
            job: entry.code, occasion: day.occasion.description)
    }
}

/// The months of the fiscal year of a month.
enum StatisticsMonths {
    static func of(_ month: YearMonth) -> [YearMonth] {
        let year = FiscalYear(of: month.firstDay)
        var months: [YearMonth] = []
        var next = year.firstDay.yearMonth
        while next <= year.lastDay.yearMonth {
            months.append(next)
            next = next.next
        }
        return months
    }
}

/// A run in a row of a list.
struct JobLineModel: PageModel {
    let href: String
    let title: String
    let occasion: String
    let kind: String
    let state: String
    let weight: String
    let officer: String
    let started: String
    let done: String
    let persons: String
    let amount: String
    let failed: String

    init(_ run: JobRun, _ visit: Visit) {
        let status = run.status(at: visit.desk.now)
        href = Route.jobRun.path(run.id)
        title = visit.desk.engine.title(of: run.order.job)
        occasion = Self.occasion(run.order)
        kind = Self.kind(run)
        state = status.title
        weight = Self.weight(status)
        officer = visit.desk.name(of: run.officer)
        started = Say.moment(run.startedAt)
        done = "\(Say.count(run.done))／\(Say.count(run.total))\(run.unit)"
        persons = Say.count(run.totals.persons)
        amount = run.totals.amount.grouped
        failed = Say.count(run.failed)
    }

    static func occasion(_ order: JobOrder) -> String {
        (try? order.day()).map { Say.date($0) } ?? order.occasion
    }

    static func kind(_ run: JobRun) -> String {
        run.isTrial ? "試行" : run.retries == nil ? "本番" : "失敗のみ"
    }

    static func weight(_ status: JobStatus) -> String {
        switch status {
        case .ready, .running: "plain"
        case .stopped, .interrupted, .asking: "warn"
        case .finished: "good"
        case .failed: "stop"
        }
    }
}
