// SPDX-License-Identifier: Apache-2.0
import Crypto
public import Foundation
import SwiftASN1
import Vault
import Vocabulary
import X509

/// A certificate authority for rehearsals: it signs the server and the peers of a fictional town.
/// A municipality uses its own (LGPKI or an authority of its network).
public struct DevelopmentAuthority: Sendable {
    private let name: DistinguishedName
    private let key: Certificate.PrivateKey
    /// The certificate of the authority.
    public let pem: String

    /// PEM texts of a certificate and its key.
    public struct Pair: Sendable {
        public let certificate: String
        public let key: String
    }

    /// Opens the authority of a folder, or makes one there.
    /// - Throws: `ServiceRefusal.unusable`, `Fault(.disk)`.
    public init(folder: URL, now: Date) throws {
        let certificate = folder.appendingPathComponent("development-ca.pem")
        let secret = folder.appendingPathComponent("development-ca.key")
        if let text = try? String(contentsOf: secret, encoding: .utf8) {
            guard let opened = try? P256.Signing.PrivateKey(pemRepresentation: text),
                let pem = try? String(contentsOf: certificate, encoding: .utf8),
                let own = try? Certificate(pemEncoded: pem)
            else { throw ServiceRefusal.unusable("検証用の認証局（\(secret.path)）を読めません") }
            key = Certificate.PrivateKey(opened)
            name = own.subject
            self.pem = pem
            return
        }
        let fresh = P256.Signing.PrivateKey()
        key = Certificate.PrivateKey(fresh)
        name = try DistinguishedName {
            CommonName("hagukumi development authority")
            OrganizationName("Hagukumi")
        }
        let own = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
            notValidBefore: now.addingTimeInterval(-86_400),
            notValidAfter: now.addingTimeInterval(397 * 86_400), issuer: name, subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true))
            }, issuerPrivateKey: key)
        pem = try own.serializeAsPEM().pemString
        try DurableFile.create(Array(pem.utf8), at: certificate)
        try DurableFile.create(Array(fresh.pemRepresentation.utf8), at: secret)
    }

    /// The certificate of the server, for the names by which clients find it.
    public func signServer(host: String, now: Date) throws -> Pair {
        let names = Set(["localhost", host]).sorted().map { GeneralName.dnsName($0) }
        let own = GeneralName.ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1]))
        return try sign(host, [.serverAuth], names + [own], now)
    }

    /// The certificate of a peer.
    public func signClient(_ title: String, now: Date) throws -> Pair {
        try sign(title, [.clientAuth], [.dnsName(title)], now)
    }

    private func sign(
        _ title: String, _ uses: [ExtendedKeyUsage.Usage], _ names: [GeneralName], _ now: Date
    ) throws -> Pair {
        let secret = P256.Signing.PrivateKey()
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PrivateKey(secret).publicKey,
            notValidBefore: now.addingTimeInterval(-86_400),
            notValidAfter: now.addingTimeInterval(396 * 86_400), issuer: name,
            subject: try DistinguishedName { CommonName(title) },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage(uses)
                SubjectAlternativeNames(names)
            }, issuerPrivateKey: key)
        return Pair(
            certificate: try certificate.serializeAsPEM().pemString,
            key: secret.pemRepresentation)
    }
}
