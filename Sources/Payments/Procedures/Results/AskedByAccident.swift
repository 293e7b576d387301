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
        let accidents = try LiabilityBook.liabilities(children: [child], from: scope.db).filter {
            $0.touched.contains { $0.source == source }
        }
        guard !accidents.isEmpty else { return }
        let recoveries = try RecoveryBook.recoveries(
            accidents.flatMap(\.claimsBack).compactMap(\.recovery), from: scope.db)
        for accident in accidents {
            let given = accident.claimsBack.filter { $0.outcome != .sentBack }
                .reduce(Yen.zero) { sum, back in
                    sum + (back.recovery.flatMap { recoveries[$0]?.counted } ?? back.amount)
                }
            let taken = given + accident.received
            guard taken > .zero else { continue }
            let asked = try BenefitClaimsBack().askedBack(
                accident.touched.map(\.source), from: scope.db)
            guard taken + asked + fresh <= accident.paid else {
                throw RecoveryRefusal.askedByAccident(accident.id)
            }
        }
    }
}
