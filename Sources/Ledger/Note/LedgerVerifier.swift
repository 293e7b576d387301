// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// The public half of a signer; enough to verify a ledger on another machine.
public struct LedgerVerifier: Sendable, Equatable {
    public let name: String
    /// 32 bytes.
    public let publicKey: [UInt8]

    public init?(name: String, publicKey: [UInt8]) {
        guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0 == "+" }),
            (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)) != nil
        else { return nil }
        self.name = name
        self.publicKey = publicKey
    }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key); 0x01 is Ed25519.
    public var keyID: [UInt8] {
        Array(Digest.of(Array(name.utf8) + [0x0A, 0x01] + publicKey).bytes.prefix(4))
    }

    /// The key in the text form of signed-note: `name+hex(key id)+base64(0x01 ‖ key)`.
    public var text: String {
        let hex = keyID.map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }
        return "\(name)+\(hex.joined())+\(Data([0x01] + publicKey).base64EncodedString())"
    }

    /// Reads the text form.
    public init?(text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let data = Data(base64Encoded: String(parts[2])),
            data.first == 0x01
        else { return nil }
        self.init(name: String(parts[0]), publicKey: Array(data.dropFirst()))
        guard self.text == text else { return nil }
    }

    /// Whether one of the signature lines is this key's and is right.
    func accepts(_ text: String, signatureLines: [Substring]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        // The first line of this name and key decides.
        let own = NoteText.signatures(in: signatureLines, named: name, keyID: keyID)
        return own.first.map { key.isValidSignature(Data($0), for: Data(text.utf8)) } ?? false
    }
}
