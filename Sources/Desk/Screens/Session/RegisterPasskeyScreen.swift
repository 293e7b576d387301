// SPDX-License-Identifier: Apache-2.0
import Office
import Passkeys
import Safeguards

/// 0001: an authenticator is registered with the ticket of two officers.
enum RegisterPasskeyScreen {
    struct Body: PageModel {
        let door: String
        let to: String
        let fields: [FormField]
        /// The words of the ticket, once they are found right.
        let ticket: String
        let prompt: PasskeyPrompt?
    }

    static func show(_ visit: Visit) throws -> Answer {
        .page(page(visit, Typed(), problems: []))
    }

    /// The words of the ticket: right ones lead to the same page with the question of the browser.
    static func check(_ visit: Visit) async throws -> Answer {
        let form = try LoginScreen.ownForm(visit)
        let accounts = visit.installation.accounts
        let (step, terminal, words) = (visit.step ?? "", visit.terminal, form["ticket"])
        do {
            let question = try await visit.desk.threads.run {
                try accounts.registrationQuestion(step, ticket: words, terminal: terminal)
            }
            let asks = accounts.secondFactor?.policy.requiresAttestation ?? false
            return .page(
                page(
                    visit, form, problems: [], ticket: words,
                    prompt: try PasskeyPrompt(question, attestation: asks)))
        } catch SafeguardRefusal.ticketInvalid {
            return .page(
                page(
                    visit, form,
                    problems: [FormProblem("ticket", SafeguardRefusal.ticketInvalid.message)]))
        }
    }

    static func register(_ visit: Visit) async throws -> Answer {
        let form = try LoginScreen.ownForm(visit)
        do {
            guard let client = Base64URL.bytes(of: form["client"]),
                let object = Base64URL.bytes(of: form["object"])
            else { throw PasskeyRefusal.unreadable }
            let label = form["label"].isEmpty ? "認証器" : form["label"]
            let entered = try await visit.installation.accounts.register(
                visit.step ?? "", ticket: form["ticket"], clientData: client,
                attestationObject: object, label: label, terminal: visit.terminal)
            return LoginScreen.entered(entered, visit, to: form["to"])
        } catch let refusal as PasskeyRefusal {
            return .page(page(visit, form, problems: [.passkey(refusal)]))
        }
    }

    private static func page(
        _ visit: Visit, _ typed: Typed, problems: [FormProblem], ticket: String = "",
        prompt: PasskeyPrompt? = nil
    ) -> Page {
        let fields = [
            FormField.text(
                "ticket", "登録票の言葉", typed, hint: "二人の職員が発行・確認した、4文字ずつ4組の言葉です。",
                size: "long", isRequired: true),
            FormField.text("label", "認証器の呼び名", typed, hint: "例：職員証リーダー、庁内端末の指紋", size: "long"),
        ]
        return .atDoor("session/register", "認証器の登録", visit, problems: problems) { door in
            Body(
                door: door, to: LoginScreen.isLocal(typed["to"]) ? typed["to"] : "",
                fields: fields.checked(problems), ticket: ticket, prompt: prompt)
        }
    }
}
