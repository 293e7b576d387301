// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Office
import Retention
import Safeguards
import Vocabulary

/// 保存と消去 at the command line: everything that is read, and the proposal of the scheduled job. What
/// releases and erases stands on screen 3060 alone: two officers with their authenticators.
struct RetentionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention", abstract: "保存期間: データの目録、消去の候補、起案、証明書",
        subcommands: [
            RetentionInventoryCommand.self, RetentionCandidatesCommand.self,
            RetentionListsCommand.self, RetentionCertificateCommand.self,
            RetentionProposeCommand.self,
        ])
}

extension RetentionCommands {
    /// The system by its word.
    static func system(_ word: String) throws -> RetentionSystem {
        guard let system = RetentionSystem(rawValue: word) else {
            throw ValidationError("庫は casework か addressee です")
        }
        return system
    }
}

/// The data inventory, made from the live schema (R-18); exit 1 where a table has no class.
struct RetentionInventoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inventory", abstract: "いまの庫の表と項目、保存期間、守り方を並べる")
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions
    @OptionGroup var acting: ActingOfficer

    func run() throws {
        let office = try Installation.open(try installation.settings())
        var missing: [String] = []
        try acting.work(office) { officer in
            let catalogue = try ClassCatalogue.standard()
            for system in RetentionSystem.allCases {
                let (lines, gaps) = try office.gate(of: system).perform(
                    .viewRetention, by: officer, for: .maintenance, reason: acting.reason
                ) { scope in
                    (
                        try InventoryBook.lines(of: system, catalogue, in: scope.db),
                        try InventoryBook.gaps(of: system, catalogue, in: scope.db)
                    )
                }
                for line in lines {
                    if options.json {
                        try Output.standard.json(line)
                    } else {
                        Output.standard.write(
                            "\(line.system)\t\(line.table)\t\(line.column)\t\(line.title)"
                                + "\t\(line.rule)\t\(line.protection)\n")
                    }
                }
                missing += gaps
            }
        }
        try office.close()
        guard missing.isEmpty else {
            Output.complain("保存期間の表と合いません: " + missing.joined(separator: "、"))
            throw ExitStatus.no
        }
    }
}

/// What is due today, by class; with `--persons` one line a unit.
struct RetentionCandidatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "candidates", abstract: "保存期間が過ぎた記録を、区分ごとに数える")
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions
    @OptionGroup var acting: ActingOfficer
    @Option(help: "庫(casework・addressee)", transform: RetentionCommands.system)
    var system: RetentionSystem = .casework
    @Flag(help: "一組ずつ、宛名番号を並べる(記録に残る)") var persons = false

    private struct Line: Encodable {
        let system: String
        let retention: String
        let title: String
        let rule: String
        let isVerified: Bool
        let units: Int
        let cases: Int
        let persons: Int
        let stopped: [String: Int]
    }

    private struct UnitLine: Encodable {
        let system: String
        let retention: String
        let kind: String
        let subject: String?
        let startOn: String
        let dueOn: String
        let cases: Int
        let stop: String?
    }

    func run() throws {
        let office = try Installation.open(try installation.settings())
        try acting.work(office) { officer in
            let surroundings = try office.retention(of: system, for: officer)
            try office.gate(of: system).perform(
                .viewRetention, by: officer, for: .maintenance, reason: acting.reason
            ) { scope in
                if persons {
                    try write(
                        ViewRetention.candidates(of: system, surroundings, in: scope), scope)
                } else {
                    try write(ViewRetention.summary(of: system, surroundings, in: scope))
                }
            }
        }
        try office.close()
    }

    private func write(_ summary: [RetentionSummary]) throws {
        for one in summary {
            let line = Line(
                system: system.rawValue, retention: one.retention.id, title: one.retention.title,
                rule: one.retention.rule, isVerified: one.retention.isVerified, units: one.units,
                cases: one.cases, persons: one.persons,
                stopped: Dictionary(
                    uniqueKeysWithValues: one.stopped.map { ($0.key.rawValue, $0.value) }))
            if options.json {
                try Output.standard.json(line)
            } else {
                let kept = one.stopped.values.reduce(0, +)
                Output.standard.write(
                    "\(line.title)\t\(line.rule)\(line.isVerified ? "" : "(未確認)")"
                        + "\t\(line.cases)件\t\(line.persons)人\t残すもの\(kept)組\n")
            }
        }
    }

    private func write(_ candidates: [PurgeCandidate], _ scope: Scope) throws {
        scope.saw(candidates.map(\.unit.subject).filter { $0.value > 0 })
        for one in candidates {
            let subject = one.unit.subject.value > 0 ? one.unit.subject.description : nil
            if options.json {
                try Output.standard.json(
                    UnitLine(
                        system: system.rawValue, retention: one.unit.retention,
                        kind: one.unit.kind.rawValue, subject: subject,
                        startOn: one.startOn.description, dueOn: one.unit.dueOn.description,
                        cases: one.cases.count, stop: one.stop?.rawValue))
            } else {
                Output.standard.write(
                    "\(subject ?? "-")\t\(one.unit.kind.title)\t\(one.startOn)\t\(one.unit.dueOn)"
                        + "\t\(one.cases.count)件\t\(one.stop?.title ?? "")\n")
            }
        }
    }
}

/// The lists of both systems and how far they are.
struct RetentionListsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists", abstract: "消去の起案と、その状態を並べる")
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions
    @OptionGroup var acting: ActingOfficer

    private struct Line: Encodable {
        let system: String
        let id: Int64
        let number: String
        let asOf: String
        let cases: Int
        let persons: Int
        let remaining: Int
        let state: String
        let proposer: String
        let digest: String
    }

    func run() throws {
        let office = try Installation.open(try installation.settings())
        try acting.work(office) { officer in
            for system in RetentionSystem.allCases {
                let lists = try office.gate(of: system).perform(
                    .viewRetention, by: officer, for: .maintenance, reason: acting.reason
                ) { try ViewRetention.lists(in: $0) }
                for list in lists {
                    let line = Line(
                        system: system.rawValue, id: list.id, number: list.number,
                        asOf: list.asOf.description, cases: list.cases, persons: list.persons,
                        remaining: list.remaining, state: list.state.rawValue,
                        proposer: list.proposer, digest: list.digest)
                    if options.json {
                        try Output.standard.json(line)
                    } else {
                        Output.standard.write(
                            "\(line.number)\t\(line.id)\t\(line.asOf)\t\(line.cases)件"
                                + "\t\(line.persons)人\t\(line.state)\n")
                    }
                }
            }
        }
        try office.close()
    }
}

/// The certificate of a list; exit 1 while there is none.
struct RetentionCertificateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: "消去の証明書を示す")
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions
    @OptionGroup var acting: ActingOfficer
    @Option(help: "庫(casework・addressee)", transform: RetentionCommands.system)
    var system: RetentionSystem = .casework
    @Argument(help: "起案の番号(retention lists の2列目)") var list: Int64

    private struct Answer: Encodable {
        let number: String
        let system: String
        let asOf: String
        let proposer: String
        let approver: String
        let officer: String
        let cases: Int
        let rows: Int
        let persons: Int
        let personsGone: Int
        let leftOut: Int
        let keys: Int
        let rowRoot: String
        let personRoot: String
        let salt: String
        let tables: [String: Int]
    }

    func run() throws {
        let office = try Installation.open(try installation.settings())
        var found: ErasureCertificate?
        try acting.work(office) { officer in
            found = try office.gate(of: system).perform(
                .viewRetention, by: officer, for: .maintenance, reason: acting.reason
            ) { try ViewRetention.certificate(of: list, system, .standard(), in: $0) }
        }
        try office.close()
        guard let found else {
            Output.complain("この起案の消去は終わっていません。証明書はまだありません。")
            throw ExitStatus.no
        }
        let answer = Answer(
            number: found.list.number, system: system.rawValue,
            asOf: found.list.asOf.description, proposer: found.list.proposer,
            approver: found.list.decision?.officer ?? "", officer: found.officer,
            cases: found.cases, rows: found.erased, persons: found.persons,
            personsGone: found.personsGone, leftOut: found.leftOut, keys: found.owners,
            rowRoot: found.rowRoot, personRoot: found.personRoot, salt: found.list.salt,
            tables: Dictionary(uniqueKeysWithValues: found.counts.map { ($0.table, $0.rows) }))
        if options.json { return try Output.standard.json(answer) }
        Output.standard.write(
            """
            \(answer.number)\t\(system.title)\t\(answer.asOf)
            起案 \(answer.proposer)\t決裁 \(answer.approver)\t実行 \(answer.officer)
            \(answer.cases)件\t\(answer.rows)行\t\(answer.persons)人\t鍵\(answer.keys)個
            消した行の指紋の根\t\(answer.rowRoot)
            人の番号の指紋の根\t\(answer.personRoot)

            """)
    }
}

/// The scheduled job: proposes what is due; a second officer releases it on screen 3060.
struct RetentionProposeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "保存期間が過ぎた記録の消去を起案する(定時の仕事。決裁と実行は画面3060で行う)")
    @OptionGroup var installation: InstallationOptions
    @Option(help: "庫(casework・addressee)", transform: RetentionCommands.system)
    var system: RetentionSystem = .casework

    func run() throws {
        let office = try Installation.open(try installation.settings())
        let job = Principal.machine("retention")
        let surroundings = try office.retention(of: system, for: job)
        let random = office.settings.random
        do {
            let number = try office.gate(of: system).perform(
                ProposePurge.operation, by: job, for: .maintenance
            ) { scope in
                let id = try ProposePurge.perform(
                    of: system, surroundings, random: random, in: scope)
                return try ViewRetention.list(id, in: scope).number
            }
            Output.standard.write("\(number) を起案しました。画面3060で決裁してください。\n")
        } catch RetentionRefusal.nothingDue {
            Output.standard.write("保存期間を過ぎた記録はありません。\n")
        }
        try office.close()
    }
}
