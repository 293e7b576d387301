// SPDX-License-Identifier: Apache-2.0
import Crypto
public import Foundation
import NIOSSL

/// A certificate of a peer, as far as it is looked at when it is registered.
public struct CertificateFile: Sendable {
    /// SHA-256 of its DER bytes, 64 hexadecimal digits.
    public let fingerprint: String
    public let notAfter: Date

    /// Reads the first certificate of a PEM file.
    /// - Throws: `ServiceRefusal.unusable`.
    public init(pem url: URL) throws(ServiceRefusal) {
        guard let first = try? NIOSSLCertificate.fromPEMFile(url.path).first,
            let found = Self.fingerprint(of: first)
        else { throw .unusable("証明書（\(url.lastPathComponent)）を読めません") }
        fingerprint = found
        notAfter = Date(timeIntervalSince1970: Double(first.notValidAfter))
    }

    static func fingerprint(of certificate: NIOSSLCertificate) -> String? {
        guard let der = try? certificate.toDERBytes() else { return nil }
        return SHA256.hash(data: der).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
