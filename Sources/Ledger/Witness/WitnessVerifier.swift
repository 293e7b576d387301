// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Vocabulary

/// The public half of a witness (副署者): what C2SP tlog-cosignature calls a cosigner.
public struct WitnessVerifier: Sendable, Equatable {
    public let name: String
    /// 32 bytes, Ed25519.
    public let publicKey: [UInt8]

    public init?(name: String, publicKey: [UInt8]) {
        guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0 == "+" }),
            (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)) != nil
        else { return nil }
        self.name = name
        self.publicKey = publicKey
    }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x04 ‖ key); 0x04 is a timestamped cosignature.
    public var keyID: [UInt8] {
        Array(Digest.of(Array(name.utf8) + [0x0A, 0x04] + publicKey).bytes.prefix(4))
    }

    /// The key in the text form of signed-note: `name+hex(key id)+base64(0x04 ‖ key)`.
    public var text: String {
        let hex = keyID.map { padded(Int($0 >> 4), hex: $0) }.joined()
        return "\(name)+\(hex)+\(Base64.text([0x04] + publicKey))"
    }

    private func padded(_ high: Int, hex byte: UInt8) -> String {
        String(high, radix: 16) + String(byte & 15, radix: 16)
    }

    /// Reads the text form.
    public init?(text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let data = Base64.exact(parts[2]), data.first == 0x04
        else { return nil }
        self.init(name: String(parts[0]), publicKey: Array(data.dropFirst()))
        guard self.text == text else { return nil }
    }

    /// When this witness cosigned the text; `nil` when none of the lines is its right cosignature.
    func cosignedAt(_ text: String, signatureLines: [Substring]) -> Instant? {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return nil
        }
        let own = NoteText.signatures(in: signatureLines, named: name, keyID: keyID)
        for bytes in own where bytes.count == 72 {
            let seconds = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard let time = Int64(exactly: seconds), time <= Int64.max / 1_000_000 else {
                continue
            }
            let message = WitnessSigner.message(text, time: time)
            if key.isValidSignature(Data(bytes.dropFirst(8)), for: message) {
                return Instant(microseconds: time * 1_000_000)
            }
        }
        return nil
    }
}
