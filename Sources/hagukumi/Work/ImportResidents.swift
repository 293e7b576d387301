// SPDX-License-Identifier: Apache-2.0
import Addressee
import ArgumentParser
import Formats
import Foundation
import Links
import Office
import Safeguards
import Vocabulary

struct ImportResidentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "residents", abstract: "住民異動のファイルを統合宛名に取り込み、再判定に渡す")
    @Argument(help: "住民異動のファイル(全件または差分)") var file: String
    @Flag(name: .customLong("dry-run"), help: "読んで判定するだけで、何も書かない") var dryRun = false
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    private struct Answer: Encodable {
        let file: String
        let dryRun: Bool
        let known: Bool
        let rows: Int
        let accepted: Int
        let repeated: Int
        let rejected: Int
        let held: Int
        let waiting: Int
        let released: Int
        let watermark: Int64
        /// First and last number of each stretch that is missing.
        let gaps: [[Int64]]
        let numbered: Int
        let queued: Int
        let errors: [ImportProblem]
    }

    func run() throws {
        let office = try Installation.open(try installation.settings())
        let job = Principal.machine("resident-link")
        try office.letIn([file], for: ReceiveResidentChanges.operation, by: job)
        let file = try LinkFile(path: file)
        let report = try office.addressee.perform(
            ReceiveResidentChanges.operation, by: job, for: .addressing, trial: dryRun
        ) { scope in
            try ReceiveResidentChanges.perform(
                file.source, name: file.name, digest: file.digest,
                layout: try office.layouts.feed("resident"), vault: office.vault, in: scope)
        }
        let queued = try office.casework.perform(
            TakeOverResidentChanges.operation, by: job, for: .change, trial: dryRun
        ) { try TakeOverResidentChanges.perform(from: office.directory, in: $0) }
        try office.close()
        try say(report, queued: queued)
        if report.rejected > 0 { throw ExitStatus.no }
    }

    private func say(_ report: ResidentFeedReport, queued: Int) throws {
        if options.json {
            try Output.standard.json(
                Answer(
                    file: report.name, dryRun: dryRun, known: report.wasKnown, rows: report.rows,
                    accepted: report.accepted, repeated: report.repeated,
                    rejected: report.rejected, held: report.held, waiting: report.waiting,
                    released: report.released, watermark: report.watermark,
                    gaps: report.gaps.map { [$0.lowerBound, $0.upperBound] },
                    numbered: report.numbered, queued: queued,
                    errors: report.issues.map(ImportProblem.init)))
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
        if report.waiting > 0 || !report.gaps.isEmpty {
            let gaps = report.gaps.prefix(5).map { "\($0.lowerBound)〜\($0.upperBound)" }
            Output.standard.write(
                "異動連番 \(report.watermark) まで反映。欠番 \(gaps.joined(separator: "、"))"
                    + "\(report.gaps.count > 5 ? " ほか" : "")、その先で待つ行 \(report.waiting)\n")
        }
        ImportProblem.list(report.issues)
    }
}
