// SPDX-License-Identifier: Apache-2.0

/// Keeps a spreadsheet from running a cell: `'` goes before what could begin a formula, and our
/// own `'` is taken away again on import.
enum FormulaGuard {
    private static let starters: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠",
    ]

    private static func isRisky(_ text: Substring) -> Bool {
        // A text that already begins with our sign before a risky one must survive the round trip.
        text.unicodeScalars.first { $0 != "'" }.map { starters.contains($0) } ?? false
    }

    static func guarded(_ text: String) -> String {
        isRisky(text[...]) ? "'" + text : text
    }

    static func unguarded(_ text: String) -> String {
        guard text.utf8.first == 0x27, isRisky(text.dropFirst()) else { return text }
        return String(text.dropFirst())
    }
}
