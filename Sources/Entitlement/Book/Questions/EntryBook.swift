// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// The entitlements of a whole town as the index needs them: the newest decision of each number,
/// and of it only what claims are matched with. A month of claims begins with this question.
enum EntryBook {
    static let select = """
        SELECT child, recipient, recipient_number, child_born, valid_from, valid_until,
        inpatient_from, inpatient_until, result, id, effective_on, reason,
        \(AwaitedRelease.day(of: "entitlement_history")) FROM entitlement_history
        """

    /// The entries of children, by the newest decision of each.
    static func entries(
        children: [AddresseeNumber]?, asOf moment: Instant?, from db: any Connection
    ) throws -> [EntitlementIndex.Entry] {
        var newest = Newest()
        try Among.forEach(
            """
            \(select) WHERE {among} AND recipient_number IS NOT NULL AND recorded_at <= ?
            ORDER BY id
            """, column: "child", key: 0, ids: children?.ids, in: db,
            arguments: [Instant.bound(moment)]
        ) { newest.keep($0) }
        return newest.all
    }

    /// The entries of children as the system used before has left them (移行).
    static func takenOver(
        children: [AddresseeNumber], from db: any Connection
    ) throws -> [EntitlementIndex.Entry] {
        var newest = Newest()
        try Among.forEach(
            """
            \(select) WHERE {among} AND recipient_number IS NOT NULL AND EXISTS
            (SELECT 1 FROM entitlement_origin o WHERE o.history_id = entitlement_history.id)
            ORDER BY id
            """, column: "child", key: 0, ids: children.ids, in: db
        ) { newest.keep($0) }
        return newest.all
    }

    /// The entries of the children to whom numbers were given.
    static func entries(
        numbers: some Sequence<String>, from db: any Connection
    ) throws -> [EntitlementIndex.Entry] {
        var newest = Newest()
        try Among.forEach(
            """
            \(select) WHERE recipient_number IS NOT NULL AND child IN
            (SELECT n.child FROM entitlement_history n WHERE {among}) ORDER BY id
            """, column: "n.recipient_number", keys: numbers, in: db
        ) { newest.keep($0) }
        return newest.all
    }

    /// The newest decision of each number of a child, while rows come in the order of their ids.
    struct Newest {
        private struct Key: Hashable {
            let child: AddresseeNumber
            let number: String
        }

        private var byKey: [Key: EntitlementIndex.Entry] = [:]

        /// - Parameter isExtended: the decision let the entitlement go on by a wider book.
        mutating func keep(_ entry: EntitlementIndex.Entry, isExtended: Bool = false) {
            let key = Key(child: entry.child, number: entry.recipientNumber)
            var entry = entry
            let before = byKey[key]
            entry.gaps = entry.gaps(after: before?.gaps ?? [])
            entry.earlier = entry.earlier(after: before, isExtended: isExtended)
            byKey[key] = entry
        }

        mutating func keep(_ row: any Row) {
            keep(
                EntitlementIndex.Entry(
                    child: row.addressee(0), recipient: row.addressee(1), number: row.text(2),
                    born: row.date(3), result: row.code(8), historyID: row.int64(9),
                    effectiveOn: row.date(10), releasedFrom: row.optionalDate(12),
                    outpatient: (row.optionalDate(4), row.optionalDate(5)),
                    inpatient: (row.optionalDate(6), row.optionalDate(7))),
                isExtended: row.text(11) == DecisionReason.rejudged.rawValue)
        }

        /// In the order of the decisions.
        var all: [EntitlementIndex.Entry] { byKey.values.sorted { $0.historyID < $1.historyID } }
    }
}

extension EntitlementIndex.Entry {
    /// - Parameters:
    ///   - result: what was decided last; a revoked entitlement has no periods.
    ///   - releasedFrom: the day of the release on its way (`AwaitedRelease`).
    ///   - outpatient: first day and end as recorded.
    init(
        child: AddresseeNumber, recipient: AddresseeNumber, number: String, born: CivilDate,
        result: DecisionResult, historyID: Int64, effectiveOn: CivilDate, releasedFrom: CivilDate?,
        outpatient: (CivilDate?, CivilDate?), inpatient: (CivilDate?, CivilDate?)
    ) {
        let isVoid = result == .revoked || result == .withdrawn
        func period(_ recorded: (from: CivilDate?, until: CivilDate?)) -> EffectivePeriod? {
            guard !isVoid, let first = recorded.from else { return nil }
            return EffectivePeriod(from: first, until: recorded.until)
        }
        self.init(
            child: child, recipient: recipient, recipientNumber: number, born: born,
            outpatient: period(outpatient), inpatient: period(inpatient), historyID: historyID,
            result: result, effectiveOn: effectiveOn, releasedFrom: releasedFrom)
    }

    /// The periods that had ended when another one began, given the decision before this one.
    fileprivate func earlier(
        after before: EntitlementIndex.Entry?, isExtended: Bool
    ) -> EntitlementIndex.Entry.Earlier {
        guard let before, result.keepsPeriods else { return EntitlementIndex.Entry.Earlier() }
        var earlier = before.earlier
        if result == .lapsed {
            // A lapse that reaches back takes the days of a period that had ended too.
            func cut(_ periods: [EffectivePeriod]) -> [EffectivePeriod] {
                periods.filter { $0.from < effectiveOn }.map { $0.ending(before: effectiveOn) }
            }
            earlier.outpatient = cut(earlier.outpatient)
            earlier.inpatient = cut(earlier.inpatient)
        }
        guard isExtended, result == .changed || result == .suspended else { return earlier }
        func ended(_ old: EffectivePeriod?, _ new: EffectivePeriod?) -> [EffectivePeriod] {
            guard let old, !old.isEmpty, let new, !old.runs(after: new.from) else { return [] }
            return [old]
        }
        earlier.outpatient += ended(before.outpatient, outpatient)
        earlier.inpatient += ended(before.inpatient, inpatient)
        return earlier
    }

    /// The days of suspension after this decision, given those before it.
    fileprivate func gaps(after known: [EffectivePeriod]) -> [EffectivePeriod] {
        switch result {
        case .suspended:
            // A suspension that stands again, after a lapse that was none, is the same one.
            guard known.last.map({ $0.until != nil }) ?? true else { return known }
            return known + [EffectivePeriod(from: effectiveOn)]
        case .resumed:
            guard let last = known.last, last.until == nil else { return known }
            return known.dropLast() + [
                EffectivePeriod(from: last.from, until: max(last.from, effectiveOn))
            ]
        case .changed, .lapsed: return known
        case .granted, .refused, .revoked, .withdrawn: return []
        }
    }
}

extension DecisionResult {
    /// Whether what was covered before stays covered after the decision.
    fileprivate var keepsPeriods: Bool {
        switch self {
        case .changed, .lapsed, .suspended, .resumed: true
        case .granted, .refused, .revoked, .withdrawn: false
        }
    }
}
