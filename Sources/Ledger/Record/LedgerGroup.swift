// SPDX-License-Identifier: Apache-2.0
import Database
import Vault
public import Vocabulary

/// One or more operations in one transaction, closed by one signed checkpoint.
///
/// Operations follow one another: the next begins when the one before has finished. When anything
/// throws, the whole transaction must be given up.
public final class LedgerGroup {
    private let ledger: Ledger
    private let db: any Connection
    private var frontier: Frontier
    private var nextFact: Int64
    private let number: Int64
    private var open: LedgerOperation?
    private var isSealed = false

    init(_ ledger: Ledger, in db: any Connection) throws {
        self.ledger = ledger
        self.db = db
        let head = try LedgerHead.last(in: db)
        frontier = head.frontier
        nextFact = head.nextFact
        number = head.number + 1
    }

    /// Entries so far, those of this group included.
    public var size: Int { frontier.size }

    /// Begins an operation: its id is the number of its entry, counted from 1.
    public func begin(_ act: Act, at now: Instant) throws -> LedgerOperation {
        precondition(open == nil && !isSealed, "前の操作が終わっていません")
        let id = Int64(frontier.size) + 1
        try db.execute(
            """
            INSERT INTO operation
                (id, recorded_at, code, officer, session, terminal, purpose, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, now, act.code, act.officer, act.session, act.terminal, act.purpose,
                act.reason,
            ])
        let facts = FactWriter(
            operationID: id, recordedAt: now, firstID: nextFact, plans: ledger.plans,
            months: ledger.months, in: db)
        let operation = LedgerOperation(act, facts: facts, group: self)
        open = operation
        return operation
    }

    /// Gives up the operation that is open, after everything it wrote was rolled back: its number
    /// goes to the next one.
    public func abandon() { open = nil }

    func close(_ entry: LedgerEntry, subjects: [Int64]) throws {
        precondition(open?.id == entry.operation, "操作は一度だけ終えます")
        if subjects.count == 1 {
            try db.execute(
                "INSERT INTO operation_subject (operation_id, subject) VALUES (?, ?)",
                [entry.operation, subjects[0]])
        } else if !subjects.isEmpty {
            try db.insert(
                into: "operation_subject", columns: ["operation_id", "subject"],
                rows: subjects.lazy.map { [.integer(entry.operation), .integer($0)] })
        }
        let leaf = try LedgerLeaf.seal(
            entry, under: ledger.months.key(for: entry.recordedAt.logMonth),
            nonce: ledger.months.random.bytes(12))
        let body = leaf.body
        try db.execute(
            """
            INSERT INTO operation_end (operation_id, salt, result, row_count, subjects)
            VALUES (?, ?, ?, ?, ?)
            """,
            [entry.operation, leaf.salt, entry.result, entry.count, entry.subjectCount])
        try db.execute(
            "INSERT INTO ledger_entry (id, body) VALUES (?, ?)", [entry.operation, body])
        frontier.append(MerkleHash.leaf(body))
        nextFact = entry.firstFact + entry.factCount
        open = nil
    }

    /// Signs the head of the tree and writes it; after the commit hand it to `Ledger.publish`.
    @discardableResult
    public func seal(at now: Instant) throws -> SignedCheckpoint {
        precondition(open == nil && !isSealed, "操作が終わっていないか、署名済みです")
        isSealed = true
        let checkpoint = Checkpoint(
            origin: ledger.origin, number: number, size: frontier.size, root: frontier.root,
            recordedAt: now)
        let signed = try SignedCheckpoint(checkpoint, signer: ledger.signer)
        try db.execute(
            """
            INSERT INTO ledger_checkpoint (id, size, next_fact, frontier, note)
            VALUES (?, ?, ?, ?, ?)
            """, [number, frontier.size, nextFact, frontier.bytes, signed.note])
        return signed
    }
}
