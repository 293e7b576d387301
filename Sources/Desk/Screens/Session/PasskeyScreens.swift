// SPDX-License-Identifier: Apache-2.0
import Foundation
import Office
import Passkeys
import Safeguards

/// What the script of the page hands to the browser's `navigator.credentials`.
struct PasskeyPrompt: PageModel {
    /// The question as JSON, in an attribute.
    let question: String
    let officer: String

    private struct Question: Encodable {
        let challenge: String
        let credentials: [String]
        let site: String
        let siteName: String
        let user: String
        let userName: String
        let displayName: String
        let algorithms: [Int64]
        let attestation: String
    }

    init(_ question: PasskeyQuestion, attestation: Bool) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.question = String(
            decoding: try encoder.encode(
                Question(
                    challenge: Base64URL.text(of: question.challenge),
                    credentials: question.credentials.map { Base64URL.text(of: $0) },
                    site: question.party.id, siteName: question.party.title,
                    // No name of a person in the authenticator: the user id alone.
                    user: Base64URL.text(of: Array(question.officer.utf8)),
                    userName: question.officer, displayName: question.officer,
                    algorithms: CredentialKey.Algorithm.allCases.map(\.rawValue),
                    attestation: attestation ? "direct" : "none")),
            as: UTF8.self)
        officer = question.officer
    }
}

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
        let door = randomKey(visit.installation.settings.random)
        var page = Page(
            "session/passkey", "認証器で確かめる", problems: problems,
            body: Body(
                door: door, to: LoginScreen.isLocal(to) ? to : "",
                prompt: try PasskeyPrompt(question, attestation: false)))
        page.cookies = [Cookies.set(Cookies.door, door)]
        return page
    }
}

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
        let door = randomKey(visit.installation.settings.random)
        let fields = [
            FormField.text(
                "ticket", "登録票の言葉", typed, hint: "二人の職員が発行・確認した、4文字ずつ4組の言葉です。",
                size: "long", isRequired: true),
            FormField.text("label", "認証器の呼び名", typed, hint: "例：職員証リーダー、庁内端末の指紋", size: "long"),
        ]
        var page = Page(
            "session/register", "認証器の登録", problems: problems,
            body: Body(
                door: door, to: LoginScreen.isLocal(typed["to"]) ? typed["to"] : "",
                fields: fields.checked(problems), ticket: ticket, prompt: prompt))
        page.cookies = [Cookies.set(Cookies.door, door)]
        return page
    }
}

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
            return .seeOther(to, cookies: [Cookies.clear(Cookies.door)])
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
        let door = randomKey(visit.installation.settings.random)
        var page = Page(
            "session/prove", "本人の確認", problems: problems,
            body: Body(
                door: door, to: LoginScreen.isLocal(to) ? to : "",
                isPause: visit.query["pause"] == "yes",
                prompt: try PasskeyPrompt(question, attestation: false)))
        page.cookies = [Cookies.set(Cookies.door, door)]
        return page
    }
}

extension PasskeyAnswer {
    /// The four parts that the script put into the form; `nil` where one is missing.
    fileprivate init?(_ form: Typed) {
        guard let id = Base64URL.bytes(of: form["id"]), !id.isEmpty,
            let client = Base64URL.bytes(of: form["client"]),
            let data = Base64URL.bytes(of: form["data"]),
            let signature = Base64URL.bytes(of: form["signature"])
        else { return nil }
        self.init(id: id, clientData: client, authenticatorData: data, signature: signature)
    }
}

extension FormProblem {
    fileprivate static func passkey(_ refusal: PasskeyRefusal) -> FormProblem {
        FormProblem(nil, "\(refusal.message)（\(refusal.code)）")
    }
}
