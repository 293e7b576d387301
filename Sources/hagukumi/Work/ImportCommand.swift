// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Formats
import Foundation
import Links
import Office
import Safeguards
import Vocabulary

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "外のファイルを取り込む",
        discussion: """
            同じファイルの二度目は何も変えません。受け付けない行があれば、ほかの行を取り込み、誤りを並べて、状態 1 で終わります。
            """,
        subcommands: [
            ImportResidentsCommand.self, ImportApplicationsCommand.self,
            ImportInsuranceCommand.self, ImportWelfareCommand.self, ImportClaimsCommand.self,
            ImportReimbursementsCommand.self, ImportTaxCommand.self, ImportMastersCommand.self,
        ])
}

/// What the imports of peers' files have in common.
struct FeedOptions: ParsableArguments {
    @Flag(name: .customLong("dry-run"), help: "読んで判定するだけで、何も書かない")
    var dryRun = false

    @Option(name: .customLong("gap-reason"), help: "連番の抜けを承知で取り込む理由")
    var gapReason: String?

    var run: LinkRun { dryRun ? .dryRun : .take }
}

/// One line of an error list, as every import prints it.
struct ImportProblem: Encodable {
    let line: Int
    let field: String
    let code: String
    let message: String

    init(_ issue: FileIssue) {
        line = issue.line
        field = issue.field ?? ""
        code = issue.code
        message = issue.message
    }

    /// For people.
    static func list(_ issues: [FileIssue]) {
        for issue in issues {
            let place = issue.line == 0 ? "ファイル全体" : "\(issue.line)行目"
            Output.standard.write("\(place) \(issue.code) \(issue.message)\n")
        }
    }
}

/// What became of a peer's file.
struct FeedAnswer: Encodable {
    let file: String
    let layout: String
    let dryRun: Bool
    let known: Bool
    let rows: Int
    let accepted: Int
    let rejected: Int
    let notNeeded: Int
    let recorded: Int
    let queued: Int
    let released: Int
    /// Children whom a full file of an insurer does not name any more.
    let droppedOut: [String]
    let errors: [ImportProblem]

    /// Prints a report; ends with 1 where rows were rejected.
    static func say(_ report: LinkReport, json: Bool) throws {
        if json {
            try Output.standard.json(FeedAnswer(report))
        } else if report.wasKnown {
            Output.standard.write("\(report.name) は取込み済みです。何も変わりません。\n")
        } else {
            let trial = report.isDryRun ? "（試し: 何も書いていません）" : ""
            Output.standard.write(
                "\(report.name): \(report.rows)行、正しい行\(report.accepted)、"
                    + "新しい記録\(report.recorded)、用のない行\(report.notNeeded)、"
                    + "受け付けない行\(report.rejected)、保留解除\(report.released)、"
                    + "再判定待ち\(report.queued)\(trial)\n")
            for child in report.droppedOut.map(\.child) {
                Output.standard.write("全件に載っていません: \(child)(喪失日を保険者に確かめてください)\n")
            }
            ImportProblem.list(report.errors + report.warnings)
        }
        if report.rejected > 0 { throw ExitStatus.no }
    }

    private init(_ report: LinkReport) {
        file = report.name
        layout = report.layout
        dryRun = report.isDryRun
        known = report.wasKnown
        rows = report.rows
        accepted = report.accepted
        rejected = report.rejected
        notNeeded = report.notNeeded
        recorded = report.recorded
        queued = report.queued
        released = report.released
        droppedOut = report.droppedOut.map(\.child.description)
        errors = report.errors.map(ImportProblem.init)
    }
}

extension InstallationOptions {
    /// Opens the installation, works on it under a machine's name, and closes it whatever happens.
    func work<R>(_ body: (Installation) throws -> R) throws -> R {
        let office = try Installation.open(try settings())
        do {
            let answer = try body(office)
            try office.close()
            return answer
        } catch {
            try? office.close()
            throw error
        }
    }
}
