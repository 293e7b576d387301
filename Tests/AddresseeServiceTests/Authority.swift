// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import SwiftASN1
import X509

/// A certificate authority of the tests.
struct Authority {
    /// PEM of a certificate and its key, and the fingerprint by which a peer is registered.
    struct Pair {
        let certificate: String
        let key: String
        let fingerprint: String
    }

    private let name: DistinguishedName
    private let key: Certificate.PrivateKey
    private let secret: P256.Signing.PrivateKey
    let pem: String

    init(_ title: String) throws {
        let secret = P256.Signing.PrivateKey()
        self.secret = secret
        key = Certificate.PrivateKey(secret)
        name = try DistinguishedName { CommonName(title) }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
            notValidBefore: Date().addingTimeInterval(-86_400),
            notValidAfter: Date().addingTimeInterval(86_400), issuer: name, subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(keyCertSign: true))
            }, issuerPrivateKey: key)
        pem = try certificate.serializeAsPEM().pemString
    }

    /// Its own certificate, shown as a client's: signed by itself.
    func itself() throws -> Pair {
        Pair(certificate: pem, key: secret.pemRepresentation, fingerprint: "")
    }

    /// A certificate for a server or a client of this authority.
    func sign(
        _ title: String, from start: Date = Date().addingTimeInterval(-172_800),
        until end: Date = Date().addingTimeInterval(86_400),
        uses: [ExtendedKeyUsage.Usage] = [.serverAuth, .clientAuth]
    ) throws -> Pair {
        let secret = P256.Signing.PrivateKey()
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PrivateKey(secret).publicKey,
            notValidBefore: start, notValidAfter: end, issuer: name,
            subject: try DistinguishedName { CommonName(title) },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage(uses)
                SubjectAlternativeNames([.dnsName("localhost")])
            }, issuerPrivateKey: key)
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        let fingerprint = SHA256.hash(data: serializer.serializedBytes)
            .map { String(format: "%02x", $0) }.joined()
        return Pair(
            certificate: try certificate.serializeAsPEM().pemString,
            key: secret.pemRepresentation, fingerprint: fingerprint)
    }
}
