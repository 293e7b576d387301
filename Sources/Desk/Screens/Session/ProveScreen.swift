// SPDX-License-Identifier: Apache-2.0
import Office
import Passkeys
import Safeguards

/// The log-in proves itself again: after a pause, or before a sensitive act.
enum ProveScreen {
    struct Body: PageModel {
        let door: String
        let to: String
        let isPause: Bool
        let prompt: PasskeyPrompt
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, to: visit.query["to"], problems: []))
    }

    static func answer(_ visit: Visit) async throws -> Answer {
        let form = try LoginScreen.ownForm(visit)
        let accounts = visit.installation.accounts
        let (token, terminal) = (visit.token ?? "", visit.terminal)
        do {
            guard let answer = PasskeyAnswer(form) else { throw PasskeyRefusal.unreadable }
            try await visit.desk.threads.run {
                try accounts.proveAgain(token: token, terminal: terminal, with: answer)
            }
            let to = LoginScreen.isLocal(form["to"]) ? form["to"] : Route.home.path()
            return .seeOther(to, cookies: [Cookies.clear(visit.desk.cookies.door)])
        } catch let refusal as PasskeyRefusal {
            return .page(
                try await page(visit, to: form["to"], problems: [.passkey(refusal)]))
        }
    }

    private static func page(
        _ visit: Visit, to: String, problems: [FormProblem]
    ) async throws -> Page {
        let accounts = visit.installation.accounts
        let (token, terminal) = (visit.token ?? "", visit.terminal)
        let question = try await visit.desk.threads.run {
            try accounts.questionAgain(token: token, terminal: terminal)
        }
        return try .atDoor("session/prove", "本人の確認", visit, problems: problems) { door in
            Body(
                door: door, to: LoginScreen.isLocal(to) ? to : "",
                isPause: visit.query["pause"] == "yes",
                prompt: try PasskeyPrompt(question, attestation: false))
        }
    }
}
