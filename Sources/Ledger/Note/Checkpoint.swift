// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A head of the tree: what C2SP tlog-checkpoint calls a checkpoint, with one line of extension.
public struct Checkpoint: Hashable, Sendable {
    /// Which ledger: the same line for all checkpoints of one database.
    public let origin: String
    /// Counts the checkpoints of the ledger from 1, so that a missing one is seen.
    public let number: Int64
    /// Leaves in the tree.
    public let size: Int
    public let root: Digest
    public let recordedAt: Instant

    public init(origin: String, number: Int64, size: Int, root: Digest, recordedAt: Instant) {
        self.origin = origin
        self.number = number
        self.size = size
        self.root = root
        self.recordedAt = recordedAt
    }

    /// The signed text: origin, size, root, extension line, each with a line end.
    public var text: String {
        "\(origin)\n\(size)\n\(root.base64)\n"
            + "checkpoint \(number) recorded \(recordedAt.microseconds)\n"
    }

    /// Reads the signed text; anything that does not write back the same is refused.
    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 5, let size = Int(lines[1]), size >= 0,
            let root = Digest(base64: lines[2])
        else { return nil }
        let words = lines[3].split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 4, let number = Int64(words[1]), let recorded = Int64(words[3])
        else { return nil }
        self.init(
            origin: String(lines[0]), number: number, size: size, root: root,
            recordedAt: Instant(microseconds: recorded))
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }
}
