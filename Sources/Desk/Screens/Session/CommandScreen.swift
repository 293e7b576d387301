// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards

/// An officer allows a command line of the server to work in their name.
enum CommandScreen {
    struct Body: PageModel {
        let fields: [FormField]
    }

    static func show(_ visit: Visit) throws -> Answer {
        .page(page(Typed(), problems: []))
    }

    static func allow(_ visit: Visit) async throws -> Answer {
        let accounts = visit.installation.accounts
        let officer = try visit.officer()
        let (code, once) = (visit.form["code"], visit.onceKey)
        do {
            try await visit.desk.threads.run {
                try accounts.allowCommandLogin(code, by: officer, once: once)
            }
            return .seeOther(Route.home.path() + "?done=command")
        } catch SafeguardRefusal.codeUnknown {
            let refusal = SafeguardRefusal.codeUnknown
            return .page(
                page(
                    visit.form,
                    problems: [FormProblem("code", "\(refusal.message)（\(refusal.code)）")]))
        }
    }

    private static func page(_ typed: Typed, problems: [FormProblem]) -> Page {
        var code = FormField.text("code", "命令に出た符号", typed, size: "long")
        code.hint = "英字と数字の10文字です。大文字・小文字は問いません。"
        return Page(
            "session/command", "命令の利用を許す", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: [.send("F12", "許す", form: "command-form", isMain: true)],
            problems: problems, body: Body(fields: [code].checked(problems)))
    }
}
