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
        let isCut: Bool
        let left: [LeftRow]
        let hasLeft: Bool
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
    }

    struct Erasing: PageModel {
        let action: String
        let fields: [FormField]
        let word: String
    }

    static let most = 200

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let system = try visit.retentionSystem()
        let id = try visit.id("purge")
        let catalogue = try ClassCatalogue.standard()
        let (list, units, left) = try await RetentionScreen.read(visit, system) { scope in
            (
                try ViewRetention.list(id, in: scope), try ViewRetention.units(of: id, in: scope),
                try ViewRetention.leftOut(of: id, in: scope)
            )
        }
        let runs =
            visit.may(.viewJobs)
            ? try await visit.perform(.viewJobs) { try JobBook.open(from: $0.db) } : []
        let run = runs.last { PurgeWork.isRun($0, of: id, in: system) }
        let body = body(visit, system, list, units, left, catalogue, problems, run)
        var keys: [Key] = [.link("F5", "更新", Route.purgeList.path(system.rawValue, id))]
        if body.deciding != nil { keys.append(.send("F12", "消去を決裁", form: "decide-form")) }
        if let erasing = body.erasing {
            keys.append(.send("F12", erasing.word, form: "erase-form"))
        }
        return Page(
            "retention/list", "消去の起案 \(list.number)",
            crumbs: [.home, .screen(.retention, .retention)],
            keys: keys, problems: problems, message: Done.banner(visit), body: body)
    }

    private static func body(
        _ visit: Visit, _ system: RetentionSystem, _ list: PurgeList, _ units: [RetentionUnit],
        _ left: [LeftOut], _ catalogue: ClassCatalogue, _ problems: [FormProblem],
        _ run: JobRun?
    ) -> Body {
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
            units: units.prefix(most).map {
                UnitRow(
                    subject: $0.subject.value > 0 ? $0.subject.description : "—",
                    what: what($0.retention, $0.kind), due: Say.short($0.dueOn.previous))
            }, hasUnits: !units.isEmpty, remaining: Say.count(units.count),
            isCut: units.count > most,
            left: left.prefix(most).map {
                LeftRow(
                    subject: $0.subject.value > 0 ? $0.subject.description : "—",
                    what: what($0.retention, $0.kind), cause: $0.cause)
            }, hasLeft: !left.isEmpty,
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
            Item("件数", "\(Say.count(list.cases))件（\(Say.count(list.persons))人）"),
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
            ].checked(visit.route == .decidePurge ? problems : []))
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
            word: list.state == .running ? "消去を続ける" : "消去を実行する")
    }
}
