// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Reports

/// The measures of the assessment and the tests that prove them; needs no installation.
struct Measures: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "評価書の措置と、それを証明する試験・画面・最後の結果を並べる")
    @OptionGroup var options: InspectOptions
    @Option(help: "試験の結果のファイル(なければ、プログラムに付いている記録)") var results: String?

    private struct Line: Encodable {
        let id: String
        let type: String
        let place: String
        let sentence: String
        let measure: String
        let tests: [String]
        let screen: String
        let state: String
    }

    func run() throws {
        let all = try MeasureCatalogue.proven(results: try results.map(Self.read))
        for one in all {
            if options.json {
                try Output.standard.json(line(one))
            } else {
                Output.standard.write(
                    [
                        one.measure.id, one.measure.kind.title, one.state.title,
                        one.measure.screen, "試験\(one.tests.count)", one.measure.action,
                    ].joined(separator: "\t") + "\n")
            }
        }
        let bare = all.filter { $0.state == .unproven || $0.state == .failing }
        guard bare.isEmpty else {
            Output.complain(
                "証明のない措置が\(bare.count)あります: "
                    + bare.map { "\($0.measure.id) \($0.state.title)" }.joined(separator: "、"))
            throw ExitStatus.no
        }
    }

    private func line(_ one: ProvenMeasure) -> Line {
        Line(
            id: one.measure.id, type: one.measure.kind.rawValue, place: one.measure.place,
            sentence: one.measure.sentence, measure: one.measure.action,
            tests: one.tests.map(\.name), screen: one.measure.screen, state: one.state.rawValue)
    }

    private static func read(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(data: data, encoding: .utf8)
        else {
            Output.complain("結果のファイルを読めません: \(path)")
            throw ExitStatus.no
        }
        return text
    }
}
