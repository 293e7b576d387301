// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 支援措置の登録・延長の決裁: another officer than the proposer; it takes effect at once, here and for
/// everybody who asks System 2.
public enum ApproveProtection {
    public static let operation = OperationCode.setProtection

    /// - Throws: `ProtectionRefusal.unknownRequest`, `.requestSettled`,
    ///   `SafeguardRefusal.sameOfficer`.
    public static func perform(
        _ id: Int64, directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let request = try scope.openRequest(id, .register)
        try FourEyes.check(proposer: request.proposer, approver: scope.principal.officer)
        let members = request.members.keys.sorted()
        try scope.decide(request, .approved, reason: nil)
        // Before this transaction ends: should it fail, somebody is protected too much.
        try directory.protect(
            members, until: request.until, reference: request.reference, by: scope.principal)
        try TakeOverProtections.seal(members, directory, in: scope)
        try RecallLetters.perform(of: members, because: "支援措置の登録", in: scope)
        scope.counted(members.count)
    }
}

/// 支援措置の終了の決裁: only against the version that was proposed.
public enum ApproveProtectionEnd {
    public static let operation = OperationCode.endProtection

    /// - Throws: as `ApproveProtection`; `ProtectionRefusal.moved`, `.notProtected`.
    public static func perform(
        _ id: Int64, directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let request = try scope.openRequest(id, .end)
        try FourEyes.check(proposer: request.proposer, approver: scope.principal.officer)
        let versions = request.members.compactMapValues(\.self)
        try directory.check(versions)
        try scope.decide(request, .approved, reason: scope.reason)
        // Last: everything that may refuse has been asked. System 2 compares once more, itself.
        try directory.unprotect(
            versions, reference: request.reference, by: scope.principal)
        scope.counted(versions.count)
    }
}

/// 支援措置の起案の差戻し.
public enum SendBackProtection {
    /// - Parameter act: the operation is `.setProtection` or `.endProtection` accordingly.
    public static func operation(_ act: ProtectionRequest.Act) -> OperationCode {
        act == .register ? .setProtection : .endProtection
    }

    /// - Throws: `ProtectionRefusal`, `EntitlementRefusal.missingReason`,
    ///   `SafeguardRefusal.sameOfficer`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.allSatisfy(\.isWhitespace) else { throw EntitlementRefusal.missingReason }
        let act: ProtectionRequest.Act = scope.operation == .setProtection ? .register : .end
        let request = try scope.openRequest(id, act)
        try FourEyes.check(proposer: request.proposer, approver: scope.principal.officer)
        try scope.decide(request, .sentBack, reason: reason)
    }
}

extension Scope {
    fileprivate func openRequest(
        _ id: Int64, _ act: ProtectionRequest.Act
    ) throws -> ProtectionRequest {
        guard let request = try ProtectionBook.request(id, from: db), request.act == act else {
            throw ProtectionRefusal.unknownRequest
        }
        saw(request.members.keys)
        guard request.isOpen else { throw ProtectionRefusal.requestSettled }
        return request
    }

    fileprivate func decide(
        _ request: ProtectionRequest, _ outcome: ProtectionRequest.Outcome, reason: String?
    ) throws {
        try append([
            ProtectionOutcomeRow(
                request: request.id, outcome: outcome, officer: principal.officer, reason: reason)
        ])
    }
}
