// SPDX-License-Identifier: Apache-2.0
import Ledger
public import Safeguards
public import Vocabulary

/// 操作記録の月の満了の起案: the oldest month whose period is over.
public enum ProposeLogEnd {
    public static let operation = OperationCode.proposePurge

    /// - Returns: the month that is proposed.
    /// - Throws: `.nothingDue`, `.logHeld`, `.logProposed`.
    @discardableResult
    public static func perform(
        _ catalogue: ClassCatalogue, in scope: Scope
    ) throws -> YearMonth {
        let log = try LogMonthBook.months(catalogue, in: scope.db)
        if let open = log.months.first(where: { $0.proposal != nil }) {
            throw RetentionRefusal.logProposed(open.month)
        }
        guard log.months.contains(where: { $0.dueOn <= scope.today }) else {
            throw RetentionRefusal.nothingDue
        }
        guard let next = log.next(on: scope.today) else {
            throw RetentionRefusal.logHeld(log.openHolds)
        }
        try scope.facts.append(
            "log_end_proposal",
            [
                "month": next.month, "catalogue": catalogue.digest,
                "proposer": scope.principal.officer,
            ])
        scope.note("log \(next.month)")
        return next.month
    }
}

/// 操作記録の月の満了の決裁: by the head with a fresh proof and a reason, never by who proposed. Its
/// key is destroyed after the commit (`Gate.settleLogExpiry`); the proofs of the log stay.
public enum ApproveLogEnd {
    public static let operation = OperationCode.approvePurge

    /// - Throws: `.unknownList`, `.sameOfficer`, `.missingReason`, `.listChanged`, `.logHeld`;
    ///   `LedgerRefusal` of the month.
    public static func perform(
        _ proposal: Int64, _ catalogue: ClassCatalogue, in scope: Scope
    ) throws {
        let open = try undecided(proposal, in: scope)
        let log = try LogMonthBook.months(catalogue, in: scope.db)
        guard open.catalogue == catalogue.digest,
            log.months.contains(where: { $0.month == open.month && $0.dueOn <= scope.today })
        else { throw RetentionRefusal.listChanged }
        guard log.openHolds == 0 else { throw RetentionRefusal.logHeld(log.openHolds) }
        _ = try scope.facts.expireMonth(open.month)
        try decide(proposal, "承認", in: scope)
    }

    /// Sends the proposal back; nothing ends.
    /// - Throws: `.unknownList`, `.sameOfficer`, `.missingReason`.
    public static func sendBack(_ proposal: Int64, in scope: Scope) throws {
        _ = try undecided(proposal, in: scope)
        try decide(proposal, "差戻し", in: scope)
    }

    private static func undecided(
        _ id: Int64, in scope: Scope
    ) throws -> (month: YearMonth, catalogue: String) {
        guard
            let open = try LogMonthBook.proposals(in: scope.db)
                .first(where: { $0.proposal.id == id })
        else { throw RetentionRefusal.unknownList }
        do {
            try FourEyes.check(
                proposer: open.proposal.proposer, approver: scope.principal.officer)
        } catch {
            throw RetentionRefusal.sameOfficer
        }
        return (open.month, open.catalogue)
    }

    private static func decide(_ id: Int64, _ outcome: String, in scope: Scope) throws {
        guard let reason = scope.reason else { throw RetentionRefusal.missingReason }
        try scope.facts.append(
            "log_end_decision",
            [
                "proposal_id": id, "outcome": outcome, "reason": reason,
                "officer": scope.principal.officer,
            ])
        scope.note(outcome == "承認" ? "released" : "sent-back")
    }
}
