// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Inquiries
import Office

struct InquiryCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inquiries", abstract: "情報照会",
        subcommands: [RelayInquiriesCommand.self])
}

struct RelayInquiriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relay", abstract: "照会を中間サーバーへ送り、状態を尋ね、結果を受け取る(一回)",
        discussion: """
            接続先は、鍵のフォルダの inquiries/server.json に書きます。途中で止まっても、次の一回が続きから進めます。\
            もう一度しなければならない通信が残れば、状態 1 で終わります。
            """)
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    private struct Answer: Encodable {
        let calls: Int
        let sent: Int
        let moved: Int
        let answered: Int
        let refused: Int
        let expired: Int
        let withdrawn: Int
        let codes: Int
        let troubles: [String]
    }

    func run() async throws {
        let office = try Installation.open(try installation.settings())
        let report: RelayReport
        do {
            report = try await InquiryRelay.run(once: office)
        } catch {
            try? office.close()
            throw error
        }
        try office.close()
        if options.json {
            try Output.standard.json(
                Answer(
                    calls: report.calls, sent: report.sent, moved: report.moved,
                    answered: report.answered, refused: report.refused,
                    expired: report.expired, withdrawn: report.withdrawn, codes: report.codes,
                    troubles: report.troubles))
        } else {
            Output.standard.write(
                "通信\(report.calls)、送信\(report.sent)、進んだ照会\(report.moved)、"
                    + "回答\(report.answered)、拒否\(report.refused)、取りやめ\(report.withdrawn)、"
                    + "期限切れ\(report.expired)、取得した符号\(report.codes)\n")
            for trouble in report.troubles { Output.standard.write("やり直し: \(trouble)\n") }
        }
        if !report.troubles.isEmpty { throw ExitStatus.no }
    }
}
