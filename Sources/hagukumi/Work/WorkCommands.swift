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
    @Option(
        help: "副署者の機械から取った控え(システム=ファイル。例 casework=seen.note)。巻き戻しと作り直しまで確かめる")
    var witnessed: [String] = []
    @Option(
        help: "紙の控えのQRを読み取った文字のファイル(何枚でも)。そのときの記録が今の記録の始めの部分であることを確かめる")
    var checkpoint: [String] = []

    private struct Answer: Encodable {
        struct Tree: Encodable {
            let system: String
            let entries: Int
            /// Of months that have ended: proven, and readable by nobody.
            let expired: Int
            let root: String
            /// What the witness has cosigned; null without one.
            let witnessed: Int?
            /// Seconds since the oldest head that waits for the witness.
            let lag: Int64?
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
        let states = try office.ledgerStates()
        let kept = try kept(office)
        let reports = try office.verify(witnessed: try notes(), kept: kept)
        try office.close()
        let answer = Answer(
            entries: reports.reduce(0) { $0 + $1.report.entries },
            root: reports.first?.report.root.description ?? "",
            ok: reports.allSatisfy(\.report.ok),
            problems: reports.flatMap { found in
                found.report.problems.map { "\(found.system): \($0.message)" }
            },
            systems: reports.map {
                tree($0.system, $0.report, states)
            })
        if options.json {
            try Output.standard.json(answer)
        } else {
            for tree in answer.systems {
                let expired = tree.expired > 0 ? "（うち満了\(tree.expired)件）" : ""
                let seen = tree.witnessed.map { "\t副署\($0)件・遅れ\(tree.lag ?? 0)秒" } ?? ""
                Output.standard.write(
                    "\(tree.system)\t\(tree.entries)件\(expired)\t\(tree.root)\(seen)\n")
            }
            for problem in answer.problems { Output.standard.write("問題: \(problem)\n") }
            Output.standard.write(answer.ok ? "問題はありません。\n" : "問題が見つかりました。\n")
        }
        if !answer.ok { throw ExitStatus.no }
    }

    private func tree(
        _ system: String, _ report: LedgerReport, _ states: [LedgerState]
    ) -> Answer.Tree {
        let state = states.first { $0.system == system && $0.witness != nil }
        return Answer.Tree(
            system: system, entries: report.entries, expired: report.expired,
            root: report.root.description,
            witnessed: report.witnessedSize ?? state?.lag.cosignedSize, lag: state?.lag.seconds)
    }

    /// The heads on paper; one of another ledger is a mistake of whoever asks.
    private func kept(_ office: Installation) throws -> [String] {
        try checkpoint.map { path in
            guard let data = FileManager.default.contents(atPath: path) else {
                throw ValidationError("控えを読めません: \(path)")
            }
            // Readers of codes like to leave out the last line end.
            var note = String(decoding: data, as: UTF8.self).replacing("\r\n", with: "\n")
            while note.hasSuffix("\n") { note.removeLast() }
            note += "\n"
            guard office.system(ofHead: note) != nil else {
                throw ValidationError("この庫の控えではありません: \(path)")
            }
            return note
        }
    }

    /// By system the note that was brought from the witness's host.
    private func notes() throws -> [String: String] {
        var notes: [String: String] = [:]
        for given in witnessed {
            let parts = given.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, ["casework", "addressee"].contains(parts[0]) else {
                throw ValidationError("--witnessed は casework=ファイル か addressee=ファイル です")
            }
            guard let data = FileManager.default.contents(atPath: parts[1]) else {
                throw ValidationError("副署の控えを読めません: \(parts[1])")
            }
            notes[parts[0]] = String(decoding: data, as: UTF8.self)
        }
        return notes
    }
}
