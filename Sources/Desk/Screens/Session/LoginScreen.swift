// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vocabulary

/// The log-in: user id and password; one answer for every wrong pair.
enum LoginScreen {
    struct Body: PageModel {
        let door: String
        let to: String
        let fields: [FormField]
        let hasExpired: Bool
    }

    static func show(_ visit: Visit) -> Answer {
        .page(page(visit, to: visit.query["to"], typed: Typed(), problems: []))
    }

    static func enter(_ visit: Visit) async throws -> Answer {
        let typed = visit.form
        let door = typed.verbatim("door")
        guard !door.isEmpty, visit.door == door else { throw SafeguardRefusal.forged }
        let accounts = visit.installation.accounts
        let terminal = visit.terminal
        let old = visit.token
        do {
            let entered = try await visit.desk.threads.run {
                try accounts.login(
                    officer: typed["officer"], password: typed.verbatim("password"),
                    terminal: terminal, replacing: old)
            }
            let officer = entered.session.principal.officer
            var address = isLocal(typed["to"]) ? typed["to"] : Route.home.path()
            if address == Route.home.path(), let previous = entered.previous {
                let words = "前回のログインは \(Say.moment(previous.at))、端末 \(previous.terminal) です。"
                address += "?hello=" + visit.desk.greetings.put(words, of: officer)
            }
            return .seeOther(
                address,
                cookies: [
                    Cookies.set(Cookies.session, entered.token), Cookies.clear(Cookies.door),
                ])
        } catch let refusal as SafeguardRefusal {
            return .page(
                page(
                    visit, to: typed["to"], typed: typed,
                    problems: [FormProblem("officer", refusal.message)]))
        }
    }

    static func leave(_ visit: Visit) async throws -> Answer {
        if let token = visit.token {
            let accounts = visit.installation.accounts
            try await visit.desk.threads.run { try accounts.logout(token: token) }
        }
        return .seeOther(
            Route.login.path(), cookies: [Cookies.clear(Cookies.session)])
    }

    private static func page(
        _ visit: Visit, to: String, typed: Typed, problems: [FormProblem]
    ) -> Page {
        let door = randomKey(visit.installation.settings.random)
        var officer = FormField.text("officer", "利用者ID", typed, size: "long")
        officer.autocomplete = "username"
        let password = FormField.password(
            "password", "パスワード", autocomplete: "current-password")
        var page = Page(
            "session/login", "ログイン", problems: problems,
            body: Body(
                door: door, to: isLocal(to) ? to : "",
                fields: [officer, password].checked(problems), hasExpired: !to.isEmpty))
        page.cookies = [Cookies.set(Cookies.door, door)]
        return page
    }

    /// Whether an address stays on this desk.
    private static func isLocal(_ address: String) -> Bool {
        address.hasPrefix("/") && !address.hasPrefix("//") && !address.contains("\\")
    }
}
