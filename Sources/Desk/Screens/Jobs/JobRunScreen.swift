// SPDX-License-Identifier: Apache-2.0
import Jobs
import Office
import Safeguards
import Vocabulary

/// 3140 業務暦・ジョブ, one run: how far it is, what it moved, what failed, what may be done.
enum JobRunScreen {
    struct Body: PageModel {
        let progress: RunProgress
        let items: [Item]
        let figures: [FigureRow]
        let thresholds: [Threshold]
        let hasThresholds: Bool
        let why: String?
        let real: String?
        let trial: String
        /// Where the work itself is shown: the files of an import, the list of an erasure.
        let place: String?
        let job: String
        let occasion: String
        let goOn: String?
        let stop: String?
        let consent: String?
        let isOwn: Bool
        let retry: String?
        let errors: String?
        let failures: [Failure]
        let hasFailures: Bool
        let failureCount: String
        /// The failures are children that were left out, and the reader may see who.
        let namesChildren: Bool
        let failurePages: ListPage.Line?
        let history: [HistoryRow]
        let year: String
        /// The files of a batch that was printed.
        let papers: [BatchPapers.Paper]
        let hasPapers: Bool
        let keptDays: Int
        /// Where a file is drawn anew without the families that may not be brought out any more.
        let remake: String?
        let remakeFields: [FormField]
    }

    /// How far the run is, as the page and its script show it (screens.md §8.1).
    struct RunProgress: PageModel {
        let title: String
        let state: String
        let weight: String
        let phase: String
        let done: String
        let total: String
        let unit: String
        let percent: Int
        let started: String
        let elapsed: String
        let rate: String
        let remaining: String
        let isRunning: Bool
        let poll: String
    }

    struct FigureRow: PageModel {
        let name: String
        let now: String
        let before: String
        let change: String
    }

    struct Threshold: PageModel {
        let name: String
        let limit: String
        let source: String
        /// Whose table says it.
        let origin: String
        let isUnverified: Bool
        let isExceeded: Bool
    }

    struct Failure: PageModel {
        /// Its item in the file or the list that the run worked on.
        let line: String
        let code: String
        let words: String
        let href: String?
        let place: String
        let child: LeftOutChildren.Child?
    }

    struct HistoryRow: PageModel {
        let at: String
        let event: String
        let officer: String
        let reason: String
    }

    /// Failures of a page.
    static let mostFailures = 100

    /// The failures of a page, of how many.
    private struct Failures: Sendable {
        let list: ListPage
        let shown: [StoredFailure]
        var children = LeftOutChildren.none
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// The piece of the page that its script asks for; between two steps nothing is read.
    static func progress(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("jobrun")
        let shown: RunProgress
        if let run = visit.desk.runner.seen(id) {
            shown = progress(of: run, usual: nil, visit)
        } else {
            let (run, usual) = try await visit.perform { scope in
                let run = try found(id, in: scope)
                return (run, try JobBook.usual(of: run.order.job, from: scope.db))
            }
            shown = progress(of: run, usual: usual, visit)
        }
        return .fragment("jobs/progress", shown, isFinished: !shown.isRunning)
    }

    private static func found(_ id: Int64, in scope: Scope) throws -> JobRun {
        guard let run = try JobBook.run(id, from: scope.db) else { throw DeskRefusal.notFound }
        return run
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("jobrun")
        let asked = visit.query["page"]
        let (run, before, usual, history, failed, steps) = try await visit.perform(.viewJobs) {
            scope in
            let run = try found(id, in: scope)
            let list = ListPage(
                of: try JobBook.failureCount(of: id, from: scope.db), asked: asked,
                size: mostFailures)
            return (
                run, try run.previous.flatMap { try JobBook.run($0, from: scope.db) },
                try JobBook.usual(of: run.order.job, from: scope.db),
                try JobBook.history(of: id, from: scope.db),
                Failures(
                    list: list,
                    shown: try JobBook.failures(
                        of: id, limit: list.rows.count, skipping: list.rows.lowerBound,
                        from: scope.db)),
                PrintBatch(run.order) == nil && run.order.job != EnlargementWork.job
                    ? [] : try JobBook.steps(of: id, from: scope.db)
            )
        }
        let failures = Failures(
            list: failed.list, shown: failed.shown,
            children: try await .read(failed.shown, visit))
        let papers =
            PrintBatch(run.order) == nil ? [] : BatchPapers.papers(run, steps, visit)
        let body = body(
            run, before, usual, history, failures, papers, phases(of: run, steps), problems, visit)
        var keys: [Key] = [.link("F5", "更新", Route.jobRun.path(id))]
        if body.stop != nil { keys.append(.send("F2", "停止", form: "stop-form")) }
        if body.goOn != nil { keys.append(.send("F9", "実行・再開", form: "run-form")) }
        keys += ListPage.keys(body.failurePages)
        if body.real != nil { keys.append(.send("F12", "本番を開始", form: "real-form")) }
        return Page(
            "jobs/run", "ジョブの状況", crumbs: [.home, .screen(.jobs, .jobs)], keys: keys,
            problems: problems, message: Done.banner(visit), body: body)
    }

    private static func body(
        _ run: JobRun, _ before: JobRun?, _ usual: Int64?, _ history: [JobHistoryLine],
        _ failures: Failures, _ papers: [BatchPapers.Paper], _ phases: [Item],
        _ problems: [FormProblem], _ visit: Visit
    ) -> Body {
        let status = run.status(at: visit.desk.now)
        let engine = visit.desk.engine
        let officer = try? visit.officer()
        let mayWork =
            visit.may(.startJob) && (officer.map { engine.may($0, run.order.job) } ?? false)
        let hadIt = history.contains {
            [.started, .resumed].contains($0.event) && $0.officer == officer?.officer
        }
        let isOwn = run.officer == officer?.officer || hadIt
        let difference = JobDifference(now: run.totals, before: before?.totals)
        let path = { (route: Route) in route.path(run.id) }
        let shown = failures.shown.map { stored in
            failure(
                stored,
                officer.flatMap { failures.children.child(of: stored.failure, for: $0) })
        }
        return Body(
            progress: progress(of: run, usual: usual, visit),
            items: BatchPapers.items(run, visit) + [
                Item("種類", JobLineModel.kind(run)),
                Item("対象", JobLineModel.occasion(run.order)),
                Item("開始した職員", visit.desk.name(of: run.officer)),
                Item("前回", before.map { JobLineModel.occasion($0.order) } ?? "記録なし"),
                Item("済んでいたもの", "\(Say.count(run.totals.known))\(run.unit)"),
                Item("失敗", "\(Say.count(run.failed))\(run.unit)"),
            ] + phases, figures: figures(difference),
            thresholds: engine.year.thresholds(of: run.order.job).map {
                Threshold(
                    name: $0.kind.title, limit: "\(Say.count($0.limit))\($0.kind.unit)",
                    source: $0.source, origin: $0.origin.title, isUnverified: !$0.isVerified,
                    isExceeded: $0.exceeded(by: difference, failed: run.failed) != nil)
            }, hasThresholds: !engine.year.thresholds(of: run.order.job).isEmpty,
            why: status == .finished ? nil : run.message,
            real: run.isTrial && status == .finished && mayWork ? Route.startJob.path() : nil,
            trial: String(run.id), place: place(of: run.order, for: visit),
            job: run.order.job, occasion: run.order.occasion,
            goOn: status.canGoOn && mayWork && !visit.desk.runner.isTaken(run.id)
                ? path(.goOnJob) : nil,
            stop: ([.running, .ready, .asking].contains(status)
                || run.waitsForHour) && !run.isStopAsked && mayWork
                ? path(.stopJob) : nil,
            consent: status == .asking && visit.may(.consentJob) && !isOwn
                ? path(.consentJob) : nil, isOwn: status == .asking && isOwn,
            retry: status.isOver && run.failed > 0 && !run.isTrial && mayWork
                ? path(.retryJob) : nil,
            errors: run.failed > 0 && visit.may(.listJobErrors) ? path(.jobErrors) : nil,
            failures: shown, hasFailures: !shown.isEmpty,
            failureCount: Say.count(failures.list.total),
            namesChildren: shown.contains { $0.child != nil },
            failurePages: failures.list.line(at: path(.jobRun)),
            history: history.map {
                HistoryRow(
                    at: Say.moment($0.at), event: $0.event.title,
                    officer: visit.desk.name(of: $0.officer),
                    reason: $0.reason ?? "")
            }, year: Route.jobs.path(), papers: papers, hasPapers: !papers.isEmpty,
            keptDays: PrintBatch.keptDays,
            remake: !papers.isEmpty && visit.may(.reprintLetter) ? path(.remakePaper) : nil,
            remakeFields: RemakePaper.fields(papers, visit.form, problems))
    }

    /// How many of each phase of an enlargement were proposed, and how many were left out.
    private static func phases(of run: JobRun, _ steps: [JobStepLine]) -> [Item] {
        guard run.order.job == EnlargementWork.job else { return [] }
        return EnlargementWork.phases.enumerated().map { phase, title in
            let mine = steps.filter { $0.phase == phase }
            let (items, failed) = (
                mine.reduce(0) { $0 + $1.items }, mine.reduce(0) { $0 + $1.failed }
            )
            return Item(
                title,
                "起案 \(Say.count(items))\(run.unit)、外れる \(Say.count(failed))\(run.unit)")
        }
    }

    /// Where the work of the run stands, for a reader who may come there.
    private static func place(of order: JobOrder, for visit: Visit) -> String? {
        func open(_ route: Route, _ path: String? = nil) -> String? {
            visit.mayEnter(route) ? path ?? route.path() : nil
        }
        if ImportClaimsWork.files(of: order) != nil { return open(.claimImports) }
        if let batch = PrintBatch(order) {
            return order.job == PrintLettersWork.job
                ? open(.letterBatch, Route.letterBatch.path(batch.kind))
                : open(batch.kind == "renewals" ? .certificates : .papers)
        }
        if order.job == ListUnregisteredWork.job || order.job == EnlargementWork.job {
            return open(.unregistered)
        }
        guard order.job == PurgeWork.job, let system = order.values["system"],
            let list = order.values["list"].flatMap({ Int64($0) })
        else { return nil }
        return open(.purgeList, Route.purgeList.path(system, list))
    }

    private static func figures(_ difference: JobDifference) -> [FigureRow] {
        func row(_ name: String, _ now: Int, _ before: Int?, _ unit: String) -> FigureRow {
            FigureRow(
                name: name, now: Say.count(now) + unit,
                before: before.map { Say.count($0) + unit } ?? "—",
                change: before.map { now >= $0 ? "+\(Say.count(now - $0))" : Say.count(now - $0) }
                    ?? "—")
        }
        let (now, before) = (difference.now, difference.before)
        return [
            row("人数", now.persons, before?.persons, "人"),
            row("件数", now.items, before?.items, "件"),
            row("金額", now.amount.amount, before?.amount.amount, "円"),
        ]
    }

    private static func failure(
        _ stored: StoredFailure, _ child: LeftOutChildren.Child?
    ) -> Failure {
        let failure = stored.failure
        // Only an address of this desk, and only for who may go there.
        let isOurs = failure.place.hasPrefix("/") && !failure.place.hasPrefix("//")
        return Failure(
            line: String(failure.key), code: failure.code, words: failure.message,
            href: isOurs ? failure.place : nil, place: subject(failure.place), child: child)
    }

    /// What an address is about, with its number; never a name.
    private static func subject(_ place: String) -> String {
        let parts = place.split(separator: "/").map(String.init)
        switch (parts.first, parts.count) {
        case ("papers", 2): return "決定 \(parts[1]) の書類"
        case ("schedule", 2):
            return CivilDate(iso: parts[1]).map { "支給予定 \(Say.short($0))" } ?? "支給予定"
        case ("claims", _): return "レセプト取込"
        case ("letters", _): return "一括発行の記録"
        default: return "開く"
        }
    }

    static func progress(
        of run: JobRun, usual: Int64?, _ visit: Visit
    ) -> RunProgress {
        let status = run.status(at: visit.desk.now)
        let seconds = Int(run.active / 1_000_000)
        let perSecond = seconds > 0 ? run.done / seconds : 0
        let left = run.remaining(usual: usual)
        return RunProgress(
            title: visit.desk.engine.title(of: run.order.job),
            state: run.isStopAsked && status == .running ? "区切りで停止します" : status.title,
            weight: JobLineModel.weight(status), phase: run.phaseTitle,
            done: Say.count(run.done), total: Say.count(run.total), unit: run.unit,
            percent: run.percent, started: Say.moment(run.startedAt),
            elapsed: Say.duration(seconds),
            rate: perSecond > 0 ? "毎秒 \(Say.count(perSecond))\(run.unit)" : "—",
            remaining: status != .running
                ? "—" : left.map { "あと約\(Say.duration($0))" } ?? "測定中",
            isRunning: status == .running || visit.desk.runner.isTaken(run.id),
            poll: Route.jobProgress.path(run.id))
    }
}
