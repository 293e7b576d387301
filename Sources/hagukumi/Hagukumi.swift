// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation

/// The program: one command, the same work and the same rights as the desk.
struct Hagukumi: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hagukumi",
        abstract: "こども医療費の支給事務",
        discussion: """
            終了状態: 0 できた、または「正しい」。1 答えが「いいえ」(値やファイルが正しくない、断られた、行が受け付けられなかった)。\
            2 使い方の誤り。3 障害(ディスク、鍵、データベース)。
            """,
        version: "0.1.0",
        subcommands: [
            Inspect.self, SchemeCommand.self, Judge.self, Compute.self, Records.self, Measures.self,
            Parts.self, Init.self,
            Import.self, ElectronicCommands.self, HubCommands.self, InquiryCommands.self,
            CopyCommand.self,
            MigrateCommands.self, CatalogueCommand.self, Verify.self, Serve.self,
            MunicipalitiesCommand.self, User.self, PasskeyCommand.self, Login.self, Logout.self,
            PeerCommand.self, RetentionCommands.self, RegisterCommands.self, KeyCommand.self,
            BackupCommand.self, RestoreCommand.self,
            WitnessCommand.self, Demo.self, Practice.self,
        ])
}

@main
enum Program {
    static func main() async {
        var status: ExitStatus
        do {
            var command = try Hagukumi.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            status = .done
        } catch {
            status = ExitStatus.report(error)
        }
        if !Output.standard.flush() { status = .fault }
        exit(status.rawValue)
    }
}
