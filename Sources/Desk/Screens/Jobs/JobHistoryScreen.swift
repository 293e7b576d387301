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
        let year: String
    }

    static let most = 200

    static func show(_ visit: Visit) async throws -> Answer {
        let engine = visit.desk.engine
        let job = engine.works[visit.query["job"]] == nil ? nil : visit.query["job"]
        let runs = try await visit.perform { scope in
            let runs = try JobBook.newest(most, of: job, from: scope.db)
            scope.counted(runs.count)
            return runs
        }
        let path = Route.jobHistory.path()
        let tabs =
            [PersonTab(title: "すべて", href: path, isCurrent: job == nil)]
            + engine.year.entries.filter { engine.works[$0.code] != nil }.map {
                PersonTab(
                    title: $0.title, href: path + "?job=\($0.code)", isCurrent: $0.code == job)
            }
        return .page(
            Page(
                "jobs/history", "ジョブの履歴", crumbs: [.home, .screen(.jobs, .jobs)],
                keys: [.link("F5", "更新", path)],
                body: Body(
                    tabs: tabs, rows: runs.map { JobLineModel($0, visit) },
                    isNone: runs.isEmpty, year: Route.jobs.path())))
    }
}
