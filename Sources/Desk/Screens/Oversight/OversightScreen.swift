// SPDX-License-Identifier: Apache-2.0
import Ledger
import Oversight
import Safeguards
import Vocabulary

/// 4020: alarms and accesses that wait for somebody to ask, how the log is doing, the reviews.
enum OversightScreen {
    struct Body: PageModel {
        let share: String
        let lastRun: String
        let isRunLate: Bool
        let due: String
        let isDue: Bool
        let alarms: [AlarmLine]
        let hasAlarms: Bool
        let accesses: [AccessLine]
        let hasAccesses: Bool
        /// 「7日」, or the one day that is shown.
        let accessDays: String
        /// The way from one day to all.
        let accessAll: String?
        /// What the forms of the accesses send along.
        let kept: [Item]
        let counts: [CountLine]
        let hasCounts: Bool
        let reviews: [ReviewLine]
        let relations: [RelationLine]
        let terms: [TermLine]
        let mayReview: Bool
        let mayRelate: Bool
        let runAddress: String?
        let reviewForm: Form?
        let relationForm: Form?
    }

    struct Form: PageModel {
        let action: String
        let fields: [FormField]
    }

    struct AlarmLine: PageModel {
        let day: String
        let rule: String
        let officer: String
        let subject: String
        let amount: Int
        let access: String
        let accessHref: String?
        let outcome: String
        let settleAddress: String?
        let noteID: String
    }

    struct AccessLine: PageModel {
        let at: String
        let officer: String
        let what: String
        let subjects: String
        let reason: String
        let outcome: String
        let confirmAddress: String?
        let noteID: String
    }

    struct CountLine: PageModel {
        let day: String
        let officer: String
        let what: String
        let count: Int
        let refused: Int
    }

    struct ReviewLine: PageModel {
        let at: String
        let reviewer: String
        let period: String
        let preset: String
        let sampled: Int
        let findings: String
        let measures: String
        let next: String
    }

    struct RelationLine: PageModel {
        let officer: String
        let subject: String
        let kind: String
        let endAddress: String?
    }

    struct TermLine: PageModel {
        let name: String
        let value: String
        let source: String
        let flags: [Flag]
    }

    /// What one look at the log brings together.
    struct Reading: Sendable {
        let alarms: [LogAlarm]
        let accesses: [UnexplainedAccess]
        let counts: [OfficerDayCount]
        let reviews: [RecordedReview]
        let relations: [Relation]
        let terms: OversightTerms
        let share: (accesses: Int, explained: Int)
        let lastRun: CivilDate?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let today = visit.today
        let month = today.adding(days: -30)
        let day = day(visit)
        let read = try await visit.perform(.viewOversight) { scope -> Reading in
            let accesses = try AccessBook.unexplained(
                from: AccessBook.startOfDay(day ?? today.adding(days: -7)),
                until: AccessBook.startOfDay((day ?? today).next), in: scope.db)
            let alarms = try AlarmBook.alarms(
                from: month, through: today, openOnly: true, in: scope.db)
            let relations = try RelationBook.relations(from: scope.db)
            scope.saw(accesses.flatMap(\.subjects) + alarms.compactMap(\.finding.subject))
            scope.saw(relations.map(\.subject))
            return Reading(
                alarms: alarms, accesses: accesses.filter(\.isWaiting),
                counts: try InquiryCounts.counts(from: today, through: today, in: scope.db),
                reviews: try ReviewBook.reviews(limit: 12, from: scope.db),
                relations: relations, terms: try TermBook.terms(from: scope.db),
                share: try AlarmBook.shares(from: month, through: today, in: scope.db),
                lastRun: try AlarmBook.lastRun(in: scope.db))
        }
        return Page(
            "oversight/oversight", "ログ分析・点検記録", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: [.link("F5", "更新", path(day))]
                + (visit.may(.searchLog)
                    ? [.link("F9", "ログ検索", Route.log.path())] : [])
                + (visit.may(.reportAccesses)
                    ? [.link("F7", "本人への報告", Route.personReport.path())] : []),
            problems: problems, message: Done.banner(visit),
            body: body(read, day, visit, problems))
    }

    /// The one day whose accesses are shown: a bar of the dashboard. `nil` is the last week.
    private static func day(_ visit: Visit) -> CivilDate? {
        CivilDate(iso: visit.form.has("day") ? visit.form["day"] : visit.query["day"])
    }

    /// The page of the day, or of the week.
    static func path(_ day: CivilDate?) -> String {
        Route.oversight.path() + (day.map { "?day=\($0)" } ?? "")
    }

    /// The same page again, with what was done.
    static func back(_ visit: Visit, _ done: String) -> String {
        Route.oversight.path() + "?done=" + done + (day(visit).map { "&day=\($0)" } ?? "")
    }

    private static func body(
        _ read: Reading, _ day: CivilDate?, _ visit: Visit, _ problems: [FormProblem]
    ) -> Body {
        let due = read.reviews.first?.review.nextDue
        let late = read.lastRun.map { $0 < visit.today.adding(days: -1) } ?? true
        let mayReview = visit.may(.reviewLog)
        let reader = visit.session?.principal.officer ?? ""
        return Body(
            share: share(read.share),
            lastRun: read.lastRun.map(Say.date) ?? "まだ行っていません", isRunLate: late,
            due: due.map(Say.date) ?? "まだ点検していません",
            isDue: due.map { $0 <= visit.today } ?? true,
            alarms: read.alarms.map { alarm($0, visit, mayReview, reader) },
            hasAlarms: !read.alarms.isEmpty,
            accesses: read.accesses.map { access($0, visit, reader) },
            hasAccesses: !read.accesses.isEmpty, accessDays: day.map(Say.short) ?? "7日",
            accessAll: day == nil ? nil : Route.oversight.path(),
            kept: day.map { [Item(hidden: "day", $0.description)] } ?? [],
            counts: read.counts.map {
                CountLine(
                    day: Say.short($0.day), officer: visit.desk.label(of: $0.officer),
                    what: $0.operation.definition.title, count: $0.count, refused: $0.refused)
            }, hasCounts: !read.counts.isEmpty,
            reviews: read.reviews.map { review($0, visit) },
            relations: read.relations.map {
                RelationLine(
                    officer: $0.officer == "*" ? "全員" : visit.desk.label(of: $0.officer),
                    subject: $0.subject.description, kind: $0.kind.title,
                    endAddress: mayReview ? Route.endRelation.path(String($0.id)) : nil)
            },
            terms: read.terms.all.values.sorted { $0.name < $1.name }.map {
                TermLine(
                    name: $0.name, value: "\($0.value)\($0.unit)", source: $0.source,
                    flags: $0.isVerified ? [] : [Flag("未確認", .warn)])
            },
            mayReview: mayReview, mayRelate: mayReview,
            runAddress: mayReview ? Route.runLogRules.path() : nil,
            reviewForm: mayReview ? OversightForms.review(visit, read.terms, problems) : nil,
            relationForm: mayReview ? OversightForms.relation(visit, problems) : nil)
    }

    private static func share(_ share: (accesses: Int, explained: Int)) -> String {
        guard share.accesses > 0 else { return "まだ数えていません" }
        let permille = share.explained * 1_000 / share.accesses
        return "\(permille / 10).\(permille % 10)%（\(share.accesses)件のうち\(share.explained)件）"
    }

    private static func alarm(
        _ alarm: LogAlarm, _ visit: Visit, _ mayReview: Bool, _ reader: String
    ) -> AlarmLine {
        let found = alarm.finding
        let isOwn = found.officer == reader
        let day = alarm.day.description
        return AlarmLine(
            day: Say.short(alarm.day), rule: found.rule.title,
            officer: visit.desk.label(of: found.officer),
            subject: found.subject?.description ?? "", amount: found.amount,
            access: found.access.map { "\($0)" } ?? "",
            accessHref: visit.may(.searchLog)
                ? Route.log.path() + "?officer=\(Typed.escaped(found.officer))&from=\(day)"
                    + "&through=\(day)" : nil,
            outcome: isOwn ? "ほかの職員が確かめます" : "",
            settleAddress: mayReview && !isOwn
                ? Route.settleAlarm.path(String(alarm.id)) : nil,
            noteID: "alarm-note-\(alarm.id)")
    }

    private static func access(
        _ access: UnexplainedAccess, _ visit: Visit, _ reader: String
    ) -> AccessLine {
        let line = access.line
        let isOwn = line.act.officer == reader
        return AccessLine(
            at: Say.moment(line.recordedAt), officer: visit.desk.label(of: line.act.officer),
            what: OperationCode(rawValue: line.act.code)?.definition.title ?? line.act.code,
            subjects: access.subjects.prefix(3).map(\.description).joined(separator: " "),
            reason: line.act.reason ?? "",
            outcome: isOwn ? "ほかの所属長が確かめます" : "",
            confirmAddress: visit.may(.explainAccess) && !isOwn
                ? Route.confirmAccess.path(String(line.operation)) : nil,
            noteID: "access-note-\(line.operation)")
    }

    private static func review(_ recorded: RecordedReview, _ visit: Visit) -> ReviewLine {
        let review = recorded.review
        return ReviewLine(
            at: Say.moment(recorded.at), reviewer: visit.desk.label(of: recorded.reviewer),
            period: "\(Say.short(review.from))〜\(Say.short(review.through))",
            preset: OversightForms.presetTitle(review.preset), sampled: review.sampled,
            findings: review.findings, measures: review.measures ?? "",
            next: Say.short(review.nextDue))
    }
}
