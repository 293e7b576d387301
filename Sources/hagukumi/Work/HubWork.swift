// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Links
import MedicalHub
import Office
import Vocabulary

/// Opens the installation for work that waits for a peer.
extension InstallationOptions {
    func workAsync<R>(_ body: (Installation) async throws -> R) async throws -> R {
        let office = try Installation.open(try settings())
        do {
            let answer = try await body(office)
            try office.close()
            return answer
        } catch {
            try? office.close()
            throw error
        }
    }
}

struct HubRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "新しい決定・異動・同意を並べ、送る番のものを送る",
        discussion: "止まっている間は何もせず、状態 1 で終わります。断られたものか届かなかったものがあれば、状態 1 で終わります。")
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    private struct Answer: Encodable {
        let off: Bool
        let queued: Int
        let accepted: Int
        let refused: Int
        let failed: Int
        let withheld: Int
        let notNeeded: Int
    }

    func run() async throws {
        let report = try await installation.workAsync { try await $0.hub.run() }
        if options.json {
            try Output.standard.json(
                Answer(
                    off: report.isOff, queued: report.queued, accepted: report.accepted,
                    refused: report.refused, failed: report.failed, withheld: report.withheld,
                    notNeeded: report.notNeeded))
        } else if !report.isOff {
            Output.standard.write(
                "新しく並べた\(report.queued)件、登録\(report.accepted)件、誤り\(report.refused)件、"
                    + "届かない\(report.failed)件、同意待ち\(report.withheld)件、"
                    + "送信不要\(report.notNeeded)件\n")
        }
        if report.isOff { throw HubRefusal.off }
        if report.refused + report.failed > 0 { throw ExitStatus.no }
    }
}

struct HubReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile", abstract: "登録されているはずのものと、PMHが持つものを突き合わせる",
        discussion: "違いがあれば、状態 1 で終わります。送り直すものは、職員が画面で決めます。")
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    private struct Answer: Encodable {
        struct Line: Encodable {
            let kind: String
            let historyKey: String
            let recipientNumber: String
            let fields: [String]
        }
        let ours: Int
        let theirs: Int
        let same: Int
        let lines: [Line]
    }

    func run() async throws {
        let found = try await installation.workAsync { try await $0.hub.reconcile() }
        if options.json {
            try Output.standard.json(
                Answer(
                    ours: found.ours, theirs: found.theirs, same: found.same,
                    lines: found.lines.map {
                        Answer.Line(
                            kind: $0.kind.rawValue, historyKey: $0.key,
                            recipientNumber: $0.recipientNumber, fields: $0.fields)
                    }))
        } else {
            Output.standard.write(
                "市の有効な登録\(found.ours)件、PMHの登録\(found.theirs)件、一致\(found.same)件\n")
            for line in found.lines {
                let fields = line.fields.isEmpty ? "" : " (\(line.fields.joined(separator: "、")))"
                Output.standard.write(
                    "\(line.kind.wording) \(line.recipientNumber) \(line.key)\(fields)\n")
            }
        }
        if !found.isClean { throw ExitStatus.no }
    }
}

struct HubTableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "同じ登録をCSVで書く(様式が公開されていないため、検証環境だけ)")
    @Option(help: "新しく作るファイル。個人番号が入る") var out: String
    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        let report = try await installation.workAsync { try await $0.hub.writeTable(to: out) }
        Output.standard.write("\(report.rows)行を書きました。\n")
        for line in report.problems {
            Output.standard.write(
                "書けません \(line.child) \(line.problem.field) \(line.problem.rule.rawValue)\n")
        }
        if !report.problems.isEmpty { throw ExitStatus.no }
    }
}
