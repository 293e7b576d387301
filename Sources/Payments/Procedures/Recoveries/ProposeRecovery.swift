// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 返還の請求の起案 by hand: what an officer says that a family has to give back. Until another officer
/// has decided about it no letter goes out, no money is asked for, and the ledger does not know it; but
/// the payment or the claim in kind that it is about cannot be claimed back a second time.
public enum ProposeRecovery {
    public static let operation = OperationCode.recordRecovery

    /// - Parameter key: the idempotency key of the form; the same key answers the same claim.
    /// - Returns: the claim.
    /// - Throws: `.keyUsed`, `.missingReason`, `.itemNotReady`, `.recoveryTooLarge`;
    ///   `BenefitsRefusal.unknownClaim`, `RecoveryRefusal.objectionOpen`; `SafeguardRefusal.notPermitted` for machines.
    @discardableResult
    public static func perform(
        _ claim: RecoveryClaim, key: String, in scope: Scope
    ) throws -> Int64 {
        guard !scope.principal.roles.contains(.system) else {
            throw SafeguardRefusal.notPermitted
        }
        let (id, isNew) = try RecordRecovery.enter(claim, key: key, in: scope)
        guard isNew else { return id }
        try scope.append([
            RecoveryRequestRow(
                key: "claim-\(id)", recovery: id, act: nil, amount: claim.amount,
                explanation: claim.explanation, proposer: scope.principal.officer)
        ])
        return id
    }
}
