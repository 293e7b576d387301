// SPDX-License-Identifier: Apache-2.0

/// The right edge of a growing tree: the roots of its full subtrees, largest first, one for each
/// bit of the size. Enough to append and to know the root, in O(log n).
public struct Frontier: Hashable, Sendable {
    public private(set) var size: Int
    private(set) var peaks: [Digest]

    public init() {
        size = 0
        peaks = []
    }

    /// Reads the stored form; `nil` when it does not fit the size.
    public init?(size: Int, bytes: [UInt8]) {
        guard size >= 0, bytes.count == size.nonzeroBitCount * Digest.length else { return nil }
        self.size = size
        peaks = stride(from: 0, to: bytes.count, by: Digest.length).compactMap {
            Digest(bytes[$0..<$0 + Digest.length])
        }
    }

    /// The stored form: the peaks one after the other.
    public var bytes: [UInt8] { peaks.flatMap(\.bytes) }

    /// Adds the hash of a leaf.
    public mutating func append(_ leaf: Digest) {
        var carried = leaf
        var rest = size
        // Like adding one in binary: each trailing 1 is a subtree of the same height.
        while rest & 1 == 1, let left = peaks.popLast() {
            carried = MerkleHash.node(left, carried)
            rest >>= 1
        }
        peaks.append(carried)
        size += 1
    }

    /// The root of the tree (RFC 6962 Merkle Tree Hash).
    public var root: Digest {
        guard var root = peaks.last else { return MerkleHash.empty }
        for peak in peaks.dropLast().reversed() { root = MerkleHash.node(peak, root) }
        return root
    }
}
