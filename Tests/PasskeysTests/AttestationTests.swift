// SPDX-License-Identifier: Apache-2.0
import Authenticator
import Crypto
import Foundation
import SwiftASN1
import Testing
import Vocabulary
import X509

@testable import Passkeys

@Suite("認証器の機種の証明")
struct AttestationTests {
    private static let now = CeremonyTests.now
    private static let day: TimeInterval = 86_400

    /// A maker with a root, and the certificate of one model.
    private struct Maker {
        let rootKey = P256.Signing.PrivateKey()
        let leafKey = P256.Signing.PrivateKey()
        let root: Certificate
        let leaf: Certificate

        init(model: [UInt8], until: TimeInterval = 365 * day) throws {
            let today = Date(
                timeIntervalSince1970: Double(AttestationTests.now.microseconds) / 1_000_000)
            let name = try DistinguishedName { CommonName("架空の認証器の製造者") }
            root = try Certificate(
                version: .v3, serialNumber: .init(), publicKey: .init(rootKey.publicKey),
                notValidBefore: today - 400 * day, notValidAfter: today + 400 * day, issuer: name,
                subject: name, signatureAlgorithm: .ecdsaWithSHA256,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                }, issuerPrivateKey: .init(rootKey))
            var extensions = try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
            }
            try extensions.append(
                Certificate.Extension(
                    oid: [1, 3, 6, 1, 4, 1, 45724, 1, 1, 4], critical: false,
                    value: ([0x04, 0x10] + model)[...]))
            leaf = try Certificate(
                version: .v3, serialNumber: .init(), publicKey: .init(leafKey.publicKey),
                notValidBefore: today - 100 * day, notValidAfter: today + until, issuer: name,
                subject: try DistinguishedName {
                    OrganizationalUnitName("Authenticator Attestation")
                }, signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions,
                issuerPrivateKey: .init(rootKey))
        }

        static func der(_ certificate: Certificate) throws -> [UInt8] {
            var serializer = DER.Serializer()
            try serializer.serialize(certificate)
            return serializer.serializedBytes
        }
    }

    private let device = SoftAuthenticator(key: .p256(P256.Signing.PrivateKey()))

    private func register(
        _ maker: Maker, roots: [[UInt8]], requires: Bool = true,
        signingWith key: P256.Signing.PrivateKey? = nil
    ) async throws -> Passkey {
        let client = device.clientData("webauthn.create", SoftAuthenticator.challenge)
        let data = try device.authenticatorData(withCredential: true)
        let signature = try (key ?? maker.leafKey).signature(
            for: Data(data + Array(SHA256.hash(data: Data(client)))))
        let object = SoftAuthenticator.packed(
            data, signature: Array(signature.derRepresentation),
            chain: [try Maker.der(maker.leaf)])
        return try await PasskeyRegistration(
            party: CeremonyTests.party,
            policy: AuthenticatorPolicy(
                models: [device.model], requiresAttestation: requires, roots: roots)
        ).verify(
            clientData: client, attestationObject: object,
            challenge: SoftAuthenticator.challenge, now: AttestationTests.now)
    }

    @Test("製造者の証明書が機種を示せば、証明された機種として登録する")
    func attested() async throws {
        let maker = try Maker(model: device.model)
        let passkey = try await register(maker, roots: [try Maker.der(maker.root)])
        #expect(passkey.isAttested)
    }

    @Test("信頼する製造者を一つも持たないときは、証明された機種にならない")
    func withoutRoots() async throws {
        let maker = try Maker(model: device.model)
        #expect(try await !register(maker, roots: [], requires: false).isAttested)
        await #expect(throws: PasskeyRefusal.attestationMissing) {
            try await register(maker, roots: [])
        }
    }

    @Test("ほかの製造者、ほかの機種、期限切れ、ほかの鍵の署名は断る")
    func refusals() async throws {
        let maker = try Maker(model: device.model)
        let other = try Maker(model: device.model)
        let root = try Maker.der(maker.root)
        await #expect(throws: PasskeyRefusal.attestationInvalid) {
            try await register(maker, roots: [try Maker.der(other.root)])
        }
        await #expect(throws: PasskeyRefusal.attestationInvalid) {
            try await register(maker, roots: [root], signingWith: other.leafKey)
        }
        let foreign = try Maker(model: Array(repeating: 3, count: 16))
        await #expect(throws: PasskeyRefusal.attestationInvalid) {
            try await register(foreign, roots: [try Maker.der(foreign.root)])
        }
        let expired = try Maker(model: device.model, until: -AttestationTests.day)
        await #expect(throws: PasskeyRefusal.attestationInvalid) {
            try await register(expired, roots: [try Maker.der(expired.root)])
        }
    }
}
