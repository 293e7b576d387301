// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import Foundation
public import Links
import Office
import Safeguards

struct ImportApplicationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "applications", abstract: "申請書の束を受け付け、申請した子について保険者と福祉事務所のファイルに照会する")
    @Argument(help: "申請書データのファイル") var file: String
    @Option(help: "保険者と福祉事務所のファイルがあるフォルダ(照会する場合)") var peers: String?
    @OptionGroup var feed: FeedOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    func run() throws {
        let path = file
        let report = try installation.work { office in
            let job = Principal.machine("application-link")
            try office.letIn([path], for: ImportApplications.operation, by: job)
            let file = try LinkFile(path: path)
            let report = try office.casework.perform(
                ImportApplications.operation, by: job, for: .registration
            ) {
                try ImportApplications.perform(
                    file, layouts: office.layouts, directory: office.directory,
                    terms: office.intake, banks: office.banks, run: feed.run,
                    gapReason: feed.gapReason, in: $0)
            }
            if let peers, !feed.dryRun {
                _ = try office.casework.perform(AskPeers.operation, by: job, for: .registration) {
                    try AskPeers.perform(
                        PeerFolder(folder: peers), layouts: office.layouts, in: $0)
                }
            }
            return report.file
        }
        try FeedAnswer.say(report, json: options.json)
    }
}

struct ImportInsuranceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "insurance", abstract: "国保・社会保険の資格を取り込み、再判定に渡す")
    @Argument(help: "資格連携データのファイル(全件または差分)") var file: String
    @Option(help: "送付元: kokuho, shaho(省くとファイル名から)") var from: ImportInsurance.Peer?
    @OptionGroup var feed: FeedOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    func run() throws {
        let path = file
        let named = LinkFileName(URL(fileURLWithPath: path).lastPathComponent).flatMap {
            ImportInsurance.Peer(rawValue: $0.layout)
        }
        guard let peer = from ?? named else {
            throw ValidationError("ファイル名から送付元が分かりません。--from kokuho か --from shaho を付けてください")
        }
        let report = try installation.work { office in
            let job = Principal.machine("insurance-link")
            try office.letIn([path], for: ImportInsurance.operation, by: job)
            let file = try LinkFile(path: path)
            return try office.casework.perform(
                ImportInsurance.operation, by: job, for: .change
            ) {
                try ImportInsurance.perform(
                    file, from: peer, layouts: office.layouts, run: feed.run,
                    gapReason: feed.gapReason, in: $0)
            }
        }
        try FeedAnswer.say(report, json: options.json)
    }
}

extension ImportInsurance.Peer: ExpressibleByArgument {}

struct ImportWelfareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "welfare", abstract: "生活保護の開始・廃止を取り込み、再判定に渡す")
    @Argument(help: "生活保護連携データのファイル(全件または差分)") var file: String
    @OptionGroup var feed: FeedOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    func run() throws {
        let path = file
        let report = try installation.work { office in
            let job = Principal.machine("welfare-link")
            try office.letIn([path], for: ImportWelfare.operation, by: job)
            let file = try LinkFile(path: path)
            return try office.casework.perform(
                ImportWelfare.operation, by: job, for: .change
            ) {
                try ImportWelfare.perform(
                    file, layouts: office.layouts, run: feed.run, gapReason: feed.gapReason,
                    in: $0)
            }
        }
        try FeedAnswer.say(report, json: options.json)
    }
}
