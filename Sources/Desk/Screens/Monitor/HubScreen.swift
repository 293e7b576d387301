// SPDX-License-Identifier: Apache-2.0
import Links
import MedicalHub
import Office
import Safeguards
import Vocabulary

/// PMH: whether it is on and why, the queue, what was refused, the answers, and whether both sides
/// hold the same.
enum HubScreen {
    struct Body: PageModel {
        let isOn: Bool
        let word: String
        let weight: String
        let items: [Item]
        let manage: HubManage
        let cards: [ImportResultScreen.Card]
        let refused: [OrderRow]
        let hasRefused: Bool
        let mayResend: Bool
        let resend: String
        let waiting: [OrderRow]
        let hasWaiting: Bool
        let log: [LogRow]
        let hasLog: Bool
        let reconciliation: HubDifference?
        let run: String?
        let reconcile: String?
        let history: [HistoryRow]
        let hasHistory: Bool
    }

    struct OrderRow: PageModel {
        let order: String
        let href: String
        let child: String
        let recipient: String
        let cause: String
        let state: String
        let queued: String
        let attempts: Int
        let due: String
        let answer: String
    }

    struct LogRow: PageModel {
        let at: String
        let order: String
        let child: String
        let outcome: String
        let answer: String
    }

    struct HistoryRow: PageModel {
        let at: String
        let what: String
        let version: String
        let officer: String
        let reason: String
    }

    struct Reading: Sendable {
        let state: HubSwitchView
        let overview: HubOverview
        let refused: [HubLine]
        let waiting: [HubLine]
        let log: [HubLogLine]
        let reconciliation: HubReconciliation?
    }

    static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let (hub, officer) = (visit.installation.hub, try visit.officer())
        let read = try await visit.desk.threads.run {
            Reading(
                state: try hub.state(by: officer), overview: try hub.overview(by: officer),
                refused: try hub.queue(.refused, limit: most, by: officer),
                waiting: try hub.queue(.waiting, limit: most, by: officer),
                log: try hub.log(limit: most, by: officer),
                reconciliation: try hub.reconciliation(by: officer))
        }
        let isOn = read.state.isOn
        let mayResend = visit.may(.resendLink) && !read.refused.isEmpty
        let body = Body(
            isOn: isOn, word: isOn ? "利用中" : "停止中（個人番号は外に出ません）",
            weight: isOn ? "good" : "plain", items: items(read.state, visit),
            manage: HubManage(read.state, visit, problems), cards: cards(read.overview),
            refused: read.refused.map(row), hasRefused: !read.refused.isEmpty,
            mayResend: mayResend, resend: Route.resendHub.path(),
            waiting: read.waiting.map(row), hasWaiting: !read.waiting.isEmpty,
            log: read.log.map(log), hasLog: !read.log.isEmpty,
            reconciliation: read.reconciliation.map {
                HubDifference($0, mayResend: visit.may(.resendLink))
            },
            run: isOn && visit.may(.queueForHub) ? Route.runHub.path() : nil,
            reconcile: isOn && visit.may(.reconcileHub) ? Route.reconcileHub.path() : nil,
            history: read.state.state.history.map { history($0, visit) },
            hasHistory: !read.state.state.history.isEmpty)
        var keys: [Key] = [.link("F5", "更新", Route.hub.path())]
        if mayResend { keys.append(.send("F2", "再送", form: "resend-form")) }
        return Page(
            "monitor/hub", "PMH（医療費助成の情報連携）",
            crumbs: [.home, .screen(.monitor, .monitor)], keys: keys, problems: problems,
            message: Done.banner(visit), body: body)
    }

    private static func items(_ view: HubSwitchView, _ visit: Visit) -> [Item] {
        var items = [
            Item(
                "評価書の版",
                view.state.assessment.map { "\($0.version)（\(Say.date($0.publishedOn))公表）" }),
            Item("接続の設定", view.isConfigured ? "あり" : view.problem ?? "なし"),
        ]
        if let proposal = view.state.proposal {
            items.append(
                Item(
                    "確認を待つ起案",
                    "\(proposal.assessment?.version ?? "") \(visit.desk.name(of: proposal.officer)) \(Say.moment(proposal.at))（\(proposal.reason)）"
                ))
        }
        return items
    }

    private static func cards(_ overview: HubOverview) -> [ImportResultScreen.Card] {
        HubOrderState.allCases.map { state in
            .init(
                label: state.wording, figure: Say.count(overview.count(state)), unit: "件",
                isUrgent: state == .refused && overview.count(state) > 0)
        }
    }

    private static func row(_ line: HubLine) -> OrderRow {
        OrderRow(
            order: String(line.order), href: Route.person.path(line.child),
            child: line.child.description, recipient: line.recipientNumber,
            cause: line.cause.wording, state: line.state.wording,
            queued: Say.moment(line.queuedAt), attempts: line.attempts,
            due: Say.moment(line.dueAt), answer: answer(line.status, line.field, line.rule))
    }

    private static func log(_ line: HubLogLine) -> LogRow {
        LogRow(
            at: Say.moment(line.at), order: String(line.order), child: line.child.description,
            outcome: line.outcome, answer: answer(line.status, line.field, line.rule))
    }

    private static func answer(_ status: Int?, _ field: String?, _ rule: String?) -> String {
        [status.map { "応答 \($0)" }, field, rule].compactMap(\.self).joined(separator: "・")
    }

    private static func history(_ line: HubSwitch.Line, _ visit: Visit) -> HistoryRow {
        HistoryRow(
            at: Say.moment(line.at), what: line.event.wording,
            version: line.assessment?.version ?? "", officer: visit.desk.name(of: line.officer),
            reason: line.reason)
    }
}
