// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Office
import Safeguards
import Vocabulary

/// Opens a log-in at the command line; the officer allows it in the browser with both factors.
struct Login: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "命令のためにログインする(二要素の確認はブラウザーで行う)",
        discussion: """
            出た符号を、自分のログインした画面の「サーバーの命令の利用を許す」(/command) に入力します。\
            符号は5分、一度だけ使えます。ログインは最長10時間、10分使わないと閉じます。
            """)
    @OptionGroup var installation: InstallationOptions
    @Argument(help: "利用者ID") var officer: String

    func run() async throws {
        let office = try Installation.open(try installation.settings())
        defer { try? office.close() }
        let asked = try office.accounts.requestCommandLogin(officer: officer)
        Output.standard.write("符号 \(asked.code)\n")
        guard Output.standard.flush() else { throw ExitStatus.fault }
        let clock = office.settings.clock
        while clock.now() < asked.expiresAt {
            do {
                let session = try office.accounts.commandSession(token: asked.token)
                try SessionFile.of(office).write(asked.token)
                return Output.standard.write(
                    "\(session.principal.name)（\(session.principal.officer)）でログインしました。\n")
            } catch SafeguardRefusal.sessionExpired {
                try await Task.sleep(for: .milliseconds(500))
            }
        }
        Output.complain("符号の期限が切れました。もう一度 hagukumi login を打ってください。")
        throw ExitStatus.no
    }
}

/// Ends the log-in of the command line.
struct Logout: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "命令のためのログインを終える")
    @OptionGroup var installation: InstallationOptions

    func run() throws {
        let office = try Installation.open(try installation.settings())
        defer { try? office.close() }
        let file = SessionFile.of(office)
        if let token = file.token { try office.accounts.logout(token: token) }
        file.remove()
        Output.standard.write("ログアウトしました。\n")
    }
}
