// SPDX-License-Identifier: Apache-2.0

/// Reads `Measures/*.tsv`: lines of cells between tabs, `#` begins a remark.
public enum MeasureTables {
    /// The measures in the order of the assessment.
    ///
    /// - Throws: `ReportRefusal.recordTable` with the line that cannot be read.
    public static func measures(_ text: String) throws(ReportRefusal) -> [Measure] {
        var found: [Measure] = []
        for (line, cells) in TabbedLines.rows(text) {
            guard cells.count == 7 else { throw .recordTable(line: line, problem: .cells) }
            guard let kind = Measure.Kind(rawValue: cells[1]) else {
                throw .recordTable(line: line, problem: .group)
            }
            guard cells.prefix(6).allSatisfy({ !$0.isEmpty }) else {
                throw .recordTable(line: line, problem: .empty)
            }
            found.append(
                Measure(
                    id: cells[0], kind: kind, place: cells[2], sentence: cells[3],
                    action: cells[4], screen: cells[5],
                    outside: cells[6].isEmpty ? nil : cells[6]))
        }
        return found
    }

    /// Measure → the tests that prove it.
    ///
    /// - Throws: `ReportRefusal.recordTable` with the line that cannot be read.
    public static func tests(_ text: String) throws(ReportRefusal) -> [String: [MeasureTest]] {
        var found: [String: [MeasureTest]] = [:]
        for (line, cells) in TabbedLines.rows(text) {
            guard cells.count == 4 else { throw .recordTable(line: line, problem: .cells) }
            found[cells[0], default: []].append(
                MeasureTest(name: cells[1], title: cells[2], file: cells[3]))
        }
        return found
    }

    /// Name of a test → whether it passed; the first remark says which run it was.
    ///
    /// - Throws: `ReportRefusal.recordTable` with the line that cannot be read.
    public static func results(_ text: String) throws(ReportRefusal) -> [String: Bool] {
        var found: [String: Bool] = [:]
        for (line, cells) in TabbedLines.rows(text) {
            guard cells.count == 2 else { throw .recordTable(line: line, problem: .cells) }
            guard let passed = ["passed": true, "failed": false][cells[1]] else {
                throw .recordTable(line: line, problem: .group)
            }
            found[cells[0]] = passed
        }
        return found
    }
}
