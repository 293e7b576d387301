// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Database
import Entitlement
public import Vocabulary

/// Claims of payments of the system used before whose month is covered again; those that are still asked
/// for come first.
public enum CoveredAgainBook {
    private struct Asked {
        let recovery: Int64
        let child: AddresseeNumber
        let month: YearMonth
        let setting: CareSetting
        /// Only a part of the month was outside when the money was claimed back.
        let wasPartial: Bool
    }

    /// - Parameters:
    ///   - children: `nil` is everybody.
    ///   - isOpenOnly: only those that are still asked for; the books of the others are not opened.
    public static func claims(
        of children: [AddresseeNumber]? = nil, isOpenOnly: Bool = false, from db: any Connection
    ) throws -> [CoveredAgain] {
        var asked: [Asked] = []
        try Among.forEach(
            """
            SELECT r.id, r.child, f.treatment_month, b.setting, f.is_partial
            FROM recovery r JOIN retroactive_proposal q ON q.child = r.child
            JOIN retroactive_effect f ON f.proposal_id = q.id AND f.kind = 'prior'
                AND r.recovery_key = 'prior-' || f.about_id || '-' || q.id
            JOIN prior_benefit b ON b.id = f.about_id
            WHERE {among} AND r.recovery_key LIKE 'prior-%' ORDER BY r.id
            """, column: "r.child", key: 1, ids: children?.map(\.value), in: db
        ) { row in
            asked.append(
                Asked(
                    recovery: row.int64(0), child: row.addressee(1), month: row.yearMonth(2),
                    setting: row.code(3), wasPartial: row.bool(4)))
        }
        let claims = try RecoveryBook.recoveries(asked.map(\.recovery), from: db)
        if isOpenOnly { asked.removeAll { claims[$0.recovery]?.outstanding ?? .zero <= .zero } }
        guard !asked.isEmpty else { return [] }
        let theirs = Set(asked.map(\.child)).sorted()
        let before = try EntitlementIndex.takenOver(children: theirs, from: db)
        let now = try EntitlementIndex.load(children: theirs, from: db)
        return asked.compactMap { one -> CoveredAgain? in
            guard let claim = claims[one.recovery], claim.counted > .zero else { return nil }
            func days(_ index: EntitlementIndex) -> MonthDays {
                index.days(of: one.child, in: one.month, inpatient: one.setting == .inpatient)
            }
            let (was, isNow) = (days(before), days(now))
            let isWhole = was.isSubset(of: isNow)
            // Of a month of which only a part was lost, the other days were never outside.
            guard isWhole || (!one.wasPartial && !was.isDisjoint(with: isNow)) else { return nil }
            return CoveredAgain(
                child: one.child, month: one.month, recovery: claim, isWhole: isWhole)
        }.sorted {
            ($0.isOpen ? 0 : 1, $0.month, $0.recovery.id)
                < ($1.isOpen ? 0 : 1, $1.month, $1.recovery.id)
        }
    }

    /// How many claims are still asked for.
    public static func openCount(from db: any Connection) throws -> Int {
        try claims(isOpenOnly: true, from: db).count(where: \.isOpen)
    }
}
