// SPDX-License-Identifier: Apache-2.0

/// One thing found in an outside file: where, what, how bad, and what to do.
///
/// The error list of `hagukumi inspect` and of every import. `value` shows codes of institutions,
/// payers and insurers; a value about a person is `nil` here, and no message carries one.
public struct FileIssue: Hashable, Sendable, Codable {
    /// From 1; 0 where the whole file is meant.
    public let line: Int
    /// The record of a claim file or the record class of a transfer file; `nil` in a feed.
    public let record: String?
    /// The English key of the layout.
    public let field: String?
    /// `E-FMT-…` or `W-FMT-…`, or a code of the area that took the row.
    public let code: String
    /// Only what is not about a person.
    public let value: String?
    public let severity: IssueSeverity
    public let message: String

    /// From a refusal of this area.
    public init(
        line: Int, record: String? = nil, field: String? = nil, _ refusal: FormatRefusal,
        value: String? = nil
    ) {
        self.init(
            line: line, record: record, field: field, code: refusal.code,
            severity: refusal.severity, message: refusal.message, value: value)
    }

    /// From another area: whoever takes the rows adds what only it can know.
    public init(
        line: Int, record: String? = nil, field: String? = nil, code: String,
        severity: IssueSeverity, message: String, value: String? = nil
    ) {
        self.line = line
        self.record = record
        self.field = field
        self.code = code
        self.value = value
        self.severity = severity
        self.message = message
    }

    private enum Key: String, CodingKey {
        case line, record, field, code, value, severity, message
    }

    /// Every field is written, `null` where empty.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(line, forKey: .line)
        try container.encode(record, forKey: .record)
        try container.encode(field, forKey: .field)
        try container.encode(code, forKey: .code)
        try container.encode(value, forKey: .value)
        try container.encode(severity, forKey: .severity)
        try container.encode(message, forKey: .message)
    }
}

/// Keeps the first issues and counts the rest: a file of a million bad rows must not fill memory.
struct IssueList {
    static let limit = 10_000
    private(set) var kept: [FileIssue] = []
    private(set) var omitted = 0
    private(set) var errors = 0

    mutating func add(_ issue: FileIssue) {
        if issue.severity == .error { errors += 1 }
        if kept.count < IssueList.limit { kept.append(issue) } else { omitted += 1 }
    }
}
