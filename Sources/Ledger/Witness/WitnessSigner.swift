// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Vocabulary

/// The key of a witness: it says "at this time I saw this head, grown from the one before".
public struct WitnessSigner: Sendable {
    public let verifier: WitnessVerifier
    private let key: Curve25519.Signing.PrivateKey

    /// Takes the 32 bytes of an Ed25519 private key; `nil` for other bytes or a wrong name.
    public init?(name: String, privateKey: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: privateKey),
            let verifier = WitnessVerifier(
                name: name, publicKey: Array(key.publicKey.rawRepresentation))
        else { return nil }
        self.key = key
        self.verifier = verifier
    }

    /// What is signed: C2SP tlog-cosignature, version 1. `time` is in seconds.
    static func message(_ text: String, time: Int64) -> Data {
        Data("cosignature/v1\ntime \(time)\n\(text)".utf8)
    }

    /// The line `— name base64(key id ‖ time ‖ signature)` for the text of a checkpoint.
    func cosignatureLine(for text: String, at now: Instant) throws -> String {
        let time = now.microseconds / 1_000_000
        var bytes = ByteWriter(verifier.keyID)
        bytes.put(time)
        let signature = try key.signature(for: WitnessSigner.message(text, time: time))
        bytes.put(raw: Array(signature))
        return "\u{2014} \(verifier.name) \(Base64.text(bytes.bytes))\n"
    }
}
