// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Desk
import Foundation
import Office
import Simulation
import Town
import Vocabulary

/// A desk to practise on: a fictional town of its own, in a folder of its own, under its own
/// address. Nothing leads from it to the office: no peer, no line, no key is shared.
struct Practice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "practice",
        abstract: "練習の画面を開く(架空の町。本番とは庫もポートも別)",
        discussion: """
            始めるたびに、手引きの例題と同じ架空の町を作ります。利用者とパスワードはログインの画面に出ます。\
            画面の「練習を初めからやり直す」でも作り直せます。本番の画面からは serve --practice で行き先を示せます。
            """)

    @Option(help: "町を作るフォルダ(空か、前回の練習のもの)") var dir = "hagukumi-practice"
    @Option(help: "画面のポート") var port = 8444
    @Option(help: "画面を受け付ける宛先(既定はこの機械だけ)") var host = "127.0.0.1"
    @Option(help: "画面の証明書(PEM)") var certificate: String?
    @Option(help: "画面の証明書の秘密鍵(PEM)") var key: String?
    @OptionGroup var folders: DataFolders

    /// The town of the manual: its examples name these people.
    static let people = 400
    static let seed: UInt64 = 1

    func validate() throws {
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--certificate と --key は両方を指定してください")
        }
        guard (0...65_535).contains(port) else {
            throw ValidationError("ポートは0から65535までで指定してください")
        }
    }

    func run() async throws {
        while try await practise() == .resetAsked {}
        Output.complain("練習の画面を閉じました。")
    }

    /// One town from its beginning until it is stopped or begun anew.
    private func practise() async throws -> Desk.Ending {
        let town = TownYearSettings(
            people: Self.people, seed: Self.seed,
            folder: URL(fileURLWithPath: dir).standardizedFileURL,
            schemesDirectory: try folders.schemesFolder().path,
            layoutsDirectory: try folders.layoutsFolder().path, leavesWork: true,
            disordersFeeds: true)
        Output.complain("練習の町を作っています。")
        let result = try TownYear(town) { _ in }.run()
        result.clock.run(with: MachineClock())
        var settings = DeskSettings(
            host: host, port: port, isRehearsal: true,
            office: OfficeProfile(
                city: FictionalCity.name, sender: LetterHead.sender, desk: LetterHead.desk))
        settings.practice = DeskSettings.Practice(
            users: result.users.map {
                .init(
                    officer: $0.officer, password: $0.password,
                    words: "\($0.name)(\($0.roles.joined(separator: "・")))")
            },
            claims: (try? Data(contentsOf: town.folder.appendingPathComponent(PracticeFile.claims)))
                .map(Array.init))
        if let certificate, let key { settings.certificate = .files(chain: certificate, key: key) }
        let ending = try await Desk.serve(result.office, settings: settings) { address in
            Output.complain("練習の画面を開きました: \(address)")
        }
        try result.office.close()
        return ending
    }
}
