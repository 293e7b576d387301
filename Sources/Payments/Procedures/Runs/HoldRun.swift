// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
public import Safeguards
public import Vocabulary

/// 支払処理の決裁の保留: the head puts a run aside until a day; it stays proposed and is not approved
/// until the hold is taken back. Its items stay in it.
public enum HoldRun {
    public static let operation = OperationCode.holdDecision

    /// Puts a run aside; again with another day or reason.
    ///
    /// - Throws: `.missingReason`, `.unknownRun`, `.wrongRunState`;
    ///   `EntitlementRefusal.dueDayPassed`.
    public static func perform(
        _ id: Int64, reason: String, until day: CivilDate, in scope: Scope
    ) throws {
        guard !reason.isEmpty else { throw PaymentRefusal.missingReason }
        guard day >= scope.today else { throw EntitlementRefusal.dueDayPassed }
        try scope.waitingRun(id)
        try scope.append([
            HoldRow<HeldRun>(
                id, reason: reason, lookAgainOn: day, officer: scope.principal.officer)
        ])
    }
}

/// 支払処理の決裁の再開: the hold is taken back.
public enum ResumeRun {
    public static let operation = OperationCode.holdDecision

    /// Twice is as once.
    ///
    /// - Throws: `.missingReason`, `.unknownRun`, `.wrongRunState`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw PaymentRefusal.missingReason }
        try scope.waitingRun(id)
        guard try RunHoldBook.held([id], from: scope.db)[id] != nil else { return }
        try scope.append([
            HoldRow<HeldRun>(
                id, reason: reason, lookAgainOn: nil, officer: scope.principal.officer)
        ])
    }
}

extension Scope {
    /// A run that waits for a head; whom it pays is named in the log.
    fileprivate func waitingRun(_ id: Int64) throws {
        let run = try self.run(id)
        guard run.status == .proposed else { throw PaymentRefusal.wrongRunState(run.status) }
        let items = try ItemBook.items(of: id, from: db)
        saw(items.flatMap { [$0.child, $0.recipient] })
    }
}
