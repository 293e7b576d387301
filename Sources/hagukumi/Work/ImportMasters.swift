// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Benefits
import Formats
import Foundation
import Links
import Office
import Safeguards
import Vocabulary

struct ImportTaxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tax", abstract: "個人住民税の情報を、処理中の事案の、同意した人の分だけ取り込む")
    @Argument(help: "個人住民税連携データのファイル") var file: String
    @OptionGroup var feed: FeedOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    func run() throws {
        let path = file
        let report = try installation.work { office in
            let job = Principal.machine("tax-link")
            try office.letIn([path], for: ImportTax.operation, by: job)
            let file = try LinkFile(path: path)
            return try office.casework.perform(
                ImportTax.operation, by: job, for: .registration
            ) {
                try ImportTax.perform(
                    file, layouts: office.layouts, book: office.book, run: feed.run,
                    gapReason: feed.gapReason, in: $0)
            }
        }
        try FeedAnswer.say(report, json: options.json)
    }
}

/// The official lists, as the command names them.
enum MasterName: String, ExpressibleByArgument, CaseIterable {
    case banks, insurers, institutions
    case postalCodes = "postal-codes"

    var master: Master? { Master(rawValue: rawValue) }
}

struct ImportMastersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "masters", abstract: "公式の一覧を前の版と比べ、適用日を付けて反映する",
        discussion: "まず --dry-run で差を確かめてください。一覧は全件として扱い、載っていない行はその日で終わります(医療機関を除く)。")
    @Argument(help: "一覧の種類: banks, postal-codes, insurers, institutions") var list: MasterName
    @Argument(help: "一覧のファイル") var file: String
    @Option(name: .customLong("valid-from"), help: "適用日(YYYY-MM-DD。省くと今日)")
    var validFrom: String?
    @Flag(name: .customLong("dry-run"), help: "差を見るだけで、何も書かない") var dryRun = false
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions

    private struct Answer: Encodable {
        let file: String
        let list: String
        let dryRun: Bool
        let rows: Int
        let added: Int
        let changed: Int
        let ended: Int
        let repeated: Int
        let applied: Bool
        let errors: [ImportProblem]
    }

    func run() throws {
        let path = file
        let (answer, issues) = try installation.work { office -> (Answer, [FileIssue]) in
            let job = Principal.machine("master-import")
            try office.letIn([path], for: ImportMaster.operation, by: job)
            let file = try LinkFile(path: path)
            return try office.casework.perform(
                ImportMaster.operation, by: job, for: .maintenance
            ) { scope in
                if let master = list.master { return try take(master, file, office, scope) }
                return try takeInstitutions(file, office, scope)
            }
        }
        if options.json {
            try Output.standard.json(answer)
        } else {
            let end = answer.applied ? "" : "（何も書いていません）"
            Output.standard.write(
                "\(answer.file): \(answer.rows)行、新規\(answer.added)、変更\(answer.changed)、"
                    + "終了\(answer.ended)、重なり\(answer.repeated)\(end)\n")
            ImportProblem.list(issues)
        }
        if !answer.errors.isEmpty { throw ExitStatus.no }
    }

    private func take(
        _ master: Master, _ file: LinkFile, _ office: Installation, _ scope: Scope
    ) throws -> (Answer, [FileIssue]) {
        guard let day = validFrom.map({ CivilDate(iso: $0) }) ?? scope.today else {
            throw ValidationError("--valid-from は YYYY-MM-DD で書いてください")
        }
        let report = try ImportMaster.perform(
            master, file, from: day, layouts: office.layouts, run: dryRun ? .dryRun : .take,
            in: scope)
        return (
            Answer(
                file: file.name, list: list.rawValue, dryRun: dryRun, rows: report.rows,
                added: report.added.count, changed: report.changed.count,
                ended: report.ended.count, repeated: report.repeated,
                applied: !dryRun && !report.isEmpty, errors: report.errors.map(ImportProblem.init)),
            report.errors + report.warnings
        )
    }

    private func takeInstitutions(
        _ file: LinkFile, _ office: Installation, _ scope: Scope
    ) throws -> (Answer, [FileIssue]) {
        let report = try ImportInstitutions.perform(
            file.source, layouts: office.layouts, dryRun: dryRun, in: scope)
        return (
            Answer(
                file: file.name, list: list.rawValue, dryRun: dryRun, rows: report.rows,
                added: report.added.count, changed: report.changed.count, ended: 0,
                repeated: report.repeated, applied: report.isApplied,
                errors: report.errors.map(ImportProblem.init)),
            report.errors + report.warnings
        )
    }
}
