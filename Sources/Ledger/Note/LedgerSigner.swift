// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// The key that signs checkpoints: Ed25519 under a name, as C2SP signed-note wants it.
public struct LedgerSigner: Sendable {
    public let verifier: LedgerVerifier
    private let key: Curve25519.Signing.PrivateKey

    /// Takes the 32 bytes of an Ed25519 private key; `nil` for other bytes, or for a name that is
    /// empty or holds a space or `+`.
    public init?(name: String, privateKey: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: privateKey),
            let verifier = LedgerVerifier(
                name: name, publicKey: Array(key.publicKey.rawRepresentation))
        else { return nil }
        self.key = key
        self.verifier = verifier
    }

    /// The signature line for a text: `— name base64(key id ‖ signature)`.
    func signatureLine(for text: String) throws -> String {
        let signature = try key.signature(for: Data(text.utf8))
        let bytes = Data(verifier.keyID) + signature
        return "\u{2014} \(verifier.name) \(bytes.base64EncodedString())\n"
    }
}
