// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Synchronization
// SPDX-License-Identifier: Apache-2.0
public import Vault
import Vocabulary

/// Opens sealed numbers: made once in the wiring of the program and moved into System 2.
///
/// It cannot be copied. The digits are lent to a closure that writes them on (into a wire buffer, a
/// sealed cell, a blind index) and are wiped afterwards.
public struct Opener: ~Copyable, Sendable {
    private let key: P256.KeyAgreement.PrivateKey
    private let body: String
    // The key of the batch opened last: a feed opens thousands of seals of one batch.
    private let lastBatch = Mutex<(encapsulated: [UInt8], key: SymmetricKey)?>(nil)

    /// Makes the opener of System 2 from its ring of keys.
    /// - Throws: `Fault(.key)` when the ring does not hold the opening key.
    public init(_ ring: Keyring) throws {
        key = try ring.withSecret(of: .numberOpening) { try gateKey(from: $0) }
        body = ring.body
    }

    /// The public half, for every `Sealer`.
    public var publicKey: GatePublicKey {
        GatePublicKey(bytes: Array(key.publicKey.x963Representation))
    }

    /// Lends the twelve ASCII digits of a sealed number for a purpose.
    /// - Throws: `NumberRefusal.cannotBeOpened`, or what `body` throws.
    public borrowing func withDigits<R>(
        of sealed: SealedNumber, purpose: OpeningPurpose,
        _ body: (UnsafeRawBufferPointer) throws -> R
    ) throws -> R {
        let plain = try opened(sealed)
        return try withWiped(12) { buffer in
            guard plain.count == 12 else { throw NumberRefusal.cannotBeOpened }
            buffer.copyBytes(from: plain)
            return try body(UnsafeRawBufferPointer(buffer))
        }
    }

    private borrowing func opened(_ sealed: SealedNumber) throws(NumberRefusal) -> Data {
        do {
            if sealed.bytes[0] == SealedNumber.single {
                var recipient = try recipient(sealed)
                return try recipient.open(Data(sealed.rest))
            }
            let place = sealed.rest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let box = try AES.GCM.SealedBox(
                nonce: batchNonce(place), ciphertext: sealed.rest.dropFirst(4).prefix(12),
                tag: sealed.rest.suffix(16))
            return try AES.GCM.open(box, using: batchKey(sealed))
        } catch {
            throw .cannotBeOpened
        }
    }

    private borrowing func recipient(_ sealed: SealedNumber) throws -> HPKE.Recipient {
        try HPKE.Recipient(
            privateKey: key, ciphersuite: GateSuite.ciphersuite, info: GateSuite.info(body),
            encapsulatedKey: Data(sealed.encapsulatedKey))
    }

    private borrowing func batchKey(_ sealed: SealedNumber) throws -> SymmetricKey {
        let encapsulated = Array(sealed.encapsulatedKey)
        if let known = lastBatch.withLock({ $0 }), known.encapsulated == encapsulated {
            return known.key
        }
        let key = try recipient(sealed).exportSecret(
            context: GateSuite.batchContext, outputByteCount: 32)
        lastBatch.withLock { $0 = (encapsulated, key) }
        return key
    }
}

/// The P-256 key of 32 bytes of the ring; the chance that they are no scalar is 2^-32.
private func gateKey(from bytes: UnsafeRawBufferPointer) throws -> P256.KeyAgreement.PrivateKey {
    do {
        return try P256.KeyAgreement.PrivateKey(rawRepresentation: bytes)
    } catch {
        throw Fault(.key, detail: "個人番号の関所の鍵を作れません。鍵を作り直してください。")
    }
}
