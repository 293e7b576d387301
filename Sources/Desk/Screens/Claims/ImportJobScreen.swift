// SPDX-License-Identifier: Apache-2.0
import Benefits
import Formats
import Office
import Safeguards
import Vocabulary

/// The import itself, behind the pages: so many claims in one operation, so that it can be watched,
/// left, stopped and gone on with.
enum ImportJobScreen {
    struct Body: PageModel {
        let progress: JobProgress
        let mayStop: Bool
        let list: String
    }

    /// Files are put together until they hold so many claims: every operation loads the
    /// entitlements of the town anew.
    private static let claimsAtOnce = 5_000

    /// Starts the import of a stage; a second press leads to the job that runs.
    static func start(_ visit: Visit) async throws -> Answer {
        guard visit.may(.importClaims) else { throw SafeguardRefusal.notPermitted }
        var (key, stage) = try ImportCheckScreen.stage(visit)
        if let job = stage.job { return visit.carriedOut(Route.importJob.path(job)) }
        let ready = stage.ready
        guard !ready.isEmpty else { throw DeskRefusal.uploadGone }
        let officer = try visit.officer()
        visit.desk.uploads.keep(ready.map(\.upload.path))
        let total = ready.reduce(0) { $0 + $1.claims }
        let job = visit.desk.jobs.start(
            "レセプト取込 \(Say.count(ready.count))ファイル", by: officer.officer, named: officer.name,
            total: total, unit: "件", work(stage, by: officer, visit.desk))
        stage.job = job
        visit.desk.stages.set(stage, under: key, of: officer.officer)
        return visit.carriedOut(Route.importJob.path(job))
    }

    static func show(_ visit: Visit) throws -> Answer {
        let job = try job(visit)
        let progress = progress(of: job, visit)
        var keys: [Key] = [.link("F5", "更新", Route.importJob.path(job.id))]
        let mayStop = progress.isRunning && !progress.isStopping && visit.may(.importClaims)
        if mayStop { keys.append(.send("F2", "停止", form: "stop-form")) }
        return .page(
            Page(
                "claims/job", "取込の状況", crumbs: [.home, .screen(.claimImport, .claimImports)],
                keys: keys,
                body: Body(
                    progress: progress, mayStop: mayStop, list: Route.claimImports.path())))
    }

    /// The piece of the page that its script asks for.
    static func progress(_ visit: Visit) throws -> Answer {
        let job = try job(visit)
        return .fragment(
            "claims/progress", progress(of: job, visit), isFinished: job.state.isOver)
    }

    static func stop(_ visit: Visit) throws -> Answer {
        guard visit.may(.importClaims) else { throw SafeguardRefusal.notPermitted }
        let job = try job(visit)
        visit.desk.jobs.askToStop(job.id)
        return .seeOther(Route.importJob.path(job.id))
    }

    private static func job(_ visit: Visit) throws -> Job {
        guard visit.may(.viewImports) else { throw SafeguardRefusal.notPermitted }
        guard let job = visit.desk.jobs.job(visit.parameters["job"] ?? "") else {
            throw DeskRefusal.notFound
        }
        return job
    }

    private static func progress(of job: Job, _ visit: Visit) -> JobProgress {
        JobProgress(
            job, at: visit.desk.now, href: Route.importJob.path(job.id),
            poll: Route.importProgress.path(job.id), stop: Route.stopImport.path(job.id))
    }

    private static func work(
        _ stage: ImportStage, by officer: Principal, _ desk: DeskRoom
    ) -> @Sendable (JobHandle) async throws -> Void {
        // The job goes on when its officer logs out: the entry names both job and log-in.
        let worker = Principal(
            officer: officer.officer, name: officer.name, roles: officer.roles,
            session: "J\(officer.session)", terminal: officer.terminal)
        return { handle in
            let office = desk.installation
            let law = BenefitLaw(book: office.book)
            for files in parts(stage.ready) {
                guard !handle.isStopAsked else { return }
                handle.phase("照合・計算・記録（\(files[0].upload.name) から \(files.count)ファイル）")
                let inputs = files.map {
                    ClaimFileInput(
                        name: $0.upload.name, source: .file($0.upload.path), sender: stage.sender)
                }
                let reports = try await office.casework.performAsync(
                    ImportClaims.operation, by: worker, for: .benefit
                ) { scope in
                    try ImportClaims.perform(
                        inputs, law: law, reader: ClaimFileReader(office.layouts), in: scope)
                }
                handle.advance(files.reduce(0) { $0 + $1.claims }, reports.map(line))
                desk.uploads.remove(files.map(\.upload.path))
                desk.forgetWaiting()
            }
        }
    }

    private static func parts(_ files: [ImportStage.File]) -> [[ImportStage.File]] {
        var parts: [[ImportStage.File]] = []
        var count = claimsAtOnce
        for file in files {
            if count >= claimsAtOnce {
                parts.append([])
                count = 0
            }
            parts[parts.count - 1].append(file)
            count += file.claims
        }
        return parts
    }

    private static func line(_ report: ClaimFileReport) -> JobLine {
        switch report.outcome {
        case .imported(let id):
            JobLine(
                name: report.name, outcome: report.rejected > 0 ? "取込（エラーあり）" : "取込",
                weight: report.rejected > 0 ? "warn" : "good",
                counts: [
                    Say.count(report.claims), Say.count(report.accepted),
                    Say.count(report.rejected), report.payable.grouped,
                ], note: report.warnings.first?.message, href: Route.claimImport.path(id))
        case .alreadyImported(let id):
            JobLine(
                name: report.name, outcome: "取込済み", weight: "plain", counts: [],
                note: "同じ内容のファイルです。何も変えていません。", href: Route.claimImport.path(id))
        case .refused(let refusal):
            JobLine(
                name: report.name, outcome: "取込不可", weight: "stop", counts: [],
                note: "\(refusal.message)［\(refusal.code)］", href: nil)
        }
    }
}
