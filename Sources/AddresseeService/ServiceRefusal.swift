// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why the service says no before System 2 is asked. Cases in order of precedence; no text tells
/// whether a client, a certificate or a person exists.
public enum ServiceRefusal: Refusal, Hashable {
    /// The settings cannot be used: certificate, key, or credentials.
    case unusable(String)
    /// Client, secret, certificate or assertion: one answer for all of them, and for a replay.
    case invalidClient
    case unsupportedGrant
    case invalidScope
    case invalidToken
    case insufficientScope
    /// The body is not the JSON of the document.
    case invalidBody([BodyProblem])
    case tooLarge
    case unknownRoute

    public var code: String {
        switch self {
        case .unusable: "E-ADR-050"
        case .invalidClient: "E-ADR-051"
        case .unsupportedGrant: "E-ADR-052"
        case .invalidScope: "E-ADR-053"
        case .invalidToken: "E-ADR-054"
        case .insufficientScope: "E-ADR-055"
        case .invalidBody: "E-ADR-056"
        case .tooLarge: "E-ADR-057"
        case .unknownRoute: "E-ADR-058"
        }
    }

    public var message: String {
        switch self {
        case .unusable(let problem): "連携の受付を始められません。\(problem)。設定を直してから起動してください。"
        case .invalidClient: "クライアントを認証できません。"
        case .unsupportedGrant: "client_credentials と client_secret_jwt だけを受け付けます。"
        case .invalidScope: "登録されていないスコープです。"
        case .invalidToken: "アクセストークンが無効です。"
        case .insufficientScope: "この操作のスコープがありません。"
        case .invalidBody: "要求の項目に誤りがあります。"
        case .tooLarge: "要求が大きすぎます。分けて送ってください。"
        case .unknownRoute: "この操作はありません。"
        }
    }
}

/// One thing that is wrong with a body: which item, never its value.
public struct BodyProblem: Sendable, Hashable, Codable {
    public let item: String
    public let message: String
}
