// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Office
import Safeguards

/// The officer in whose name a command works: the log-in that `hagukumi login` opened, with both
/// factors. Only an installation without a second factor (a rehearsal) takes a password instead.
struct ActingOfficer: ParsableArguments {
    @Option(help: "理由(要る操作だけ。要るのに無ければ断られる)") var reason: String?
    @Option(
        name: .customLong("officer"),
        help: "検証環境だけ: hagukumi login の代わりの利用者ID(パスワードは標準入力から1行)")
    var officer: String?

    /// Works under the log-in. One that was opened by a password is over afterwards, whatever
    /// happens.
    func work(_ office: Installation, _ body: (Principal) throws -> Void) throws {
        guard let officer else {
            return try body(try SessionFile.of(office).session(office).principal)
        }
        let password = try SecretLine.read(prompt: "パスワード: ")
        let login = try office.accounts.login(
            officer: officer, password: password, terminal: "command")
        defer { try? office.accounts.logout(token: login.token) }
        if login.session.mustChangePassword { throw SafeguardRefusal.passwordMustChange }
        try body(login.session.principal)
    }
}

/// Where the secret of the log-in of this person at this machine rests: a file for the owner only,
/// one for each installation.
struct SessionFile {
    private let url: URL

    /// The file for an installation.
    static func of(_ office: Installation) -> SessionFile {
        let environment = ProcessInfo.processInfo.environment
        let folder =
            environment["HAGUKUMI_SESSION"].map { URL(fileURLWithPath: $0) }
            ?? environment["XDG_RUNTIME_DIR"].map {
                URL(fileURLWithPath: $0).appending(path: "hagukumi")
            } ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".hagukumi")
        let name = office.settings.dataDirectory.utf8.map { byte in
            let letter = Character(UnicodeScalar(byte))
            return letter.isLetter || letter.isNumber ? String(letter) : "-"
        }.joined()
        return SessionFile(url: folder.appending(path: "session" + name))
    }

    /// Keeps the secret, readable by the owner only.
    func write(_ token: String) throws {
        let folder = url.deletingLastPathComponent()
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        remove()
        let made = FileManager.default.createFile(
            atPath: url.path, contents: Data(token.utf8), attributes: [.posixPermissions: 0o600])
        guard made else {
            throw ValidationError("ログインの控えを書けません: \(url.path)")
        }
    }

    func remove() { try? FileManager.default.removeItem(at: url) }

    var token: String? { try? String(contentsOf: url, encoding: .utf8) }

    /// - Throws: `sessionExpired` without a log-in, or when it is over.
    func session(_ office: Installation) throws -> SessionResult {
        guard let token else { throw SafeguardRefusal.sessionExpired }
        return try office.accounts.commandSession(token: token)
    }
}
