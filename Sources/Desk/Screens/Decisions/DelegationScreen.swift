// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vocabulary

/// 1221 不在時代理: who decides for a head during an absence. A head asks, another officer confirms,
/// and the role ends by itself.
enum DelegationScreen {
    struct Body: PageModel {
        let rows: [Row]
        let isNone: Bool
        let count: String
        let pages: ListPage.Line?
        let propose: String?
        let fields: [FormField]
    }

    struct Row: PageModel {
        let id: String
        let head: String
        let deputy: String
        let period: String
        let why: String
        let state: String
        let weight: String
        let second: String
        let confirm: String?
        let refuse: String?
        let end: String?
        let isOwn: Bool
    }

    /// Delegations of a page.
    static let most = 50

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        let head = try visit.officer()
        var reading = FormReading(visit.form, today: visit.today)
        let deputy = reading.text("deputy", orElse: "代理の職員を選んでください。")
        let from = reading.date("from", "最初の日")
        let last = reading.date("last", "最後の日")
        let reason = reading.text("reason", orElse: "不在の理由を入力してください。")
        guard reading.isRight, let from, let last else {
            return .page(try await page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, to: "delegated", field: "deputy") {
            try $0.proposeDelegation(
                to: deputy, from: from, until: last.next, reason: reason, by: head, once: $1)
        }
    }

    static func confirm(_ visit: Visit) async throws -> Answer {
        let second = try visit.officer()
        let id = try visit.id("delegation")
        return try await carryOut(visit, to: "delegationconfirmed") {
            try $0.confirmDelegation(id, by: second, once: $1)
        }
    }

    static func refuse(_ visit: Visit) async throws -> Answer {
        let second = try visit.officer()
        let id = try visit.id("delegation")
        return try await carryOut(visit, to: "delegationrefused") {
            try $0.refuseDelegation(id, by: second, once: $1)
        }
    }

    static func end(_ visit: Visit) async throws -> Answer {
        let head = try visit.officer()
        let id = try visit.id("delegation")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("end-reason", orElse: "終える理由を入力してください。")
        guard reading.isRight else {
            return .page(try await page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, to: "delegationended", field: "end-reason") {
            try $0.endDelegation(id, reason: reason, by: head, once: $1)
        }
    }

    private static func carryOut(
        _ visit: Visit, to done: String, field: String? = nil,
        _ work: @escaping @Sendable (Accounts, String?) throws -> Void
    ) async throws -> Answer {
        let (accounts, once) = (visit.installation.accounts, visit.onceKey)
        do {
            try await visit.desk.threads.run { try work(accounts, once) }
            return visit.carriedOut(Route.delegations.path() + "?done=\(done)")
        } catch let refusal as SafeguardRefusal {
            return try await PermissionScreens.shown(refusal, at: field, of: visit, page)
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let reader = try visit.officer()
        let accounts = visit.installation.accounts
        let mayPropose = visit.may(.delegateApproval)
        let (all, officers) = try await visit.desk.threads.run {
            (
                try accounts.delegations(by: reader),
                mayPropose ? try accounts.officers(by: reader) : []
            )
        }
        let list = ListPage(of: all.count, asked: visit.query["page"], size: most)
        let pages = list.line(at: Route.delegations.path())
        let body = Body(
            rows: all[list.rows].map { row($0, visit, reader) }, isNone: all.isEmpty,
            count: Say.count(list.total), pages: pages,
            propose: mayPropose ? Route.delegate.path() : nil,
            fields: mayPropose ? fields(visit, officers, problems) : [])
        return Page(
            "decisions/delegations", "不在時代理",
            crumbs: [Crumb("ホーム", Route.home.path())]
                + (visit.may(.viewDecisions) ? [Crumb("決裁", Route.decisions.path())] : []),
            keys: [.link("F5", "更新", Route.delegations.path())] + ListPage.keys(pages)
                + (mayPropose
                    ? [.send("F12", "代理を頼む", form: "delegation-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit), body: body)
    }

    /// - Parameter officers: everybody who is registered; a head is offered whom the book would take.
    private static func fields(
        _ visit: Visit, _ officers: [OfficerEntry], _ problems: [FormProblem]
    ) -> [FormField] {
        let typed = visit.form
        let deputies = officers.filter(\.mayBeDeputy).map {
            ($0.officer, "\($0.name)（\($0.officer)）")
        }
        return [
            .select(
                "deputy", "代理の職員", typed, [("", "選んでください")] + deputies, isRequired: true),
            .date("from", "最初の日", typed, isRequired: true),
            .date("last", "最後の日", typed, isRequired: true),
            .text("reason", "不在の理由（記録されます）", typed, size: "long", isRequired: true),
        ].checked(problems)
    }

    private static func row(
        _ one: Delegation, _ visit: Visit, _ reader: Principal
    ) -> Row {
        let state = one.standing(on: visit.today)
        let id = String(one.id)
        let isParty = [one.delegator, one.deputy].contains(reader.officer)
        let mayDecide = state == .waiting && visit.may(.approveGrant) && !isParty
        let mayEnd =
            [.waiting, .coming, .running].contains(state) && visit.may(.delegateApproval)
            && one.deputy != reader.officer
        return Row(
            id: id, head: one.delegatorName, deputy: one.deputyName,
            period: "\(Say.short(one.from))〜\(Say.short(one.until.previous))",
            why: one.reason ?? "", state: state.wording,
            weight: state == .running ? "good" : state == .waiting ? "warn" : "plain",
            second: one.second ?? "",
            confirm: mayDecide ? Route.confirmDelegation.path(id) : nil,
            refuse: mayDecide ? Route.refuseDelegation.path(id) : nil,
            end: mayEnd ? Route.endDelegation.path(id) : nil,
            isOwn: state == .waiting && isParty)
    }
}

extension OfficerEntry {
    /// Whether the officer works, is no head, and may hold that role beside the others.
    fileprivate var mayBeDeputy: Bool {
        guard !isStopped, !roles.isEmpty, !roles.contains(.head) else { return false }
        return (try? RoleRule.check(roles.union([.head]), vendor: nil)) != nil
    }
}
