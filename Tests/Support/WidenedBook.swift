// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// A copy of the books in which 見本市 of two changed ordinances knows its old age alone, or has widened it:
/// an office is opened with the first, and opened again with the second.
public enum WidenedBook {
    public static let name = "sample-years"
    private static let source = "source: 条例第2条(架空)}"

    /// - Parameters:
    ///   - schemes: the books of this repository.
    ///   - goal: receives the copy; what stands there gives way.
    ///   - outpatient: the age before, of out-patient and in-patient care.
    ///   - day: from which it is 18 for both; `nil` is the book before anybody widened it.
    public static func write(
        from schemes: URL, to goal: URL, outpatient: Int = 15, inpatient: Int = 15,
        widenedOn day: String?
    ) throws {
        try? FileManager.default.removeItem(at: goal)
        func entries(_ age: Int) -> String {
            let before =
                "      - {from: 2000-04-01, until-end-of: fiscal-year-age-\(age), \(source)\n"
            guard let day else { return before }
            return before
                + "      - {from: \(day), until-end-of: fiscal-year-age-18, \(source)\n"
        }
        let old =
            "      - {from: 2000-04-01, until-end-of: fiscal-year-age-15, \(source)\n"
            + "      - {from: 2026-04-01, until-end-of: fiscal-year-age-18, "
            + "source: 令和8年条例第1号(架空)による改正}\n    inpatient: same\n"
        try ChangedBook.write(
            name, from: schemes, to: goal,
            [old: entries(outpatient) + "    inpatient:\n" + entries(inpatient)],
            example:
                "name: 大人は対象外, born: 2000-06-10, day: 2025-06-10, outpatient: not-eligible")
    }
}
