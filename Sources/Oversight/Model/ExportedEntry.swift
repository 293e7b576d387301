// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Safeguards
import Vocabulary

/// An entry of the log as an analyser outside gets it (R-86b): no person, no free text.
struct ExportedEntry: Encodable {
    let number: Int64
    let at: String
    let operation: String
    let officer: String
    let session: String
    let terminal: String
    let purpose: String
    let result: String
    let explanation: String
    let persons: Int64
    let count: Int64?
    let hasReason: Bool

    init(_ line: LogLine) {
        number = line.operation
        at = line.recordedAt.textInJapan
        operation = line.act.code
        officer = line.act.officer
        session = line.act.session
        terminal = line.act.terminal
        purpose = line.act.purpose
        let (text, mark) = AccessMark.reading(line.result ?? "ok")
        result = ExportedEntry.word(text)
        explanation =
            switch mark {
            case nil: ""
            case .explained(let by): String(by.prefix { $0 != "-" })
            case .unexplained: "unexplained"
            }
        persons = line.subjectCount
        count = line.count
        hasReason = line.act.reason != nil
    }

    /// A result is a code, and may be followed by words of the procedure: only the code leaves.
    private static func word(_ text: String) -> String {
        let words = text.split(separator: " ")
        guard let first = words.first else { return "" }
        switch first {
        case "refused", "fault": return words.prefix(2).joined(separator: " ")
        case "failed": return "failed"
        default: return "ok"
        }
    }

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            preconditionFailure("numbers and words are JSON")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// RFC 5424, facility 13 (log audit), severity 6, or 4 for what was refused.
    func syslog(host: String) -> String {
        func escaped(_ text: String) -> String {
            text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                .replacing("]", with: "\\]")
        }
        let fields = [
            ("n", "\(number)"), ("officer", officer), ("session", session),
            ("terminal", terminal), ("purpose", purpose), ("result", result),
            ("explanation", explanation), ("persons", "\(persons)"),
        ].map { "\($0)=\"\(escaped($1))\"" }.joined(separator: " ")
        let priority = 13 * 8 + (result == "ok" ? 6 : 4)
        return "<\(priority)>1 \(at) \(host) hagukumi - \(operation) [log@32473 \(fields)]"
    }
}
