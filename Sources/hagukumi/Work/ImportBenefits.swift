// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Benefits
import Formats
import Foundation
import Links
import Office
import Safeguards
import Vocabulary

struct ImportClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims", abstract: "レセプト電算のファイルを取り込み、支給額を計算する")
    @Argument(help: "レセプト電算のファイル(いくつでも)") var files: [String]
    @Flag(name: .customLong("dry-run"), help: "読んで計算するだけで、何も書かない") var dryRun = false
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    /// One line a file.
    private struct Answer: Encodable {
        let file: String
        let known: Bool
        let claims: Int
        let accepted: Int
        let rejected: Int
        let payable: Int
        let refused: String?
        let message: String?
        let warnings: [ImportProblem]

        init(_ report: ClaimFileReport) {
            file = report.name
            claims = report.claims
            accepted = report.accepted
            rejected = report.rejected
            payable = report.payable.amount
            warnings = report.warnings.map(ImportProblem.init)
            switch report.outcome {
            case .imported: (known, refused, message) = (false, nil, nil)
            case .alreadyImported: (known, refused, message) = (true, nil, nil)
            case .refused(let refusal):
                (known, refused, message) = (false, refusal.code, refusal.message)
            }
        }

        var text: String {
            if let refused, let message { return "\(file): 断りました \(refused) \(message)\n" }
            guard !known else { return "\(file) は取込み済みです。何も変わりません。\n" }
            return "\(file): \(claims)件、受付\(accepted)、誤り\(rejected)、支給 \(Yen(payable))\n"
        }
    }

    func run() throws {
        let inputs = files.map {
            ClaimFileInput(
                name: URL(fileURLWithPath: $0).lastPathComponent, source: .file($0))
        }
        let reports = try installation.work { office in
            try office.letIn(files, for: ImportClaims.operation, by: .machine("claim-link"))
            return try office.casework.perform(
                ImportClaims.operation, by: .machine("claim-link"), for: .benefit, trial: dryRun
            ) {
                try ImportClaims.perform(
                    inputs, law: office.benefitLaw,
                    reader: ClaimFileReader(office.layouts), in: $0)
            }
        }
        for report in reports {
            let answer = Answer(report)
            if options.json {
                try Output.standard.json(answer)
            } else {
                Output.standard.write(answer.text)
                ImportProblem.list(report.warnings)
            }
        }
        guard reports.allSatisfy({ $0.isImported && $0.rejected == 0 }) else {
            throw ExitStatus.no
        }
    }
}

struct ImportReimbursementsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reimbursements", abstract: "償還申請書の束と、保険者の支給決定通知を取り込む")
    @Argument(help: "償還申請書のファイル") var file: String
    @Flag(name: .customLong("dry-run"), help: "読んで判定するだけで、何も書かない") var dryRun = false
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    private struct Answer: Encodable {
        let file: String
        let rows: Int
        let accepted: Int
        let repeated: Int
        let rejected: Int
        let errors: [ImportProblem]
    }

    func run() throws {
        let path = file
        let (done, file) = try installation.work { office in
            try office.letIn(
                [path], for: ImportReimbursements.operation, by: .machine("reimbursement-link"))
            let file = try LinkFile(path: path)
            let done = try office.casework.perform(
                ImportReimbursements.operation, by: .machine("reimbursement-link"), for: .benefit,
                trial: dryRun
            ) {
                try ImportReimbursements.perform(
                    file.source, layout: try office.layouts.feed("reimbursements"),
                    law: office.benefitLaw, in: $0)
            }
            return (done, file)
        }
        let errors = (done.report.errors + done.refused).sorted { $0.line < $1.line }
        let answer = Answer(
            file: file.name, rows: done.report.rows, accepted: done.accepted.count,
            repeated: done.known, rejected: done.report.rejected + done.refused.count,
            errors: errors.map(ImportProblem.init))
        if options.json {
            try Output.standard.json(answer)
        } else {
            Output.standard.write(
                "\(answer.file): \(answer.rows)行、受付\(answer.accepted)、"
                    + "既知\(answer.repeated)、受け付けない行\(answer.rejected)\n")
            ImportProblem.list(errors)
        }
        if answer.rejected > 0 { throw ExitStatus.no }
    }
}
