// SPDX-License-Identifier: Apache-2.0
import Ledger
import Testing

@Suite("RFC 6962 の木")
struct TreeTests {
    /// The entries and roots of the reference tests of Certificate Transparency.
    private static let entries: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        Array(0x50...0x57), Array(0x60...0x6F),
    ]
    private static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("既知の根と一致し、右端だけから続けられる")
    func vectors() throws {
        #expect(
            MerkleHash.empty.description
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        var frontier = Frontier()
        for (entry, root) in zip(Self.entries, Self.roots) {
            frontier.append(MerkleHash.leaf(entry))
            #expect(frontier.root.description == root)
            frontier = try #require(Frontier(size: frontier.size, bytes: frontier.bytes))
        }
        #expect(Frontier(size: 7, bytes: frontier.bytes) == nil)
    }

    private func leaves(_ count: Int) -> [Digest] {
        (0..<count).map { MerkleHash.leaf([UInt8(truncatingIfNeeded: $0), 7]) }
    }

    @Test("33件までのすべての包含証明が正しく、別の葉や位置では通らない")
    func inclusion() {
        for size in 1...33 {
            let leaves = leaves(size)
            let root = MerkleProof.root(of: leaves[...])
            for index in 0..<size {
                let proof = MerkleProof.inclusion(of: index, in: leaves[...])
                func holds(_ leaf: Digest, _ index: Int, _ proof: [Digest]) -> Bool {
                    ProofCheck.includes(leaf, at: index, size: size, root: root, proof: proof)
                }
                #expect(holds(leaves[index], index, proof))
                #expect(!holds(MerkleHash.empty, index, proof))
                #expect(!holds(leaves[index], index, proof + [root]))
                #expect(!holds(leaves[index], (index + 1) % size, proof) || size == 1)
            }
        }
    }

    @Test("33件までのすべての一貫性証明が正しく、書き換えた根では通らない")
    func consistency() {
        let all = leaves(33)
        for new in 1...33 {
            let newRoot = MerkleProof.root(of: all[..<new])
            for old in 1...new {
                let oldRoot = MerkleProof.root(of: all[..<old])
                let proof = MerkleProof.consistency(from: old, in: all[..<new])
                func holds(_ first: Digest, _ second: Digest) -> Bool {
                    ProofCheck.isConsistent(from: old, first, to: new, second, proof: proof)
                }
                #expect(holds(oldRoot, newRoot))
                #expect(!holds(MerkleHash.empty, newRoot))
                #expect(!holds(oldRoot, MerkleHash.empty))
            }
        }
    }
}
