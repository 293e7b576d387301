// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Ledger
import Office
import Scheme

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "鍵と空の庫を作る(全部できるか、何も残らない)")
    @OptionGroup var installation: InstallationOptions

    func run() throws {
        let office = try Installation.create(try installation.settings())
        let title = office.book.title
        try office.close()
        Output.standard.write("\(title) の庫を \(installation.data) に作りました。\n")
    }
}

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "両方の庫の記録が書き換えられていないことを確かめる")
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions
    @Flag(help: "確かめずに、署名の公開鍵だけを示す(別の読み手 scripts/verify-ledger のため)")
    var publicKeys = false

    private struct Answer: Encodable {
        struct Tree: Encodable {
            let system: String
            let entries: Int
            let root: String
        }
        /// Of both systems together.
        let entries: Int
        /// The root of System 1; `systems` has both.
        let root: String
        let ok: Bool
        let problems: [String]
        let systems: [Tree]
    }

    func run() throws {
        let office = try Installation.open(try installation.settings())
        guard !publicKeys else {
            for (system, key) in office.checkpointKeys {
                Output.standard.write("\(system)\t\(key)\n")
            }
            return try office.close()
        }
        let reports = try office.verify()
        try office.close()
        let answer = Answer(
            entries: reports.reduce(0) { $0 + $1.report.entries },
            root: reports.first?.report.root.description ?? "",
            ok: reports.allSatisfy(\.report.ok),
            problems: reports.flatMap { found in
                found.report.problems.map { "\(found.system): \($0.message)" }
            },
            systems: reports.map {
                Answer.Tree(
                    system: $0.system, entries: $0.report.entries,
                    root: $0.report.root.description)
            })
        if options.json {
            try Output.standard.json(answer)
        } else {
            for tree in answer.systems {
                Output.standard.write("\(tree.system)\t\(tree.entries)件\t\(tree.root)\n")
            }
            for problem in answer.problems { Output.standard.write("問題: \(problem)\n") }
            Output.standard.write(answer.ok ? "問題はありません。\n" : "問題が見つかりました。\n")
        }
        if !answer.ok { throw ExitStatus.no }
    }
}
