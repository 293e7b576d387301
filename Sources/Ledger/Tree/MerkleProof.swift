// SPDX-License-Identifier: Apache-2.0

/// Proofs of RFC 6962 §2.1.1 (inclusion) and §2.1.2 (consistency), made from leaf hashes.
public enum MerkleProof {
    /// The root of a stretch of leaves.
    public static func root(of leaves: ArraySlice<Digest>) -> Digest {
        var frontier = Frontier()
        for leaf in leaves { frontier.append(leaf) }
        return frontier.root
    }

    /// The path from leaf `index` to the root.
    public static func inclusion(of index: Int, in leaves: ArraySlice<Digest>) -> [Digest] {
        precondition(index >= 0 && index < leaves.count)
        guard leaves.count > 1 else { return [] }
        let (left, right) = split(leaves)
        return index < left.count
            ? inclusion(of: index, in: left) + [root(of: right)]
            : inclusion(of: index - left.count, in: right) + [root(of: left)]
    }

    /// The nodes that show the tree of `old` leaves to be the beginning of this one.
    public static func consistency(from old: Int, in leaves: ArraySlice<Digest>) -> [Digest] {
        precondition(old > 0 && old <= leaves.count)
        return subproof(old, leaves, isComplete: true)
    }

    private static func subproof(
        _ old: Int, _ leaves: ArraySlice<Digest>, isComplete: Bool
    ) -> [Digest] {
        if old == leaves.count { return isComplete ? [] : [root(of: leaves)] }
        let (left, right) = split(leaves)
        return old <= left.count
            ? subproof(old, left, isComplete: isComplete) + [root(of: right)]
            : subproof(old - left.count, right, isComplete: false) + [root(of: left)]
    }

    /// Cuts at the largest power of two smaller than the count.
    private static func split(
        _ leaves: ArraySlice<Digest>
    ) -> (left: ArraySlice<Digest>, right: ArraySlice<Digest>) {
        let half = 1 << (Int.bitWidth - 1 - (leaves.count - 1).leadingZeroBitCount)
        let middle = leaves.startIndex + half
        return (leaves[..<middle], leaves[middle...])
    }
}
