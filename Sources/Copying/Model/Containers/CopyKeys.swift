// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Vocabulary

/// The public key of a recipient: what a copy is sealed for. Its text is one line that the recipient
/// hands over, its fingerprint what the approver compares by voice.
public struct CopyPublicKey: Hashable, Sendable, CustomStringConvertible {
    private static let head = "hagukumi-copy-1:"
    let raw: [UInt8]

    /// Reads the line.
    /// - Throws: `CopyingRefusal.keyUnusable` for anything that is no point of the curve.
    public init(_ text: String) throws(CopyingRefusal) {
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard line.hasPrefix(Self.head),
            let data = Data(base64Encoded: String(line.dropFirst(Self.head.count))),
            (try? P256.KeyAgreement.PublicKey(x963Representation: data)) != nil
        else { throw .keyUnusable }
        raw = Array(data)
    }

    init(_ key: P256.KeyAgreement.PublicKey) { raw = Array(key.x963Representation) }

    public var description: String { Self.head + Data(raw).base64EncodedString() }

    /// 80 bits of its SHA-256 in groups of four digits.
    public var fingerprint: String {
        let digits = SHA256.hash(data: Data(raw)).prefix(10)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return stride(from: 0, to: 20, by: 4).map { start in
            String(digits.dropFirst(start).prefix(4))
        }.joined(separator: " ")
    }

    func agreement() throws(CopyingRefusal) -> P256.KeyAgreement.PublicKey {
        do { return try P256.KeyAgreement.PublicKey(x963Representation: Data(raw)) } catch {
            throw .keyUnusable
        }
    }
}

/// The private key of a recipient; it stays on the recipient's machine and is never sent anywhere.
public struct CopyPrivateKey: Sendable {
    let key: P256.KeyAgreement.PrivateKey

    /// A new key, from the generator of the operating system: it is made outside every installation.
    public init() { key = P256.KeyAgreement.PrivateKey() }

    /// Reads a PEM file.
    /// - Throws: `CopyingRefusal.otherKey`.
    public init(pem: String) throws(CopyingRefusal) {
        do { key = try P256.KeyAgreement.PrivateKey(pemRepresentation: pem) } catch {
            throw .otherKey
        }
    }

    public var pem: String { key.pemRepresentation }
    public var publicKey: CopyPublicKey { CopyPublicKey(key.publicKey) }
}
