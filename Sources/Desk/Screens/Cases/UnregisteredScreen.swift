// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Jobs
import Office
import Safeguards
import Vocabulary

/// 1170 未申請者・勧奨: children who meet the requirements by the registers and are not entitled; the list,
/// the invitations, and the start of an enlargement.
enum UnregisteredScreen {
    struct Body: PageModel {
        let madeOn: String?
        /// It was made, and nobody is on it.
        let isNobody: Bool
        /// What the newest run looked at.
        let looked: String?
        /// The day of an enlargement that is near: whom it covers is on the list.
        let ahead: String?
        /// A run that is under way: its page, and how far it is.
        let running: Running?
        let tabs: [PersonTab]
        let groups: [Group]
        let isEmpty: Bool
        let rows: [Row]
        let isCut: Bool
        let next: String?
        let listing: String?
        let inviting: RuleScreen.Form?
        let enlarging: RuleScreen.Form?
        let batches: [Batch]
        let hasBatches: Bool
        /// The trials and runs of enlargements, with the way to whom they left out.
        let runs: [EnlargementRun]
        let hasRuns: Bool
    }

    /// A trial or a run of an enlargement.
    struct EnlargementRun: PageModel {
        let kind: String
        let on: String
        let state: String
        let proposed: String
        let left: String
        /// The list of who was left out and why.
        let href: String
        let at: String

        init(_ run: JobRun, _ desk: DeskRoom) {
            kind = JobLineModel.kind(run)
            on = JobLineModel.occasion(run.order)
            state = run.status(at: desk.now).title
            proposed = Say.count(run.totals.items)
            left = Say.count(run.failed)
            href = Route.jobRun.path(run.id) + (run.failed > 0 ? "#left-out" : "")
            at = "\(Say.moment(run.startedAt)) \(desk.name(of: run.officer))"
        }
    }

    struct Running: PageModel {
        let href: String
        let words: String
    }

    struct Group: PageModel {
        let label: String
        let all: Int
        let uninvited: Int
    }

    struct Row: PageModel {
        let id: String
        let person: NamedPerson
        let birth: String
        let why: String
        let from: String
        let guardian: String
        let invited: String
    }

    /// A batch with what it expected and produced.
    struct Batch: PageModel {
        let kind: String
        let on: String
        let expected: Int
        let proposed: Int
        let carriedOut: Int
        let left: Int
        let reasons: [String]
        let at: String

        init(_ batch: (count: BatchCount, at: Instant, officer: String), _ desk: DeskRoom) {
            kind = batch.count.kind.wording
            on = Say.short(batch.count.on)
            expected = batch.count.expected
            proposed = batch.count.proposed
            carriedOut = batch.count.carriedOut
            left = batch.count.left
            reasons = batch.count.leftOut.sorted { $0.key < $1.key }
                .map { "\($0.key) \($0.value)件" }
            at = "\(Say.moment(batch.at)) \(desk.name(of: batch.officer))"
        }
    }

    private static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// 「いま作り直す」: begins the job of the night now.
    static func list(_ visit: Visit) async throws -> Answer {
        let order = JobOrder(job: ListUnregisteredWork.job, occasion: visit.today.description)
        return try await start(order, .real, visit)
    }

    /// Begins a job of this screen; it is watched, stopped and gone on with on 3140.
    private static func start(
        _ order: JobOrder, _ kind: StartJob.Kind, _ visit: Visit
    ) async throws -> Answer {
        try await visit.ask(for: .startJob)
        let engine = visit.desk.engine
        do {
            let run = try await visit.perform(.startJob) {
                try StartJob.perform(order, kind, engine: engine, in: $0)
            }
            visit.desk.work(on: run, by: try visit.officer())
            return visit.carriedOut(Route.jobRun.path(run) + "?done=jobstarted")
        } catch let refusal as JobRefusal {
            var reading = FormReading(visit.form, today: visit.today)
            reading.refused(refusal)
            return .page(try await page(visit, problems: reading.problems))
        }
    }

    static func invite(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let due = reading.date("due", "申請の期限")
        let by = reading.optionalDate("by", "基準日")
        let chosen = visit.form.all("row").compactMap { AddresseeNumber($0) }
        let isAll = visit.form.isTicked("everybody")
        if chosen.isEmpty, !isAll { reading.wrong("everybody", "勧奨する児童を選んでください。") }
        let directory = visit.installation.directory
        if let due, reading.isRight {
            do {
                let report = try await visit.perform { scope in
                    try InviteChildren.perform(
                        isAll ? nil : chosen, coveredBy: by, due: due, directory: directory,
                        in: scope)
                }
                return visit.carriedOut(
                    Route.unregistered.path()
                        + "?done=invited&n=\(report.count.proposed)&held=\(report.count.left)")
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal, field: "due")
            }
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    /// 制度の拡大: the trial first; the run itself begins on the page of the trial, once its figures are
    /// seen.
    static func enlarge(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let day = reading.date("day", "施行日")
        let law = visit.installation.law
        if let day, reading.isRight {
            let isNobody = try await visit.perform(.viewUnregistered) { scope in
                scope.counted(0)
                return try EnlargementOutlook(from: day, law: law, in: scope.db).isEmpty
            }
            if !isNobody {
                let order = JobOrder(job: EnlargementWork.job, occasion: day.description)
                return try await start(order, .trial, visit)
            }
            reading.refused(CaseRefusal.noEnlargement, field: "day")
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let directory = visit.installation.directory
        let why = UnregisteredReason(rawValue: visit.query["why"])
        let after = AddresseeNumber(visit.query["after"])
        let read = try await visit.perform(.viewUnregistered) { scope in
            let rows = try UnregisteredBook.children(
                why: why, after: after, limit: most + 1, from: scope.db)
            let shown = Array(rows.prefix(most))
            let numbers = shown.flatMap { [$0.child, $0.guardian].compactMap(\.self) }
            // One more is read than shown, to know whether there is a next page.
            scope.saw(rows.flatMap { [$0.child, $0.guardian].compactMap(\.self) })
            return (
                rows: shown, hasMore: rows.count > most,
                counts: try UnregisteredBook.counts(from: scope.db),
                found: try UnregisteredBook.newestFound(from: scope.db),
                made: try JobBook.lastFinished(ListUnregisteredWork.job, from: scope.db),
                runs: try JobBook.newest(10, of: ListUnregisteredWork.job, from: scope.db),
                enlargements: try JobBook.newest(10, of: EnlargementWork.job, from: scope.db),
                batches: try BatchBook.newest(limit: 10, from: scope.db)
                    .filter { $0.count.kind != .yearEnd },
                people: try directory.persons(numbers)
            )
        }
        let reader = try visit.officer()
        let mayInvite = visit.may(.inviteUnregistered)
        let mayEnlarge = visit.may(.proposeExOfficio) && visit.may(.startJob)
        let rows = read.rows.map { row($0, read.people, visit, reader) }
        // An empty list was made as well: the job's record says when.
        let madeOn = read.made.map { Say.moment($0.updatedAt) } ?? read.found.map(Say.date)
        let last = read.hasMore ? read.rows.last?.child : nil
        let suffix = why.map { "&why=\($0.rawValue)" } ?? ""
        return Page(
            "cases/unregistered", "未申請者・勧奨", crumbs: [.home],
            keys: [.link("F5", "更新", Route.unregistered.path())]
                + (mayInvite && !rows.isEmpty
                    ? [.send("F12", "勧奨する", form: "invite-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                madeOn: madeOn, isNobody: madeOn != nil && read.counts.isEmpty,
                looked: read.made.map {
                    "対象年齢の住民 \(Say.count($0.totals.persons))人のうち、未申請 \(Say.count($0.totals.items))人"
                }, ahead: visit.installation.law.nextAges(after: visit.today).map(Say.date),
                running: running(read.runs, visit), tabs: tabs(why),
                groups: UnregisteredReason.allCases.compactMap { reason in
                    read.counts[reason].map {
                        Group(label: reason.wording, all: $0.all, uninvited: $0.uninvited)
                    }
                }, isEmpty: rows.isEmpty, rows: rows, isCut: read.hasMore,
                next: last.map { Route.unregistered.path() + "?after=\($0)\(suffix)" },
                listing: mayInvite && visit.may(.startJob) ? Route.listUnregistered.path() : nil,
                inviting: mayInvite && !rows.isEmpty
                    ? RuleScreen.Form(
                        action: Route.inviteUnregistered.path(),
                        fields: inviteFields(visit).checked(problems)) : nil,
                enlarging: mayEnlarge
                    ? RuleScreen.Form(
                        action: Route.startEnlargement.path(),
                        fields: [
                            FormField.date("day", "拡大の施行日", visit.form, isRequired: true)
                                .checked(problems)
                        ]) : nil, batches: read.batches.map { Batch($0, visit.desk) },
                hasBatches: !read.batches.isEmpty,
                runs: read.enlargements.map { EnlargementRun($0, visit.desk) },
                hasRuns: !read.enlargements.isEmpty))
    }

    private static func running(_ runs: [JobRun], _ visit: Visit) -> Running? {
        guard let run = runs.first(where: { !$0.status(at: visit.desk.now).isOver }) else {
            return nil
        }
        return Running(
            href: Route.jobRun.path(run.id),
            words: "\(run.status(at: visit.desk.now).title)（\(run.percent)％）")
    }

    private static func tabs(_ why: UnregisteredReason?) -> [PersonTab] {
        [PersonTab(title: "すべて", href: Route.unregistered.path(), isCurrent: why == nil)]
            + UnregisteredReason.allCases.map {
                PersonTab(
                    title: $0.wording, href: Route.unregistered.path() + "?why=\($0.rawValue)",
                    isCurrent: $0 == why)
            }
    }

    private static func inviteFields(_ visit: Visit) -> [FormField] {
        var typed = visit.form
        if !typed.has("due") {
            typed.set("due", Say.short(visit.installation.intake.dueDay(from: visit.today)))
        }
        var fields: [FormField] = [
            .date("due", "申請の期限", typed, isRequired: true),
            .checks(
                "everybody", "範囲", typed,
                [.init(value: "yes", label: "まだ勧奨していない全員（表に出ていない人も含む）")]),
        ]
        if let day = visit.installation.law.nextAges(after: visit.today) {
            fields.append(
                .date(
                    "by", "基準日", typed,
                    hint: "全員のときは、この日までに対象になる子。空欄は今日。制度の拡大の前は \(Say.short(day)) を入力"))
        }
        return fields
    }

    private static func row(
        _ child: UnregisteredChild, _ people: [AddresseeNumber: ResidentSnapshot],
        _ visit: Visit, _ reader: Principal
    ) -> Row {
        let guardian = child.guardian.flatMap { people[$0] }
        return Row(
            id: child.child.description, person: NamedPerson(child.child, people, for: reader),
            birth: reader.sees(Say.birth(child.born, on: visit.today), of: .birthDate),
            why: child.why.wording, from: Say.short(child.eligibleFrom),
            guardian: guardian.map { reader.sees($0.alias ?? $0.name, of: .name) } ?? "（分からない）",
            invited: child.invitedOn.map { "\(Say.short($0))（\(child.invitations)回）" } ?? "")
    }
}
