// SPDX-License-Identifier: Apache-2.0

/// Checks proofs with the algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2, which share no code with
/// the making of them.
public enum ProofCheck {
    /// Whether the leaf is number `index` of the tree of `size` leaves with that root.
    public static func includes(
        _ leaf: Digest, at index: Int, size: Int, root: Digest, proof: [Digest]
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var node = index
        var last = size - 1
        var hash = leaf
        for step in proof {
            guard last != 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = MerkleHash.node(step, hash)
                if node & 1 == 0 {
                    while node & 1 == 0, node != 0 {
                        node >>= 1
                        last >>= 1
                    }
                }
            } else {
                hash = MerkleHash.node(hash, step)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether the first tree is the beginning of the second.
    public static func isConsistent(
        from old: Int, _ oldRoot: Digest, to new: Int, _ newRoot: Digest, proof: [Digest]
    ) -> Bool {
        guard old > 0, old <= new else { return false }
        if old == new { return proof.isEmpty && oldRoot == newRoot }
        var path = proof[...]
        if old & (old - 1) == 0 { path = ([oldRoot] + proof)[...] }
        guard let seed = path.popFirst() else { return false }
        var node = old - 1
        var last = new - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var first = seed
        var second = seed
        for step in path {
            guard last != 0 else { return false }
            if node & 1 == 1 || node == last {
                first = MerkleHash.node(step, first)
                second = MerkleHash.node(step, second)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                second = MerkleHash.node(second, step)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && first == oldRoot && second == newRoot
    }
}
