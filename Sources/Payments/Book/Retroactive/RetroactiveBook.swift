// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct RetroactiveProposalRow: FactRow {
    static let table = "retroactive_proposal"
    static let columns = [
        "proposal_key", "child", "history_id", "digest", "effects", "recover", "stop",
        "explanation", "proposer",
    ]
    let key: String
    let plan: RetroactivePlan
    let recover: Yen
    let stop: Yen
    let explanation: String
    let proposer: String

    var values: [any SQLValueConvertible] {
        [
            key, plan.child, plan.history, plan.digest, plan.effects.count, recover, stop,
            explanation, proposer,
        ]
    }
}

struct RetroactiveEffectRow: FactRow {
    static let table = "retroactive_effect"
    static let columns = [
        "proposal_id", "position", "kind", "about_id", "recipient", "treatment_month", "amount",
        "is_partial", "is_chosen",
    ]
    let proposal: Int64
    let position: Int
    let effect: RetroactiveEffect
    let isChosen: Bool

    var values: [any SQLValueConvertible] {
        [
            proposal, position, effect.kind, effect.subject, effect.recipient, effect.month,
            effect.amount, effect.isPartial, isChosen,
        ]
    }
}

struct RetroactiveOutcomeRow: FactRow {
    static let table = "retroactive_outcome"
    static let columns = ["proposal_id", "outcome", "officer", "reason"]
    let proposal: Int64
    let outcome: RetroactiveProposal.Outcome
    let officer: String
    var reason: String?

    var values: [any SQLValueConvertible] { [proposal, outcome, officer, reason] }
}

/// 遡及の精算: proposals and what became of them.
public enum RetroactiveBook {
    /// What the chosen lines of a proposal pay that an entitlement covers again.
    static func pays(_ proposal: String) -> String {
        """
        (SELECT COALESCE(SUM(y.amount), 0) FROM retroactive_effect y
            WHERE y.proposal_id = \(proposal) AND y.is_chosen = 1
            AND y.kind IN ('gained-claim', 'gained-reimbursement'))
        """
    }

    private static let select = """
        SELECT p.id, p.proposal_key, p.child, p.history_id, p.digest, p.recover, p.stop,
        p.explanation, p.proposer, p.recorded_at, o.outcome, o.officer, o.reason, \(pays("p.id"))
        FROM retroactive_proposal p LEFT JOIN retroactive_outcome o ON o.proposal_id = p.id
        """

    /// 決裁待ち, oldest first.
    public static func pending(
        limit: Int, skipping: Int = 0, from db: any Connection
    ) throws -> [RetroactiveProposal] {
        try db.rows(
            "\(select) WHERE o.id IS NULL ORDER BY p.id LIMIT ? OFFSET ?", [limit, skipping], read)
    }

    /// What was decided, the newest proposal first.
    public static func decided(
        limit: Int, skipping: Int = 0, from db: any Connection
    ) throws -> [RetroactiveProposal] {
        try db.rows(
            "\(select) WHERE o.id IS NOT NULL ORDER BY p.id DESC LIMIT ? OFFSET ?",
            [limit, skipping], read)
    }

    /// How many proposals wait for a head, and how many were decided.
    public static func counts(
        from db: any Connection
    ) throws -> (pending: Int, decided: Int) {
        try db.first(
            """
            SELECT COUNT(*), COUNT(o.id) FROM retroactive_proposal p
            LEFT JOIN retroactive_outcome o ON o.proposal_id = p.id
            """, []
        ) { (pending: $0.int(0) - $0.int(1), decided: $0.int(1)) } ?? (0, 0)
    }

    /// A proposal by its id.
    public static func proposal(
        _ id: Int64, from db: any Connection
    ) throws -> RetroactiveProposal? {
        try db.first("\(select) WHERE p.id = ?", [id], read)
    }

    static func proposal(
        key: String, from db: any Connection
    ) throws -> RetroactiveProposal? {
        try db.first("\(select) WHERE p.proposal_key = ?", [key], read)
    }

    static func open(
        of child: AddresseeNumber, from db: any Connection
    ) throws -> RetroactiveProposal? {
        try db.first("\(select) WHERE p.child = ? AND o.id IS NULL ORDER BY p.id", [child], read)
    }

    /// An effect as it was shown.
    public struct Line: Hashable, Sendable {
        public let kind: RetroactiveEffect.Kind
        public let subject: Int64
        public let month: YearMonth
        public let amount: Yen
        public let isPartial: Bool
        public let isChosen: Bool

        /// The key of the effect it was.
        public var key: String { kind.key(of: subject) }
    }

    /// The effects of a proposal in their order.
    public static func lines(
        of proposal: Int64, from db: any Connection
    ) throws -> [Line] {
        try db.rows(
            """
            SELECT kind, about_id, treatment_month, amount, is_partial, is_chosen
            FROM retroactive_effect WHERE proposal_id = ? ORDER BY position
            """, [proposal]
        ) {
            Line(
                kind: $0.code(0), subject: $0.int64(1), month: $0.yearMonth(2),
                amount: $0.yen(3), isPartial: $0.bool(4), isChosen: $0.bool(5))
        }
    }

    /// What proposals that were carried out left out on purpose, of a child since a decision about its
    /// entitlement; decisions by their standing key.
    static func leftOut(
        of child: AddresseeNumber, since history: Int64, from db: any Connection
    ) throws -> Set<String> {
        Set(
            try db.rows(
                """
                SELECT f.kind, f.about_id FROM retroactive_proposal p
                JOIN retroactive_outcome o ON o.proposal_id = p.id AND o.outcome = 'approved'
                JOIN retroactive_effect f ON f.proposal_id = p.id
                WHERE p.child = ? AND p.history_id >= ? AND f.is_chosen = 0
                AND f.kind <> 'under-way'
                """, [child, history]
            ) { row in
                let kind: RetroactiveEffect.Kind = row.code(0)
                return kind.standing.key(of: row.int64(1))
            })
    }

    private static func read(_ row: any Row) -> RetroactiveProposal {
        RetroactiveProposal(
            id: row.int64(0), key: row.text(1), child: row.addressee(2), history: row.int64(3),
            digest: row.text(4), recover: row.yen(5), stop: row.yen(6), pay: row.yen(13),
            explanation: row.text(7), proposer: row.text(8), proposedAt: row.instant(9),
            outcome: row.optionalCode(10), decidedBy: row.optionalText(11),
            reason: row.optionalText(12))
    }
}
