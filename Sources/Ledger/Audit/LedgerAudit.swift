// SPDX-License-Identifier: Apache-2.0
public import Database

/// Verifies a ledger with the public key alone.
public struct LedgerAudit: Sendable {
    public let origin: String
    public let verifier: LedgerVerifier
    public let checkpointFile: CheckpointFile?

    public init(origin: String, verifier: LedgerVerifier, checkpointFile: CheckpointFile?) {
        self.origin = origin
        self.verifier = verifier
        self.checkpointFile = checkpointFile
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
