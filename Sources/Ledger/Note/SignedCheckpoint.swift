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
        let bytes = Array(note.utf8)
        guard bytes.last == 0x0A,
            let gap = (1..<max(bytes.count, 1)).last(where: {
                bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A
            })
        else { return nil }
        let text = String(decoding: bytes[..<gap], as: UTF8.self)
        let signatures = String(decoding: bytes[(gap + 1)...], as: UTF8.self)
        guard let checkpoint = Checkpoint(text: text),
            verifier.accepts(text, signatureLines: signatures.split(separator: "\n"))
        else { return nil }
        self.checkpoint = checkpoint
        self.note = note
    }
}
