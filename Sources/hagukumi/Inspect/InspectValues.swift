// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
public import Vocabulary

extension CodeKind: ExpressibleByArgument {}
extension DateEntry.Subject: ExpressibleByArgument {}

struct InspectCode: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "番号の形と検査数字を調べる(台帳とは突き合わせない)")
    @Argument(help: "番号の種類") var kind: CodeKind
    @Argument(help: "番号。- なら標準入力の各行") var value: String
    @OptionGroup var options: InspectOptions

    func run() throws {
        try inspectEach(value) { text in
            let finding = CodeFinding.inspect(kind, text)
            if options.json {
                try Output.standard.json(finding)
            } else {
                let word = finding.valid ? "正しい" : finding.severity == .warning ? "注意" : "誤り"
                Output.standard.write(
                    "\(word)\t\(finding.value)\(finding.reason.map { "\t" + $0 } ?? "")\n")
            }
            return finding.valid
        }
    }
}

struct InspectDate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "date", abstract: "日付を読む(和暦・西暦のどの書き方でも)")
    @Argument(help: "日付。- なら標準入力の各行") var value: String
    @Option(name: .customLong("for"), help: "誰の日付か: child, adult, any")
    var subject: DateEntry.Subject = .any
    @Option(name: .customLong("on"), help: "きょうの日付(YYYY-MM-DD)") var day: CivilDate?
    @OptionGroup var options: InspectOptions

    func run() throws {
        let today = day ?? MachineClock().today()
        try inspectEach(value) { text in
            let entry = DateEntry.read(text, for: subject, today: today)
            if options.json {
                try Output.standard.json(entry)
            } else {
                let words = entry.wareki.map { "\($0)(\(entry.date?.description ?? ""))" }
                Output.standard.write(
                    [words ?? "読めません: \(text)", entry.reason, entry.suggestion]
                        .compactMap(\.self).joined(separator: "\t") + "\n")
            }
            return entry.valid
        }
    }
}

struct InspectAge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "age", abstract: "生年月日から、年齢の法律による節目の日を出す")
    @Option(help: "生年月日。- なら標準入力の各行") var born: String
    @Option(name: .customLong("on"), help: "年齢と学年を知りたい日(YYYY-MM-DD)")
    var day: CivilDate?
    @OptionGroup var options: InspectOptions

    /// What is printed for a birth date that cannot be read.
    private struct Unreadable: Encodable {
        let born: String
        let valid = false
        let reason: String?
        let suggestion: String?
    }

    func run() throws {
        let today = day ?? MachineClock().today()
        try inspectEach(born) { text in
            let entry = DateEntry.read(text, for: .any, today: today)
            guard let date = entry.date else {
                if options.json {
                    try Output.standard.json(
                        Unreadable(born: text, reason: entry.reason, suggestion: entry.suggestion))
                } else {
                    Output.standard.write("読めません: \(text)\t\(entry.reason ?? "")\n")
                }
                return false
            }
            let answer = AgeAnswer(born: date, on: day)
            if options.json {
                try Output.standard.json(answer)
            } else {
                Output.standard.write(
                    """
                    \(Wareki.text(date))生まれ
                      6歳に達する日 \(answer.reaches6)(未就学は \(answer.preschoolUntil) まで)
                      15歳に達する日 \(answer.reaches15)(中学3年の年度末は \(answer.juniorHighUntil))
                      18歳に達する日 \(answer.reaches18)(年度末は \(answer.age18FiscalYearEnd))

                    """)
                if let age = answer.age {
                    Output.standard.write("  \(today) に \(age)歳 \(answer.schoolYear ?? "")\n")
                }
            }
            return true
        }
    }
}
