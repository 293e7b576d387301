// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 期限を過ぎた保留の解除: papers were due and did not come, so the registration goes to examination as
/// it is; without any evidence of insurance it ends in 書類不備のまま期限経過.
public enum ReleaseOverdueHolds {
    public static let operation = OperationCode.releaseHold

    /// Releases registrations that waited for insurance evidence until a day before today.
    ///
    /// - Returns: their ids; check the residents again before judging, for the checks are old.
    public static func perform(in scope: Scope) throws -> [Int64] {
        let overdue = try Inbox.overdueHolds(on: scope.today, from: scope.db)
            .filter { $0.kind == .registration && $0.status == .heldChecked }
        let reasons = try ApplicationBook.holdReasons(overdue.map(\.id), from: scope.db)
        let ours = overdue.filter { reasons[$0.id] == HoldReason.insuranceEvidence }
        scope.saw(ours.map(\.child))
        try scope.record(
            try ours.compactMap { try ApplicationMove(.release, $0, reason: "提出期限を過ぎた") })
        scope.counted(ours.count)
        return ours.map(\.id)
    }
}
