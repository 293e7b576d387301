// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Office
import Registers
import Safeguards
import Vocabulary

/// 安全管理台帳 at the command line: what is overdue, and the records of training that keep the office
/// open when nobody may log in.
struct RegisterCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registers", abstract: "安全管理台帳: 期限切れの一覧、研修の記録の取込み",
        subcommands: [RegisterListCommand.self, RegisterTrainingCommand.self],
        defaultSubcommand: RegisterListCommand.self)
}

/// Every register with what is open and overdue; exit 1 where something is overdue.
struct RegisterListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "台帳ごとの件数と期限切れ(あれば終了状態1)")
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var options: InspectOptions
    @OptionGroup var acting: ActingOfficer

    private struct Line: Encodable {
        let register: String
        let title: String
        let measures: [String]
        let open: Int
        let all: Int
        let overdue: Int
        let nextDue: String?
        let state: String
    }

    func run() throws {
        let office = try Installation.open(try installation.settings())
        var overdue = 0
        try acting.work(office) { officer in
            let overview = try office.casework.perform(
                ViewRegisters.operation, by: officer, for: .maintenance, reason: acting.reason
            ) { try ViewRegisters.perform(room: office.registers, in: $0) }
            overdue = overview.overdue
            for line in overview.lines { try write(line) }
            guard !options.json else { return }
            for alarm in overview.alarms where alarm.state == .overdue {
                Output.standard.write(
                    "期限切れ\t\(alarm.dueOn)\t\(alarm.kind)\t\(alarm.entry?.description ?? "台帳全体")"
                        + "\t\(alarm.what)\n")
            }
        }
        try office.close()
        if overdue > 0 { throw ExitStatus.no }
    }

    private func write(_ line: RegisterOverview.Line) throws {
        let one = Line(
            register: line.kind.code, title: line.kind.title, measures: line.kind.measures,
            open: line.count.open, all: line.count.all, overdue: line.count.overdue,
            nextDue: line.due?.on.description, state: line.state.rawValue)
        if options.json { return try Output.standard.json(one) }
        Output.standard.write(
            "\(one.register)\t\(one.title)\t記入中 \(one.open)\tすべて \(one.all)"
                + "\t期限切れ \(one.overdue)\t\(one.nextDue ?? "-")\n")
    }
}

/// 研修の記録 from a list (`利用者ID 年度 科目 受け方 日`, tabs between): whole files only. At the machine,
/// so that a campaign without records cannot lock everybody out.
struct RegisterTrainingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "training", abstract: "研修の受講の名簿を取り込む(1行に 利用者ID・年度・科目・受け方・日、タブ区切り)")
    @OptionGroup var installation: InstallationOptions
    @Argument(help: "名簿のファイル") var file: String

    func run() throws {
        let office = try Installation.open(try installation.settings())
        defer { try? office.close() }
        let text = try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline)
        let list = lines.map { EnterTraining.Attendance(line: $0) }
        if let bad = list.firstIndex(of: nil) {
            Output.complain("\(bad + 1)行目：利用者ID・年度・科目・受け方・日の5つをタブで区切ってください。")
            throw ExitStatus.no
        }
        guard !list.isEmpty else {
            Output.complain("名簿に一行もありません。ファイルを確かめてください。")
            throw ExitStatus.no
        }
        let done = try office.casework.perform(
            EnterTraining.operation, by: .machine("training"), for: .maintenance,
            reason: "研修の名簿の取込み"
        ) { scope in
            try EnterTraining.perform(
                list.compactMap(\.self), room: office.registers, in: scope)
        }
        let name = URL(fileURLWithPath: file).lastPathComponent
        Output.standard.write("\(name)\t\(done.entered)件（前からあるもの \(done.known)件）\n")
    }
}
