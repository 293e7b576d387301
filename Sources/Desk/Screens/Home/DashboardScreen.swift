// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Reports
import Safeguards
import Vocabulary

/// 0011 業務の状況: how much comes in and goes out, how long it waits, what it costs; by role. Each
/// figure has its table and the list behind it.
enum DashboardScreen {
    struct Body: PageModel {
        let today: String
        /// Until when the records are counted; `nil` where nothing is.
        let asOf: String?
        let parts: [PersonTab]
        let hasParts: Bool
        let figures: [BarFigure]
        let counts: [Count]
        let hasCounts: Bool
        /// Where it is printed, for an officer who may take totals out on paper.
        let paper: String?
        let part: String
    }

    struct Count: PageModel {
        let label: String
        let figure: String
        let unit: String
        /// `nil` where this officer may not open the list.
        let href: String?
        let isUrgent: Bool
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let (mine, part) = parts(visit, asked: visit.query["of"])
        let today = visit.today
        let figures: DashboardFigures? =
            if let part { try await read(part, visit) } else { nil }
        let counted = figures.map { counts($0, part, visit) } ?? []
        let body = Body(
            today: "\(Say.date(today))（\(today.weekday.rawValue)）",
            asOf: figures.map { Say.moment($0.readAt) },
            parts: mine.count < 2
                ? []
                : mine.map {
                    PersonTab(
                        title: $0.title, href: Route.dashboard.path() + "?of=\($0.rawValue)",
                        isCurrent: $0 == part)
                }, hasParts: mine.count > 1,
            figures: figures.map { pictures($0, visit, isPaper: false).map(BarFigure.init) }
                ?? [],
            counts: counted, hasCounts: !counted.isEmpty,
            paper: part.flatMap { _ in
                visit.mayEnter(.dashboardPaper) ? Route.dashboardPaper.path() : nil
            }, part: part?.rawValue ?? "")
        return .page(
            Page(
                "home/dashboard", "業務の状況", crumbs: [Crumb("ホーム", Route.home.path())],
                keys: [.link("F5", "更新", Route.dashboard.path())]
                    + (body.paper == nil ? [] : [.send("F10", "印刷", form: "paper-form")]),
                body: body))
    }

    /// The dashboards of an officer's roles, and the one that is shown; 保守 has none: the page says so.
    static func parts(
        _ visit: Visit, asked: String
    ) -> (mine: [DashboardPart], shown: DashboardPart?) {
        let mine = DashboardPart.allCases.filter { part in
            visit.session?.principal.roles.contains(part.role) ?? false
        }
        let asked = DashboardPart(rawValue: asked)
        return (
            mine, mine.first { $0 == asked } ?? mine.first(where: { $0 == .head }) ?? mine.first
        )
    }

    /// At most a minute old, older where reading them is dear: the sums run over whole tables.
    static func read(
        _ part: DashboardPart, _ visit: Visit
    ) async throws -> DashboardFigures {
        if let kept = visit.desk.dashboards.get(part, at: visit.desk.now) {
            // Read before, and yet this officer sees them now: the log says so.
            try await visit.perform(.viewHome) { $0.note("kept") }
            if kept.course != nil {
                try await visit.perform(.viewStatistics) { $0.note("kept") }
            }
            return kept
        }
        let office = visit.installation
        let began = visit.desk.now
        // System 2 is asked where its news are shown.
        let asks = part.sees.contains(.links) && !office.isLocked
        var figures = try await visit.perform(.viewHome) { scope in
            try DashboardFigures(
                for: part,
                DashboardSource(
                    layouts: office.layouts,
                    residents: asks ? try office.directory.residentFeed() : nil,
                    fiscal: office.fiscalLaw), in: scope)
        }
        if part.sees.contains(.money), visit.may(.viewStatistics) {
            figures.course = try await visit.perform(.viewStatistics) { scope in
                try PaymentCourse(for: office, in: scope)
            }
        }
        visit.desk.dashboards.put(figures, part, began: began, at: visit.desk.now)
        return figures
    }

    /// The address of a list, for an officer who may open it.
    private static func list(_ route: Route, _ visit: Visit) -> String? {
        visit.mayEnter(route) ? route.path() : nil
    }

    static func pictures(
        _ all: DashboardFigures, _ visit: Visit, isPaper: Bool
    ) -> [FigureDraft] {
        let today = visit.today
        let register = Route.register.path()
        var figures: [FigureDraft] = []
        if !all.flow.received.isEmpty || !all.flow.decided.isEmpty {
            figures.append(
                FigureDraft(
                    "flow", "受付と決定（週ごと）", lead: "月曜からの一週間。受付が決定より多い週が続くと、待ちが増えます。",
                    unit: "件", parts: ["受付", "決定"], weeks(all, visit), more: register,
                    moreLabel: "受付簿を開く"))
        }
        figures += [
            waiting(
                "examining", "審査を待つ日数", "申請日から", all.flow.examining,
                register + "?state=checked", on: today),
            waiting(
                "approving", "決裁を待つ日数", "起案から", all.flow.approving,
                list(.decisions, visit), on: today),
            waiting(
                "reimbursing", "償還の審査を待つ日数", "入力の日から", all.reimbursing,
                Route.reimbursements.path() + "?state=received", on: today),
            due(all.flow.due, on: today),
        ].compactMap(\.self)
        // What leaves is told by the tables of the course.
        if !isPaper, !all.paid.isEmpty {
            figures.append(
                PaymentCourse.paidFigure(
                    all.paid.suffix(13).map {
                        .init(
                            name: Say.month($0.month), values: [$0.sent.amount.amount],
                            href: RunListScreen.path(of: $0.month))
                    }))
        }
        figures += all.course?.figures(mayList: visit.mayEnter(.statisticsList)) ?? []
        if !all.budget.isEmpty {
            figures.append(
                FigureDraft(
                    "budget", "予算の執行率", lead: "今年度の科目ごと。支出命令にしたもの。", unit: "%",
                    parts: ["執行率"],
                    all.budget.map {
                        .init(
                            name: $0.title, values: [$0.percent],
                            href: AccountingScreen.path(
                                of: $0.account, in: FiscalYear(of: visit.today)))
                    },
                    more: Route.accounting.path(), moreLabel: "会計・予算を開く"))
        }
        let errors = all.errors.filter {
            !isPaper || !StatisticsTable.small.contains($0.value)
        }
        if !errors.isEmpty {
            figures.append(
                FigureDraft(
                    "errors", "レセプトのエラー（理由ごと）",
                    lead: "まだ処理していない明細書。" + (isPaper ? PaymentCourse.hiding("理由") : ""),
                    unit: "件", parts: ["件数"],
                    errors.sorted { $0.value > $1.value }.prefix(8).map {
                        .init(
                            name: $0.key.wording, values: [$0.value],
                            href: OpenErrorList.address($0.key))
                    }, more: OpenErrorList.address(), moreLabel: "エラーの一覧を開く"))
        }
        if !all.feeds.isEmpty {
            figures.append(
                FigureDraft(
                    "feeds", "連携の新しさ", lead: "最後のファイルからの日数。", unit: "日", parts: ["日数"],
                    all.feeds.compactMap { feed in
                        feed.days.map {
                            .init(
                                name: feed.title, values: [$0],
                                href: MonitorScreen.path(ofFeed: feed.layout))
                        }
                    }, more: Route.monitor.path(), moreLabel: "連携モニターを開く"))
        }
        if !all.accesses.isEmpty {
            figures.append(
                FigureDraft(
                    "accesses", "説明のない利用（日ごと）", lead: "事案も理由もない利用。職員に確かめます。", unit: "件",
                    parts: ["件数"],
                    all.accesses.map {
                        .init(
                            name: short($0.day), values: [$0.count],
                            href: visit.mayEnter(.oversight) ? OversightScreen.path($0.day) : nil)
                    }, more: list(.oversight, visit), moreLabel: "ログの点検を開く"))
        }
        return figures
    }

    private static func short(_ day: CivilDate) -> String { "\(day.month)/\(day.day)" }

    private static func weeks(
        _ all: DashboardFigures, _ visit: Visit
    ) -> [FigureDraft.Place] {
        (0..<DashboardFigures.weeks).map { week in
            let begin = all.firstWeek.adding(days: 7 * week)
            let days = (0..<7).map { begin.adding(days: $0) }
            return .init(
                name: short(begin),
                values: [
                    days.reduce(0) { $0 + (all.flow.received[$1] ?? 0) },
                    days.reduce(0) { $0 + (all.flow.decided[$1] ?? 0) },
                ],
                hrefs: [
                    RegisterScreen.received(from: begin, through: begin.adding(days: 6)),
                    visit.mayEnter(.decisions)
                        ? DecidedList.address(from: begin, through: begin.adding(days: 6)) : nil,
                ])
        }
    }

    /// - Parameter list: of all that waits; it takes `age` beside its own question.
    private static func waiting(
        _ id: String, _ title: String, _ from: String, _ days: [CivilDate: Int],
        _ list: String?, on today: CivilDate
    ) -> FigureDraft? {
        let all = days.values.reduce(0, +)
        guard all > 0 else { return nil }
        return FigureDraft(
            id, title, lead: "\(from)の日数。いま\(Say.cases(all))。", unit: "件", parts: ["件数"],
            WaitingGroup.allCases.map { group in
                .init(
                    name: group.title, values: [sum(days) { group.holds(since: $0, on: today) }],
                    href: list.map { $0 + ($0.contains("?") ? "&" : "?") + "age=\(group.rawValue)" }
                )
            }, more: list)
    }

    private static func due(_ days: [CivilDate: Int], on today: CivilDate) -> FigureDraft? {
        let all = days.values.reduce(0, +)
        guard all > 0 else { return nil }
        let list = Route.register.path() + "?state=held"
        return FigureDraft(
            "due", "保留の期限", lead: "足りない書類の期限まで。いま\(Say.cases(all))。", unit: "件",
            parts: ["件数"],
            DueGroup.allCases.map { group in
                .init(
                    name: group.title, values: [sum(days) { group.holds($0, on: today) }],
                    href: list + "&due=\(group.rawValue)")
            }, more: list, moreLabel: "保留の一覧を開く")
    }

    private static func sum(
        _ days: [CivilDate: Int], _ counts: (CivilDate) -> Bool
    ) -> Int {
        days.reduce(0) { $0 + (counts($1.key) ? $1.value : 0) }
    }

    static func counts(
        _ all: DashboardFigures, _ part: DashboardPart?, _ visit: Visit
    ) -> [Count] {
        guard let sees = part?.sees else { return [] }
        let today = visit.today
        func count(_ label: String, _ number: Int, _ href: String?, _ urgent: Bool) -> Count {
            Count(
                label: label, figure: Say.count(number), unit: "件", href: href,
                isUrgent: urgent && number > 0)
        }
        var counts: [Count] = []
        if sees.contains(.cases) {
            counts += [
                count(
                    "審査待ち", sum(all.flow.examining) { _ in true },
                    Route.register.path() + "?state=checked", false),
                count(
                    "決裁待ち", sum(all.flow.approving) { _ in true }, list(.decisions, visit),
                    false),
                count(
                    "保留の期限切れ", sum(all.flow.due) { $0 < today },
                    Route.register.path() + "?state=overdue", true),
            ]
        }
        if sees.contains(.money) {
            counts += [
                count(
                    "レセプトのエラー", all.errors.values.reduce(0, +), OpenErrorList.address(), false),
                count("振込不能", all.returned, Route.returns.path(), true),
            ]
        }
        if sees.contains(.links) {
            counts.append(
                count("遅れている連携", all.feeds.count(where: \.isLate), Route.monitor.path(), true))
        }
        if sees.contains(.log) {
            counts.append(count("ログの警報", all.alarms, list(.oversight, visit), true))
        }
        return counts
    }
}
