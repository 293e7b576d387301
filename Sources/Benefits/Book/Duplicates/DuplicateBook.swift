// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct DuplicateRow: FactRow {
    static let table = "duplicate_decision"
    static let columns = [
        "child", "first_claim_id", "first_reimbursement_id", "first_prior_key",
        "second_reimbursement_id", "outcome", "reason", "officer",
    ]
    let child: AddresseeNumber
    let key: DuplicatePair.Key
    let outcome: DuplicateOutcome
    let reason: String
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            child, key.first.claim, key.first.reimbursement, key.first.prior,
            key.second.reimbursement, outcome, reason, officer,
        ]
    }
}

extension DuplicateOutcome: SQLValueConvertible {}

extension LedgerEntry.Source {
    /// The id of a claim.
    public var claim: Int64? { if case .claim(let id) = self { id } else { nil } }
    /// The key of the system used before.
    public var prior: String? { if case .prior(let key) = self { key } else { nil } }
    /// The id of a reimbursement.
    public var reimbursement: Int64? { if case .reimbursement(let id) = self { id } else { nil } }
}

/// An officer's word about a pair, with who and when.
public struct DuplicateDecision: Hashable, Sendable {
    public let key: DuplicatePair.Key
    public let outcome: DuplicateOutcome
    public let reason: String
    public let officer: String
    public let at: Instant
}

/// 二重給付の疑い: what officers said, and what is still open.
public enum DuplicateBook {
    /// The newest word about each pair of children.
    public static func decisions(
        children: some Sequence<AddresseeNumber>, from db: any Connection
    ) throws -> [DuplicatePair.Key: DuplicateDecision] {
        var found: [DuplicatePair.Key: DuplicateDecision] = [:]
        try Among.forEach(
            """
            SELECT first_claim_id, first_reimbursement_id, second_reimbursement_id, outcome,
            reason, officer, recorded_at, first_prior_key FROM duplicate_decision WHERE {among} ORDER BY id
            """, column: "child", keys: children, in: db
        ) { row in
            let first: LedgerEntry.Source =
                row.optionalInt64(0).map { .claim($0) }
                ?? row.optionalInt64(1).map { .reimbursement($0) } ?? .prior(row.text(7))
            let key = DuplicatePair.Key(first: first, second: .reimbursement(row.int64(2)))
            found[key] = DuplicateDecision(
                key: key, outcome: row.code(3), reason: row.text(4), officer: row.text(5),
                at: row.instant(6))
        }
        return found
    }

    /// Pairs that hold up a payment and that no officer has said a word about, by reimbursement:
    /// asked before every approval and before every payment.
    ///
    /// Of two receipts the later one is held; what is refused or withdrawn counts no more.
    public static func undecided(
        reimbursements ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: [DuplicatePair]] {
        var asked: [Asked] = []
        try Among.forEach(
            "SELECT id, child, treatment_month FROM reimbursement WHERE {among}", column: "id",
            keys: ids, in: db
        ) { asked.append(Asked(id: $0.int64(0), child: $0.addressee(1), month: $0.yearMonth(2))) }
        guard let first = asked.map(\.month).min(), let last = asked.map(\.month).max() else {
            return [:]
        }
        let children = Set(asked.map(\.child))
        let ledger = try LedgerBook.entries(
            children: children, months: first.previous...last.next, .alive, from: db)
        let words = try decisions(children: children, from: db)
        var found: [Int64: [DuplicatePair]] = [:]
        for one in asked {
            let entries = ledger[one.child] ?? []
            guard let own = entries.first(where: { $0.source == .reimbursement(one.id) }) else {
                continue
            }
            let pairs = entries.filter { $0.source < own.source }
                .compactMap { DuplicateRule.pair($0, own) }
                .filter { $0.degree != .possible && words[$0.key]?.outcome != .different }
            if !pairs.isEmpty { found[one.id] = pairs.sorted { $0.degree < $1.degree } }
        }
        return found
    }

    /// Pairs of everything that is open or was decided in a range of months and has no word yet.
    public static func open(
        months: ClosedRange<YearMonth>, from db: any Connection
    ) throws -> [DuplicatePair] {
        let ids = try db.rows(
            """
            SELECT r.id FROM reimbursement r
            JOIN reimbursement_status s ON s.reimbursement_id = r.id
            WHERE r.treatment_month >= ? AND r.treatment_month <= ? AND r.branch = 1
            AND s.status NOT IN ('not-paid','withdrawn')
            """, [months.lowerBound, months.upperBound]
        ) { $0.int64(0) }
        return try undecided(reimbursements: ids, from: db).sorted { $0.key < $1.key }
            .flatMap(\.value).sorted { $0.degree < $1.degree }
    }
}

extension DuplicateBook {
    /// The pairs among benefits of one child, the surest first.
    public static func pairs(_ entries: [LedgerEntry]) -> [DuplicatePair] {
        DuplicateRule.pairs(entries)
    }
}

/// A reimbursement whose doubles are asked for.
private struct Asked {
    let id: Int64
    let child: AddresseeNumber
    let month: YearMonth
}
