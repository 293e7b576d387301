// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Office
import Registers
import Safeguards
import Vocabulary

/// The first page: the officer's own tasks with their numbers, then the ways to the screens.
enum HomeScreen {
    struct Body: PageModel {
        let today: String
        /// What the count in the header is the sum of.
        let waiting: String?
        /// Of which something waits.
        let tasks: [Task]
        let hasTasks: Bool
        /// Of which nothing waits: in one line, with the same keys.
        let quiet: [Task]
        let hasQuiet: Bool
        let groups: [Group]
        let calendar: HomeCalendar
        /// Which payment days nobody can say, for whoever pays and whoever looks after the books.
        let holidays: String?
        let figures: [BarFigure]
        let hasFigures: Bool
        let dashboard: String
        let reset: String?
        let sample: String?
    }

    struct Task: PageModel {
        /// The key that opens it; the tenth has none, and none that stands here only while something
        /// waits: a key opens the same task every day.
        let digit: String?
        let label: String
        let count: Int
        let note: String
        let href: String
        let isUrgent: Bool
        let isEmpty: Bool
    }

    struct Group: PageModel {
        let title: String
        let links: [Link]
    }

    struct Link: PageModel {
        let code: String
        let title: String
        let href: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let today = visit.today
        let catalogue = visit.installation.registers.catalogue
        let desk = visit.desk
        let month = HomeCalendar.month(visit)
        let (seesDue, seesPlan) = (visit.may(.viewApplications), visit.may(.viewSchedule))
        let explains = visit.may(.explainAccess)
        let (waiting, cases, protection, permissions, log, registers, copies, records, home) =
            try await visit.perform { scope in
                (
                    try desk.count(in: scope), try CaseTasks(in: scope),
                    try ProtectionTasks(in: scope),
                    try PermissionTasks(in: scope),
                    try OversightTasks(
                        accesses: explains ? try desk.unexplained(in: scope) : 0, in: scope),
                    try RegisterTasks(catalogue: catalogue, in: scope),
                    try CopyTasks(in: scope), try RecordTasks(in: scope),
                    (
                        counts: try HomeCalendar.Counts(
                            of: month, due: seesDue, planned: seesPlan, in: scope),
                        figures: try desk.dashboards.home(in: scope)
                    )
                )
            }
        // The work queue is System 2's own: it is asked behind its own gate. Without the keys
        // nothing of persons is asked.
        let isOpen = !visit.installation.isLocked
        let matches: Int? =
            isOpen && visit.may(.matchPersons)
            ? try await visit.performInAddressee(.viewMatches) {
                try ResidentFeedBook.state(in: $0).openCases
            } : nil
        let near = today.adding(days: visit.desk.settings.protectionReminderDays)
        let ends: (due: Int, ended: Int)? =
            isOpen && visit.may(.setProtection)
            ? try await visit.performInAddressee(.viewProtections) {
                try Addressee.ProtectionBook.counts(endingBy: near, in: $0)
            } : nil
        let tasks = self.tasks(
            waiting.cases,
            [
                (cases.lines, true), (permissions.lines, false),
                (
                    log.lines + protection.lines(ends: ends) + waiting.money.lines
                        + waiting.links.lines(matches: matches), true
                ),
                (waiting.money.back, false),
                (registers.lines, false), (copies.lines, true), (records.lines, false),
            ], visit)
        let figures = home.figures.pictures(visit)
        let body = Body(
            today: "\(Say.date(today))（\(today.weekday.rawValue)）",
            waiting: OfficerBadge.words(of: waiting, for: try visit.officer().roles),
            tasks: tasks.filter { !$0.isEmpty }, hasTasks: tasks.contains { !$0.isEmpty },
            quiet: tasks.filter(\.isEmpty), hasQuiet: tasks.contains(where: \.isEmpty),
            groups: groups(visit), calendar: HomeCalendar(month, home.counts, visit),
            holidays: seesPlan || visit.may(.importMasters)
                ? HolidayReach(visit.installation, today: today).warning : nil,
            figures: figures, hasFigures: !figures.isEmpty, dashboard: Route.dashboard.path(),
            reset: visit.desk.settings.practice == nil ? nil : Route.resetPractice.path(),
            sample: visit.desk.settings.practice?.claims == nil
                ? nil : Route.practiceClaims.path())
        var keys: [Key] = [.link("F9", "業務の状況", Route.dashboard.path())]
        keys += visit.searchKey("対象者検索")
        return .page(
            Page(
                "home/home", "ホーム", keys: keys, message: try greeting(visit), body: body))
    }

    private static func tasks(
        _ counts: Entitlement.Inbox.Counts,
        _ others: [(lines: [(OperationCode, String, Int, String, String, Bool)], isLasting: Bool)],
        _ visit: Visit
    ) -> [Task] {
        let register = Route.register.path()
        let own: [(OperationCode, String, Int, String, String, Bool)] = [
            (
                .approveDecision, "決裁待ち", counts.toApprove, "起案された決定を確かめて決裁する",
                Route.decisions.path(), false
            ),
            (
                .proposeDecision, "審査待ち", counts.toExamine, "受け付けた申請を審査して起案する",
                register + "?state=checked", false
            ),
            (
                .releaseHold, "保留の期限切れ", counts.overdue, "書類の期限が過ぎた申請に連絡する",
                register + "?state=overdue", true
            ),
            (
                .releaseHold, "保留中", counts.held, "書類を待っている申請", register + "?state=held", false
            ),
            (
                .viewRejudgements, "再判定待ちの異動", counts.toRejudge, "住民異動・保険の異動から資格を見直す",
                Route.rejudgements.path(), false
            ),
            (
                .issueCertificate, "交付待ちの受給資格証", counts.certificatesWaiting, "認定・変更の後、まだ証がない",
                Route.papers.path(), false
            ),
        ]
        // No key of its own: it stands here only while something was sent back.
        let back: [(OperationCode, String, Int, String, String, Bool)] =
            counts.sentBack == 0
            ? []
            : [
                (
                    .proposeDecision, "差戻し", counts.sentBack, "決裁者の理由を読み、直して起案し直す",
                    register + "?state=back", false
                )
            ]
        var digits = (1...9).map(String.init).makeIterator()
        return ([(own, true), (back, false)] + others).flatMap { lines, isLasting in
            lines.filter { visit.may($0.0) }.map { ($0, isLasting) }
        }.map { task, isLasting in
            Task(
                digit: isLasting ? digits.next() : nil, label: task.1, count: task.2,
                note: task.3,
                href: task.4, isUrgent: task.5 && task.2 > 0, isEmpty: task.2 == 0)
        }
    }

    private static func groups(_ visit: Visit) -> [Group] {
        let all: [(String, [Screen])] = [
            ("窓口", [.search, .intake, .eApplication, .register, .unregistered]),
            ("審査・決裁", [.decisions, .delegations, .rejudgement]),
            (
                "給付・支払",
                [
                    .reimbursement, .claimImport, .claims, .schedule, .run, .returns,
                    .counter, .recoveries, .retroactive, .accounting,
                ]
            ),
            (
                "帳票・統計",
                [
                    .dashboard, .papers, .postings, .letters, .printLog, .statistics, .copies,
                ]
            ),
            ("統合宛名・連携", [.addressee, .matching, .inquiry, .monitor]),
            ("台帳・請求・問合せ", [.registers, .disclosures, .enquiries, .incidents]),
            (
                "管理・監査",
                [
                    .jobs, .masters, .migration, .scheme, .officers, .stocktaking, .emergency,
                    .stop, .retention, .keys, .log,
                    .oversight, .measures,
                ]
            ),
        ]
        return all.compactMap { title, screens in
            let links = screens.compactMap { screen -> Link? in
                guard let route = screen.entry, visit.mayEnter(route) else { return nil }
                return Link(code: screen.rawValue, title: screen.title, href: route.path())
            }
            return links.isEmpty ? nil : Group(title: title, links: links)
        }
    }

    private static func greeting(_ visit: Visit) throws -> Banner? {
        if let words = visit.desk.greetings.get(
            visit.query["hello"], of: try visit.officer().officer)
        {
            return Banner(.info, words, ["心当たりがないときは、すぐにパスワードを変え、管理者に連絡してください。"])
        }
        return Done.banner(visit)
    }
}
