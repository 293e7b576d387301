// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 複製・抽出の承認: the second person says yes or no. The recipient does not approve either.
public enum DecideCopy {
    public static let operation = OperationCode.approveCopy

    /// - Throws: `SafeguardRefusal.sameOfficer`; `.unknownCopy`, `.expired`, `.wrongState`,
    ///   `.recipientUnknown`, `.recipientIsVendor`.
    public static func approve(
        _ id: Int64, lists: any ReadyMadeLists, in scope: Scope
    ) throws {
        let copy = try waiting(id, in: scope)
        // What has changed since the request counts: the officer may have gone, the list too.
        _ = try RecipientBook.name(of: copy.recipient, on: scope.today, from: scope.db)
        _ = try lists.check(copy.question, for: copy.recipientClass)
        try scope.append([
            CopyStepRow(
                request: id, step: .approved, officer: scope.principal.officer, reason: nil)
        ])
        scope.note("approved copy \(id)")
    }

    /// - Parameter reason: why not.
    public static func refuse(_ id: Int64, reason: String, in scope: Scope) throws {
        _ = try waiting(id, in: scope)
        try scope.append([
            CopyStepRow(
                request: id, step: .refused, officer: scope.principal.officer, reason: reason)
        ])
        scope.note("refused copy \(id)")
    }

    private static func waiting(_ id: Int64, in scope: Scope) throws -> CopyCase {
        let copy = try scope.copy(id)
        let state = copy.state(at: scope.now)
        guard state != .expired else { throw CopyingRefusal.expired }
        guard state == .waiting else { throw CopyingRefusal.wrongState(state) }
        let approver = scope.principal.officer
        try FourEyes.check(proposer: copy.requester, approver: approver)
        try FourEyes.check(proposer: copy.recipient, approver: approver)
        return copy
    }
}

/// 複製の申請の取下げ: by an administrator, before it is written.
public enum WithdrawCopy {
    public static let operation = OperationCode.requestCopy

    /// - Throws: `.unknownCopy`, `.wrongState`.
    public static func perform(_ id: Int64, in scope: Scope) throws {
        let copy = try scope.copy(id)
        let state = copy.state(at: scope.now)
        guard [.waiting, .approved].contains(state) else {
            throw CopyingRefusal.wrongState(state)
        }
        try scope.append([
            CopyStepRow(
                request: id, step: .withdrawn, officer: scope.principal.officer,
                reason: scope.reason)
        ])
        scope.note("withdrew copy \(id)")
    }
}
