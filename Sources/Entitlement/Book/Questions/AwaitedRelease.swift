// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The release (停止解除) that an open suspension waits for. Nothing is covered before it is decided
/// (ADR 58); but nothing is taken back or refused for good either while it is on its way.
enum AwaitedRelease {
    /// The first day that is not settled, as SQL; `NULL` where no release is on its way: that of a
    /// proposal that waits, or of the whole suspension while 再判定 has not looked yet whether its reason is
    /// over already (`CarryOut` puts that question into the queue under this key).
    ///
    /// - Parameter row: of `entitlement_history`, the newest of its number.
    static func day(of row: String) -> String {
        """
        CASE WHEN \(row).result = '\(DecisionResult.suspended.rawValue)' THEN COALESCE(
            (SELECT MIN(p.effective_on) FROM proposal p
            WHERE p.child = \(row).child AND p.base_history_id = \(row).id
            AND p.result = '\(DecisionResult.resumed.rawValue)' AND NOT EXISTS
            (SELECT 1 FROM proposal_outcome w WHERE w.proposal_id = p.id)),
            (SELECT \(row).effective_on FROM rejudgement_task t
            WHERE t.change_key = '\(key)' || CAST(\(row).id AS TEXT) AND t.done_at IS NULL))
        END
        """
    }

    /// Begins the key of the question, before the number of the decision.
    static let key = "suspension-"
}

extension EntitlementIndex.Entry {
    /// The days of a month of which the awaited release would say that they are covered: not covered yet,
    /// and not lost either.
    public func daysAwaitingRelease(
        in month: YearMonth, inpatient isInpatient: Bool
    ) -> MonthDays {
        guard let releasedFrom, let open = gaps.last, open.until == nil else { return [] }
        let rest = EffectivePeriod(from: max(open.from, releasedFrom))
        return daysOfPeriods(in: month, inpatient: isInpatient)
            .intersection(MonthDays(rest, in: month))
    }
}

extension EntitlementIndex {
    /// The days of a month that a child may be entitled to once a release is decided, under whichever
    /// number.
    public func daysAwaitingRelease(
        of child: AddresseeNumber, in month: YearMonth, inpatient isInpatient: Bool
    ) -> MonthDays {
        entries(child: child).reduce(into: []) { days, entry in
            days.formUnion(entry.daysAwaitingRelease(in: month, inpatient: isInpatient))
        }
    }
}
