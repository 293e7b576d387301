// SPDX-License-Identifier: Apache-2.0
import Office
import Payments
import Safeguards
import Vocabulary

/// The claims that a 督促状 is due to, on 1361, and their issue together.
struct DunningPanel: PageModel {
    struct Line: PageModel {
        let id: String
        let href: String
        let person: PersonCell
        let missed: String
        let what: String
        let amount: String
        let due: String
        let before: String
        /// Whether the officer may choose; said of each line, so that no template looks elsewhere.
        let isTickable: Bool
        /// As it was sent, where it was; all of them at first.
        let isTicked: Bool
        let label: String
    }

    let lines: [Line]
    let isNone: Bool
    let mayIssue: Bool
    let action: String
    let pages: ListPage.Line?
    /// The page that the form was on.
    let page: Int
    /// Why nothing can be said: a value of the book is missing.
    let unset: String?

    static let most = 100

    /// What is due, of one page.
    struct Reading: Sendable {
        let shown: [DunningDue]
        let count: Int
        let list: ListPage
        let unset: String?

        init(
            law: RecoveryLaw, page: String, in scope: Scope
        ) throws {
            var (due, missing): ([DunningDue], String?) = ([], nil)
            do {
                due = try DemandPayment.due(on: scope.today, law: law, from: scope.db)
            } catch let refusal as RecoveryRefusal {
                missing = "\(refusal.message)［\(refusal.code)］"
            }
            list = ListPage(of: due.count, asked: page, size: most)
            shown = Array(due[list.rows])
            count = due.count
            unset = missing
        }
    }

    init(_ found: Reading, _ people: ListedPeople, _ visit: Visit, _ reader: Principal) {
        let may = visit.may(.recordRecovery)
        let sent = visit.form["act"] == "dunning" ? Set(visit.form.all("dun")) : nil
        lines = found.shown.map { due in
            let part = due.instalment.map { "分納の第\($0)回まで" } ?? "全額"
            return Line(
                id: String(due.recovery.id), href: Route.recovery.path(due.recovery.id),
                person: PersonCell(due.recovery.recipient, people, for: reader),
                missed: Say.short(due.missedOn), what: part, amount: due.amount.grouped,
                due: Say.short(due.dueOn), before: due.dunned > 0 ? "\(due.dunned)回" : "",
                isTickable: may, isTicked: sent?.contains(String(due.recovery.id)) ?? true,
                label: "\(Say.short(due.missedOn))期限 \(due.amount)の返還に督促状を出す")
        }
        isNone = lines.isEmpty
        mayIssue = may && !lines.isEmpty
        action = Route.claimRecovery.path()
        page = found.list.number
        let leafed = Int(visit.query["list"]) ?? 1
        pages = found.list.line(
            at: Route.recoveries.path(),
            keeping: [
                visit.query["all"] == "1" ? "all=1" : nil, leafed > 1 ? "list=\(leafed)" : nil,
            ]
            .compactMap(\.self).joined(separator: "&"))
        unset = found.unset
    }

    /// Issues the 督促状 of what was ticked; what was paid or dunned meanwhile is left out.
    static func issue(_ visit: Visit) async throws -> Answer {
        let ids = visit.form.all("dun").compactMap { Int64($0) }
        let law = visit.installation.recoveryLaw
        guard !ids.isEmpty else {
            return .page(
                try await RecoveryListScreen.page(
                    visit, problems: [FormProblem("dunning", "督促状を出す返還を選んでください。")]))
        }
        do {
            let report = try await visit.perform { scope in
                try DemandPayment.perform(.dunning, only: ids, law: law, in: scope)
            }
            guard report.issued.isEmpty, report.known == 0 else {
                return visit.carriedOut(Route.recoveries.path() + "?done=demanded")
            }
            return .page(
                try await RecoveryListScreen.page(
                    visit, problems: [FormProblem(RecoveryRefusal.nothingDue, in: visit.form)]))
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(
                try await RecoveryListScreen.page(
                    visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
    }
}
