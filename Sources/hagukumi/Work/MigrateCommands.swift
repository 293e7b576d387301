// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Benefits
import Foundation
import Links
import Migration
import Office
import Safeguards
import Vocabulary

/// 旧システムからの移行 at the command line: the same steps as screen 3150, in the name of the officer who
/// has logged in. The approval of the second officer stands on the screen and here alike.
struct MigrateCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "旧システムからの移行: 試し、報告、起案、決裁、実行、並行月の比較",
        subcommands: [
            MigrateTry.self, MigrateReport.self, MigratePropose.self, MigrateApprove.self,
            MigrateLoad.self, MigrateMonth.self,
        ])
}

/// Which files, and what the system used before is called.
struct OldSystemOptions: ParsableArguments {
    @Argument(help: "旧システムのファイルのあるフォルダ") var folder: String
    @Option(help: "旧システムの名称") var name: String
    @Option(help: "切替日(YYYY-MM-DD)") var cutover: String

    func day() throws -> CivilDate {
        guard let day = CivilDate(iso: cutover) else {
            throw ValidationError("--cutover は YYYY-MM-DD で書いてください")
        }
        return day
    }
}

/// 試し移行: nothing stays but the report.
struct MigrateTry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try", abstract: "試し移行をして、差異報告とエラーの数を示す(何も残らない)")
    @OptionGroup var old: OldSystemOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions
    @OptionGroup var acting: ActingOfficer

    func run() throws {
        let office = try Installation.open(try installation.settings())
        let day = try old.day()
        var isClean = false
        try acting.work(office) { officer in
            let read = try office.readOldSystem(
                in: old.folder, name: old.name, cutover: day, by: officer)
            let (id, trial) = try office.tryMigration(of: read, by: officer)
            try MigrateReport.write(
                id, status: .tried, trial.differences, issues: trial.issues.count,
                json: options.json)
            isClean = trial.unexplained == 0 && trial.wrongTotals.isEmpty
        }
        try office.close()
        if !isClean { throw ExitStatus.no }
    }
}

/// The report of a trial, or of the load after it, with the error list.
struct MigrateReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "差異報告(実行の後なら実行の後のもの)とエラー一覧を示す")
    @Argument(help: "試し移行の番号") var trial: Int64
    @Flag(help: "エラー一覧の行も出す") var issues = false
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions
    @OptionGroup var acting: ActingOfficer

    struct Line: Encodable {
        let trial: Int64
        let section: String
        let item: String
        let source: Int
        let sourceYen: Int
        let rejected: Int
        let known: Int
        let ours: Int
        let oursYen: Int
        let explained: Bool
    }

    private struct IssueLine: Encodable {
        let file: String
        let line: Int
        let code: String
        let message: String
    }

    func run() throws {
        let office = try Installation.open(try installation.settings())
        try acting.work(office) { officer in
            try office.casework.perform(
                .viewMigration, by: officer, for: .maintenance, reason: acting.reason
            ) { scope in
                let db = scope.db
                guard let found = try MigrationBook.one(trial: trial, from: db) else {
                    throw MigrationRefusal.unknownTrial
                }
                let loaded = try MigrationBook.differences(
                    of: trial, afterLoad: true, from: db)
                let lines =
                    loaded.isEmpty
                    ? try MigrationBook.differences(of: trial, afterLoad: false, from: db) : loaded
                try Self.write(
                    trial, status: found.status, lines, issues: found.issues, json: options.json)
                guard issues else { return }
                for issue in try MigrationBook.issues(of: trial, limit: 10_000, from: db) {
                    if options.json {
                        try Output.standard.json(
                            IssueLine(
                                file: issue.file.rawValue, line: issue.line, code: issue.code,
                                message: issue.message))
                    } else {
                        Output.standard.write(
                            "\(issue.file.wording)\t\(issue.line)\t\(issue.code)\t\(issue.message)\n"
                        )
                    }
                }
            }
        }
        try office.close()
    }

    static func write(
        _ trial: Int64, status: MigrationStatus, _ lines: [Difference], issues: Int, json: Bool
    ) throws {
        for one in lines {
            let line = Line(
                trial: trial, section: one.key.section.rawValue, item: one.key.item,
                source: one.source.count, sourceYen: one.source.yen, rejected: one.rejected.count,
                known: one.known.count, ours: one.ours.count, oursYen: one.ours.yen,
                explained: one.isExplained)
            if json {
                try Output.standard.json(line)
            } else {
                Output.standard.write(
                    "\(one.key.section.wording)\t\(line.item)\t旧\(line.source)\tエラー\(line.rejected)"
                        + "\t既存\(line.known)\t当\(line.ours)\t\(line.sourceYen)円\t\(line.oursYen)円"
                        + "\t\(one.isSame ? "同じ" : one.isExplained ? "エラー一覧のとおり" : "差")\n")
            }
        }
        if !json {
            let open = lines.count { !$0.isExplained }
            Output.standard.write(
                "移行 \(trial)\t\(status.wording)\tエラー\(issues)件\t説明のつかない差\(open)件\n")
        }
    }
}

struct MigratePropose: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "試し移行を起案する(要 --reason)")
    @Argument(help: "試し移行の番号") var trial: Int64
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var acting: ActingOfficer

    func run() throws {
        let office = try Installation.open(try installation.settings())
        try acting.work(office) { officer in
            _ = try office.casework.perform(
                ProposeMigration.operation, by: officer, for: .maintenance,
                reason: acting.reason
            ) {
                try ProposeMigration.perform(
                    trial: trial, reason: acting.reason ?? "", in: $0)
            }
        }
        Output.standard.write("移行 \(trial) を起案しました。別の職員の決裁を待ちます。\n")
        try office.close()
    }
}

struct MigrateApprove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "移行を決裁する(起案した人とは別の職員)。--back で差し戻す")
    @Argument(help: "試し移行の番号") var trial: Int64
    @Flag(help: "差し戻す(要 --reason)") var back = false
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var acting: ActingOfficer

    func run() throws {
        let office = try Installation.open(try installation.settings())
        try acting.work(office) { officer in
            try office.casework.perform(
                DecideMigration.operation, by: officer, for: .maintenance, reason: acting.reason
            ) { scope in
                guard
                    let proposal = try MigrationBook.one(trial: trial, from: scope.db)?.proposal
                else { throw MigrationRefusal.unknownProposal }
                try DecideMigration.perform(
                    proposal: proposal, sentBack: back ? acting.reason ?? "" : nil, in: scope)
            }
        }
        Output.standard.write(back ? "差し戻しました。\n" : "移行 \(trial) を決裁しました。\n")
        try office.close()
    }
}

/// The load; after a stop it is started again and goes on.
struct MigrateLoad: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "決裁された移行を実行する。止まっても、もう一度で続きから進む")
    @Argument(help: "試し移行の番号") var trial: Int64
    @Argument(help: "旧システムのファイルのあるフォルダ(試しと同じもの)") var folder: String
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions
    @OptionGroup var acting: ActingOfficer

    func run() throws {
        let office = try Installation.open(try installation.settings())
        var isClean = false
        try acting.work(office) { officer in
            func find() throws -> MigrationCase {
                let found = try office.casework.perform(
                    .viewMigration, by: officer, for: .maintenance
                ) { try MigrationBook.one(trial: trial, from: $0.db) }
                guard let found else { throw MigrationRefusal.unknownTrial }
                return found
            }
            let found = try find()
            guard let proposal = found.proposal else { throw MigrationRefusal.notApproved }
            let old = try office.readOldSystem(
                in: folder, name: found.name, cutover: found.cutover, by: officer)
            try office.loadMigration(proposal: proposal, of: old, by: officer) { progress in
                if !options.json {
                    Output.complain("\(progress.done)/\(progress.of)")
                }
            }
            let lines = try office.casework.perform(
                .viewMigration, by: officer, for: .maintenance
            ) { try MigrationBook.differences(of: trial, afterLoad: true, from: $0.db) }
            try MigrateReport.write(
                trial, status: .done, lines, issues: found.issues, json: options.json)
            isClean = lines.allSatisfy(\.isExplained)
        }
        try office.close()
        if !isClean { throw ExitStatus.no }
    }
}

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
