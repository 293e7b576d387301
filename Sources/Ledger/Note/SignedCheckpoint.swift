// SPDX-License-Identifier: Apache-2.0

/// A checkpoint with its signature, in the text form of C2SP signed-note.
public struct SignedCheckpoint: Hashable, Sendable {
    public let checkpoint: Checkpoint
    /// Text, an empty line, signature lines.
    public let note: String

    init(_ checkpoint: Checkpoint, signer: LedgerSigner) throws {
        self.checkpoint = checkpoint
        let text = checkpoint.text
        note = try text + "\n" + signer.signatureLine(for: text)
    }

    /// Reads a note and checks its signature; `nil` when the form or the signature is wrong.
    public init?(note: String, verifier: LedgerVerifier) {
        guard let parts = NoteText(note), let checkpoint = Checkpoint(text: parts.text),
            verifier.accepts(parts.text, signatureLines: parts.signatureLines)
        else { return nil }
        self.checkpoint = checkpoint
        self.note = note
    }
}
