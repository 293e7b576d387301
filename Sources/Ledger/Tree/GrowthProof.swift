// SPDX-License-Identifier: Apache-2.0

/// The consistency proof of RFC 6962 §2.1.2 made from the right edge of the old tree and the leaves
/// that came after: the work grows with what is new, not with the ledger.
enum GrowthProof {
    /// - Parameter added: the hashes of the leaves after the old tree, in their order.
    static func consistency(from old: Frontier, adding added: [Digest]) -> [Digest] {
        precondition(old.size > 0)
        guard !added.isEmpty else { return [] }
        let work = Work(old: old, added: added)
        return work.subproof(0, old.size + added.count, old.subtrees, isComplete: true)
    }

    private struct Work {
        let old: Frontier
        let added: [Digest]

        /// The proof for the leaves from `start` to `end`; `peaks` are the full subtrees of the old
        /// tree inside.
        func subproof(
            _ start: Int, _ end: Int, _ peaks: ArraySlice<Frontier.Subtree>, isComplete: Bool
        ) -> [Digest] {
            if old.size == end {
                // Reached from the left half of something larger: one full subtree.
                return isComplete ? [] : [Frontier.root(peaks)]
            }
            let half = 1 << (Int.bitWidth - 1 - (end - start - 1).leadingZeroBitCount)
            let middle = start + half
            if old.size <= middle {
                return subproof(start, middle, peaks, isComplete: isComplete)
                    + [root(middle, end)]
            }
            guard let left = peaks.first else { preconditionFailure("an old tree has peaks") }
            return subproof(middle, end, peaks.dropFirst(), isComplete: false) + [left.root]
        }

        private func root(_ start: Int, _ end: Int) -> Digest {
            MerkleProof.root(of: added[(start - old.size)..<(end - old.size)])
        }
    }
}

extension Frontier {
    struct Subtree {
        let size: Int
        let root: Digest
    }

    /// The full subtrees, largest first.
    var subtrees: ArraySlice<Subtree> {
        var rest = size
        var found: [Subtree] = []
        for peak in peaks {
            let largest = 1 << (Int.bitWidth - 1 - rest.leadingZeroBitCount)
            found.append(Subtree(size: largest, root: peak))
            rest -= largest
        }
        return found[...]
    }

    static func root(_ subtrees: ArraySlice<Subtree>) -> Digest {
        guard var root = subtrees.last?.root else { return MerkleHash.empty }
        for subtree in subtrees.dropLast().reversed() {
            root = MerkleHash.node(subtree.root, root)
        }
        return root
    }
}
