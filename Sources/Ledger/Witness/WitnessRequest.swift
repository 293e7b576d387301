// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The body of `POST /add-checkpoint` (C2SP tlog-witness): the size that the witness is believed to
/// know, the proof from there, and the new checkpoint.
public struct WitnessRequest: Sendable, Hashable {
    /// More lines than any tree of 2⁶³ leaves needs.
    static let mostProofLines = 63

    public let oldSize: Int
    public let proof: [Digest]
    public let note: String
    /// The size of the tree that is to be cosigned.
    public var size: Int { NoteText(note).flatMap { Checkpoint(text: $0.text) }?.size ?? 0 }

    init(oldSize: Int, proof: [Digest], note: String) {
        self.oldSize = oldSize
        self.proof = proof
        self.note = note
    }

    /// The text that is sent.
    public var body: String {
        "old \(oldSize)\n" + proof.map { $0.base64 + "\n" }.joined() + "\n" + note
    }

    /// Reads the text; `nil` for any other form.
    public init?(body: String) {
        guard body.utf8.count <= 65_536, let gap = body.range(of: "\n\n") else { return nil }
        let lines = body[..<gap.lowerBound].split(
            separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, first.hasPrefix("old "),
            let size = Int(first.dropFirst(4)), size >= 0, first == "old \(size)",
            lines.count <= WitnessRequest.mostProofLines + 1
        else { return nil }
        var proof: [Digest] = []
        for line in lines.dropFirst() {
            guard let bytes = Base64.exact(line), let digest = Digest(bytes) else { return nil }
            proof.append(digest)
        }
        oldSize = size
        self.proof = proof
        note = String(body[gap.upperBound...])
    }
}
