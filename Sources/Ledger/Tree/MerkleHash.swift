// SPDX-License-Identifier: Apache-2.0
import Crypto

/// The hashing of RFC 6962 §2.1: leaves and nodes cannot be taken for each other.
public enum MerkleHash {
    /// The root of a tree without leaves.
    public static let empty = Digest.of([])

    /// SHA-256(0x00 ‖ entry).
    public static func leaf(_ entry: [UInt8]) -> Digest {
        var hasher = SHA256()
        hasher.update(data: [0x00])
        hasher.update(data: entry)
        return Digest(hasher.finalize())
    }

    /// SHA-256(0x01 ‖ left ‖ right).
    public static func node(_ left: Digest, _ right: Digest) -> Digest {
        var hasher = SHA256()
        hasher.update(data: [0x01])
        hasher.update(data: left.bytes)
        hasher.update(data: right.bytes)
        return Digest(hasher.finalize())
    }
}
