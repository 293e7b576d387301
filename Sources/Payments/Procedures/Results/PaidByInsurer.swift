// SPDX-License-Identifier: Apache-2.0
import Benefits
import Safeguards
import Vocabulary

/// What an insurer pays to the city under a family's mandate (代理受領) is not asked of the family: both
/// together are no more than what the scheme has paid. (Part of `OperationCode.recordRecovery`.)
enum PaidByInsurer {
    /// - Parameter isWritten: the claim is written down already, and among what is asked for.
    /// - Throws: `RecoveryRefusal.paidByInsurer`.
    static func check(
        _ source: LedgerEntry.Source, of claim: RecoveryClaim, isWritten: Bool, in scope: Scope
    ) throws {
        guard
            let part = try InsurersPartBook.parts(
                children: [claim.child], from: scope.db)[source], part.amount > .zero
        else { return }
        let others = isWritten ? part.asked - claim.amount : part.asked
        let left = max(.zero, part.paid - part.amount - others)
        guard claim.amount <= left else {
            throw RecoveryRefusal.paidByInsurer(part.proxy, left: left)
        }
    }
}
