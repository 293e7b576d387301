// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
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
