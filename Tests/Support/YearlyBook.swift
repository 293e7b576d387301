// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// A copy of the books in which 見本市 prints certificates to the end of the year, tells classes
/// apart, or both.
public enum YearlyBook {
    /// What the card calls the classes.
    public static let classes = [
        "preschool": "未就学", "school": "小・中学生", "high-school-age": "高校生年代",
        "inpatient-only": "入院のみ", "outpatient-only": "通院のみ",
    ]

    /// - Parameters:
    ///   - schemes: the books of this repository.
    ///   - goal: receives the copy.
    ///   - lead: from how many days before the next certificates are printed.
    public static func write(
        from schemes: URL, to goal: URL, yearly: Bool, classes isNamed: Bool, lead: Int? = nil
    ) throws {
        try FileManager.default.copyItem(at: schemes, to: goal)
        let kind = yearly ? "fiscal-year" : "until-entitlement-ends"
        let days = lead.map { ", lead-days: \($0)" } ?? ""
        try change(
            goal.appendingPathComponent("sample/book.yaml"), "kind: until-entitlement-ends",
            "kind: \(kind)\(days)")
        guard isNamed else { return }
        let names = classes.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        try change(
            goal.appendingPathComponent("sample/letters.yaml"), "      card-notes:\n",
            "      card-classes: {\(names.joined(separator: ", "))}\n      card-notes:\n")
    }

    private struct NotThere: Error { let words: String }

    private static func change(_ file: URL, _ old: String, _ new: String) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        guard text.contains(old) else { throw NotThere(words: old) }
        try text.replacingOccurrences(of: old, with: new)
            .write(to: file, atomically: true, encoding: .utf8)
    }
}
