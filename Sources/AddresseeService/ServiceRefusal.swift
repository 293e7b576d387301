// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why the service says no before System 2 is asked. Cases in order of precedence; no text tells
/// whether a client, a certificate or a person exists.
public enum ServiceRefusal: Refusal, Hashable {
    /// The settings cannot be used: certificate, key, or credentials.
    case unusable(String)
    /// The service was never set up in this folder.
    case notPrepared(String)
    /// The register still has the sample ids that come with the program.
    case registerUnconfirmed
    /// The port is taken, or the address is none of this machine's.
    case cannotListen(host: String, port: Int, why: ListenProblem)
    /// The register of the municipality does not know the peer.
    case notConnected(String)
    case hasCredential(String)
    case hasNoCredential(String)
    case fileIsThere(String)
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
    /// The path is there, the method is not.
    case methodNotAllowed

    public var code: String {
        switch self {
        case .unusable: "E-ADR-050"
        case .notPrepared: "E-ADR-059"
        case .registerUnconfirmed: "E-ADR-060"
        case .cannotListen: "E-ADR-061"
        case .notConnected: "E-ADR-062"
        case .hasCredential: "E-ADR-063"
        case .hasNoCredential: "E-ADR-064"
        case .fileIsThere: "E-ADR-065"
        case .invalidClient: "E-ADR-051"
        case .unsupportedGrant: "E-ADR-052"
        case .invalidScope: "E-ADR-053"
        case .invalidToken: "E-ADR-054"
        case .insufficientScope: "E-ADR-055"
        case .invalidBody: "E-ADR-056"
        case .tooLarge: "E-ADR-057"
        case .unknownRoute: "E-ADR-058"
        case .methodNotAllowed: "E-ADR-066"
        }
    }

    public var message: String {
        switch self {
        case .unusable(let problem): "連携の受付を始められません。\(problem)。設定を直してから起動してください。"
        case .notPrepared(let folder):
            "連携の受付の設定（\(folder)）がないため、開けません。peer setup で設定してください。"
        case .registerUnconfirmed:
            "接続先の業務IDが見本のままのため、受付を開きません。register.json に団体の番号を書き、confirmed を true にしてください。"
        case .cannotListen(let host, let port, let why):
            "\(host) の \(port) 番で受け付けられません。\(why.message)"
        case .notConnected(let name):
            "「\(name)」は接続先として登録されていません。register.json を確かめてください。"
        case .hasCredential(let title):
            "\(title)には既に鍵があります。取り替えるときは peer rotate を使ってください。"
        case .hasNoCredential(let title):
            "\(title)の鍵はありません。先に peer add で登録してください。"
        case .fileIsThere(let path):
            "\(path) が既にあるため、書きません。空のフォルダを指定してください。"
        case .invalidClient: "クライアントを認証できません。"
        case .unsupportedGrant: "client_credentials と client_secret_jwt だけを受け付けます。"
        case .invalidScope: "登録されていないスコープです。"
        case .invalidToken: "アクセストークンが無効です。"
        case .insufficientScope: "この操作のスコープがありません。"
        case .invalidBody: "要求の項目に誤りがあります。"
        case .tooLarge: "要求が大きすぎます。分けて送ってください。"
        case .unknownRoute: "この操作はありません。"
        case .methodNotAllowed: "このメソッドは使えません。"
        }
    }
}

/// Why a server cannot listen where it was told to.
public enum ListenProblem: Sendable, Hashable {
    case portTaken
    case notAllowed
    case notOfThisMachine

    var message: String {
        switch self {
        case .portTaken: "ほかのプログラムがこのポートを使っています。止めるか、別のポートを指定してください。"
        case .notAllowed: "このポートを開く権限がありません。1024番以上を指定してください。"
        case .notOfThisMachine: "この機械の宛先ではありません。ホスト名かIPアドレスを確かめてください。"
        }
    }
}

/// One thing that is wrong with a body: which item, never its value.
public struct BodyProblem: Sendable, Hashable, Codable {
    public let item: String
    public let message: String
}
