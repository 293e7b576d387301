// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Office
import Safeguards
import Scheme

struct PasskeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passkey", abstract: "ログインの認証器を設定し、最初の登録票を発行する",
        subcommands: [PasskeySetup.self, PasskeyTicketCommand.self])
}

/// States for which name of the desk authenticators are registered.
struct PasskeySetup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "認証器を使うように設定する(鍵のフォルダの passkeys.json)",
        discussion: """
            画面を開く名前とポートは、利用者がブラウザーに入力する番地と同じにします。\
            認める機種、製造者の証明書は、書かれた passkeys.json に加えます。
            """)
    @OptionGroup var installation: InstallationOptions
    @Option(help: "画面の名前(例: hagukumi.city.example.lg.jp)") var name = "localhost"
    @Option(help: "画面のポート") var port = 8443

    func run() throws {
        let settings = try installation.settings()
        let office = try Installation.open(settings)
        defer { try? office.close() }
        try SecondFactorFile(keysDirectory: settings.keysDirectory)
            .write(name: name, port: port, title: office.book.title)
        Output.standard.write("https://\(name):\(port) で認証器を使うように設定しました。\n")
    }
}

/// The ticket of the first officers, given out at the machine itself.
struct PasskeyTicketCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket", abstract: "最初の二人までの登録票を発行する",
        discussion: "二人の職員が認証器を登録した後は、画面3010で二人の職員が発行・確認します。")
    @OptionGroup var installation: InstallationOptions
    @Argument(help: "利用者ID") var officer: String

    func run() throws {
        let office = try Installation.open(try installation.settings())
        defer { try? office.close() }
        let words = try office.accounts.firstTicket(for: officer)
        Output.standard.write("\(officer)\t\(words)\n")
    }
}
