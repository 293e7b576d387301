// SPDX-License-Identifier: Apache-2.0
import Benefits
import Jobs
import Migration
import Safeguards
import Vocabulary

/// 1320 レセプト取込: the form for files, the jobs of this desk, the imports in the books.
enum ImportListScreen {
    struct Body: PageModel {
        let mayImport: Bool
        let action: String
        let fields: [FormField]
        /// What is wrong with the choice of files.
        let fileProblem: String?
        let most: String
        let jobs: [JobRow]
        let hasJobs: Bool
        let jobCount: String
        let jobPages: ListPage.Line?
        let files: [FileRow]
        let hasFiles: Bool
        let fileCount: String
        /// No keys: `F7` leads to the invoices here.
        let pages: ListPage.Line?
        /// Open errors of all files, by 申立理由, with the ways to their lists.
        let errors: [StatisticsScreen.SubjectLink]
        let hasErrors: Bool
        /// To the comparison with the system used before, while the office changes over.
        let month: String?
    }

    struct JobRow: PageModel {
        let title: String
        let href: String
        let officer: String
        let started: String
        let state: String
        let weight: String
        let done: String
    }

    struct FileRow: PageModel {
        let name: String
        let href: String
        let imported: String
        let kind: String
        let institution: String
        let month: String
        let claims: String
        let accepted: String
        let rejected: String
        let hasRejected: Bool
        let warnings: String
        let payable: String
        let totals: String
        let areTotalsRight: Bool
    }

    /// The lists of the page.
    private enum List: String, ListName {
        case files = "page"
        case runs

        var most: Int { self == .files ? 100 : 20 }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        if visit.query.has("open") { return try await OpenErrorList.show(visit) }
        return .page(try await page(visit, problems: []))
    }

    /// The page, also with what is wrong about an upload.
    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let place = ListPages<List>(visit, at: Route.claimImports.path())
        let found = try await visit.perform(.viewImports) { scope in
            var lists = place
            let files = lists.rows(.files, of: try ClaimFileBook.count(from: scope.db))
            let runs = lists.rows(
                .runs, of: try JobBook.count(of: ImportClaimsWork.job, from: scope.db))
            return (
                lists: lists,
                files: try ClaimFileBook.newest(
                    files.count, skipping: files.lowerBound, from: scope.db),
                open: try ClaimErrorBook.openCounts(from: scope.db),
                runs: try JobBook.newest(
                    runs.count, skipping: runs.lowerBound, of: ImportClaimsWork.job,
                    from: scope.db),
                movesOver: try !MigrationBook.cases(limit: 1, from: scope.db).isEmpty
            )
        }
        let jobs = found.runs.map { row($0, visit) }
        // On the page of the files none of the lists is the one that is shown.
        let errors = OpenErrorList.reasons(found.open, chosen: nil).map {
            StatisticsScreen.SubjectLink(title: $0.title, href: $0.href, isCurrent: false)
        }
        let mayImport = visit.may(.importClaims)
        var keys: [Key] = [.link("F5", "更新", Route.claimImports.path())]
        if visit.may(.viewClaims) { keys.append(.link("F6", "レセプト照会", Route.claims.path())) }
        if visit.may(.viewAgencyInvoices) {
            keys.append(.link("F7", "請求書", Route.agencyInvoices.path()))
        }
        if mayImport { keys.append(.send("F12", "点検する", form: "upload-form", isMain: true)) }
        return Page(
            "claims/imports", Screen.claimImport.title, crumbs: [.home], keys: keys,
            problems: problems, message: Done.banner(visit),
            body: Body(
                mayImport: mayImport, action: Route.uploadClaims.path(),
                fields: [sender(visit.form).checked(problems)],
                fileProblem: problems.first { $0.href == "#file" }?.message,
                most: Say.size(Route.uploadClaims.definition.upload?.most ?? 0), jobs: jobs,
                hasJobs: !jobs.isEmpty, jobCount: Say.count(found.lists.total(.runs)),
                jobPages: found.lists.line(.runs), files: found.files.map(row),
                hasFiles: !found.files.isEmpty, fileCount: Say.count(found.lists.total(.files)),
                pages: found.lists.line(.files), errors: errors,
                hasErrors: !found.open.isEmpty,
                month: found.movesOver && visit.may(.compareMonth)
                    ? Route.compareMonth.path() : nil))
    }

    private static func sender(_ typed: Typed) -> FormField {
        .select(
            "sender", "送付元", typed,
            [("", "保険者番号から決める（国保は国保連、ほかは支払基金）")]
                + [ClaimSource.federation, .paymentFund].map { ($0.rawValue, $0.wording) })
    }

    private static func row(_ run: JobRun, _ visit: Visit) -> JobRow {
        let line = JobLineModel(run, visit)
        let files = ImportClaimsWork.files(of: run.order).map { $0.count } ?? 0
        return JobRow(
            title: "レセプト取込 \(Say.count(files))ファイル" + (run.isTrial ? "（試行）" : ""),
            href: Route.importJob.path(run.id), officer: visit.desk.name(of: run.officer),
            started: line.started,
            state: line.state, weight: line.weight, done: line.done)
    }

    private static func row(_ file: ClaimFile) -> FileRow {
        FileRow(
            name: file.name, href: Route.claimImport.path(file.id),
            imported: Say.moment(file.importedAt), kind: file.kind,
            institution: file.institution, month: Say.month(file.billingMonth),
            claims: Say.count(file.claims), accepted: Say.count(file.accepted),
            rejected: Say.count(file.rejected), hasRejected: file.rejected > 0,
            warnings: Say.count(file.warnings), payable: file.payable.grouped,
            totals: file.areTotalsRight ? "一致" : "不一致", areTotalsRight: file.areTotalsRight)
    }
}
