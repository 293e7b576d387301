// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
public import Vocabulary

/// What an earlier end of entitlements touches among claims and decided reimbursements.
///
/// Of claims that say their days each with a day outside; of others, and of decisions, only months that
/// lie wholly outside.
/// 支払 answers for the decisions that it has taken up.
public struct BenefitsAfterLapse: Consequences {
    private let takenUp: Set<Int64>

    /// - Parameter takenUp: decisions that somebody else answers for.
    public init(without takenUp: Set<Int64> = []) { self.takenUp = takenUp }

    public func afterLapse(
        _ lapses: [AddresseeNumber: CivilDate], in db: any Connection
    ) throws -> [AddresseeNumber: [Consequence]] {
        guard let first = lapses.values.min()?.yearMonth else { return [:] }
        let cancelled = try ObjectionBook.cancelled(from: db)
        var found: [AddresseeNumber: [Consequence]] = [:]
        for (child, claims) in try ClaimBook.claims(children: lapses.keys, from: first, in: db) {
            guard let lapse = lapses[child] else { continue }
            for claim in claims
            where claim.isTouched(by: lapse) && !cancelled.contains(claim.id) {
                let month = Wareki.text(claim.treatmentMonth)
                let doubt =
                    claim.isWholly(after: lapse) ? "" : "一部の受診日が資格の終わりの後です。"
                found[child, default: []].append(
                    Consequence(
                        kind: .claimAfterLapse, month: claim.treatmentMonth,
                        amount: claim.payable,
                        text: "\(month)診療の現物給付\(claim.payable)（\(doubt)過誤の申立が必要です）"))
            }
        }
        try Among.forEach(
            """
            SELECT p.child, r.treatment_month, p.payable, a.id FROM reimbursement_approval a
            JOIN reimbursement_proposal p ON p.id = a.proposal_id
            JOIN reimbursement r ON r.id = p.reimbursement_id
            WHERE {among} AND a.outcome = 'approved' AND p.payable > 0 AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome c
            WHERE c.approval_id = a.id) ORDER BY a.id
            """, column: "p.child", keys: lapses.keys, in: db
        ) { row in
            let child = row.addressee(0)
            let month = row.yearMonth(1)
            guard let lapse = lapses[child], month.firstDay >= lapse,
                !takenUp.contains(row.int64(3))
            else { return }
            found[child, default: []].append(
                Consequence(
                    kind: .claimAfterLapse, month: month, amount: row.yen(2),
                    text: "\(Wareki.text(month))診療の償還払い\(row.yen(2))の支給決定（取消しと返還の確認が必要です）"))
        }
        return found
    }
}

extension Claim {
    /// Whether a day of treatment lies outside an entitlement that ends with a day; the whole month where
    /// the days are not known.
    fileprivate func isTouched(by lapse: CivilDate) -> Bool {
        guard let visits else { return isWholly(after: lapse) }
        return !visits.isSubset(of: before(lapse))
    }

    fileprivate func isWholly(after lapse: CivilDate) -> Bool {
        visits.map { $0.isDisjoint(with: before(lapse)) } ?? (treatmentMonth.firstDay >= lapse)
    }

    private func before(_ lapse: CivilDate) -> MonthDays {
        let first = treatmentMonth.firstDay
        guard first < lapse else { return [] }
        return MonthDays(EffectivePeriod(from: first, until: lapse), in: treatmentMonth)
    }
}
