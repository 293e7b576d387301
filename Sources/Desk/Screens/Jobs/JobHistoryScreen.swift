// SPDX-License-Identifier: Apache-2.0
import Jobs
import Office
import Safeguards
import Vocabulary

/// 3140 業務暦・ジョブ, the runs of all jobs, newest first.
enum JobHistoryScreen {
    struct Body: PageModel {
        let tabs: [PersonTab]
        let rows: [JobLineModel]
        let isNone: Bool
        let count: String
        let pages: ListPage.Line?
        let year: String
    }

    /// Runs of a page.
    static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        let engine = visit.desk.engine
        let job = engine.works[visit.query["job"]] == nil ? nil : visit.query["job"]
        let asked = visit.query["page"]
        let (runs, list) = try await visit.perform { scope in
            let list = ListPage(
                of: try JobBook.count(of: job, from: scope.db), asked: asked, size: most)
            let runs = try JobBook.newest(
                list.rows.count, skipping: list.rows.lowerBound, of: job, from: scope.db)
            scope.counted(runs.count)
            return (runs, list)
        }
        let path = Route.jobHistory.path()
        let tabs =
            [PersonTab(title: "すべて", href: path, isCurrent: job == nil)]
            + engine.year.entries.filter { engine.works[$0.code] != nil }.map {
                PersonTab(
                    title: $0.title, href: path + "?job=\($0.code)", isCurrent: $0.code == job)
            }
        let pages = list.line(at: path, keeping: job.map { "job=\($0)" } ?? "")
        return .page(
            Page(
                "jobs/history", "ジョブの履歴", crumbs: [.home, .screen(.jobs, .jobs)],
                keys: [.link("F5", "更新", path)] + ListPage.keys(pages),
                body: Body(
                    tabs: tabs, rows: runs.map { JobLineModel($0, visit) },
                    isNone: runs.isEmpty, count: Say.count(list.total), pages: pages,
                    year: Route.jobs.path())))
    }
}
