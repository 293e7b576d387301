// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Vocabulary

/// A data key as it is stored: AES-256-GCM under the key-encryption key.
///
/// Body, class and version are bound as additional data, so that a key cannot be passed off as
/// another one.
public struct WrappedKey: Hashable, Codable, Sendable {
    public let keyClass: KeyClass
    public let version: Int
    /// Nonce, ciphertext and tag: 60 bytes.
    public let sealed: [UInt8]

    init(
        _ keyClass: KeyClass, _ version: Int, _ key: SymmetricKey, body: String,
        by kek: KeyEncryptionKey, random: any RandomBytes
    ) {
        self.keyClass = keyClass
        self.version = version
        let plain = key.withUnsafeBytes { Array($0) }
        sealed = sealedBox(
            plain, under: kek.key, nonce: random.bytes(12),
            binding: Self.binding(body, keyClass, version))
    }

    func opened(body: String, with kek: KeyEncryptionKey) throws(Fault) -> SymmetricKey {
        do {
            let plain = try AES.GCM.open(
                AES.GCM.SealedBox(combined: sealed), using: kek.key,
                authenticating: Self.binding(body, keyClass, version))
            return SymmetricKey(data: plain)
        } catch {
            throw Fault(
                .key, detail: "鍵 \(keyClass.rawValue) 第\(version)版を開けません。鍵ファイルが違うか、鍵束が壊れています。")
        }
    }

    private static func binding(_ body: String, _ keyClass: KeyClass, _ version: Int) -> [UInt8] {
        boundFields(["hagukumi-key", body, keyClass.rawValue, String(version)])
    }
}

/// Texts joined so that no two lists give the same bytes: each with its length before it.
func boundFields(_ texts: [String]) -> [UInt8] {
    texts.flatMap { text in
        let bytes = Array(text.utf8)
        return bigEndian(UInt64(bytes.count)) + bytes
    }
}

/// AES-256-GCM with a given nonce: nonce, ciphertext, tag.
func sealedBox(
    _ plain: [UInt8], under key: SymmetricKey, nonce: [UInt8], binding: [UInt8]
) -> [UInt8] {
    do {
        let box = try AES.GCM.seal(
            plain, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: binding)
        guard let combined = box.combined else {
            preconditionFailure("a 12-byte nonce always has a combined form")
        }
        return Array(combined)
    } catch {
        preconditionFailure("AES-256-GCM with a 32-byte key and a 12-byte nonce cannot fail")
    }
}
