// SPDX-License-Identifier: Apache-2.0
import Benefits
import Safeguards
import Vocabulary

/// Money of a benefit that an accident touches comes back once: by the accident (of the family or the
/// other party), or by any other way. (Part of `OperationCode.recordRecovery` and of what claims back.)
enum AskedByAccident {
    /// - Parameter fresh: what is about to be asked for; zero where it is written down already.
    /// - Throws: `RecoveryRefusal.askedByAccident`.
    static func check(
        _ source: LedgerEntry.Source, of child: AddresseeNumber, fresh: Yen, in scope: Scope
    ) throws {
        let known = try LiabilityBook.liabilities(children: [child], from: scope.db).filter {
            $0.touched.contains { $0.source == source }
        }
        let payments = BenefitClaimsBack()
        for accident in try payments.counted(known, from: scope.db) {
            let taken = accident.claimedBack + accident.received
            guard taken > .zero else { continue }
            let asked = try payments.askedBack(
                accident.touched.map(\.source), from: scope.db)
            guard taken + asked + fresh <= accident.paid else {
                throw RecoveryRefusal.askedByAccident(accident.id)
            }
        }
    }
}
