// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
public import Vocabulary

/// The public half of the key that backups are sealed to: all that the serving machine holds. What
/// it has sealed it cannot open again.
public struct BackupPublicKey: Sendable {
    let key: P256.KeyAgreement.PublicKey

    /// The 65 bytes of the uncompressed point, in base64: the content of `backup.public`.
    public var text: String { key.x963Representation.base64EncodedString() }

    /// - Throws: `Fault(.key)` for a text that is no such key.
    public init(_ text: String) throws(Fault) {
        guard let data = Data(base64Encoded: text.filter { !$0.isWhitespace }),
            let key = try? P256.KeyAgreement.PublicKey(x963Representation: data)
        else { throw Fault(.key, detail: "バックアップの公開鍵を読めません。") }
        self.key = key
    }

    init(_ key: P256.KeyAgreement.PublicKey) { self.key = key }

    /// The first eight bytes of the SHA-256 of the key, as digits: which key a backup needs.
    public var name: String {
        hexadecimal(Array(SHA256.hash(data: key.x963Representation).prefix(8)))
    }
}

/// The private half: kept away from the machine, in shares of officers.
public struct BackupPrivateKey: Sendable {
    let key: P256.KeyAgreement.PrivateKey

    /// - Parameter random: 32 bytes of it become the key.
    public init(random: any RandomBytes) throws(Fault) {
        guard let key = try? P256.KeyAgreement.PrivateKey(rawRepresentation: random.bytes(32))
        else { throw Fault(.key, detail: "バックアップの鍵を作れません。もう一度行ってください。") }
        self.key = key
    }

    private init(_ bytes: [UInt8]) throws(Fault) {
        guard let key = try? P256.KeyAgreement.PrivateKey(rawRepresentation: bytes) else {
            throw Fault(.key, detail: "バックアップの鍵を読めません。")
        }
        self.key = key
    }

    public var publicKey: BackupPublicKey { BackupPublicKey(key.publicKey) }

    /// The file of shares that the holders take away: JSON, opened only by `needed` passphrases.
    public func shares(
        among passphrases: [Passphrase], needed: Int = 2, random: any RandomBytes
    ) throws(Fault) -> [UInt8] {
        try shares(among: passphrases, needed: needed, random: random, cost: KeyShares.usualCost)
    }

    func shares(
        among passphrases: [Passphrase], needed: Int, random: any RandomBytes, cost: Int
    ) throws(Fault) -> [UInt8] {
        let shares = try KeyShares.split(
            Array(key.rawRepresentation), among: passphrases, needed: needed, random: random,
            cost: cost)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let data = try? encoder.encode(shares) else {
            throw Fault(.key, detail: "バックアップの鍵を書けません。")
        }
        return Array(data)
    }

    /// Who holds shares of a file, and how many of them are needed.
    public static func holders(
        of file: [UInt8]
    ) throws(Fault) -> (names: [String], needed: Int) {
        guard let shares = try? JSONDecoder().decode(KeyShares.self, from: Data(file)) else {
            throw Fault(.key, detail: "バックアップの鍵の分割ファイルを読めません。")
        }
        return (shares.holders, shares.needed)
    }

    /// Joins the shares of a file.
    /// - Throws: `Fault(.key)` when too few passphrases are right.
    public init(joining file: [UInt8], with passphrases: [Passphrase]) throws(Fault) {
        guard let shares = try? JSONDecoder().decode(KeyShares.self, from: Data(file)) else {
            throw Fault(.key, detail: "バックアップの鍵の分割ファイルを読めません。")
        }
        try self.init(shares.secret(passphrases))
    }
}
