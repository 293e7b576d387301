// SPDX-License-Identifier: Apache-2.0
import Foundation
import Migration
import Office
import Safeguards
import Vocabulary

/// 3150 旧システムからの移行: trial, difference report, two officers, load; the parallel month.
enum MigrationScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.migrations, to: show)
        book.bind(.tryMigration, to: MigrationSteps.tryIt, again: page)
        book.bind(.migration, to: MigrationCaseScreen.show)
        book.bind(.proposeMigration, to: MigrationSteps.propose, again: MigrationCaseScreen.page)
        book.bind(.decideMigration, to: MigrationSteps.decide, again: MigrationCaseScreen.page)
        book.bind(.loadMigration, to: MigrationSteps.load, again: MigrationCaseScreen.page)
        book.bind(.migrationSample, to: MigrationCaseScreen.sample)
        book.bind(.compareMonth, to: MonthScreen.show)
        book.bind(.compareMonthFile, to: MonthScreen.compare, again: MonthScreen.page)
    }

    struct Body: PageModel {
        struct Row: PageModel {
            let href: String
            let status: String
            let weight: String
            let name: String
            let cutover: String
            let children: String
            let issues: String
            let unexplained: String
            let officer: String
            let at: String
            let progress: String
        }
        struct Line: PageModel { let text: String }

        let rows: [Row]
        let isNone: Bool
        let running: [Line]
        let month: String
        let mayTry: Bool
        let files: String
        let action: String
        let fields: [FormField]
    }

    static let jobTitle = "移行"

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let cases = try await visit.perform(.viewMigration) {
            try MigrationBook.cases(from: $0.db)
        }
        let office = visit.installation
        let files = try OldFiles.paths(in: office.migrationFolder, layouts: office.layouts)
            .map { $0.split(separator: "/").last.map(String.init) ?? "" }
        let mayTry = visit.may(.tryMigration)
        let running = visit.desk.jobs.all.filter { $0.title.hasPrefix(jobTitle) }
            .compactMap(jobLine).prefix(3)
        let typed = visit.form
        return Page(
            "migration/list", "旧システムからの移行", crumbs: [.home],
            keys: [.link("F5", "更新", Route.migrations.path())]
                + (mayTry ? [.send("F9", "試し移行", form: "try-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                rows: cases.map { row($0, visit) }, isNone: cases.isEmpty,
                running: running.map { Body.Line(text: $0) },
                month: Route.compareMonth.path(), mayTry: mayTry,
                files: files.isEmpty ? "まだありません" : files.joined(separator: "、"),
                action: Route.tryMigration.path(),
                fields: [
                    FormField.text(
                        "name", "旧システムの名称", typed, size: "long", isRequired: true),
                    .date("cutover", "切替日（このシステムを使い始める日）", typed, isRequired: true),
                ].checked(problems)))
    }

    private static func row(_ one: MigrationCase, _ visit: Visit) -> Body.Row {
        Body.Row(
            href: Route.migration.path(one.id), status: one.status.wording,
            weight: weight(one.status), name: one.name, cutover: Say.short(one.cutover),
            children: "\(one.children)", issues: "\(one.issues)",
            unexplained: "\(one.unexplained)", officer: visit.desk.name(of: one.officer),
            at: Say.moment(one.triedAt),
            progress: one.proposal == nil ? "" : "\(one.slicesDone)/\(one.slices)")
    }

    /// A job that still runs, or that failed and says why.
    private static func jobLine(_ job: Job) -> String? {
        switch job.state {
        case .waiting, .running: "\(job.title)：\(job.phase)（\(job.percent)%）"
        case .failed(let why): "\(job.title)：\(why)"
        case .finished, .stopped: nil
        }
    }

    static func weight(_ status: MigrationStatus) -> String {
        switch status {
        case .done: "good"
        case .proposed, .approved, .loading: "warn"
        case .tried, .sentBack: "plain"
        }
    }
}
