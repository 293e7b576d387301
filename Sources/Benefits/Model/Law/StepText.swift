// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

/// The steps of an amount as one text: a line a step, `label⇥yen⇥article`.
///
/// Ten thousand claims a day make a hundred thousand steps: one row an amount keeps them readable
/// without a program and small.
enum StepText {
    /// Steps as text.
    static func write(_ steps: [Step]) -> String {
        steps.map { "\($0.label)\t\($0.amount.amount)\t\($0.article ?? "")" }
            .joined(separator: "\n")
    }

    /// Text as steps.
    static func read(_ text: String) -> [Step] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
            let article = parts.count > 2 && !parts[2].isEmpty ? String(parts[2]) : nil
            return Step(
                String(parts[0]), parts.count > 1 ? Int(parts[1]) ?? 0 : 0, article: article)
        }
    }
}
