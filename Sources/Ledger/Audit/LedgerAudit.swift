// SPDX-License-Identifier: Apache-2.0
public import Database

/// Verifies a ledger with the public key alone.
public struct LedgerAudit: Sendable {
    public let origin: String
    public let verifier: LedgerVerifier
    public let checkpointFile: CheckpointFile?

    /// Without the keys of the months a verification proves the same and explains less.
    public let months: (any MonthKeys)?
    /// The last head that a witness of another host has cosigned: it shows a ledger that was
    /// rewritten or rolled back by somebody who holds the signing key.
    public var witnessed: WitnessedNote?
    /// Signed heads that third parties kept, on paper for instance: the history that led to them
    /// must be the one that stands here.
    public var kept: [String] = []

    public init(
        origin: String, verifier: LedgerVerifier, checkpointFile: CheckpointFile?,
        months: (any MonthKeys)? = nil, witnessed: WitnessedNote? = nil
    ) {
        self.origin = origin
        self.verifier = verifier
        self.checkpointFile = checkpointFile
        self.months = months
        self.witnessed = witnessed
    }

    /// Reads the ledger in pieces and recomputes every leaf, the tree, each checkpoint, each
    /// operation row, its subjects, and the digest of its facts in every table of facts.
    ///
    /// - Parameters:
    ///   - position: where an earlier verification ended; what lies before is trusted.
    ///   - chunk: entries read at a time.
    ///   - limit: stops after so many problems.
    public func run(
        in db: any Connection, from position: AuditPosition = .start, chunk: Int = 1_000,
        limit: Int = 1_000
    ) throws -> LedgerReport {
        try AuditRun(self, in: db, from: position, limit: limit).run(chunk: chunk)
    }
}
