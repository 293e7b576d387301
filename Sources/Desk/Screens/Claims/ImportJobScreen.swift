// SPDX-License-Identifier: Apache-2.0
import Benefits
import Formats
import Jobs
import Office
import Safeguards
import Vocabulary

/// The import of looked-at files, behind the pages: a stored job, which is watched, left, stopped
/// and gone on with, also after the machine was off.
enum ImportJobScreen {
    struct Body: PageModel {
        let progress: ImportProgress
        let mayStop: Bool
        let goOn: String?
        let run: String?
        let list: String
    }

    /// Starts the import of a stage, or a trial of it; a second press leads to the run of the first.
    static func start(_ visit: Visit) async throws -> Answer {
        for needed in [OperationCode.importClaims, .startJob] { try await visit.ask(for: needed) }
        var (key, stage) = try ImportCheckScreen.stage(visit)
        if let job = stage.job { return visit.carriedOut(Route.importJob.path(job)) }
        let ready = stage.ready
        guard !ready.isEmpty else { throw DeskRefusal.uploadGone }
        let desk = visit.desk
        let folder = visit.installation.claimFolder
        let sender = stage.sender
        let today = visit.today
        let files = ready.map { file in
            StageClaimFiles.File(
                name: file.upload.name, digest: file.digest, sender: sender,
                billingMonth: file.summary?.billingMonth ?? today.yearMonth, claims: file.claims)
        }
        let kind: StartJob.Kind = visit.form["act"] == "trial" ? .trial : .real
        let engine = desk.engine
        let run = try await desk.stage {
            try await desk.threads.run {
                for file in ready { try folder.take(file.upload.path, digest: file.digest) }
            }
            desk.uploads.remove(ready.map(\.upload.path))
            guard
                let ids = try await visit.perform(
                    .importClaims, { try StageClaimFiles.perform(files, in: $0) })
            else { throw DeskRefusal.uploadGone }
            let order = ImportClaimsWork.order(ids, on: occasion(visit))
            return try await visit.perform(.startJob) {
                try StartJob.perform(order, kind, engine: engine, in: $0)
            }
        }
        stage.job = run
        desk.stages.set(stage, under: key, of: try visit.officer().officer)
        desk.work(on: run, by: try visit.officer())
        return visit.carriedOut(Route.importJob.path(run))
    }

    /// The day of the calendar that an import of today is for: the calendar shows it there.
    private static func occasion(_ visit: Visit) -> String {
        let month = visit.desk.engine.year.month(
            visit.today.yearMonth, days: visit.installation.yearDays)
        let day = month.days.first { $0.entry.code == ImportClaimsWork.job }?.occasion
        return (day ?? visit.today).description
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let found = try await read(visit)
        let status = found.run.status(at: visit.desk.now)
        let id = found.run.id
        let mayWork = visit.may(.importClaims) && visit.may(.startJob)
        let mayStop = status == .running && !found.run.isStopAsked && mayWork
        let goOn = status.canGoOn && !visit.desk.runner.isTaken(id) && mayWork
        var keys: [Key] = [.link("F5", "更新", Route.importJob.path(id))]
        if mayStop { keys.append(.send("F2", "停止", form: "stop-form")) }
        if goOn { keys.append(.send("F9", "再開", form: "run-form", isMain: true)) }
        return .page(
            Page(
                "claims/job", "取込の状況", crumbs: [.home, .screen(.claimImport, .claimImports)],
                keys: keys, message: Done.banner(visit),
                body: Body(
                    progress: ImportProgress(found, visit), mayStop: mayStop,
                    goOn: goOn ? Route.goOnJob.path(id) : nil,
                    run: visit.may(.viewJobs) ? Route.jobRun.path(id) : nil,
                    list: Route.claimImports.path())))
    }

    /// The piece of the page that its script asks for; between two steps nothing is read.
    static func progress(_ visit: Visit) async throws -> Answer {
        let running = visit.desk.runner.seen(try visit.id("jobrun"))
        let found =
            if let running { Reading(run: running, usual: nil, files: []) } else {
                try await read(visit)
            }
        let progress = ImportProgress(found, visit)
        return .fragment("claims/progress", progress, isFinished: !progress.isRunning)
    }

    static func stop(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("jobrun")
        let engine = visit.desk.engine
        do {
            try await visit.perform(.startJob) { try StopJob.perform(id, engine: engine, in: $0) }
        } catch JobRefusal.unknownRun {
            throw DeskRefusal.notFound
        } catch JobRefusal.wrongState {
            // It is over: the page says so.
        }
        return .seeOther(Route.importJob.path(id))
    }

    struct Reading: Sendable {
        let run: JobRun
        let usual: Int64?
        let files: [ClaimUploadState]
    }

    private static func read(_ visit: Visit) async throws -> Reading {
        let id = try visit.id("jobrun")
        return try await visit.perform(.viewImports) { scope in
            guard let run = try JobBook.run(id, from: scope.db),
                let files = ImportClaimsWork.files(of: run.order)
            else { throw DeskRefusal.notFound }
            return Reading(
                run: run, usual: try JobBook.usual(of: run.order.job, from: scope.db),
                files: try ClaimUploadBook.states(files, from: scope.db))
        }
    }
}

/// How far an import is, with what came of each file, as the page and its script show it.
struct ImportProgress: PageModel {
    let title: String
    let officer: String
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
    let isStopping: Bool
    let failure: String?
    let lines: [ImportedFile]
    let hasLines: Bool
    let poll: String
    let stop: String

    init(_ found: ImportJobScreen.Reading, _ visit: Visit) {
        let run = found.run
        let common = JobRunScreen.progress(of: run, usual: found.usual, visit)
        let status = run.status(at: visit.desk.now)
        let files = ImportClaimsWork.files(of: run.order).map { $0.count } ?? 0
        title = "レセプト取込 \(Say.count(files))ファイル" + (run.isTrial ? "（試行）" : "")
        officer = visit.desk.name(of: run.officer)
        weight = common.weight
        phase = status == .running ? "\(common.state)（\(common.phase)）" : common.state
        done = common.done
        total = common.total
        unit = common.unit
        percent = common.percent
        started = common.started
        elapsed = common.elapsed
        rate = common.rate
        remaining = common.remaining
        isRunning = common.isRunning
        isStopping = run.isStopAsked && status == .running
        failure = status == .failed || status == .asking ? run.message : nil
        lines = found.files.map { Self.line($0, run, isOver: status.isOver) }
        hasLines = !lines.isEmpty
        poll = Route.importProgress.path(run.id)
        stop = Route.stopImport.path(run.id)
    }

    private static func line(
        _ state: ClaimUploadState, _ run: JobRun, isOver: Bool
    ) -> ImportedFile {
        guard let file = state.file else {
            let (word, weight) =
                run.isTrial ? ("試行", "plain") : isOver ? ("取込不可", "stop") : ("待機中", "plain")
            return ImportedFile(
                name: state.upload.name, outcome: word, weight: weight,
                counts: [Say.count(state.upload.claims)],
                note: word == "取込不可" ? "理由は「ジョブの状況」の「できなかったもの」にあります。" : nil, href: nil)
        }
        let href = Route.claimImport.path(file.id)
        guard file.importedAt >= run.startedAt else {
            return ImportedFile(
                name: state.upload.name, outcome: "取込済み", weight: "plain", counts: [],
                note: "同じ内容のファイルです。何も変えていません。", href: href)
        }
        return ImportedFile(
            name: state.upload.name, outcome: file.rejected > 0 ? "取込（エラーあり）" : "取込",
            weight: file.rejected > 0 ? "warn" : "good",
            counts: [
                Say.count(file.claims), Say.count(file.accepted), Say.count(file.rejected),
                file.payable.grouped,
            ], note: file.warnings > 0 ? "警告 \(Say.count(file.warnings))件" : nil, href: href)
    }
}

/// What became of one file of an import.
struct ImportedFile: PageModel {
    let name: String
    /// The outcome in words.
    let outcome: String
    let weight: String
    let counts: [String]
    let note: String?
    let href: String?
}
