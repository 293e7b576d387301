// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Database
import Entitlement
import Safeguards
import Vocabulary

/// Which children need a 遡及の精算 that nobody has proposed: claims and payments that no entitlement
/// covers any more, and refusals that one covers now. A claim that says its days, and an application whose
/// receipts do, is looked at by day, everything else by whole months.
public enum UnsettledBook {
    /// In the order of the decisions that changed what is covered.
    public static func children(from db: any Connection) throws -> [UnsettledChild] {
        var found = try owed(
            byDay(
                rows(UnsettledSQL.claims, [], from: db)
                    + rows(UnsettledSQL.claimsByDay, [], from: db)
                    + rows(UnsettledSQL.suspendedClaims, [], from: db), from: db), from: db)
        found += try standing(
            byDay(
                rows(UnsettledSQL.decisions, [], from: db)
                    + rows(UnsettledSQL.decisionsByDay, [], from: db).filter { $0.visits != nil }
                    + rows(UnsettledSQL.suspendedDecisions, [], from: db),
                from: db), from: db)
        found = try byInsurers(found, from: db)
        found += try takenOver(rows(UnsettledSQL.prior, [], from: db), from: db)
        let claims: [ObjectionReason] = [.notEntitled, .outsidePeriod]
        found += try byDay(rows(UnsettledSQL.refusedClaims, claims, from: db), from: db)
        let forms: [ReimbursementReason] = [.notEntitled, .outsidePeriod]
        found += try byDay(rows(UnsettledSQL.refusedForms, forms, from: db), from: db)
        return Dictionary(grouping: found, by: \.child).map { child, rows in
            var effects: [String: RetroactiveEffect] = [:]
            for row in rows { effects[row.effect.key] = row.effect }
            return UnsettledChild(
                child: child,
                decision: rows.map(\.decision).max { $0.id < $1.id } ?? rows[0].decision,
                effects: effects.values.sorted {
                    ($0.month, $0.kind.rawValue, $0.subject)
                        < ($1.month, $1.kind.rawValue, $1.subject)
                })
        }.sorted { ($0.decision.id, $0.child) < ($1.decision.id, $1.child) }
    }

    /// How many children.
    public static func count(from db: any Connection) throws -> Int {
        try children(from: db).count
    }

    private struct Found {
        let child: AddresseeNumber
        let decision: UnsettledChild.Decision
        let effect: RetroactiveEffect
        let setting: CareSetting
        let visits: MonthDays?

        func with(_ effect: RetroactiveEffect) -> Found {
            Found(
                child: child, decision: decision, effect: effect, setting: setting, visits: visits)
        }

        func with(_ kind: RetroactiveEffect.Kind, _ amount: Yen, isPartial: Bool) -> Found {
            Found(
                child: child, decision: decision,
                effect: RetroactiveEffect(
                    kind: kind, subject: effect.subject, record: effect.record,
                    recipient: effect.recipient, month: effect.month, amount: amount,
                    isPartial: isPartial), setting: setting, visits: visits)
        }
    }

    private static func rows(
        _ sql: String, _ arguments: [any SQLValueConvertible], from db: any Connection
    ) throws -> [Found] {
        try db.rows(sql, arguments) { row in
            Found(
                child: row.addressee(4),
                decision: UnsettledChild.Decision(
                    id: row.int64(0), result: row.code(1), effectiveOn: row.date(2),
                    decidedOn: row.date(3)),
                effect: RetroactiveEffect(
                    kind: row.code(5), subject: row.int64(6), record: row.int64(7),
                    recipient: row.optionalAddressee(8), month: row.yearMonth(9),
                    amount: row.yen(10), isPartial: false), setting: row.code(11),
                visits: row.optionalMonthDays(12))
        }
    }

    /// What the family has given back of claims in kind is not to come back again.
    private static func owed(_ found: [Found], from db: any Connection) throws -> [Found] {
        guard !found.isEmpty else { return [] }
        let asked = try RecoveryBook.asked(inKind: found.map(\.effect.subject), from: db)
        return found.compactMap { row in
            let left = row.effect.amount - (asked[row.effect.subject]?.given ?? .zero)
            return left > .zero
                ? row.with(row.effect.kind, left, isPartial: row.effect.isPartial) : nil
        }
    }

    /// Of claims and receipts that say their days: those with a day outside, and those refused whose days
    /// are inside by now; of the others those whose whole month is outside or has a day inside by now. The
    /// index has the last word: it knows the days of a suspension.
    private static func byDay(_ found: [Found], from db: any Connection) throws -> [Found] {
        guard !found.isEmpty else { return [] }
        let index = try EntitlementIndex.load(children: found.map(\.child), from: db)
        return found.compactMap { row in
            let isInpatient = row.setting == .inpatient
            let inside =
                row.effect.kind.isLoss
                ? index.daysNotLost(of: row.child, in: row.effect.month, inpatient: isInpatient)
                : index.days(of: row.child, in: row.effect.month, inpatient: isInpatient)
            guard let visits = row.visits else {
                return row.effect.kind.isLoss == inside.isEmpty ? row : nil
            }
            if row.effect.kind.isLoss == visits.isSubset(of: inside) { return nil }
            return row.with(
                row.effect.kind, row.effect.amount,
                isPartial: row.effect.kind.isLoss && !visits.isDisjoint(with: inside))
        }
    }

    /// What insurers pay to the city (代理受領) is not asked of the family.
    private static func byInsurers(_ found: [Found], from db: any Connection) throws -> [Found] {
        let effects = try InsurersPartBook.applied(
            to: found.map(\.effect), of: Set(found.map(\.child)), from: db)
        return zip(found, effects).map { $0.with($1) }
    }

    /// Of payments of the system used before those that its own decisions covered, less what is asked for.
    private static func takenOver(
        _ found: [Found], from db: any Connection
    ) throws -> [Found] {
        guard !found.isEmpty else { return [] }
        let index = try EntitlementIndex.takenOver(
            children: Set(found.map(\.child)).sorted(), from: db)
        let asked = try PriorRecoveryBook.asked(found.map(\.effect.subject), from: db)
        return found.compactMap { row in
            let left = row.effect.amount - (asked[row.effect.subject] ?? .zero)
            let inside = index.days(
                of: row.child, in: row.effect.month, inpatient: row.setting == .inpatient)
            guard left > .zero, row.effect.recipient != nil, !inside.isEmpty else { return nil }
            return row.with(row.effect.kind, left, isPartial: row.effect.isPartial)
        }
    }

    /// How far each decision has been paid; one of which nothing is left is settled.
    private static func standing(_ found: [Found], from db: any Connection) throws -> [Found] {
        guard !found.isEmpty else { return [] }
        let paid = try RetroactiveReading.standing(
            found.reduce(into: [:]) { $0[$1.effect.subject] = $1.effect.amount }, from: db)
        return found.compactMap { row in
            guard let (kind, amount) = paid[row.effect.subject], amount > .zero else { return nil }
            return row.with(kind, amount, isPartial: row.effect.isPartial)
        }
    }
}
