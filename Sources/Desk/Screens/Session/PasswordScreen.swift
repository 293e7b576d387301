// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards

/// Changing the own password.
enum PasswordScreen {
    struct Body: PageModel {
        let must: Bool
        let officer: String
        let fields: [FormField]
    }

    static func show(_ visit: Visit) throws -> Answer {
        .page(try page(visit, problems: []))
    }

    static func change(_ visit: Visit) async throws -> Answer {
        let form = visit.form
        let accounts = visit.installation.accounts
        let (token, terminal) = (visit.token ?? "", visit.terminal)
        guard form.verbatim("new").utf8.elementsEqual(form.verbatim("again").utf8) else {
            return .page(
                try page(
                    visit, problems: [FormProblem("again", "新しいパスワードが2回で違います。もう一度入力してください。")]))
        }
        do {
            try await visit.desk.threads.run {
                try accounts.changePassword(
                    token: token, terminal: terminal, current: form.verbatim("current"),
                    new: form.verbatim("new"))
            }
            return .seeOther(Route.home.path() + "?done=password")
        } catch let refusal as SafeguardRefusal {
            if case .sessionExpired = refusal { throw refusal }
            let field = if case .weakPassword = refusal { "new" } else { "current" }
            let message =
                refusal == .unauthenticated ? "現在のパスワードが違います。もう一度入力してください。" : refusal.message
            return .page(try page(visit, problems: [FormProblem(field, message)]))
        }
    }

    private static func page(_ visit: Visit, problems: [FormProblem]) throws -> Page {
        var new = FormField.password("new", "新しいパスワード", autocomplete: "new-password")
        new.hint = "15文字以上。言葉をいくつか並べると覚えやすくなります。貼り付けもできます。"
        let fields = [
            FormField.password("current", "現在のパスワード", autocomplete: "current-password"), new,
            FormField.password("again", "新しいパスワード（もう一度）", autocomplete: "new-password"),
        ]
        return Page(
            "session/password", "パスワードの変更", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: [.send("F12", "変更する", form: "password-form", isMain: true)],
            problems: problems,
            body: Body(
                must: visit.query["must"] == "yes", officer: try visit.officer().officer,
                fields: fields.checked(problems)))
    }
}
