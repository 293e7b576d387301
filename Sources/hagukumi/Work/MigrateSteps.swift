// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Migration
import Office
import Safeguards

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
