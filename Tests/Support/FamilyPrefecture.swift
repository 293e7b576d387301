// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// A copy of the books in which the prefecture's rule asks about income and the order of children:
/// nothing is taken off from the third child on and for households without tax, 600 yen below a levy
/// of 100,000, and 1,000 yen for everybody else.
public enum FamilyPrefecture {
    private static let terms = """
        copayment:
          income-classes:
            - {from: 2000-04-01, measure: income-levy, whose: parents-sum, year-begins: 8, tax-exempt-counts-zero: true, classes: [{name: 非課税世帯, tax-exempt: true}, {name: 低所得, below: 100000}, {name: 一般}], article: 要綱第4条, source: 要綱第4条(架空)}
          children:
            - {from: 2000-04-01, counted-until: fiscal-year-age-18, article: 要綱第4条, source: 要綱第4条(架空)}
          outpatient:
            - {from: 2000-04-01, kind: per-month-per-institution, yen: 1000, cases: [{nth-child-from: 3, kind: none}, {income-class: [非課税世帯], kind: none}, {income-class: [低所得], kind: per-month-per-institution, yen: 600}], article: 要綱第4条, source: 要綱第4条(架空)}
          inpatient:

        """
    /// A book that asks about income says that the tax office may be asked.
    private static let asking = """
        application:
          documents: unset
          tax-information:
            - {from: 2000-04-01, asked: municipal-tax, article: 要綱第4条, source: 要綱第4条(架空)}

        """
    private static let examples = """
        examples:
          - {name: 就学前の年度末まで通院が対象, born: 2018-04-02, day: 2025-03-31, outpatient: eligible}

        """

    /// - Parameters:
    ///   - schemes: the books of this repository.
    ///   - goal: receives the copy.
    public static func write(from schemes: URL, to goal: URL) throws {
        try FileManager.default.copyItem(at: schemes, to: goal)
        let file = goal.appendingPathComponent("sample-prefecture/book.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try changed(text).write(to: file, atomically: true, encoding: .utf8)
    }

    /// The words of `sample-prefecture`, changed.
    public static func changed(_ text: String) throws -> String {
        guard let start = text.range(of: "copayment:\n"),
            let inpatient = text.range(of: "  inpatient:\n    - {from: 2000-04-01, kind: per-day"),
            let end = text.range(of: "examples:\n")
        else { throw NotThere() }
        let rest = text[inpatient.lowerBound..<end.lowerBound].dropFirst("  inpatient:\n".count)
        let application = "application: {documents: unset}\n"
        guard rest.contains(application) else { throw NotThere() }
        return String(text[..<start.lowerBound]) + terms
            + rest.replacingOccurrences(of: application, with: asking) + examples
    }

    private struct NotThere: Error {}
}
