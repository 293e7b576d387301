// SPDX-License-Identifier: Apache-2.0
import Crypto
import CryptoExtras
import Foundation

/// The public key of a passkey, in the COSE form (RFC 9053) that the authenticator gave: ES256,
/// EdDSA (Ed25519) or RS256, nothing else.
public struct CredentialKey: Sendable, Hashable {
    /// The algorithms, by their COSE numbers, in the order in which they are offered.
    public enum Algorithm: Int64, CaseIterable, Sendable {
        case es256 = -7
        case edDSA = -8
        case rs256 = -257
    }

    public let algorithm: Algorithm
    /// The COSE bytes, as they are kept.
    public let bytes: [UInt8]
    private let parts: [[UInt8]]

    /// `nil` for another algorithm, a point that is not on the curve, or an RSA key under 2048 bits.
    public init?(cose bytes: [UInt8]) {
        guard let map = CBORReader.value(of: bytes), let number = map[3]?.asInteger,
            let algorithm = Algorithm(rawValue: number), let kind = map[1]?.asInteger
        else { return nil }
        let parts: [[UInt8]?] =
            switch (algorithm, kind) {
            case (.es256, 2) where map[-1]?.asInteger == 1:
                [map[-2]?.asBytes, map[-3]?.asBytes]
            case (.edDSA, 1) where map[-1]?.asInteger == 6: [map[-2]?.asBytes]
            case (.rs256, 3): [map[-1]?.asBytes, map[-2]?.asBytes]
            default: []
            }
        let known = parts.compactMap(\.self)
        guard !known.isEmpty, known.count == parts.count else { return nil }
        self.algorithm = algorithm
        self.bytes = bytes
        self.parts = known
        guard isUsable else { return nil }
    }

    private var isUsable: Bool {
        switch algorithm {
        case .es256: parts.allSatisfy { $0.count == 32 } && point != nil
        case .edDSA: (try? Curve25519.Signing.PublicKey(rawRepresentation: parts[0])) != nil
        case .rs256: parts[0].count >= 256 && parts[0].count <= 512 && modulus != nil
        }
    }

    private var point: P256.Signing.PublicKey? {
        try? P256.Signing.PublicKey(rawRepresentation: Data(parts[0] + parts[1]))
    }

    private var modulus: _RSA.Signing.PublicKey? {
        try? _RSA.Signing.PublicKey(n: Data(parts[0]), e: Data(parts[1]))
    }

    /// Whether the signature over the bytes is this key's.
    func accepts(_ signature: [UInt8], over bytes: [UInt8]) -> Bool {
        let message = Data(bytes)
        switch algorithm {
        case .es256:
            guard let point,
                let parsed = try? P256.Signing.ECDSASignature(derRepresentation: signature)
            else { return false }
            return point.isValidSignature(parsed, for: message)
        case .edDSA:
            guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: parts[0]) else {
                return false
            }
            return signature.count == 64 && key.isValidSignature(Data(signature), for: message)
        case .rs256:
            guard let modulus else { return false }
            return modulus.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: signature),
                for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
        }
    }

    public static func == (left: CredentialKey, right: CredentialKey) -> Bool {
        left.bytes == right.bytes
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
