// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// One entry of the log as the index shows it. The verification proves that it is what the leaf
/// of the tree commits to.
public struct LogLine: Hashable, Sendable {
    public let operation: Int64
    public let recordedAt: Instant
    public let act: Act
    public let result: String?
    public let count: Int64?
    public let subjectCount: Int64

    /// True when the operation was refused or failed.
    public var isRefused: Bool {
        guard let result else { return false }
        return result.hasPrefix("refused") || result.hasPrefix("fault") || result == "failed"
    }
}

/// The searchable columns of the log.
public enum LogIndex {
    /// What `line(_:)` reads, in its order; `o` is `operation`, `e` its `operation_end`.
    public static let columns = """
        o.id, o.recorded_at, o.code, o.officer, o.session, o.terminal, o.purpose, o.reason,
        e.result, e.row_count, e.subjects
        """
    public static let tables = "operation o LEFT JOIN operation_end e ON e.operation_id = o.id"

    /// A row that begins with `columns`.
    public static func line(_ row: any Row) -> LogLine {
        LogLine(
            operation: row.int64(0), recordedAt: row.instant(1),
            act: Act(
                code: row.text(2), officer: row.text(3), session: row.text(4),
                terminal: row.text(5), purpose: row.text(6), reason: row.optionalText(7)),
            result: row.optionalText(8), count: row.optionalInt64(9),
            subjectCount: row.optionalInt64(10) ?? 0)
    }

    /// Entries of an older ledger say in their leaf what newer ones say in the index.
    public static func completed(
        _ lines: [LogLine], from db: any Connection
    ) throws -> [LogLine] {
        let open = lines.filter { $0.result == nil && !$0.act.officer.isEmpty }
        guard !open.isEmpty else { return lines }
        var found: [Int64: LogLine] = [:]
        try Among.forEach(
            "SELECT id, body FROM ledger_entry WHERE {among}", column: "id",
            keys: open.map(\.operation), in: db
        ) { row in
            guard let entry = LedgerEntry(body: row.blob(1)) else { return }
            found[row.int64(0)] = LogLine(
                operation: entry.operation, recordedAt: entry.recordedAt, act: entry.act,
                result: entry.result, count: entry.count, subjectCount: entry.subjectCount)
        }
        return found.isEmpty ? lines : lines.map { found[$0.operation] ?? $0 }
    }
}
