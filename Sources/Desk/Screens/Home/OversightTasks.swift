// SPDX-License-Identifier: Apache-2.0
import Oversight
import Safeguards
import Vocabulary

/// What waits about the log, for the first page.
struct OversightTasks: Sendable {
    let accesses: Int
    let alarms: Int
    let isReviewDue: Bool

    /// - Parameter accesses: how many wait, of whatever day.
    init(accesses: Int, in scope: Scope) throws {
        self.accesses = accesses
        alarms = try AlarmBook.countOpen(in: scope.db)
        let due = try ReviewBook.due(from: scope.db)
        isReviewDue = due.map { $0 <= scope.today } ?? false
    }

    var lines: [(OperationCode, String, Int, String, String, Bool)] {
        let address = Route.oversight.path()
        return [
            (.explainAccess, "説明のない利用", accesses, "職員に理由を確かめて記録する", address, true),
            (.reviewLog, "ログの警報", alarms, "知人・大量・時間外などの利用を確かめる", address, true),
            (.reviewLog, "ログの点検の期限", isReviewDue ? 1 : 0, "期間を決めて点検し、記録する", address, true),
        ]
    }
}
