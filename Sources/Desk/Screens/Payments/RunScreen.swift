// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Office
import Payments
import Safeguards
import Vocabulary

/// One payment run: its steps, the difference from the run before, its transfers, and what comes
/// next.
enum RunScreen {
    struct Body: PageModel {
        let nav: RunStepNav
        let items: [Item]
        let cards: [ImportResultScreen.Card]
        let difference: RunDifferencePanel
        let transfers: [TransferLine]
        let transferPages: ListPage.Line?
        let log: [LogRow]
        let panels: RunPanels
        let issues: [IssueRow]
        let hasIssues: Bool
        /// 決裁書, once it is decided.
        let print: String?
    }

    struct LogRow: PageModel {
        let at: String
        let what: String
        let officer: String
        let why: String
    }

    /// A line of the bank's file that is wrong.
    struct IssueRow: PageModel {
        let line: String
        let words: String
        let code: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// The page after a step that was not carried out.
    static func again(_ visit: Visit, _ problems: [FormProblem]) async throws -> Page {
        try await page(visit, problems: problems)
    }

    static func page(
        _ visit: Visit, problems: [FormProblem], issues: [FileIssue] = []
    ) async throws -> Page {
        let id = try visit.id("run")
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let place = ListPages<RunList>(visit, at: Route.run.path(id))
        let found = try await visit.perform(.viewRun) { scope in
            let detail = try RunDetail.load(id, from: scope.db)
            var pages = place
            _ = pages.rows(.transfers, of: detail.transfers.count)
            _ = pages.rows(.changes, of: detail.difference.changes.count)
            // The log names whom the page shows.
            let shown = try detail.shown(
                Array(pages.shown(detail.transfers, .transfers)), for: officer, from: scope.db)
            let changed = try RunDetail.recipients(
                pages.shown(detail.difference.changes, .changes).map(\.payee), from: scope.db)
            return (
                detail: detail, pages: pages, transfers: shown, changed: changed,
                previous: try detail.run.previous.flatMap { try RunBook.run($0, from: scope.db) },
                people: try ListedPeople(
                    shown.map(\.recipient) + changed.values, directory: directory,
                    in: scope)
            )
        }
        let transferPages = found.pages.line(.transfers)
        let run = found.detail.run
        let approval = try RunApproval(found.detail, visit)
        let panels = RunPanels(found.detail, approval, visit, problems)
        let isDecided = [.approved, .written, .settled].contains(run.status)
        let print =
            isDecided && visit.may(.printCasePaper) ? Route.runSheet.path(id) : nil
        return Page(
            "payments/run", "支払処理 \(run.number)", crumbs: [.home, .screen(.run, .runs)],
            keys: [.link("F5", "更新", found.pages.address)] + ListPage.keys(transferPages)
                + ApprovalPaper.keys(print) + panels.keys, problems: problems,
            message: Done.banner(visit),
            body: Body(
                nav: RunStepNav(found.detail, visit.desk),
                items: items(found.detail, approval, visit.desk),
                cards: cards(run),
                difference: RunDifferencePanel(
                    found.detail.difference, previous: found.previous, found.pages, found.people,
                    for: officer
                ) { found.changed[$0] },
                transfers: found.transfers.map { TransferLine($0, found.people, for: officer) },
                transferPages: transferPages,
                log: log(found.detail, visit.desk), panels: panels,
                issues: issues.map {
                    IssueRow(line: Say.count($0.line), words: $0.message, code: $0.code)
                }, hasIssues: !issues.isEmpty, print: print))
    }

    /// The steps of the run and its holds, newest first.
    private static func log(_ detail: RunDetail, _ desk: DeskRoom) -> [LogRow] {
        let steps = detail.steps.map {
            (
                at: $0.at,
                row: LogRow(
                    at: Say.moment($0.at), what: $0.status.wording,
                    officer: desk.name(of: $0.officer), why: $0.reason ?? "")
            )
        }
        let holds = detail.holds.map {
            (
                at: $0.at,
                row: LogRow(
                    at: Say.moment($0.at), what: $0.wording, officer: desk.name(of: $0.officer),
                    why: DecisionHold.why($0))
            )
        }
        return (steps + holds).sorted { $0.at < $1.at }.reversed().map(\.row)
    }

    private static func cards(_ run: PaymentRun) -> [ImportResultScreen.Card] {
        [
            .init(label: "支給", figure: Say.count(run.items), unit: "件", isUrgent: false),
            .init(label: "振込", figure: Say.count(run.transfers), unit: "件", isUrgent: false),
            .init(label: "金額", figure: run.total.grouped, unit: "円", isUrgent: false),
            .init(
                label: "注意のある振込", figure: Say.count(run.warnings), unit: "件",
                isUrgent: run.warnings > 0),
        ]
    }

    private static func items(
        _ detail: RunDetail, _ approval: RunApproval, _ desk: DeskRoom
    ) -> [Item] {
        let run = detail.run
        var items = [
            Item("支払日", Say.date(run.paymentDay)), Item("種類", run.kind.wording),
            Item("状態", run.status.wording),
            Item("支払日の根拠", run.article),
            Item("起案", "\(desk.name(of: run.proposer)) \(Say.moment(run.proposedAt))"),
        ]
        // Where the municipality knows no grades there is nothing to say about them.
        if let words = approval.words {
            items += [Item("決裁の区分", words), Item("区分の根拠", approval.source)]
        }
        items += [
            Item("決裁", approval.given ?? run.approver.map { desk.name(of: $0) })
        ]
        if let file = detail.file {
            items += [
                Item("振込データ", file.name),
                Item("件数・金額", "\(Say.cases(file.records))・\(file.total)"),
                Item("内容の控え（SHA-256）", String(file.digest.prefix(16)) + "…"),
                Item(
                    "作成",
                    "\(desk.name(of: file.writtenBy)) \(file.writtenAt.map(Say.moment) ?? "")"),
            ]
        }
        return items
    }
}
