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
        /// Fictional officers of a desk for practice.
        let users: [PracticeUser]
        let hasUsers: Bool
    }

    struct PracticeUser: PageModel {
        let officer: String
        let password: String
        let words: String
    }

    static func show(_ visit: Visit) -> Answer {
        .page(page(visit, to: visit.query["to"], typed: Typed(), problems: []))
    }

    static func enter(_ visit: Visit) async throws -> Answer {
        let typed = try ownForm(visit)
        let accounts = visit.installation.accounts
        let terminal = visit.terminal
        let old = visit.token
        do {
            let next = try await visit.desk.threads.run {
                try accounts.begin(
                    officer: typed["officer"], password: typed.verbatim("password"),
                    terminal: terminal, replacing: old)
            }
            let back = isLocal(typed["to"]) ? "?to=" + Typed.escaped(typed["to"]) : ""
            switch next {
            case .entered(let result): return entered(result, visit, to: typed["to"])
            case .passkey(let waiting):
                return .seeOther(
                    Route.askPasskey.path() + back,
                    cookies: [Cookies.set(visit.desk.cookies.step, waiting.token)])
            case .enrolment(let waiting):
                return .seeOther(
                    Route.askTicket.path() + back,
                    cookies: [Cookies.set(visit.desk.cookies.step, waiting.token)])
            }
        } catch let refusal as SafeguardRefusal {
            return .page(
                page(
                    visit, to: typed["to"], typed: typed,
                    problems: [FormProblem("officer", refusal.message)]))
        }
    }

    /// What was typed into a form of the door: it came from a page that this desk sent.
    /// - Throws: `forged`.
    static func ownForm(_ visit: Visit) throws -> Typed {
        let door = visit.form.verbatim("door")
        guard !door.isEmpty, visit.door == door else { throw SafeguardRefusal.forged }
        return visit.form
    }

    /// Into the office: to the page that was asked for, or home with a word about the last time.
    static func entered(_ entered: LoginResult, _ visit: Visit, to: String) -> Answer {
        let officer = entered.session.principal.officer
        var address = isLocal(to) ? to : Route.home.path()
        if address == Route.home.path(), let previous = entered.previous {
            let words = "前回のログインは \(Say.moment(previous.at))、端末 \(previous.terminal) です。"
            address += "?hello=" + visit.desk.greetings.put(words, of: officer)
        }
        return .seeOther(
            address,
            cookies: [
                Cookies.set(visit.desk.cookies.session, entered.token),
                Cookies.clear(visit.desk.cookies.door),
                Cookies.clear(visit.desk.cookies.step),
            ])
    }

    static func leave(_ visit: Visit) async throws -> Answer {
        if let token = visit.token {
            let accounts = visit.installation.accounts
            try await visit.desk.threads.run { try accounts.logout(token: token) }
        }
        if let officer = visit.session?.principal.officer { visit.desk.presence.leave(officer) }
        return .seeOther(
            Route.login.path(), cookies: [Cookies.clear(visit.desk.cookies.session)])
    }

    private static func page(
        _ visit: Visit, to: String, typed: Typed, problems: [FormProblem]
    ) -> Page {
        var officer = FormField.text("officer", "利用者ID", typed, size: "long")
        officer.autocomplete = "username"
        let password = FormField.password(
            "password", "パスワード", autocomplete: "current-password")
        return .atDoor("session/login", "ログイン", visit, problems: problems) { door in
            Body(
                door: door, to: isLocal(to) ? to : "",
                fields: [officer, password].checked(problems), hasExpired: !to.isEmpty,
                users: (visit.desk.settings.practice?.users ?? []).map {
                    PracticeUser(officer: $0.officer, password: $0.password, words: $0.words)
                }, hasUsers: visit.desk.settings.practice != nil)
        }
    }

    /// Whether an address stays on this desk.
    static func isLocal(_ address: String) -> Bool {
        // Browsers leave out tabs and line ends: behind one a second slash would name another host.
        address.hasPrefix("/") && !address.hasPrefix("//") && !address.contains("\\")
            && address.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }
}

extension Page {
    /// A page of the door: its form carries a secret that the browser also holds as a cookie.
    static func atDoor(
        _ template: String, _ heading: String, _ visit: Visit, problems: [FormProblem],
        body: (_ door: String) throws -> any PageModel
    ) rethrows -> Page {
        let door = randomKey(visit.installation.settings.random)
        var page = Page(template, heading, problems: problems, body: try body(door))
        page.cookies = [Cookies.set(visit.desk.cookies.door, door)]
        return page
    }
}
