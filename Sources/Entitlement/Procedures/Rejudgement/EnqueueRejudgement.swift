// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 再判定の受付: takes over changes of persons that have an entitlement, each exactly once.
public enum EnqueueRejudgement {
    public static let operation = OperationCode.applyResidentChanges

    /// - Returns: how many were new; notices about persons of no entitlement are not stored.
    @discardableResult
    public static func perform(_ notices: [RejudgementNotice], in scope: Scope) throws -> Int {
        let linked = try PersonBook.linked(notices.map(\.subject), from: scope.db)
        let ours = notices.filter { linked.contains($0.subject) }
        scope.saw(ours.map(\.subject))
        var added = 0
        for notice in ours
        where try RejudgementQueue.enqueue(notice, at: scope.now, in: scope.db) {
            added += 1
        }
        scope.counted(added)
        return added
    }
}
