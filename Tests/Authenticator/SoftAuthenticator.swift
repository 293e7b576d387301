// SPDX-License-Identifier: Apache-2.0
public import Crypto
public import CryptoExtras
import Foundation

/// An authenticator made of software, with a knob for everything that a forger might turn.
public struct SoftAuthenticator: Sendable {
    public enum Key: Sendable {
        case p256(P256.Signing.PrivateKey)
        case ed25519(Curve25519.Signing.PrivateKey)
        case rsa(_RSA.Signing.PrivateKey)
    }

    public let key: Key
    public var id: [UInt8] = Array(1...32)
    public var model: [UInt8] = Array(repeating: 9, count: 16)
    public var site = "localhost"
    public var origin = "https://localhost:8443"
    public var flags: UInt8 = 0b0000_0101
    public var counter: UInt32 = 1
    public var isForeignFrame = false

    public init(key: Key) { self.key = key }

    /// One with a new P-256 key.
    public init() { self.init(key: .p256(P256.Signing.PrivateKey())) }

    public static let challenge: [UInt8] = Array(100..<132)

    public func clientData(_ type: String, _ challenge: [UInt8]) -> [UInt8] {
        Array(
            """
            {"type":"\(type)","challenge":"\(SoftAuthenticator.base64url(challenge))",\
            "origin":"\(origin)","crossOrigin":\(isForeignFrame)}
            """.utf8)
    }

    public func authenticatorData(withCredential: Bool) throws -> [UInt8] {
        var bytes = Array(SHA256.hash(data: Data(site.utf8)))
        bytes.append(withCredential ? flags | 0b0100_0000 : flags)
        withUnsafeBytes(of: counter.bigEndian) { bytes += $0 }
        guard withCredential else { return bytes }
        bytes += model + [UInt8(id.count >> 8), UInt8(id.count & 0xFF)] + id
        return bytes + (try cose())
    }

    public func cose() throws -> [UInt8] {
        switch key {
        case .p256(let key):
            let raw = Array(key.publicKey.rawRepresentation)
            return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20] + raw[..<32]
                + [0x22, 0x58, 0x20] + raw[32...]
        case .ed25519(let key):
            return [0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20]
                + Array(key.publicKey.rawRepresentation)
        case .rsa(let key):
            let parts = try key.publicKey.getKeyPrimitives()
            let n = Array(parts.modulus)
            return [0xA4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59]
                + [UInt8(n.count >> 8), UInt8(n.count & 0xFF)] + n
                + [0x21, 0x40 + UInt8(parts.publicExponent.count)] + Array(parts.publicExponent)
        }
    }

    public func sign(_ bytes: [UInt8]) throws -> [UInt8] {
        switch key {
        case .p256(let key): Array(try key.signature(for: Data(bytes)).derRepresentation)
        case .ed25519(let key): Array(try key.signature(for: Data(bytes)))
        case .rsa(let key):
            Array(
                try key.signature(
                    for: SHA256.hash(data: Data(bytes)), padding: .insecurePKCS1v1_5
                ).rawRepresentation)
        }
    }

    /// An attestation object: `none`, or signed with the new key itself (`packed`).
    public func attestation(selfSigned: Bool, over client: [UInt8]) throws -> [UInt8] {
        let data = try authenticatorData(withCredential: true)
        guard selfSigned else {
            return [0xA3] + SoftAuthenticator.text("fmt") + SoftAuthenticator.text("none")
                + SoftAuthenticator.text("attStmt") + [0xA0]
                + SoftAuthenticator.text("authData") + SoftAuthenticator.short(data)
        }
        let algorithm: [UInt8] =
            switch key {
            case .p256: [0x26]
            case .ed25519: [0x27]
            case .rsa: [0x39, 0x01, 0x00]
            }
        let signature = try sign(data + Array(SHA256.hash(data: Data(client))))
        return [0xA3] + SoftAuthenticator.text("fmt") + SoftAuthenticator.text("packed")
            + SoftAuthenticator.text("attStmt") + [0xA2] + SoftAuthenticator.text("alg")
            + algorithm + SoftAuthenticator.text("sig") + SoftAuthenticator.short(signature)
            + SoftAuthenticator.text("authData") + SoftAuthenticator.short(data)
    }

    /// An attestation object with the certificate of a maker.
    public static func packed(
        _ data: [UInt8], signature: [UInt8], chain: [[UInt8]]
    ) -> [UInt8] {
        [0xA3] + text("fmt") + text("packed") + text("attStmt") + [0xA3] + text("alg") + [0x26]
            + text("sig") + short(signature) + text("x5c") + [0x80 + UInt8(chain.count)]
            + chain.flatMap { short($0) } + text("authData") + short(data)
    }

    private static func short(_ run: [UInt8]) -> [UInt8] {
        run.count < 256
            ? [0x58, UInt8(run.count)] + run
            : [0x59, UInt8(run.count >> 8), UInt8(run.count & 0xFF)] + run
    }

    private static func base64url(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }

    private static func text(_ word: String) -> [UInt8] {
        [0x60 + UInt8(word.utf8.count)] + Array(word.utf8)
    }

    /// What `navigator.credentials.get` would bring back.
    public struct Answer {
        public var id: [UInt8]
        public var client: [UInt8]
        public var data: [UInt8]
        public var signature: [UInt8]
    }

    public func answer(
        to challenge: [UInt8] = challenge, type: String = "webauthn.get"
    ) throws -> Answer {
        let client = clientData(type, challenge)
        let data = try authenticatorData(withCredential: false)
        return Answer(
            id: id, client: client, data: data,
            signature: try sign(data + Array(SHA256.hash(data: Data(client)))))
    }
}
