// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Formats
import Ledger
public import Links
import Vocabulary

/// The official lists that screen 3030 takes in: those of the banks, the insurers and the postal
/// codes, which are in force from a day on, and that of the medical institutions.
public enum MasterList: String, CaseIterable, Sendable {
    case banks
    case postalCodes = "postal-codes"
    case insurers
    case institutions

    public var wording: String { master?.wording ?? "医療機関" }

    /// `nil` for the medical institutions, whose rows have no day of application.
    public var master: Master? { Master(rawValue: rawValue) }
}

/// What an official list would change, or has changed, whichever list it is.
public struct MasterDifference: Sendable {
    public enum Kind: String, Sendable {
        case added = "新規"
        case changed = "変更"
        case ended = "終了"
    }

    public struct Line: Hashable, Sendable {
        public let kind: Kind
        public let code: String
        /// What the row says; of a changed row, what was and what will be.
        public let content: String
    }

    public let rows: Int
    /// Further rows of a code that the list names more than once.
    public let repeated: Int
    public let added: Int
    public let changed: Int
    public let ended: Int
    public let lines: [Line]
    /// The rows that are refused: one of them, and nothing of the list is carried out.
    public let errors: [FileIssue]
    public let warnings: [FileIssue]

    public var isEmpty: Bool { lines.isEmpty }
    public var isWrong: Bool { !errors.isEmpty }

    /// Tells one difference from another: what an officer has seen is what is carried out.
    public var digest: String {
        Digest.of(
            Array(
                lines.map { "\($0.kind.rawValue)\t\($0.code)\t\($0.content)" }
                    .joined(separator: "\n").utf8)
        ).description
    }

    init(_ report: MasterReport) {
        rows = report.rows
        repeated = report.repeated
        (added, changed, ended) = (
            report.added.count, report.changed.count, report.ended.count
        )
        errors = report.errors
        warnings = report.warnings
        lines =
            report.added.map { Line(kind: .added, code: $0.code, content: Self.text($0.content)) }
            + report.changed.map {
                Line(
                    kind: .changed, code: $0.after.code,
                    content: Self.text($0.before.content, $0.after.content))
            }
            + report.ended.map { Line(kind: .ended, code: $0.code, content: Self.text($0.content)) }
    }

    init(_ report: ImportInstitutions.Report) {
        rows = report.rows
        repeated = report.repeated
        (added, changed, ended) = (report.added.count, report.changed.count, 0)
        errors = report.errors
        warnings = report.warnings
        lines =
            report.added.map {
                Line(kind: .added, code: $0.code.digits, content: Self.text($0.content))
            }
            + report.changed.map {
                Line(
                    kind: .changed, code: $0.after.code.digits,
                    content: Self.text($0.before.content, $0.after.content))
            }
    }

    private static func text(_ content: [String]) -> String {
        content.filter { !$0.isEmpty }.joined(separator: "・")
    }

    /// Of a changed row only what is different.
    private static func text(_ before: [String], _ after: [String]) -> String {
        guard before.count == after.count else { return "\(text(before)) → \(text(after))" }
        return zip(before, after).filter { $0 != $1 }
            .map { "「\($0)」→「\($1)」" }.joined(separator: "・")
    }
}

extension Institution {
    /// The items of the master in the order of screen 3030.
    fileprivate var content: [String] {
        [
            name, kana, shortName, representative, postalCode, address, building, phone,
            location.wording, closure.wording, closedOn?.description ?? "",
        ]
    }
}
