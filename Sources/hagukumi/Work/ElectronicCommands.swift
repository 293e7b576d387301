// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Links
import Office

struct ElectronicCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "e-applications", abstract: "電子申請の受取り",
        subcommands: [PollElectronicCommand.self])
}

struct PollElectronicCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poll", abstract: "フォームサービスの置き場を一度見て、届いた申請を受け取る",
        discussion: """
            置き場の incoming/ を読み、受け取ったものの控えを done/ に、断ったものと理由を refused/ に、処理状況を
            status/ に書きます。何度動かしても、途中で止まっても、同じ申請は一度だけ受け取ります。認定はしません。
            断ったものがあれば、状態 1 で終わります。
            """)

    @Option(help: "フォームサービスとの受け渡しのフォルダ（下に incoming などを作る）")
    var incoming: String

    @Option(help: "ウイルス検査の命令（例: /usr/bin/clamdscan）。書かなければ添付は未検査のまま開けない")
    var scanner: String?

    @Option(
        name: .customLong("scanner-argument"), parsing: .unconditionalSingleValue,
        help: "検査の命令への引数（既定は --no-summary -。標準入力から読ませる）")
    var scannerArguments: [String] = []

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    private struct Answer: Encodable {
        struct Refused: Encodable {
            let file: String
            let code: String
            let message: String
        }
        let taken: Int
        let known: Int
        let refused: [Refused]
        let scanned: Int
        let unscanned: Int
        let followed: Int
        let told: Int
    }

    func run() throws {
        var settings = try installation.settings()
        if let scanner {
            settings.scanner = ScannerCommand(
                scanner,
                arguments: scannerArguments.isEmpty ? ["--no-summary", "-"] : scannerArguments)
        }
        let office = try Installation.open(settings)
        defer { try? office.close() }
        let report = try office.pollElectronicApplications(
            try FolderInbox(folder: URL(fileURLWithPath: incoming).standardizedFileURL.path))
        try say(report)
        if !report.refused.isEmpty { throw ExitStatus.no }
    }

    private func say(_ report: PollReport) throws {
        guard !options.json else {
            return try Output.standard.json(
                Answer(
                    taken: report.taken.count, known: report.known.count,
                    refused: report.refused.map {
                        .init(file: $0.name, code: $0.code, message: $0.message)
                    }, scanned: report.scanned, unscanned: report.unscanned,
                    followed: report.followed, told: report.told))
        }
        Output.standard.write(
            "受取り\(report.taken.count)件、受取り済み\(report.known.count)件、断り\(report.refused.count)件、"
                + "未検査の添付\(report.unscanned)件、状態の変わった申請\(report.followed)件、"
                + "処理状況の回答\(report.told)件\n")
        for refusal in report.refused {
            Output.standard.write("\(refusal.name) \(refusal.code) \(refusal.message)\n")
        }
    }
}
