// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1220 口座の確認: accounts that one officer recorded wait here for a second one.
enum AccountScreen: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.accounts, to: show)
        book.bind(.confirmAccounts, to: confirm, again: page)
        book.bind(.refuseAccount, to: refuse, again: page)
    }

    struct Body: PageModel {
        let rows: [Row]
        let isNone: Bool
        let count: String
        let pages: ListPage.Line?
        let confirm: String
        let refuse: String
        let mayConfirm: Bool
        let fields: [FormField]
    }

    struct Row: PageModel {
        let id: String
        let person: PersonCell
        let bank: String
        let number: String
        let holder: String
        let from: String
        let recorder: String
        let doubts: String
        let isTickable: Bool
        let isOwn: Bool
        let name: String
    }

    /// Rows of a page.
    static let most = 150

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func confirm(_ visit: Visit) async throws -> Answer {
        let uses = visit.form.all("row").compactMap { Int64($0) }
        guard !uses.isEmpty else {
            return .page(
                try await page(visit, problems: [FormProblem("accounts-form", "確認する行を選んでください。")]))
        }
        return try await carryOut(visit, "accountsconfirmed", uses.count) { scope in
            try ConfirmAccounts.perform(uses, in: scope)
        }
    }

    static func refuse(_ visit: Visit) async throws -> Answer {
        let uses = visit.form.all("row").compactMap { Int64($0) }
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "認めない理由を入力してください（記録されます）。")
        if uses.count != 1 { reading.wrong("accounts-form", "認めない行を一つ選んでください。") }
        guard reading.isRight else {
            return .page(try await page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, "accountrefused", 1) { scope in
            try RefuseAccount.perform(uses[0], reason: reason, in: scope)
        }
    }

    private static func carryOut(
        _ visit: Visit, _ done: String, _ count: Int,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        do {
            try await visit.perform(body)
        } catch let refusal as EntitlementRefusal {
            let problem = FormProblem(refusal, in: visit.form)
            return .page(try await page(visit, problems: [problem]))
        } catch SafeguardRefusal.sameOfficer {
            let problem = FormProblem(nil, SafeguardRefusal.sameOfficer.message)
            return .page(try await page(visit, problems: [problem]))
        }
        let page = Int(visit.form["page"]) ?? 1
        return visit.carriedOut(
            Route.accounts.path() + "?done=\(done)&n=\(count)" + (page > 1 ? "&page=\(page)" : ""))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let asked = visit.form.has("page") ? visit.form["page"] : visit.query["page"]
        let found = try await visit.perform(.viewAccounts) { scope in
            let count = try AccountConfirmations.count(from: scope.db)
            let list = ListPage(of: count, asked: asked, size: most)
            let waiting = try AccountConfirmations.waiting(
                limit: list.rows.count, skipping: list.rows.lowerBound, from: scope.db)
            scope.counted(waiting.count)
            return (
                waiting: waiting, count: count, list: list,
                accounts: try AccountBook.uses(waiting.map(\.use), from: scope.db),
                people: try ListedPeople(
                    waiting.map(\.recipient), directory: directory, in: scope)
            )
        }
        let mayConfirm = visit.may(.approveAccount)
        let path = Route.accounts.path()
        let pages = found.list.line(at: path)
        return Page(
            "accounts/waiting", "口座の確認", crumbs: [.home],
            keys: [.link("F5", "更新", pages.map { "\(path)?page=\($0.number)" } ?? path)]
                + ListPage.keys(pages)
                + (mayConfirm && !found.waiting.isEmpty
                    ? [.send("F12", "確認する", form: "accounts-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                rows: found.waiting.map { waiting in
                    row(
                        waiting, found.accounts[waiting.use],
                        PersonCell(waiting.recipient, found.people, for: officer), officer,
                        isProtected: found.people.isProtected(waiting.recipient),
                        mayConfirm: mayConfirm, visit.desk)
                }, isNone: found.waiting.isEmpty, count: Say.count(found.count),
                pages: pages,
                confirm: Route.confirmAccounts.path(), refuse: Route.refuseAccount.path(),
                mayConfirm: mayConfirm,
                fields: [
                    FormField.text("reason", "認めない理由（記録されます）", visit.form, size: "long")
                ].checked(problems)))
    }

    private static func row(
        _ waiting: WaitingAccount, _ account: AccountInUse?, _ person: PersonCell,
        _ officer: Principal, isProtected: Bool, mayConfirm: Bool, _ desk: DeskRoom
    ) -> Row {
        let isOwn = waiting.recordedBy == officer.officer
        return Row(
            id: String(waiting.use), person: person,
            bank: account.map { Say.bank($0, isProtected: isProtected) } ?? "",
            number: account.map { Masked($0.number, of: .account, to: officer).description } ?? "",
            holder: account.map { Masked($0.holderKana, of: .kana, to: officer).description }
                ?? "",
            from: Say.short(waiting.from),
            recorder: "\(desk.name(of: waiting.recordedBy)) \(Say.moment(waiting.recordedAt))",
            doubts: waiting.doubts ?? "", isTickable: mayConfirm && !isOwn, isOwn: isOwn,
            name: person.name)
    }
}
