// SPDX-License-Identifier: Apache-2.0
import Migration
import Office
import Safeguards
import Vocabulary

/// One trial with its report, its error list, and what may be done with it.
enum MigrationCaseScreen {
    struct Body: PageModel {
        let status: String
        let weight: String
        let items: [Item]
        let reports: [Report]
        let issues: [Issue]
        let issueCount: String
        let hasIssues: Bool
        let issuePages: ListPage.Line?
        /// How many of them are kept, where it is not all.
        let keptIssues: String?
        let mayPropose: Bool
        let mayDecide: Bool
        let mayLoad: Bool
        let propose: String
        let decide: String
        let load: String
        let sample: String
        let fields: [FormField]
    }

    struct Report: PageModel {
        struct Line: PageModel {
            let section: String
            let item: String
            let source: String
            let sourceYen: String
            let rejected: String
            let known: String
            let ours: String
            let oursYen: String
            let word: String
            let weight: String

            init(_ one: Difference) {
                section = one.key.section.wording
                item = one.key.item
                source = "\(one.source.count)"
                sourceYen = one.source.yen == 0 ? "" : "\(Yen(one.source.yen))"
                rejected = one.rejected.count == 0 ? "" : "\(one.rejected.count)"
                known = one.known.count == 0 ? "" : "\(one.known.count)"
                ours = "\(one.ours.count)"
                oursYen = one.ours.yen == 0 ? "" : "\(Yen(one.ours.yen))"
                word = one.isSame ? "同じ" : one.isExplained ? "エラー一覧のとおり" : "差"
                weight = one.isSame ? "good" : one.isExplained ? "plain" : "stop"
            }
        }

        let title: String
        let lines: [Line]
    }

    struct Issue: PageModel {
        let file: String
        let line: String
        let code: String
        let message: String
    }

    /// Errors of a page.
    private static let mostIssues = 100

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("trial")
        let officer = try visit.officer()
        let asked = visit.query["page"]
        let read = try await visit.perform(.viewMigration) { scope in
            let db = scope.db
            guard let found = try MigrationBook.one(trial: id, from: db) else {
                throw DeskRefusal.notFound
            }
            let list = ListPage(
                of: try MigrationBook.issueCount(of: id, from: db), asked: asked,
                size: mostIssues)
            return (
                found: found, list: list,
                tried: try MigrationBook.differences(of: id, afterLoad: false, from: db),
                loaded: try MigrationBook.differences(of: id, afterLoad: true, from: db),
                issues: try MigrationBook.issues(
                    of: id, limit: list.rows.count, skipping: list.rows.lowerBound, from: db)
            )
        }
        let one = read.found
        let mayPropose =
            visit.may(.proposeMigration) && (one.status == .tried || one.status == .sentBack)
        let mayDecide =
            visit.may(.approveMigration) && one.status == .proposed
            && one.proposer != officer.officer
        let mayLoad =
            visit.may(.loadMigration) && (one.status == .approved || one.status == .loading)
        var reports = [Report(title: "差異報告（試し移行）", lines: read.tried.map { .init($0) })]
        if !read.loaded.isEmpty {
            reports.insert(
                Report(title: "差異報告（実行の後）", lines: read.loaded.map { .init($0) }), at: 0)
        }
        let pages = read.list.line(at: Route.migration.path(id))
        return Page(
            "migration/case", title(one), crumbs: [.home, .screen(.migration, .migrations)],
            keys: [.link("F5", "更新", Route.migration.path(id))] + ListPage.keys(pages),
            problems: problems, message: Done.banner(visit),
            body: Body(
                status: one.status.wording, weight: MigrationScreens.weight(one.status),
                items: items(one, visit), reports: reports,
                issues: read.issues.map {
                    Issue(
                        file: $0.file.wording, line: "\($0.line)", code: $0.code,
                        message: $0.message)
                }, issueCount: Say.count(one.issues), hasIssues: !read.issues.isEmpty,
                issuePages: pages,
                keptIssues: one.issues > read.list.total
                    ? "残しているのは、初めの\(Say.count(read.list.total))件です。直してからもう一度試すと、残りが出ます。" : nil,
                mayPropose: mayPropose, mayDecide: mayDecide, mayLoad: mayLoad,
                propose: Route.proposeMigration.path(id), decide: Route.decideMigration.path(id),
                load: Route.loadMigration.path(id), sample: Route.migrationSample.path(id),
                fields: [
                    FormField.text(
                        "reason", mayDecide ? "差戻しの理由（差し戻すとき）" : "理由（記録されます）",
                        visit.form, size: "long", isRequired: mayPropose)
                ].checked(problems)))
    }

    /// As the office speaks of it: the old system and the day of the change.
    private static func title(_ one: MigrationCase) -> String {
        "\(one.name)の移行（\(Say.short(one.cutover))切替）"
    }

    private static func items(_ one: MigrationCase, _ visit: Visit) -> [Item] {
        [
            Item("旧システム", one.name), Item("切替日", Say.date(one.cutover)),
            Item("移す児童", "\(one.children)人"),
            Item(
                "旧システムの控え",
                one.wrongTotals.isEmpty
                    ? "一致または控えなし"
                    : "合わない：" + one.wrongTotals.map(\.wording).joined(separator: "、")),
            Item("試し", "\(visit.desk.name(of: one.officer)) \(Say.moment(one.triedAt))"),
            Item("起案", one.proposer.map { "\(visit.desk.name(of: $0))（\(one.reason ?? "")）" }),
            Item("決裁", one.decider.map { "\(visit.desk.name(of: $0)) \(one.sentBack ?? "")" }),
            Item(
                "進み", one.proposal == nil ? nil : "\(one.slicesDone)/\(one.slices) \(one.written)行"),
            Item("完了", one.doneAt.map { Say.moment($0) }),
        ]
    }

    struct SampleBody: PageModel {
        struct Line: PageModel { let line: String }
        struct Row: PageModel {
            let child: String
            let href: String
            let word: String
            let weight: String
            let source: [Line]
            let ours: [Line]
        }

        let rows: [Row]
        let isNone: Bool
    }

    /// 抽出照合: what the files say beside what our tables answer.
    static func sample(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("trial")
        let officer = try visit.officer()
        let office = visit.installation
        let found = try await visit.perform(.viewMigration) {
            try MigrationBook.one(trial: id, from: $0.db)
        }
        guard let found else { throw DeskRefusal.notFound }
        // Persons side by side are for who decides about persons, not for who runs the machine.
        guard officer.sees("見", of: .name) == "見" else {
            throw SafeguardRefusal.notPermitted
        }
        let crumbs: [Crumb] = [
            .home, .screen(.migration, .migrations),
            Crumb(title(found), Route.migration.path(id)),
        ]
        do {
            let old = try await visit.desk.threads.run {
                try office.readOldSystem(
                    in: office.migrationFolder, name: found.name, cutover: found.cutover,
                    by: officer)
            }
            guard old.digest == found.digest else { throw MigrationRefusal.filesChanged }
            let samples = try await visit.perform(.viewMigration) {
                try SampleMigration.perform(old, count: 20, in: $0)
            }
            return .page(
                Page(
                    "migration/sample", "抽出照合", crumbs: crumbs,
                    body: SampleBody(
                        rows: samples.map { sample in
                            SampleBody.Row(
                                child: sample.child.description,
                                href: Route.person.path(sample.child),
                                word: sample.isSame ? "同じ" : "違う",
                                weight: sample.isSame ? "good" : "warn",
                                source: sample.source.map { .init(line: $0) },
                                ours: sample.ours.map { .init(line: $0) })
                        }, isNone: samples.isEmpty)))
        } catch let refusal as MigrationRefusal {
            let problem = FormProblem(refusal, in: visit.form)
            return .page(
                Page(
                    "migration/sample", "抽出照合", crumbs: crumbs, problems: [problem],
                    body: SampleBody(rows: [], isNone: true)))
        }
    }
}
