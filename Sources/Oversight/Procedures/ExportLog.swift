// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
import Vocabulary

/// ログの外部解析用の出力: the log for a separate analyser, without a value about a person (R-86b).
public enum ExportLog {
    public static let operation = OperationCode.exportLog

    public enum Form: String, CaseIterable, Sendable {
        case json, syslog
    }

    /// Hands over one line after the other, oldest first.
    ///
    /// - Parameters:
    ///   - after: the last number that the analyser has; 0 from the beginning.
    ///   - host: the name of this machine in syslog lines.
    /// - Returns: the number of the last line; `after` when there was none.
    @discardableResult
    public static func perform(
        _ form: Form, after: Int64, host: String, limit: Int = 100_000, in scope: Scope,
        _ put: (String) throws -> Void
    ) throws -> Int64 {
        var last = after
        var count = 0
        for line in try ExportBook.lines(after: after, limit: limit, in: scope.db) {
            let entry = ExportedEntry(line)
            try put(form == .json ? entry.json : entry.syslog(host: host))
            last = line.operation
            count += 1
        }
        scope.counted(count)
        return last
    }
}
