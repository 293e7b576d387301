// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Payments
import Vocabulary

// (Part of `OperationCode.viewMigration`.)
// Money that families still have to give back: a claim is taken over with its whole plan or not
// at all.
extension CheckOldSystem {
    mutating func takeRecoveries(_ db: any Connection) throws {
        let parts = Dictionary(grouping: rows.instalments, by: \.value.recovery)
        let stands = try PriorRecoveryBook.standing(
            rows.recoveries.map(\.value.sourceKey), from: db)
        for row in rows.recoveries {
            let mine = parts[row.value.sourceKey] ?? []
            var claim = row.value
            claim.instalments = mine.map(\.value.instalment)
            old.source.add(claim)
            guard let problem = problem(claim, stands[claim.sourceKey]) else {
                old.recoveries[claim.child, default: []].append(claim)
                continue
            }
            refuse(.recoveries, row.line, problem)
            for part in mine { refuse(.instalments, part.line, .wholeRecovery) }
            old.rejected.add(claim)
        }
        let known = Set(rows.recoveries.map(\.value.sourceKey))
        for part in rows.instalments where !known.contains(part.value.recovery) {
            let yen = part.value.instalment.amount.amount
            let isHoled = rows.holedRecoveries.contains(part.value.recovery)
            refuse(.instalments, part.line, isHoled ? .wholeRecovery : .noRecovery)
            old.source.add(.recoveries, "分納の回", 1, yen: yen)
            old.rejected.add(.recoveries, "分納の回", 1, yen: yen)
        }
    }

    private func problem(_ claim: PriorRecovery, _ stands: StandingPriorRecovery?) -> RowProblem? {
        if numbers[claim.child] == nil { return childProblem(claim.child) }
        let isTheirs = old.decisions[claim.child]?.contains { $0.recipient == claim.recipient }
        if isTheirs != true { return .noRecipient }
        if claim.paid >= claim.amount { return .recoverySettled }
        if !claim.daysAreRight(until: old.cutover) { return .recoveryDays }
        if rows.holedRecoveries.contains(claim.sourceKey) || !claim.planIsRight {
            return .planDiffers
        }
        guard let stands else { return nil }
        if !claim.says(stands) { return .otherContent }
        // What this office has asked for since, it has asked for without knowing of the letter.
        return stands.added(by: claim).isDisjoint(with: stands.asked) ? nil : .askedHere
    }
}

extension PriorRecovery {
    /// Whether a claim that stands here under the same number was taken over with the same; letters that
    /// were sent since may be new, and none may have another day.
    fileprivate func says(_ stands: StandingPriorRecovery) -> Bool {
        let known = stands.recovery
        return known.child == child && known.recipient == recipient && known.amount == amount
            && known.claimedOn == claimedOn && known.reason == reason && stands.paid == paid
            && stands.lastPaidOn == lastPaidOn && stands.signedOn == signedOn
            && stands.instalments == instalments.sorted { $0.number < $1.number }
            && known.dueOn == dueOn && stands.letters.allSatisfy { day(of: $0.key) == $0.value }
    }
}
