// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Vocabulary

/// The form of an encrypted backup: `HGB1`, the length of the head (4 bytes), the head as JSON, then
/// chunks of at most 1 MiB under AES-256-GCM. A chunk is bound to the head, to its place and to
/// whether it is the last: a file that was cut, rearranged or altered does not open.
enum BackupForm {
    static let magic = Array("HGB1".utf8)
    static let chunk = 1 << 20
    static let tag = 16
    static let longestHead = 1 << 16
    static let suite = HPKE.Ciphersuite.P256_SHA256_AES_GCM_256
    static let label = Data("hagukumi-backup-1".utf8)

    /// What stands readable before the chunks.
    struct Head: Codable {
        /// The municipality code.
        let body: String
        /// `data` or `keys`.
        let kind: String
        let madeAt: String
        /// The name of the public key.
        let recipient: String
        /// HPKE: the encapsulated key and the sealed content key.
        let encapsulated: Data
        let sealed: Data
    }

    static func nonce(_ index: UInt64, isLast: Bool) throws -> AES.GCM.Nonce {
        try AES.GCM.Nonce(data: [0, 0, 0] + bigEndian(index) + [isLast ? 1 : 0])
    }

    /// The key of the chunks: the content key, bound to every byte of the head.
    static func chunkKey(_ content: SymmetricKey, head: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: content, salt: SHA256.hash(data: head).withUnsafeBytes { Data($0) },
            info: label, outputByteCount: 32)
    }

    static func broken(_ path: String) -> Fault {
        Fault(.key, detail: "バックアップが壊れているか、途中で切れているか、鍵が違います: \(path)")
    }
}

/// The key of one backup, for as long as the process that wrote it wants to check it: it is written
/// nowhere.
public struct BackupContentKey: Sendable {
    let key: SymmetricKey
}

/// What a backup says of itself before it is opened.
public struct BackupLabel: Hashable, Sendable {
    public let body: String
    public let kind: String
    /// When it was made, as text.
    public let madeAt: String
    /// The name of the public key that it was sealed to.
    public let recipient: String
}
