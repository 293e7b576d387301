// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What both sides of the gate agree on: HPKE (RFC 9180) with P-256, HKDF-SHA-256, AES-256-GCM.
enum GateSuite {
    static var ciphersuite: HPKE.Ciphersuite { .P256_SHA256_AES_GCM_256 }

    /// Bound into the key schedule: a number sealed for one municipality does not open in another.
    static func info(_ body: String) -> Data { Data("hagukumi number gate 1 \(body)".utf8) }

    /// The context of the exported key of a batch.
    static let batchContext = Data("hagukumi number batch".utf8)
}

/// The public key of the number gate: anyone may have it.
public struct GatePublicKey: Hashable, Codable, Sendable {
    /// 65 bytes, X9.63.
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes }
}

/// Seals individual numbers where they are keyed in or decoded.
public struct Sealer: Sendable {
    private let key: P256.KeyAgreement.PublicKey
    private let body: String

    /// - Throws: `Fault(.key)` when the bytes are not a P-256 public key.
    public init(_ publicKey: GatePublicKey, body: String) throws(Fault) {
        guard let key = try? P256.KeyAgreement.PublicKey(x963Representation: publicKey.bytes) else {
            throw Fault(.key, detail: "個人番号の関所の公開鍵を読めません。")
        }
        self.key = key
        self.body = body
    }

    /// Seals one number (about 0.5 ms); for a feed use `batch()`.
    /// - Throws: `Fault(.key)`.
    public func seal(_ number: consuming IndividualNumber) throws(Fault) -> SealedNumber {
        do {
            var sender = try HPKE.Sender(
                recipientKey: key, ciphersuite: GateSuite.ciphersuite, info: GateSuite.info(body))
            let ciphertext = try number.withDigits { digits in
                try sender.seal(Data(digits))
            }
            return SealedNumber(
                trusted: [SealedNumber.single] + sender.encapsulatedKey + ciphertext)
        } catch {
            throw Fault(.key, detail: "個人番号に封をできません。")
        }
    }

    /// A context for many numbers of one file: one key agreement, then some microseconds each.
    /// - Throws: `Fault(.key)`.
    public func batch() throws(Fault) -> BatchSealer {
        do {
            let sender = try HPKE.Sender(
                recipientKey: key, ciphersuite: GateSuite.ciphersuite, info: GateSuite.info(body))
            let exported = try sender.exportSecret(
                context: GateSuite.batchContext, outputByteCount: 32)
            return BatchSealer(key: exported, encapsulatedKey: Array(sender.encapsulatedKey))
        } catch {
            throw Fault(.key, detail: "個人番号に封をする準備ができません。")
        }
    }
}
