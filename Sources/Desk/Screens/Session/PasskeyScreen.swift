// SPDX-License-Identifier: Apache-2.0
import Office
import Passkeys
import Safeguards

/// 0001, the second half: the authenticator proves the officer.
enum PasskeyScreen {
    struct Body: PageModel {
        let door: String
        let to: String
        let prompt: PasskeyPrompt
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, to: visit.query["to"], problems: []))
    }

    static func answer(_ visit: Visit) async throws -> Answer {
        let form = try LoginScreen.ownForm(visit)
        let accounts = visit.installation.accounts
        let (step, terminal) = (visit.step ?? "", visit.terminal)
        guard let answer = PasskeyAnswer(form) else {
            return .page(
                try await page(
                    visit, to: form["to"], problems: [.passkey(PasskeyRefusal.unreadable)]))
        }
        do {
            let entered = try await visit.desk.threads.run {
                try accounts.finish(step, terminal: terminal, with: answer)
            }
            return LoginScreen.entered(entered, visit, to: form["to"])
        } catch let refusal as PasskeyRefusal {
            return .page(
                try await page(visit, to: form["to"], problems: [.passkey(refusal)]))
        }
    }

    private static func page(
        _ visit: Visit, to: String, problems: [FormProblem]
    ) async throws -> Page {
        let accounts = visit.installation.accounts
        let (step, terminal) = (visit.step ?? "", visit.terminal)
        let question = try await visit.desk.threads.run {
            try accounts.question(step, terminal: terminal)
        }
        return try .atDoor("session/passkey", "認証器で確かめる", visit, problems: problems) { door in
            Body(
                door: door, to: LoginScreen.isLocal(to) ? to : "",
                prompt: try PasskeyPrompt(question, attestation: false))
        }
    }
}
