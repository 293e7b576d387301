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
        let alarmCount: String
        let alarmPages: ListPage.Line?
        let accesses: [AccessLine]
        let hasAccesses: Bool
        let accessCount: String
        let accessPages: ListPage.Line?
        /// The one day that is shown.
        let accessDay: String?
        /// The way from one day to all.
        let accessAll: String?
        /// What the forms of the lists send along: the day and the pages.
        let kept: [Item]
        let presets: [PresetLine]
        let counts: [CountLine]
        let hasCounts: Bool
        let countPages: ListPage.Line?
        let reviews: [ReviewLine]
        let reviewPages: ListPage.Line?
        let relations: [RelationLine]
        let relationPages: ListPage.Line?
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

    /// A ready-made question, the way to its answer, and when it was last looked through.
    struct PresetLine: PageModel {
        let title: String
        let meaning: String
        let href: String
        let through: String
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

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let lists = OversightLists(visit)
        let read = try await visit.perform(.viewOversight) { try Reading(lists, in: $0) }
        return Page(
            "oversight/oversight", "ログ分析・点検記録", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: [.link("F5", "更新", read.pages.address)]
                + (visit.may(.searchLog)
                    ? [.link("F9", "ログ検索", Route.log.path())] : [])
                + (visit.may(.reportAccesses)
                    ? [.link("F7", "本人への報告", Route.personReport.path())] : []),
            problems: problems, message: Done.banner(visit),
            body: body(read, lists.day, visit, problems))
    }

    /// The page with the accesses of one day.
    static func path(_ day: CivilDate) -> String { Route.oversight.path() + "?day=\(day)" }

    private static func body(
        _ read: Reading, _ day: CivilDate?, _ visit: Visit, _ problems: [FormProblem]
    ) -> Body {
        let (pages, due) = (read.pages, read.due)
        let late = read.lastRun.map { $0 < visit.today.adding(days: -1) } ?? true
        let mayReview = visit.may(.reviewLog)
        let reader = visit.session?.principal.officer ?? ""
        return Body(
            share: share(read.share),
            lastRun: read.lastRun.map(Say.date) ?? "まだ行っていません", isRunLate: late,
            due: due.map(Say.date) ?? "まだ点検していません",
            isDue: due.map { $0 <= visit.today } ?? true,
            alarms: read.alarms.map { alarm($0, visit, mayReview, reader) },
            hasAlarms: !read.alarms.isEmpty, alarmCount: Say.count(pages.total(.alarms)),
            alarmPages: pages.line(.alarms),
            accesses: read.accesses.map { access($0, visit, reader) },
            hasAccesses: !read.accesses.isEmpty, accessCount: Say.count(pages.total(.accesses)),
            accessPages: pages.line(.accesses), accessDay: day.map(Say.short),
            accessAll: day == nil ? nil : Route.oversight.path(), kept: pages.hidden,
            presets: visit.may(.searchLog)
                ? OversightForms.presets(read.terms, read.looked, on: visit.today) : [],
            counts: read.counts.map {
                CountLine(
                    day: Say.short($0.day), officer: visit.desk.label(of: $0.officer),
                    what: $0.operation.definition.title, count: $0.count, refused: $0.refused)
            }, hasCounts: !read.counts.isEmpty, countPages: pages.line(.counts),
            reviews: read.reviews.map { review($0, visit) }, reviewPages: pages.line(.reviews),
            relations: read.relations.map {
                RelationLine(
                    officer: $0.officer == "*" ? "全員" : visit.desk.label(of: $0.officer),
                    subject: $0.subject.description, kind: $0.kind.title,
                    endAddress: mayReview ? Route.endRelation.path(String($0.id)) : nil)
            }, relationPages: pages.line(.relations),
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
        return AlarmLine(
            day: Say.short(alarm.day), rule: found.rule.title,
            officer: visit.desk.label(of: found.officer),
            subject: found.subject?.description ?? "", amount: found.amount,
            access: found.access.map { "\($0)" } ?? "",
            accessHref: visit.may(.searchLog)
                ? OversightForms.dayOfOfficer(found.officer, alarm.day) : nil,
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
