// SPDX-License-Identifier: Apache-2.0
import Foundation

/// How the log says an access is explained: by an open case of the officer, or not at all.
///
/// It stands at the end of the result of a log entry, after a bar:
/// `ok | explained application-12` or `ok | unexplained`.
public enum AccessMark: Hashable, Sendable {
    /// By a case or task: its kind and number, never a value about a person.
    case explained(by: String)
    /// By nothing that the program knows; the reason, if typed, stands in the entry.
    case unexplained

    private static let bar = " | "
    private static let explainedWord = "explained "
    private static let unexplainedWord = "unexplained"

    /// The result of a log entry with a mark at its end.
    public static func adding(_ mark: AccessMark?, to result: String) -> String {
        switch mark {
        case nil: result
        case .explained(let by): result + bar + explainedWord + by
        case .unexplained: result + bar + unexplainedWord
        }
    }

    /// The result of a log entry without its mark, and the mark.
    public static func reading(_ text: String) -> (result: String, mark: AccessMark?) {
        guard let range = text.range(of: bar, options: .backwards) else { return (text, nil) }
        let result = String(text[..<range.lowerBound])
        let tail = text[range.upperBound...]
        if tail == unexplainedWord { return (result, .unexplained) }
        guard tail.hasPrefix(explainedWord) else { return (text, nil) }
        return (result, .explained(by: String(tail.dropFirst(explainedWord.count))))
    }
}
