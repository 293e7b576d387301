// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Office
import Simulation
import Town
import Vocabulary

/// A fictional town and a year of its office, from the files of outside to the yen at the bank.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "架空の町で一年の事務を動かし、町の正解と一件ずつ比べる",
        discussion: """
            見本市は架空の市です。人・住所・口座・医療機関・個人番号は、どれも実在しません。\
            外から届くファイルは FOLDER/in、庫は FOLDER/data、振込データと文書は FOLDER/out に作ります。
            """)

    @Option(help: "町の人口(100から1000000まで)") var people = 20_000
    @Option(help: "動かす年度の数(1から5まで。2年度からは条例の改正や高額療養費の改定を含み、令和8年度で終わります)")
    var years = 1
    @Option(help: "町の種。同じ種からは同じ町ができます") var seed: UInt64 = 1
    @Option(help: "作るフォルダ(空か、前回のデモのもの)") var dir = "hagukumi-demo"
    @Flag(name: .customLong("no-serve"), help: "集計を出して終わる(画面を開かない)")
    var noServe = false
    @Option(help: "画面のポート") var port = 8443
    @OptionGroup var folders: DataFolders
    @OptionGroup var options: InspectOptions

    func validate() throws {
        guard (100...1_000_000).contains(people) else {
            throw ValidationError("人口は100から1000000までで指定してください")
        }
        guard (1...5).contains(years) else {
            throw ValidationError("年度の数は1から5までで指定してください")
        }
    }

    func run() async throws {
        let settings = TownYearSettings(
            people: people, seed: seed, story: .long(years: years),
            folder: URL(fileURLWithPath: dir).standardizedFileURL,
            schemesDirectory: try folders.schemesFolder().path,
            layoutsDirectory: try folders.layoutsFolder().path, leavesWork: !noServe && years == 1,
            disordersFeeds: true)
        let result = try play(settings)
        try say(result, in: settings)
        guard result.differences.isEmpty, result.broken.isEmpty else {
            try result.office.close()
            throw result.refusal
        }
        guard !noServe else { return try result.office.close() }
        // Only the summary is on standard output; it must be there before the desk opens.
        _ = Output.standard.flush()
        try await OpenDesk(result: result, port: port).run()
        try result.office.close()
    }

    /// On a terminal one bar that moves, elsewhere a line a phase.
    private func play(_ settings: TownYearSettings) throws -> TownYearResult {
        guard let bar = ProgressBar.onTerminal() else {
            return try TownYear(settings) { Output.complain($0) }.run()
        }
        defer { bar.finish() }
        return try TownYear(
            settings,
            progress: { bar.show($0.done, of: $0.steps, seconds: $0.seconds, $0.what) },
            say: { _ in }
        ).run()
    }

    private func say(_ result: TownYearResult, in settings: TownYearSettings) throws {
        for difference in result.differences.prefix(200) { Output.complain(difference.text) }
        for broken in result.broken { Output.complain("成り立たない: \(broken)") }
        if options.json {
            try Output.standard.json(result.summary)
        } else {
            Output.standard.write(table(result.summary))
            let isRight = result.differences.isEmpty && result.broken.isEmpty
            Output.standard.write(
                """

                町の正解との照合      \(isRight ? "一件ずつ一致" : "違いあり")
                外から届いたファイル  \(settings.folder.path)/in
                振込データ            \(settings.out.path)/transfers
                文書                  \(settings.out.path)/letters
                統計表                \(settings.out.path)/statistics
                町の正解              \(settings.folder.path)/truth.json

                """)
        }
    }

    private func table(_ summary: YearSummary) -> String {
        let widest = summary.lines.map { columns($0.label) }.max() ?? 0
        let numbers = summary.lines.map { columns($0.value) }.max() ?? 0
        return summary.lines.map { label, value in
            label + String(repeating: " ", count: widest - columns(label) + 2)
                + String(repeating: " ", count: numbers - columns(value)) + value + "\n"
        }.joined()
    }

    /// How wide a text stands on a terminal: everything beyond ASCII takes two columns.
    private func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
    }
}

extension TownYearResult {
    /// Why the command ends with 1.
    fileprivate var refusal: TownYearRefusal {
        differences.isEmpty
            ? .invariantBroken(broken.count) : .differsFromTruth(differences.count)
    }
}
