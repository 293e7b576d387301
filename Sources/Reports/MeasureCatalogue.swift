// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The measures of the assessment with their proofs, as they come with the program (`Measures/`).
public enum MeasureCatalogue {
    /// Every measure in the order of the assessment, with its tests and how it stands.
    ///
    /// - Parameter results: the results of a run (`scripts/measures`); `nil`: those on record.
    /// - Throws: `ReportRefusal.recordTable` with the line that cannot be read.
    public static func proven(results: String? = nil) throws -> [ProvenMeasure] {
        let tests = try MeasureTables.tests(try text("tests.tsv"))
        let passed = try MeasureTables.results(try results ?? text("results.tsv"))
        return try measures().map {
            ProvenMeasure($0, tests: tests[$0.id] ?? [], results: passed)
        }
    }

    /// The measures alone.
    public static func measures() throws -> [Measure] {
        try MeasureTables.measures(try text("measures.tsv"))
    }

    /// Which run the results on record come from: time and commit.
    public static func run() throws -> String {
        let lines = try text("results.tsv").split(separator: "\n")
        return lines.first { $0.hasPrefix("# run ") }.map { String($0.dropFirst(6)) } ?? "記録なし"
    }

    private static func text(_ name: String) throws -> String {
        let file = Bundle.module.bundleURL.appending(path: "Measures/\(name)")
        return try String(contentsOf: file, encoding: .utf8)
    }
}
