// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Links
import MedicalHub
import Office
import Safeguards
import Vocabulary

struct HubCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hub", abstract: "PMH(自治体・医療機関等をつなぐ情報連携システム)への登録",
        discussion: """
            初めは止まっています。個人番号を外へ送るため、それを認める評価書の版を管理者が登録し、別の管理者が
            確かめて、はじめて始まります。止めるのは一人の管理者がすぐにできます。
            """,
        subcommands: [
            HubStatus.self, HubOn.self, HubOff.self, HubRun.self, HubReconcileCommand.self,
            HubTableCommand.self,
        ])
}

/// What every command of PMH prints with `--json`.
private struct HubStatusAnswer: Encodable {
    let on: Bool
    let assessment: String?
    let publishedOn: String?
    let since: String?
    let proposed: String?
    let configured: Bool
    let problem: String?
    let queue: [String: Int]
    let retrying: Int
    let lastSuccess: String?

    init(_ view: HubSwitchView, _ queue: HubOverview) {
        on = view.isOn
        assessment = view.state.assessment?.version
        publishedOn = view.state.assessment?.publishedOn.description
        since = view.isOn ? view.state.newest?.at.textInJapan : nil
        proposed = view.state.proposal?.assessment?.version
        configured = view.isConfigured
        problem = view.problem
        self.queue = Dictionary(
            uniqueKeysWithValues: HubOrderState.allCases.map { ($0.rawValue, queue.count($0)) })
        retrying = queue.retrying
        lastSuccess = queue.lastSuccess?.textInJapan
    }

    var lines: [String] {
        var lines = [
            on
                ? "動いています。評価書 \(assessment ?? "")(\(publishedOn ?? "") 公表)、\(since ?? "") から"
                : "止まっています。"
        ]
        if let proposed { lines.append("起案: 評価書 \(proposed)。別の管理者の確認を待っています。") }
        if let problem { lines.append("設定: \(problem)") }
        lines += HubOrderState.allCases.compactMap { state in
            queue[state.rawValue].flatMap { $0 > 0 ? "\(state.wording) \($0)件" : nil }
        }
        if let lastSuccess { lines.append("最後の成功 \(lastSuccess)") }
        return lines
    }
}

struct HubStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "動いているか、待ち行列に何件あるか")
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    func run() throws {
        let answer = try installation.work { office in
            HubStatusAnswer(
                try office.hub.state(by: .machine("hub")),
                try office.hub.overview(by: .machine("hub")))
        }
        if options.json { return try Output.standard.json(answer) }
        for line in answer.lines { Output.standard.write(line + "\n") }
    }
}

struct HubOn: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "on", abstract: "評価書の版を登録して起案する。--confirm は、別の管理者による開始")
    @OptionGroup var who: ActingOfficer
    @Option(name: .customLong("assessment"), help: "評価書の版") var version: String?
    @Option(help: "公表日(YYYY-MM-DD)") var published: String?
    @Flag(help: "別の管理者が起案した開始を確かめて、始める") var confirm = false
    @OptionGroup var installation: InstallationOptions

    func validate() throws {
        if confirm == (version != nil) || (version == nil) != (published == nil) {
            throw ValidationError("起案は --assessment と --published、開始は --confirm だけを付けてください")
        }
        if let published, CivilDate(iso: published) == nil {
            throw ValidationError("--published は YYYY-MM-DD で指定してください")
        }
    }

    func run() throws {
        try installation.work { office in
            try who.work(office) { officer in
                guard let version, let day = published.flatMap({ CivilDate(iso: $0) }) else {
                    try office.hub.confirm(reason: who.reason ?? "", by: officer)
                    return Output.standard.write("PMHへの登録を始めました。\n")
                }
                try office.hub.propose(
                    version: version, publishedOn: day, reason: who.reason ?? "", by: officer)
                Output.standard.write("起案しました。別の管理者が --confirm で始めるまで、何も送りません。\n")
            }
        }
    }
}

struct HubOff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "off", abstract: "すぐに止める(起案の取下げも)")
    @OptionGroup var who: ActingOfficer
    @OptionGroup var installation: InstallationOptions

    func run() throws {
        try installation.work { office in
            try who.work(office) { try office.hub.stop(reason: who.reason ?? "", by: $0) }
        }
        Output.standard.write("止めました。\n")
    }
}
