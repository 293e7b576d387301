// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Formats
import Foundation
import Vocabulary

struct InspectClaims: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims", abstract: "レセプト電算のファイルを調べる")
    @Argument(help: "ファイル") var file: String
    @Flag(help: "要約の代わりに、一件一行で出す") var claims = false
    @Flag(help: "記号・番号・受給者番号も出す") var persons = false
    @OptionGroup var folders: DataFolders
    @OptionGroup var options: InspectOptions

    func run() throws {
        let reader = ClaimFileReader(try loadLayouts(folders))
        let source = ByteSource.file(file)
        let summary: ClaimFileSummary
        if claims {
            summary = try reader.read(source) { claim in
                try Output.standard.json(ClaimLine(claim, showsPersons: persons))
            }
        } else {
            summary = try reader.inspect(source)
            if options.json { try Output.standard.json(summary) } else { show(summary) }
        }
        if summary.hasErrors { throw ExitStatus.no }
    }

    private func show(_ summary: ClaimFileSummary) {
        Output.standard.write(
            """
            \(summary.kind.rawValue) \(summary.institution) 請求 \(summary.billingMonth)
            レセプト \(summary.claims) 件、保険 \(summary.insurance) 件、公費 \(summary.publicFunds) 件、\(summary.points) 点
            請求書の合計 \(summary.declared.count ?? 0) 件 \(summary.declared.points ?? 0) 点、読めない \(summary.rejected) 件

            """)
        listIssues(summary.errors)
    }
}

struct InspectTransfer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer", abstract: "総合振込のファイルを調べる")
    @Argument(help: "ファイル") var file: String
    @OptionGroup var options: InspectOptions

    func run() throws {
        let transfer = try TransferFile.read(.file(file))
        if options.json {
            try Output.standard.json(transfer)
        } else {
            Output.standard.write(
                "種別 \(transfer.type) 取組日 \(transfer.valueDate) \(transfer.count) 件 "
                    + "\(Yen(transfer.total))\n")
            listIssues(transfer.errors)
        }
        guard transfer.valid else { throw ExitStatus.no }
    }
}

struct InspectCSV: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv", abstract: "連携データを様式で調べる(取り込まない)")
    @Argument(help: "様式の名前") var layout: String
    @Argument(help: "ファイル") var file: String
    @OptionGroup var folders: DataFolders
    @OptionGroup var options: InspectOptions

    func run() throws {
        let layout = try loadLayouts(folders).feed(layout)
        let report = try FeedReader(layout).inspect(.file(file))
        if options.json {
            try Output.standard.json(report)
        } else {
            Output.standard.write(
                "\(layout.title) \(report.rows) 行、正しい \(report.accepted)、"
                    + "誤り \(report.rejected)\n")
            listIssues(report.errors + report.warnings)
        }
        guard report.isClean else { throw ExitStatus.no }
    }
}

/// The layouts, with the digest that is logged and shown.
func loadLayouts(_ folders: DataFolders) throws -> LayoutLibrary {
    try LayoutLibrary.load(directory: folders.layoutsFolder().path, digest: sha256)
}

/// An error list as people read it: line, field, what and what to do.
func listIssues(_ issues: [FileIssue]) {
    for issue in issues {
        let place = [issue.record, issue.field].compactMap(\.self).joined(separator: " ")
        Output.standard.write(
            "\(issue.line)行目\t\(place)\t\(issue.code)\t\(issue.message)\(issue.value.map { " (\($0))" } ?? "")\n"
        )
    }
}
