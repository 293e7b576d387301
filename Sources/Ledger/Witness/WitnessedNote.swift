// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A checkpoint with the signatures of its ledger and of a witness.
public struct WitnessedNote: Sendable, Hashable {
    public let note: String
    public let witness: WitnessVerifier

    public init(_ note: String, witness: WitnessVerifier) {
        self.note = note
        self.witness = witness
    }

    public static func == (left: WitnessedNote, right: WitnessedNote) -> Bool {
        left.note.utf8.elementsEqual(right.note.utf8) && left.witness == right.witness
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(note) }

    /// The checkpoint when both signatures are right; `nil` otherwise, and for another ledger.
    public func checkpoint(of origin: String, signedBy ledger: LedgerVerifier) -> Checkpoint? {
        guard cosignedAt != nil, let signed = SignedCheckpoint(note: note, verifier: ledger),
            signed.checkpoint.origin == origin
        else { return nil }
        return signed.checkpoint
    }

    /// When the witness cosigned; `nil` when its signature is missing or wrong.
    public var cosignedAt: Instant? {
        guard let parts = NoteText(note) else { return nil }
        return witness.cosignedAt(parts.text, signatureLines: parts.signatureLines)
    }
}
