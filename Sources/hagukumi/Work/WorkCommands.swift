// SPDX-License-Identifier: Apache-2.0
import Addressee
import ArgumentParser
import Formats
import Foundation
import Ledger
import Links
import Office
import Safeguards
import Scheme
import Vocabulary

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

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "外のファイルを取り込む", subcommands: [ImportResidents.self])
}

struct ImportResidents: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "residents", abstract: "住民異動のファイルを統合宛名に取り込み、再判定に渡す")
    @Argument(help: "住民異動のファイル(全件または差分)") var file: String
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    private struct Answer: Encodable {
        let file: String
        let known: Bool
        let rows: Int
        let accepted: Int
        let repeated: Int
        let rejected: Int
        let numbered: Int
        let queued: Int
        let errors: [Problem]
    }

    private struct Problem: Encodable {
        let line: Int
        let field: String
        let code: String
        let message: String
    }

    func run() throws {
        var bytes: [UInt8] = []
        try ByteSource.file(file).forEachChunk { bytes.append(contentsOf: $0) }
        let office = try Installation.open(try installation.settings())
        let name = URL(fileURLWithPath: file).lastPathComponent
        let job = Principal.machine("resident-link")
        let report = try office.addressee.perform(
            ReceiveResidentChanges.operation, by: job, for: .addressing
        ) { scope in
            try ReceiveResidentChanges.perform(
                .bytes(bytes), name: name, digest: sha256(bytes),
                layout: try office.layouts.feed("resident"), vault: office.vault, in: scope)
        }
        let queued = try office.casework.perform(
            TakeOverResidentChanges.operation, by: job, for: .change
        ) { try TakeOverResidentChanges.perform(from: office.directory, in: $0) }
        try office.close()
        try say(report, queued: queued)
        if report.rejected > 0 { throw ExitStatus.no }
    }

    private func say(_ report: ResidentFeedReport, queued: Int) throws {
        if options.json {
            try Output.standard.json(
                Answer(
                    file: report.name, known: report.wasKnown, rows: report.rows,
                    accepted: report.accepted, repeated: report.repeated,
                    rejected: report.rejected, numbered: report.numbered, queued: queued,
                    errors: report.issues.map {
                        Problem(
                            line: $0.line, field: $0.field ?? "", code: $0.code,
                            message: $0.message)
                    }))
            return
        }
        guard !report.wasKnown else {
            Output.standard.write("\(report.name) は取込み済みです。何も変わりません。\n")
            return
        }
        Output.standard.write(
            "\(report.name): \(report.rows)行、受付\(report.accepted)、"
                + "既知\(report.repeated)、受け付けない行\(report.rejected)、"
                + "新しい付番\(report.numbered)、再判定待ち\(queued)\n")
        for issue in report.issues {
            let place = issue.line == 0 ? "ファイル全体" : "\(issue.line)行目"
            Output.standard.write("\(place) \(issue.code) \(issue.message)\n")
        }
    }
}
