// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Payments
import Safeguards
import Vocabulary

/// 1350 支払処理: the runs, and the beginning of a new one.
enum RunListScreen {
    struct Body: PageModel {
        let mayPropose: Bool
        let action: String
        let fields: [FormField]
        let waiting: [Waiting]
        let runs: [RunRow]
        let isNone: Bool
        let pages: ListPage.Line?
        /// The month that is shown, and the way to all.
        let group: Item?
        let all: String
    }

    /// What waits before a run, with its list.
    struct Waiting: PageModel {
        let label: String
        let value: String
        let waitingHref: String
    }

    /// Runs of a page.
    static let most = 100

    struct RunRow: PageModel {
        let href: String
        let kind: String
        let number: String
        let day: String
        let transfers: String
        let total: String
        let warnings: String
        let hasWarnings: Bool
        let proposer: String
        let approver: String
        let state: String
        let weight: String
        /// Why and until when its approval is put aside.
        let putAside: String?
    }

    /// The runs of a payment month.
    static func path(of month: YearMonth) -> String { Route.runs.path() + "?month=\(month)" }

    static func show(_ visit: Visit) async throws -> Answer {
        let asked = visit.query["page"]
        let month = YearMonth(iso: visit.query["month"])
        let found = try await visit.perform { scope in
            let whole = try month.map { try RunBook.runs(of: $0, from: scope.db) }
            let list = ListPage(
                of: try whole?.count ?? RunBook.count(from: scope.db), asked: asked, size: most)
            let runs =
                try whole.map { Array($0[list.rows]) }
                ?? RunBook.runs(
                    limit: list.rows.count, skipping: list.rows.lowerBound, from: scope.db)
            let waiting = runs.filter { $0.status == .proposed }.map(\.id)
            return (
                runs: runs, list: list, counts: try PaymentInbox.counts(from: scope.db),
                held: try RunHoldBook.held(waiting, from: scope.db)
            )
        }
        let day = nextDay(visit)
        var typed = Typed()
        if let day { typed.set("day", Say.short(day)) }
        let mayPropose = visit.may(.proposeRun)
        let path = Route.runs.path()
        let pages = found.list.line(at: path, keeping: month.map { "month=\($0)" } ?? "")
        var keys: [Key] = [
            .link("F5", "更新", here(month, pages)),
            .link("F6", "支給予定", Route.schedule.path()),
        ]
        keys += ListPage.keys(pages)
        if mayPropose { keys.append(.send("F9", "抽出・点検", form: "new-run", isMain: true)) }
        return .page(
            Page(
                "payments/runs", Screen.run.title, crumbs: [.home], keys: keys,
                message: Done.banner(visit),
                body: Body(
                    mayPropose: mayPropose, action: Route.newRun.path(),
                    fields: [
                        FormField.date("day", "支払日（銀行営業日）", typed, hint: nil, isRequired: true),
                        .select(
                            "kind", "種類", typed,
                            [RunKind.bulk, .publicSalary, .salary].map {
                                ($0.rawValue, $0.wording)
                            }),
                    ].checked([]),
                    waiting: [
                        Waiting(
                            label: "支給予定（支払待ち）", value: Say.cases(found.counts.scheduled),
                            waitingHref: Route.schedule.path()),
                        Waiting(
                            label: "保留", value: Say.cases(found.counts.held),
                            waitingHref: Route.schedule.path()),
                        Waiting(
                            label: "振込不能（再振込待ち）", value: Say.cases(found.counts.returned),
                            waitingHref: Route.returns.path()),
                    ],
                    runs: found.runs.map { row($0, visit.desk, found.held[$0.id]) },
                    isNone: found.runs.isEmpty, pages: pages,
                    group: month.map { Item("絞り込み", "支払日が\(Wareki.text($0))") }, all: path)))
    }

    /// The address of the page that is shown.
    private static func here(_ month: YearMonth?, _ pages: ListPage.Line?) -> String {
        let question = [
            month.map { "month=\($0)" }, pages.map { "page=\($0.number)" },
        ].compactMap(\.self).joined(separator: "&")
        return Route.runs.path() + (question.isEmpty ? "" : "?" + question)
    }

    /// The payment day of this month, or of the next one when it has passed.
    static func nextDay(_ visit: Visit) -> CivilDate? {
        let days = visit.installation.paymentDays
        let month = visit.today.yearMonth
        if let day = try? days.day(of: month), day >= visit.today { return day }
        return try? days.day(of: month.next)
    }

    static func row(
        _ run: PaymentRun, _ desk: DeskRoom, _ hold: ProposalHold? = nil, href: String? = nil
    ) -> RunRow {
        RunRow(
            href: href ?? Route.run.path(run.id), kind: run.kind.wording, number: run.number,
            day: Say.short(run.paymentDay),
            transfers: Say.count(run.transfers), total: run.total.grouped,
            warnings: Say.count(run.warnings), hasWarnings: run.warnings > 0,
            proposer: desk.name(of: run.proposer),
            approver: run.approver.map { desk.name(of: $0) } ?? "—", state: run.status.wording,
            weight: weight(run.status), putAside: hold.map(DecisionHold.short))
    }

    static func weight(_ status: PaymentRunStatus) -> String {
        switch status {
        case .proposed, .approved, .written: "warn"
        case .sentBack: "stop"
        case .settled: "good"
        }
    }
}
