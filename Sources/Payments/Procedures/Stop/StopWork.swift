// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 緊急停止: one officer stops payments, letters or both, at once and on every node.
public enum StopWork {
    public static let operation = OperationCode.stopWork

    /// - Returns: the stop; where the same is stopped already it is added, and each must be ended.
    /// - Throws: `.missingReason`.
    @discardableResult
    public static func perform(_ area: WorkStop.Area, in scope: Scope) throws -> Int64 {
        guard let reason = scope.reason else { throw PaymentRefusal.missingReason }
        scope.note("stopped \(area.rawValue)")
        return try scope.append([
            WorkStopRow(area: area, reason: reason, officer: scope.principal.officer)
        ])[0]
    }
}

/// 緊急停止の解除: a head who did not press it, with a reason and a fresh proof.
public enum ResumeWork {
    public static let operation = OperationCode.resumeWork

    /// - Throws: `.missingReason`, `.unknownStop`, `.stopEnded`; `SafeguardRefusal.sameOfficer`.
    public static func perform(_ id: Int64, in scope: Scope) throws {
        guard let reason = scope.reason else { throw PaymentRefusal.missingReason }
        guard let stop = try StopBook.stop(id, from: scope.db) else {
            throw PaymentRefusal.unknownStop
        }
        guard stop.end == nil else { throw PaymentRefusal.stopEnded }
        try FourEyes.check(proposer: stop.officer, approver: scope.principal.officer)
        scope.note("resumed \(stop.area.rawValue)")
        try scope.append([
            WorkStopEndRow(stop: id, reason: reason, officer: scope.principal.officer)
        ])
    }
}
