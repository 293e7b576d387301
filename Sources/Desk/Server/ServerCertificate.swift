// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import Vocabulary
import X509

/// The certificate of the server: files of the municipality, or one that the desk signs itself.
enum ServerCertificate {
    /// The settings of TLS: 1.2 or newer, nothing in the clear.
    /// - Parameter terminals: the authority of the terminals' certificates. A terminal without one
    ///   gets as far as the page of the log-in, which says what is missing; one of a foreign
    ///   authority gets no connection.
    /// - Throws: `DeskRefusal.certificateUnreadable`, `Fault`.
    static func configuration(
        _ source: DeskSettings.CertificateSource, host: String, data: String, now: Instant,
        terminals: String? = nil
    ) throws -> TLSConfiguration {
        let files: (chain: String, key: String)
        switch source {
        case .files(let chain, let key): files = (chain, key)
        case .development:
            files = try developmentFiles(host: host, data: data, now: now)
        }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(files.chain)
            let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            guard let terminals else { return configuration }
            guard let roots = try? NIOSSLCertificate.fromPEMFile(terminals), !roots.isEmpty else {
                throw DeskRefusal.certificateUnreadable(terminals)
            }
            configuration.trustRoots = .certificates(roots)
            configuration.certificateVerification = .optionalVerification
            return configuration
        } catch let refusal as DeskRefusal {
            throw refusal
        } catch {
            throw DeskRefusal.certificateUnreadable(files.chain)
        }
    }

    /// `tls/` in the data folder; made on the first start and again when it is over.
    private static func developmentFiles(
        host: String, data: String, now: Instant
    ) throws -> (chain: String, key: String) {
        let folder = URL(fileURLWithPath: data).appendingPathComponent("tls")
        let chain = folder.appendingPathComponent("development.pem")
        let key = folder.appendingPathComponent("development.key")
        let manager = FileManager.default
        let today = Date(timeIntervalSince1970: Double(now.microseconds) / 1_000_000)
        if manager.fileExists(atPath: key.path),
            let text = try? String(contentsOf: chain, encoding: .utf8),
            let old = try? Certificate(pemEncoded: text),
            old.notValidBefore <= today, today < old.notValidAfter
        {
            return (chain.path, key.path)
        }
        let (certificate, secret) = try sign(host: host, from: today)
        try manager.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for (file, text) in [(chain, certificate), (key, secret)] {
            try? manager.removeItem(at: file)
            guard
                manager.createFile(
                    atPath: file.path, contents: Data(text.utf8),
                    attributes: [.posixPermissions: 0o600])
            else { throw Fault(.disk, detail: "cannot write \(file.lastPathComponent)") }
        }
        return (chain.path, key.path)
    }

    private static func sign(
        host: String, from start: Date
    ) throws -> (certificate: String, key: String) {
        let secret = P256.Signing.PrivateKey()
        let key = Certificate.PrivateKey(secret)
        let name = try DistinguishedName {
            CommonName("hagukumi development")
            OrganizationName("Hagukumi")
        }
        let names = Set(["localhost", host]).sorted().map { GeneralName.dnsName($0) }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
            notValidBefore: start.addingTimeInterval(-86_400),
            notValidAfter: start.addingTimeInterval(397 * 86_400), issuer: name, subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(
                    names + [
                        GeneralName.ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1]))
                    ])
            },
            issuerPrivateKey: key)
        return (try certificate.serializeAsPEM().pemString, secret.pemRepresentation)
    }
}
