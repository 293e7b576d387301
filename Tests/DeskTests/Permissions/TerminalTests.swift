// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOSSL
import Office
import Safeguards
import Support
import Testing

// SPDX-License-Identifier: Apache-2.0
@testable import Desk

/// R-85f over real TLS: the terminal is its certificate.
@Suite("端末の証明書")
struct TerminalTests {
    private func page(
        _ port: Int, _ pair: TestCertificates.Pair?,
        _ walk: @escaping @Sendable (TestClient) async throws -> TestClient.Response
    ) async throws -> TestClient.Response {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        if let pair {
            tls.certificateChain = try NIOSSLCertificate.fromPEMFile(pair.certificate.path)
                .map { .certificate($0) }
            tls.privateKey = .privateKey(
                try NIOSSLPrivateKey(file: pair.key.path, format: .pem))
        }
        return try await TestClient.withClient(
            host: "127.0.0.1", port: port,
            configuration: .init(
                tlsConfiguration: tls, timeout: .seconds(60), serverName: "localhost"),
            operation: walk)
    }

    /// Logs in with the right user id and password.
    private func logIn(_ client: TestClient) async throws -> TestClient.Response {
        let door = try await client.get("/login")
        let text = String(buffer: door.body ?? ByteBuffer())
        let secret = text.firstMatch(of: /name="door" value="([^"]*)"/).map { String($0.1) } ?? ""
        let cookie = door.headers[values: .setCookie].first.map { String($0.prefix { $0 != ";" }) }
        var fields = HTTPFields()
        fields.put(cookie ?? "", "cookie")
        fields.put("application/x-www-form-urlencoded", "content-type")
        let body =
            "door=\(secret)&officer=uketsuke&password=\(Typed.escaped(DeskBench.password))"
        return try await client.post(
            "/login", headers: fields, body: ByteBuffer(string: body))
    }

    @Test(
        "登録した端末だけがログインでき、知らない端末は正しいパスワードでも断られ、ログに端末の名が残る",
        .measure("R-85f"))
    func registeredOnly() async throws {
        let folder = try TemporaryFolder("terminals")
        let papers = try TestCertificates(in: folder.url)
        let bench = try await DeskBench(needsTerminal: true)
        let der = try #require(
            try NIOSSLCertificate.fromPEMFile(papers.client.certificate.path).first
        ).toDERBytes()
        let print = SHA256.hash(data: der).map { String(format: "%02x", $0) }.joined()
        try bench.office.accounts.registerTerminal(
            fingerprint: print, name: "窓口1番", reason: "配備", by: bench.administrator)
        let (ports, said) = AsyncStream.makeStream(of: String.self)
        let serving = Task {
            try await Desk.serve(
                bench.office,
                settings: DeskSettings(
                    port: 0, terminalAuthority: papers.authority.path, isRehearsal: true)
            ) { said.yield($0) }
        }
        let address = try #require(await ports.first { _ in true })
        let port = try #require(URL(string: address)?.port)
        let known = try await page(port, papers.client, logIn)
        #expect(known.status == .seeOther)
        // The page of the log-in opens without a certificate and says what is missing.
        let unknown = try await page(port, nil, logIn)
        #expect(unknown.status == .unprocessableContent)
        #expect(String(buffer: unknown.body ?? ByteBuffer()).contains("登録されていない端末"))
        // Of the right authority, but not registered; the desk's own server certificate serves.
        let unregistered = try await page(port, papers.server, logIn)
        #expect(unregistered.status == .unprocessableContent)
        // Of a foreign authority: no connection at all.
        await #expect(throws: (any Error).self) {
            _ = try await page(port, papers.stranger, logIn)
        }
        let open = try bench.office.accounts.terminals(by: bench.administrator)
        try bench.office.accounts.revokeTerminal(
            try #require(open.first).id, reason: "紛失", by: bench.administrator)
        let revoked = try await page(port, papers.client, logIn)
        #expect(revoked.status == .unprocessableContent)
        serving.cancel()
        _ = await serving.result
    }
}
