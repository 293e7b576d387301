// SPDX-License-Identifier: Apache-2.0
import Foundation
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

extension PasskeyAnswer {
    /// The four parts that the script put into the form; `nil` where one is missing.
    init?(_ form: Typed) {
        guard let id = Base64URL.bytes(of: form["id"]), !id.isEmpty,
            let client = Base64URL.bytes(of: form["client"]),
            let data = Base64URL.bytes(of: form["data"]),
            let signature = Base64URL.bytes(of: form["signature"])
        else { return nil }
        self.init(id: id, clientData: client, authenticatorData: data, signature: signature)
    }
}

extension FormProblem {
    static func passkey(_ refusal: PasskeyRefusal) -> FormProblem {
        FormProblem(nil, "\(refusal.message)（\(refusal.code)）")
    }
}
