// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct ProposalRow: FactRow {
    static let table = "proposal"
    static let columns = [
        "application_id", "judgement_id", "base_history_id", "child", "recipient", "child_born",
        "application_kind", "application_reason", "applied_on", "ex_officio", "cause_on",
        "effective_on", "result", "reason", "valid_from", "valid_until", "inpatient_from",
        "inpatient_until", "cause", "explanation", "flags", "consequences", "scheme", "proposer",
    ]
    let draft: ProposalDraft
    let proposer: String

    var values: [any SQLValueConvertible] {
        let flags: String? = draft.flags.isEmpty ? nil : draft.flagWords.joined(separator: "、")
        let consequences: String? =
            draft.consequences.isEmpty
            ? nil : draft.consequences.map(\.text).joined(separator: "\n")
        return [
            draft.applicationID, draft.judgementID, draft.baseHistoryID, draft.child,
            draft.recipient, draft.childBorn, draft.applicationKind, draft.applicationReason,
            draft.appliedOn, draft.isExOfficio, draft.causeOn, draft.effectiveOn, draft.result,
            draft.reason, draft.periods.outpatient?.from, draft.periods.outpatient?.until,
            draft.periods.inpatient?.from, draft.periods.inpatient?.until, draft.cause,
            draft.explanation, flags, consequences, draft.scheme, proposer,
        ]
    }
}

struct ProposalOutcomeRow: FactRow {
    /// What became of a proposal.
    enum Outcome: String, SQLValueConvertible {
        case approved
        case sentBack = "sent-back"
        case superseded

        var wording: String {
            switch self {
            case .approved: "決裁"
            case .sentBack: "差戻し"
            case .superseded: "別の案に置き換え"
            }
        }
    }

    static let table = "proposal_outcome"
    static let columns = ["proposal_id", "outcome", "approver", "head_rule_id", "reason"]
    let proposal: Int64
    let outcome: Outcome
    let approver: String
    var headRule: Int64?
    var reason: String?

    var values: [any SQLValueConvertible] { [proposal, outcome, approver, headRule, reason] }
}

/// Proposals that wait for the second officer (決裁待ち).
public enum ProposalBook {
    private static let select = """
        SELECT p.id, p.recorded_at, p.operation_id, p.application_id, p.judgement_id,
        p.base_history_id, p.child, p.recipient, p.child_born, p.application_kind,
        p.application_reason, p.applied_on, p.ex_officio, p.cause_on, p.effective_on, p.result,
        p.reason, p.valid_from, p.valid_until, p.inpatient_from, p.inpatient_until, p.cause,
        p.explanation, p.flags, p.consequences, p.scheme, p.proposer, a.preferred_serial,
        h.recipient_number
        FROM proposal p LEFT JOIN application a ON a.id = p.application_id
        LEFT JOIN entitlement_history h ON h.id = p.base_history_id
        """
    private static let isPending =
        "NOT EXISTS (SELECT 1 FROM proposal_outcome o WHERE o.proposal_id = p.id)"

    /// How many wait, as SQL. A proposal has one outcome at most: what is left over waits. Counting two
    /// tables costs nearly nothing; looking for the outcome of every proposal that ever was does not.
    static let waitingCount =
        "(SELECT COUNT(*) FROM proposal) - (SELECT COUNT(*) FROM proposal_outcome)"

    /// Everything pending, oldest first. Read from the newest back, until as many are found as wait:
    /// what was settled before the oldest of them is never looked at.
    public static func pending(from db: any Connection) throws -> [PendingProposal] {
        try db.rows(
            "\(select) WHERE \(isPending) ORDER BY p.id DESC LIMIT (\(waitingCount))", [], read
        ).reversed()
    }

    /// Everything pending, oldest first, without the persons: for counting, sorting and leafing.
    public static func waiting(from db: any Connection) throws -> [WaitingProposal] {
        try db.rows(
            """
            SELECT p.id, p.result, p.proposer, p.recorded_at, p.flags, p.reason,
            p.application_id, p.cause FROM proposal p
            WHERE \(isPending) ORDER BY p.id DESC LIMIT (\(waitingCount))
            """
        ) {
            WaitingProposal(
                id: $0.int64(0), result: $0.code(1), reason: $0.code(5), proposer: $0.text(2),
                proposedAt: $0.instant(3), isFlagged: !($0.optionalText(4) ?? "").isEmpty,
                cause: $0.code(7), applicationID: $0.optionalInt64(6))
        }.reversed()
    }

    /// Pending proposals that may be overtaken or name an abuser, and so have to be read: the child
    /// has a later decision, another proposal, or a protection measure. All others rest upon the
    /// newest decision of their child, and nobody's name is read to know it.
    static func entangled(from db: any Connection) throws -> Set<Int64> {
        Set(
            try db.rows(
                """
                SELECT p.id FROM (
                SELECT p.id, p.child, p.base_history_id FROM proposal p WHERE \(isPending)
                ORDER BY p.id DESC LIMIT (\(waitingCount))) p
                WHERE EXISTS (SELECT 1 FROM entitlement_history h WHERE h.child = p.child
                AND h.id > COALESCE(p.base_history_id, 0))
                OR EXISTS (SELECT 1 FROM proposal q WHERE q.child = p.child AND q.id <> p.id
                AND NOT EXISTS (SELECT 1 FROM proposal_outcome r WHERE r.proposal_id = q.id))
                OR EXISTS (SELECT 1 FROM protection_member m WHERE m.subject = p.child)
                """
            ) { $0.int64(0) })
    }

    /// What waits before and after a proposal, in the order in which they were proposed; it may be
    /// settled itself.
    ///
    /// - Parameter part: leaves out what the list does not show.
    public static func neighbours(
        of id: Int64, in part: ProposalPart = ProposalPart(), from db: any Connection
    ) throws -> (before: Int64?, after: Int64?) {
        (
            try beside(id, isAfter: false, part, from: db),
            try beside(id, isAfter: true, part, from: db)
        )
    }

    /// How far is looked before all that waits is gone through.
    private static let reach: Int64 = 1_000

    private static func beside(
        _ id: Int64, isAfter: Bool, _ part: ProposalPart, from db: any Connection
    ) throws -> Int64? {
        var (limits, values): (String, [any SQLValueConvertible]) = ("", [])
        if let result = part.result {
            limits += " AND p.result = ?"
            values.append(result)
        }
        if let from = part.from {
            limits += " AND p.recorded_at >= ?"
            values.append(from)
        }
        if let until = part.until {
            limits += " AND p.recorded_at < ?"
            values.append(until)
        }
        let side = isAfter ? "p.id > ?" : "p.id < ?"
        let edge = isAfter ? "p.id <= ?" : "p.id >= ?"
        let order = "ORDER BY p.id \(isAfter ? "ASC" : "DESC") LIMIT 1"
        let near = try db.first(
            """
            SELECT p.id FROM proposal p WHERE \(side) AND \(edge) AND \(isPending)\(limits)
            \(order)
            """, [id, isAfter ? id + reach : id - reach] + values
        ) { $0.int64(0) }
        if let near { return near }
        return try db.first(
            """
            SELECT p.id FROM (
            SELECT p.id, p.result, p.recorded_at FROM proposal p WHERE \(isPending)
            ORDER BY p.id DESC LIMIT (\(waitingCount))) p WHERE \(side)\(limits) \(order)
            """, [id] + values
        ) { $0.int64(0) }
    }

    /// Pending proposals about children.
    public static func pending(
        children: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [PendingProposal]] {
        var found: [AddresseeNumber: [PendingProposal]] = [:]
        try Among.forEach(
            "\(select) WHERE {among} AND \(isPending) ORDER BY p.id", column: "p.child", key: 6,
            ids: children.ids, in: db
        ) { found[$0.addressee(6), default: []].append(read($0)) }
        return found
    }

    /// Proposals by id, pending or not.
    public static func proposals(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: PendingProposal] {
        var found: [Int64: PendingProposal] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "p.id", key: 0, ids: ids, in: db) {
            found[$0.int64(0)] = read($0)
        }
        return found
    }

    /// Ids among these that are settled.
    public static func settled(_ ids: [Int64], from db: any Connection) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try Among.forEach(
            "SELECT proposal_id FROM proposal_outcome WHERE {among}", column: "proposal_id",
            key: 0, ids: ids, in: db
        ) { found.insert($0.int64(0)) }
        return found
    }

    /// What became of a proposal; `nil` while it waits.
    public static func end(of id: Int64, from db: any Connection) throws -> ProposalEnd? {
        try db.first(
            """
            SELECT outcome, approver, recorded_at, reason FROM proposal_outcome
            WHERE proposal_id = ? ORDER BY id DESC LIMIT 1
            """, [id]
        ) { row in
            let outcome = ProposalOutcomeRow.Outcome(rawValue: row.text(0))
            return ProposalEnd(
                word: outcome?.wording ?? row.text(0), isApproved: outcome == .approved,
                officer: row.text(1), at: row.instant(2), reason: row.optionalText(3))
        }
    }

    private static func read(_ row: any Row) -> PendingProposal {
        let flags = (row.optionalText(23) ?? "").split(separator: "、")
            .compactMap { ProposalFlag(rawValue: String($0)) }
        let draft = ProposalDraft(
            applicationID: row.optionalInt64(3), judgementID: row.optionalInt64(4),
            baseHistoryID: row.optionalInt64(5), child: row.addressee(6),
            recipient: row.addressee(7), childBorn: row.date(8), applicationKind: row.code(9),
            applicationReason: row.code(10), appliedOn: row.date(11),
            isExOfficio: row.bool(12), causeOn: row.optionalDate(13),
            effectiveOn: row.date(14), result: row.code(15), reason: row.code(16),
            periods: row.periods(17),
            cause: row.code(21), explanation: row.text(22), flags: Set(flags),
            consequences: [], scheme: row.optionalText(25),
            recipientNumber: row.optionalText(28))
        return PendingProposal(
            id: row.int64(0), draft: draft, proposer: row.text(26),
            proposedAt: row.instant(1), operation: row.int64(2),
            consequenceTexts: (row.optionalText(24) ?? "").split(separator: "\n").map(String.init),
            preferredSerial: row.optionalInt(27))
    }
}
