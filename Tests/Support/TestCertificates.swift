// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// An authority of a test with certificates for a server on this machine and for a client, and a
/// client of a foreign authority. Made with the `openssl` of the machine.
public struct TestCertificates: Sendable {
    public struct Failed: Error {
        public let arguments: [String]
    }

    /// PEM files of a certificate and its key.
    public struct Pair: Sendable {
        public let certificate: URL
        public let key: URL
    }

    /// PEM of the authority.
    public let authority: URL
    public let server: Pair
    public let client: Pair
    /// Signed by somebody whom the server does not know.
    public let stranger: Pair
    public let strangersAuthority: URL

    public init(in folder: URL) throws {
        let own = try Self.makeAuthority("authority", in: folder)
        let other = try Self.makeAuthority("foreign", in: folder)
        authority = own.certificate
        strangersAuthority = other.certificate
        server = try Self.sign("server", by: own, in: folder)
        client = try Self.sign("client", by: own, in: folder)
        stranger = try Self.sign("stranger", by: other, in: folder)
    }

    private static let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]

    private static func pair(_ name: String, in folder: URL) -> Pair {
        Pair(
            certificate: folder.appending(path: "\(name).pem"),
            key: folder.appending(path: "\(name)-key.pem"))
    }

    private static func makeAuthority(_ name: String, in folder: URL) throws -> Pair {
        let made = pair(name, in: folder)
        try openssl(
            ["req", "-x509"] + key + [
                "-days", "2", "-subj", "/CN=\(name) of tests", "-keyout", made.key.path,
                "-out", made.certificate.path,
            ])
        return made
    }

    private static func sign(_ name: String, by authority: Pair, in folder: URL) throws -> Pair {
        let made = pair(name, in: folder)
        let request = folder.appending(path: "\(name).csr")
        let words = folder.appending(path: "\(name).ext")
        try """
        subjectAltName=DNS:localhost,IP:127.0.0.1
        extendedKeyUsage=serverAuth,clientAuth
        basicConstraints=critical,CA:FALSE
        """.write(to: words, atomically: true, encoding: .utf8)
        try openssl(
            ["req", "-new"] + key + [
                "-subj", "/CN=\(name)", "-keyout", made.key.path, "-out", request.path,
            ])
        try openssl([
            "x509", "-req", "-in", request.path, "-CA", authority.certificate.path, "-CAkey",
            authority.key.path, "-CAcreateserial", "-days", "2", "-extfile", words.path, "-out",
            made.certificate.path,
        ])
        return made
    }

    private static func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(arguments: arguments) }
    }
}
