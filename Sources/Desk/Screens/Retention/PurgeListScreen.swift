// SPDX-License-Identifier: Apache-2.0
import Jobs
import Office
import Retention
import Safeguards
import Vocabulary

/// 3060: one list: its units, the decision, the execution, what was left out.
enum PurgeListScreen {
    struct Body: PageModel {
        let items: [Item]
        let state: String
        let weight: String
        let isRunning: Bool
        /// The job that erases, where one is under way or stopped.
        let run: String?
        let units: [UnitRow]
        let hasUnits: Bool
        let remaining: String
        let unitPages: ListPage.Line?
        let left: [LeftRow]
        let hasLeft: Bool
        let leftCount: String
        let leftPages: ListPage.Line?
        let deciding: Deciding?
        let erasing: Erasing?
        let certificate: String?
        let isOwn: Bool
    }

    struct UnitRow: PageModel {
        let subject: String
        let what: String
        let due: String
    }

    struct LeftRow: PageModel {
        let subject: String
        let what: String
        let cause: String
    }

    struct Deciding: PageModel {
        let action: String
        let fields: [FormField]
        /// Everything of the list, whatever page is open.
        let whole: String
    }

    struct Erasing: PageModel {
        let action: String
        let fields: [FormField]
        let word: String
        let whole: String
    }

    /// Rows of a page: both lists together stay below 150 KB.
    static let most = 200

    private struct Reading: Sendable {
        let list: PurgeList
        let units: [RetentionUnit]
        let unitList: ListPage
        let left: [LeftOut]
        let leftList: ListPage
        private let path: String

        init(_ id: Int64, _ system: RetentionSystem, asked query: Typed, in scope: Scope) throws {
            path = Route.purgeList.path(system.rawValue, id)
            list = try ViewRetention.list(id, in: scope)
            let counts = try ViewRetention.counts(of: id, in: scope)
            unitList = ListPage(of: counts.units, asked: query["page"], size: most)
            leftList = ListPage(of: counts.leftOut, asked: query["left"], size: most)
            units = try ViewRetention.units(
                of: id, limit: unitList.rows.count, from: unitList.rows.lowerBound, in: scope)
            left = try ViewRetention.leftOut(
                of: id, limit: leftList.rows.count, from: leftList.rows.lowerBound, in: scope)
        }

        var unitPages: ListPage.Line? {
            unitList.line(
                at: path, keeping: leftList.number > 1 ? "left=\(leftList.number)" : "")
        }

        var leftPages: ListPage.Line? {
            leftList.line(
                at: path, keeping: unitList.number > 1 ? "page=\(unitList.number)" : "",
                as: "left")
        }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let system = try visit.retentionSystem()
        let id = try visit.id("purge")
        let catalogue = try ClassCatalogue.standard()
        let query = visit.query
        let found = try await RetentionScreen.read(visit, system) {
            try Reading(id, system, asked: query, in: $0)
        }
        let runs =
            visit.may(.viewJobs)
            ? try await visit.perform(.viewJobs) { try JobBook.open(from: $0.db) } : []
        let run = runs.last { PurgeWork.isRun($0, of: id, in: system) }
        return Page(
            "retention/list", "消去の起案 \(found.list.number)",
            crumbs: [.home, .screen(.retention, .retention)],
            keys: [.link("F5", "更新", Route.purgeList.path(system.rawValue, id))]
                + ListPage.keys(found.unitPages ?? found.leftPages),
            problems: problems, message: Done.banner(visit),
            body: body(visit, system, found, catalogue, problems, run))
    }

    private static func body(
        _ visit: Visit, _ system: RetentionSystem, _ found: Reading,
        _ catalogue: ClassCatalogue, _ problems: [FormProblem], _ run: JobRun?
    ) -> Body {
        let list = found.list
        let me = visit.session?.principal.officer
        let isOwn = list.proposer == me
        let isRunning =
            run.map { run in
                visit.desk.runner.isTaken(run.id)
                    || run.status(at: visit.desk.now) == .running
            } ?? false
        let row = RetentionScreen.row(list, system, visit)
        func what(_ retention: String, _ kind: CaseKind) -> String {
            "\(catalogue.retention(retention)?.title ?? "")：\(kind.title)"
        }
        return Body(
            items: items(list, system, visit), state: isRunning ? "実行中" : row.state,
            weight: row.weight,
            isRunning: isRunning, run: run.map { Route.jobRun.path($0.id) },
            units: found.units.map {
                UnitRow(
                    subject: $0.subject.value > 0 ? $0.subject.description : "—",
                    what: what($0.retention, $0.kind), due: Say.short($0.dueOn.previous))
            }, hasUnits: !found.units.isEmpty, remaining: Say.count(found.unitList.total),
            unitPages: found.unitPages,
            left: found.left.map {
                LeftRow(
                    subject: $0.subject.value > 0 ? $0.subject.description : "—",
                    what: what($0.retention, $0.kind), cause: $0.cause)
            }, hasLeft: !found.left.isEmpty, leftCount: Say.count(found.leftList.total),
            leftPages: found.leftPages,
            deciding: list.state == .proposed && !isOwn && visit.may(.approvePurge)
                ? deciding(visit, system, list, problems) : nil,
            erasing: [.released, .running].contains(list.state) && !isRunning && visit.may(.purge)
                && list.decision?.officer != me ? erasing(visit, system, list, problems) : nil,
            certificate: list.isDone
                ? Route.erasureCertificate.path(system.rawValue, list.id) : nil,
            isOwn: isOwn && list.state == .proposed)
    }

    private static func items(
        _ list: PurgeList, _ system: RetentionSystem, _ visit: Visit
    ) -> [Item] {
        var items = [
            Item("庫", system.title), Item("基準の日", Say.short(list.asOf)),
            Item("起案", "\(visit.desk.name(of: list.proposer))　\(Say.moment(list.proposedAt))"),
            Item("件数", whole(list)),
            Item("一覧の指紋", list.digest), Item("保存期間の表の指紋", list.catalogue),
        ]
        if let decision = list.decision {
            items.append(
                Item(
                    decision.isReleased ? "決裁" : "差戻し",
                    "\(visit.desk.name(of: decision.officer))　\(Say.moment(decision.at))　\(decision.reason)"
                ))
        }
        return items
    }

    private static func deciding(
        _ visit: Visit, _ system: RetentionSystem, _ list: PurgeList, _ problems: [FormProblem]
    ) -> Deciding {
        Deciding(
            action: Route.decidePurge.path(system.rawValue, list.id),
            fields: [
                FormField.text(
                    "reason", "決裁・差戻しの理由（記録されます）", visit.form, size: "long",
                    isRequired: true)
            ].checked(visit.route == .decidePurge ? problems : []), whole: whole(list))
    }

    private static func erasing(
        _ visit: Visit, _ system: RetentionSystem, _ list: PurgeList, _ problems: [FormProblem]
    ) -> Erasing {
        Erasing(
            action: Route.erasePurge.path(system.rawValue, list.id),
            fields: [
                FormField.text(
                    "reason", "実行の理由（記録されます）", visit.form, hint: "例：保存期間満了", size: "long",
                    isRequired: true)
            ].checked(visit.route == .erasePurge ? problems : []),
            word: list.state == .running ? "消去を続ける" : "消去を実行する", whole: whole(list))
    }

    /// 「3,000件（1,200人）」.
    private static func whole(_ list: PurgeList) -> String {
        "\(Say.count(list.cases))件（\(Say.count(list.persons))人）"
    }
}
