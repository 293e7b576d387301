// SPDX-License-Identifier: Apache-2.0
import Synchronization
public import Vocabulary

/// The witness (副署者): a program of another department on another host. It remembers the last head
/// of every ledger that it knows and cosigns a new one only when that has grown from it; so whoever
/// rewrites or shortens a ledger, even with the signing key, is found.
public final class Witness: Sendable {
    /// What the witness answers, as HTTP says it.
    public struct Answer: Sendable, Hashable {
        public let status: Int
        public let body: String
        /// True when `body` is the size that the witness knows.
        public var isSize: Bool { status == 409 }
    }

    public let signer: WitnessSigner
    /// The ledgers it knows, by origin.
    public let ledgers: [String: LedgerVerifier]
    private let folder: WitnessFolder
    private let lock = Mutex(())

    public init(signer: WitnessSigner, ledgers: [String: LedgerVerifier], folder: WitnessFolder) {
        self.signer = signer
        self.ledgers = ledgers
        self.folder = folder
    }

    /// Answers one request; the new head is on the disk before the cosignature leaves.
    public func add(_ body: String, at now: Instant) throws -> Answer {
        guard let request = WitnessRequest(body: body), let parts = NoteText(request.note),
            let checkpoint = Checkpoint(text: parts.text)
        else { return Answer(status: 400, body: "malformed\n") }
        guard let verifier = ledgers[checkpoint.origin] else {
            return Answer(status: 404, body: "unknown origin\n")
        }
        guard verifier.accepts(parts.text, signatureLines: parts.signatureLines) else {
            return Answer(status: 403, body: "no trusted signature\n")
        }
        guard request.oldSize <= checkpoint.size else {
            return Answer(status: 400, body: "old size is larger\n")
        }
        // One request after the other: the head that is compared is the head that is replaced.
        return try lock.withLock { _ in
            try answer(request, checkpoint, parts.text, at: now)
        }
    }

    private func answer(
        _ request: WitnessRequest, _ checkpoint: Checkpoint, _ text: String, at now: Instant
    ) throws -> Answer {
        let known = try known(checkpoint.origin)
        let size = known?.size ?? 0
        guard request.oldSize == size else { return Answer(status: 409, body: "\(size)\n") }
        if let known, known.size == checkpoint.size, known.root != checkpoint.root {
            return Answer(status: 409, body: "\(size)\n")
        }
        guard grows(request, from: known, to: checkpoint) else {
            return Answer(status: 422, body: "the proof is wrong\n")
        }
        let line = try signer.cosignatureLine(for: text, at: now)
        try folder.write(request.note + line, of: checkpoint.origin)
        return Answer(status: 200, body: line)
    }

    private func grows(
        _ request: WitnessRequest, from known: Checkpoint?, to checkpoint: Checkpoint
    ) -> Bool {
        guard let known, known.size > 0 else { return request.proof.isEmpty }
        return ProofCheck.isConsistent(
            from: known.size, known.root, to: checkpoint.size, checkpoint.root,
            proof: request.proof)
    }

    /// The last head of a ledger that was cosigned, from the witness's own file.
    ///
    /// - Throws: `Fault(.disk)` for a file that is not the witness's own: it never begins again by
    ///   itself, because then a fork would pass.
    public func known(_ origin: String) throws -> Checkpoint? {
        guard let note = try folder.read(of: origin) else { return nil }
        guard let verifier = ledgers[origin],
            let checkpoint = WitnessedNote(note, witness: signer.verifier)
                .checkpoint(of: origin, signedBy: verifier)
        else { throw Fault(.disk, detail: "副署の控えが壊れています: \(origin)") }
        return checkpoint
    }

    /// The last note with both signatures: what the auditors take to both verifiers.
    public func lastNote(of origin: String) throws -> String? { try folder.read(of: origin) }
}
