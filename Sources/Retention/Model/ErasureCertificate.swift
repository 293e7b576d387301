// SPDX-License-Identifier: Apache-2.0
import Ledger
public import Vocabulary

/// 消去の証明書: what was erased, by whom it was released, and digests that let anybody check it who
/// knows the numbers. No name and no 宛名番号 stands in it.
public struct ErasureCertificate: Sendable {
    public let list: PurgeList
    public let system: RetentionSystem
    public let at: Instant
    public let officer: String
    public let units: Int
    public let cases: Int
    public let erased: Int
    /// Persons of whose records something was erased; of the gone nothing is left in this system.
    public let persons: Int
    public let personsGone: Int
    public let leftOut: Int
    /// Keys that were destroyed after the rows.
    public let owners: Int
    /// Root over the roots of the batches, each over the digests of its erased facts.
    public let rowRoot: String
    /// Root over the salted hashes of the persons.
    public let personRoot: String
    /// Erased rows by table.
    public let counts: [(table: String, rows: Int)]
    /// The classes of the list with their rule.
    public let classes: [RetentionClass]

    /// The salted hash under which a person stands in the certificate.
    public static func hash(_ person: AddresseeNumber, salt: String) -> String {
        Digest.of(Array("hagukumi-erased|\(salt)|\(person)".utf8)).description
    }

    /// The root over hashes, ascending.
    static func root(of hashes: [String]) -> Digest {
        var tree = Frontier()
        for hash in hashes.sorted() { tree.append(MerkleHash.leaf(Array(hash.utf8))) }
        return tree.root
    }
}
