// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Benefits
import Foundation
import Links
import Migration
import Office
import Safeguards
import Vocabulary

/// 並行月: our payables against the old system's result file, every difference with its explanation.
struct MigrateMonth: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "month", abstract: "並行月: 旧システムの結果のファイルと、このシステムの公費負担額を比べる")
    @Argument(help: "請求年月(YYYY-MM)") var month: String
    @Argument(help: "旧システムの結果のファイル") var file: String
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions
    @OptionGroup var acting: ActingOfficer

    private struct Line: Encodable {
        let kind: String
        let number: String?
        let recipientNumber: String
        let treatmentMonth: String
        let institution: String
        let old: Int
        let ours: Int
        let explanation: String
        let steps: [String]
    }

    func run() throws {
        guard let wanted = YearMonth(month) else {
            throw ValidationError("請求年月は YYYY-MM で書いてください")
        }
        let office = try Installation.open(try installation.settings())
        var isSame = false
        try acting.work(office) { officer in
            try office.letIn([file], for: CompareMonth.operation, by: officer)
            let source = try LinkFile(path: file)
            let purpose: Purpose = officer.roles.contains(.administrator) ? .maintenance : .benefit
            let found = try office.casework.perform(
                CompareMonth.operation, by: officer, for: purpose, reason: acting.reason
            ) {
                try CompareMonth.perform(
                    source, month: wanted, layouts: office.layouts, in: $0)
            }
            try write(found.comparison)
            ImportProblem.list(found.errors)
            isSame = found.comparison.differences.isEmpty && found.errors.isEmpty
        }
        try office.close()
        if !isSame { throw ExitStatus.no }
    }

    private func write(_ comparison: MonthComparison) throws {
        for one in comparison.differences {
            if options.json {
                try Output.standard.json(
                    Line(
                        kind: one.kind.rawValue, number: one.number,
                        recipientNumber: one.key.recipientNumber,
                        treatmentMonth: "\(one.key.treatmentMonth)",
                        institution: one.key.institution, old: one.old.amount,
                        ours: one.ours.amount, explanation: one.explanation, steps: one.steps))
            } else {
                Output.standard.write(
                    "\(one.kind.wording)\t\(one.number ?? "-")\t\(one.key.recipientNumber)"
                        + "\t\(one.key.treatmentMonth)\t\(one.old)\t\(one.ours)\t\(one.explanation)\n"
                )
            }
        }
        if !options.json {
            Output.standard.write(
                "\(comparison.month)\t旧\(comparison.oldCount)件 \(comparison.oldTotal)円"
                    + "\t当\(comparison.ourCount)件 \(comparison.ourTotal)円\t同じ\(comparison.same)件"
                    + "\t違い\(comparison.differences.count)件\t人が確かめる\(comparison.unexplained)件\n")
        }
    }
}
