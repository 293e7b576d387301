// SPDX-License-Identifier: Apache-2.0
import Crypto
import CryptoExtras
import Foundation
import Vocabulary

/// What an officer types to open a share.
public struct Passphrase: Sendable {
    public let holder: String
    let words: [UInt8]

    /// The least number of characters: nothing else stands beside a passphrase.
    public static let leastLength = 15

    public init(holder: String, _ words: String) {
        self.holder = holder
        // The same words give the same bytes on every keyboard.
        // Foundation leaves half-width kana decomposed: composed again.
        let folded = words.precomposedStringWithCompatibilityMapping
        self.words = Array(folded.precomposedStringWithCanonicalMapping.utf8)
    }

    var isLongEnough: Bool { String(decoding: words, as: UTF8.self).count >= Self.leastLength }
}

/// The shares of a key-encryption key, each sealed under the passphrase of its holder (scrypt and
/// AES-256-GCM). They may lie beside the keys: fewer than `needed` passphrases open nothing.
public struct KeyShares: Codable, Sendable {
    /// One share at rest.
    struct Share: Codable, Sendable {
        let holder: String
        let x: UInt8
        let salt: [UInt8]
        /// log2 of the rounds of scrypt (r = 8, p = 1).
        let cost: Int
        let sealed: [UInt8]
    }

    /// How many holders have to come together.
    public let needed: Int
    let shares: [Share]
    /// SHA-256 over the key and a label: tells a right key from a wrong one before it is used.
    let check: [UInt8]

    /// The names of the holders.
    public var holders: [String] { shares.map(\.holder) }

    /// 2^15 rounds of 1 KiB: 32 MiB and about 0.1 s for each try.
    static let usualCost = 15

    /// Splits a key among officers.
    /// - Throws: `Fault(.key)` for fewer holders than needed, equal names or a short passphrase.
    static func split(
        _ secret: [UInt8], among passphrases: [Passphrase], needed: Int,
        random: any RandomBytes, cost: Int = usualCost
    ) throws(Fault) -> KeyShares {
        guard needed >= 2, passphrases.count >= needed, passphrases.count <= 16 else {
            throw Fault(.key, detail: "分割には、必要な人数（2人以上）より少なくない担当者が要ります。")
        }
        guard Set(passphrases.map(\.holder)).count == passphrases.count else {
            throw Fault(.key, detail: "担当者の名前が重なっています。")
        }
        guard passphrases.allSatisfy(\.isLongEnough) else {
            throw Fault(
                .key, detail: "合言葉は\(Passphrase.leastLength)文字以上にしてください。")
        }
        let parts = Shamir.split(
            secret, needed: needed, count: passphrases.count, random: random)
        var shares: [Share] = []
        for (part, passphrase) in zip(parts, passphrases) {
            let salt = random.bytes(16)
            let key = try stretched(passphrase, salt: salt, cost: cost)
            shares.append(
                Share(
                    holder: passphrase.holder, x: part.x, salt: salt, cost: cost,
                    sealed: sealedBox(
                        part.share, under: key, nonce: random.bytes(12),
                        binding: binding(passphrase.holder, part.x))))
        }
        return KeyShares(needed: needed, shares: shares, check: checkValue(secret))
    }

    /// Joins the shares that these passphrases open.
    /// - Throws: `Fault(.key)` when fewer than needed are right; it does not say which.
    func join(_ passphrases: [Passphrase]) throws(Fault) -> KeyEncryptionKey {
        try KeyEncryptionKey(secret(passphrases))
    }

    func secret(_ passphrases: [Passphrase]) throws(Fault) -> [UInt8] {
        var opened: [(x: UInt8, share: [UInt8])] = []
        for share in shares where opened.count < needed {
            guard let passphrase = passphrases.first(where: { $0.holder == share.holder }) else {
                continue
            }
            let key = try Self.stretched(passphrase, salt: share.salt, cost: share.cost)
            let plain = try? AES.GCM.open(
                AES.GCM.SealedBox(combined: share.sealed), using: key,
                authenticating: Self.binding(share.holder, share.x))
            if let plain { opened.append((share.x, Array(plain))) }
        }
        let secret = opened.count == needed ? Shamir.join(opened) : []
        guard Self.checkValue(secret) == check else {
            throw Fault(
                .key, detail: "合言葉が違うか、足りません。\(needed)人の担当者の合言葉が要ります。")
        }
        return secret
    }

    private static func stretched(
        _ passphrase: Passphrase, salt: [UInt8], cost: Int
    ) throws(Fault) -> SymmetricKey {
        do {
            // Bounded: a share that was tampered with must not take the memory of the machine.
            guard (10...20).contains(cost) else { throw Fault(.key, detail: "") }
            return try KDF.Scrypt.deriveKey(
                from: passphrase.words, salt: salt, outputByteCount: 32, rounds: 1 << cost,
                blockSize: 8, parallelism: 1)
        } catch {
            throw Fault(.key, detail: "合言葉から鍵を作れません。")
        }
    }

    private static func binding(_ holder: String, _ x: UInt8) -> [UInt8] {
        boundFields(["hagukumi-share", holder, String(x)])
    }

    private static func checkValue(_ secret: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: Array("hagukumi-kek".utf8) + secret))
    }
}
