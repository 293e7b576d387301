// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// The tamper-evident log of one store: every operation is a leaf of an RFC 6962 tree whose head
/// is signed.
///
/// One value per store. Entries are appended inside the caller's transaction:
/// ```swift
/// let signed = try store.write { db in
///     let group = try ledger.open(in: db)
///     let operation = try group.begin(act, at: now)
///     try operation.facts.append("decision", ["result": "1"])
///     try operation.finish(subjects: [child], result: "ok")
///     return try group.seal(at: now)
/// }
/// try ledger.publish(signed)
/// ```
public struct Ledger: Sendable {
    /// Which ledger, one line: `hagukumi/119997/casework`.
    public let origin: String
    public let verifier: LedgerVerifier
    public let checkpointFile: CheckpointFile?
    /// The keys of the months under which entries are sealed.
    public let months: any MonthKeys
    let signer: LedgerSigner
    let plans = FactPlans()

    /// - Parameters:
    ///   - checkpointFile: the last checkpoint beside the database; `nil` in memory.
    ///   - months: `MonthKeyFolder` for a store on a disk.
    public init(
        origin: String, signer: LedgerSigner, checkpointFile: CheckpointFile? = nil,
        months: any MonthKeys = MemoryMonthKeys()
    ) {
        precondition(!origin.isEmpty && !origin.contains("\n"))
        self.months = months
        self.origin = origin
        self.signer = signer
        self.checkpointFile = checkpointFile
        verifier = signer.verifier
    }

    /// Opens a group of operations inside the caller's write transaction.
    public func open(in db: any Connection) throws -> LedgerGroup {
        try LedgerGroup(self, in: db)
    }

    /// Runs one operation and signs: for callers that do not group.
    ///
    /// - Parameter body: returns its value and the persons it was about.
    public func record<R>(
        _ act: Act, at now: Instant, in db: any Connection,
        _ body: (LedgerOperation) throws -> (R, subjects: [AddresseeNumber])
    ) throws -> (value: R, checkpoint: SignedCheckpoint) {
        let group = try open(in: db)
        let operation = try group.begin(act, at: now)
        let (value, subjects) = try body(operation)
        try operation.finish(subjects: subjects)
        return (value, try group.seal(at: now))
    }

    /// Writes the checkpoint beside the database; call it after the commit.
    public func publish(_ signed: SignedCheckpoint) throws {
        try checkpointFile?.write(signed)
    }

    /// The last signed head; `nil` for a ledger without entries.
    public func head(in db: any Connection) throws -> SignedCheckpoint? {
        try LedgerHead.last(in: db).note.flatMap { SignedCheckpoint(note: $0, verifier: verifier) }
    }

    /// Recomputes the whole ledger and everything it speaks of.
    ///
    /// - Parameter witnessed: what the witness cosigned last, from the witness's own host.
    public func verify(
        _ store: any Store, witnessed: WitnessedNote? = nil, kept: [String] = []
    ) throws -> LedgerReport {
        var audit = audit
        audit.witnessed = witnessed
        audit.kept = kept
        return try store.read { db in try audit.run(in: db) }
    }

    /// The same verification with its settings. It needs no private key; the keys of the months
    /// let it say what was changed instead of only that something was.
    public var audit: LedgerAudit {
        LedgerAudit(
            origin: origin, verifier: verifier, checkpointFile: checkpointFile, months: months)
    }
}
