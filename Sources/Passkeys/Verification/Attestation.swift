// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import SwiftASN1
import Vocabulary
@_spi(FixedExpiryValidationTime) import X509

/// The maker's word for the model of an authenticator (WebAuthn §8.2 packed, §8.7 none). Other
/// formats are refused: nobody should believe they were checked.
struct Attestation {
    let format: String
    let statement: CBORValue
    let signed: [UInt8]
    let made: AuthenticatorData.NewCredential
    let roots: [[UInt8]]

    /// Whether a certificate under one of the roots proves the model. False for no attestation and
    /// for an authenticator that only signed with its new key.
    /// - Throws: `PasskeyRefusal.attestationInvalid`.
    func isProved(at now: Instant) async throws -> Bool {
        switch format {
        case "none":
            guard statement.isEmptyMap else { throw PasskeyRefusal.attestationInvalid }
            return false
        case "packed":
            guard let number = statement["alg"]?.asInteger,
                let signature = statement["sig"]?.asBytes
            else { throw PasskeyRefusal.attestationInvalid }
            guard let chain = statement["x5c"] else {
                guard number == made.key.algorithm.rawValue,
                    made.key.accepts(signature, over: signed)
                else { throw PasskeyRefusal.attestationInvalid }
                return false
            }
            return try await isProved(by: chain, number, signature, now)
        default: throw PasskeyRefusal.attestationInvalid
        }
    }

    private func isProved(
        by chain: CBORValue, _ algorithm: Int64, _ signature: [UInt8], _ now: Instant
    ) async throws -> Bool {
        // Makers sign with P-256; nothing else is offered.
        guard algorithm == CredentialKey.Algorithm.es256.rawValue,
            let ders = chain.asArray?.compactMap(\.asBytes), let first = ders.first,
            ders.count <= 5, let leaf = try? Certificate(derEncoded: first),
            let key = P256.Signing.PublicKey(leaf.publicKey),
            let parsed = try? P256.Signing.ECDSASignature(derRepresentation: signature),
            key.isValidSignature(parsed, for: signed),
            saysModel(leaf)
        else { throw PasskeyRefusal.attestationInvalid }
        // Without roots of makers the certificate proves nothing, but it is not wrong either.
        guard !roots.isEmpty else { return false }
        guard let trusted = try? roots.map({ try Certificate(derEncoded: $0) }),
            let between = try? ders.dropFirst().map({ try Certificate(derEncoded: $0) })
        else { throw PasskeyRefusal.attestationInvalid }
        var verifier = Verifier(rootCertificates: CertificateStore(trusted)) {
            RFC5280Policy(
                fixedExpiryValidationTime: Date(
                    timeIntervalSince1970: Double(now.microseconds) / 1_000_000))
        }
        let result = await verifier.validate(
            leaf: leaf, intermediates: CertificateStore(between))
        guard case .validCertificate = result else { throw PasskeyRefusal.attestationInvalid }
        return true
    }

    /// id-fido-gen-ce-aaguid: where the certificate names a model, it must be the one that was said.
    private func saysModel(_ leaf: Certificate) -> Bool {
        let name: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 45724, 1, 1, 4]
        guard let extensionOfModel = leaf.extensions[oid: name] else { return true }
        return Array(extensionOfModel.value) == [0x04, 0x10] + made.model
    }
}
