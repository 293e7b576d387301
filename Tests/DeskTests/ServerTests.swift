// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOSSL
import Support
import Testing
import Vocabulary

// SPDX-License-Identifier: Apache-2.0
@testable import Desk

@Suite("TLS の上の画面")
struct ServerTests {
    @Test("検証用の証明書で開き、平文では答えず、止めると終わる")
    func overTLSOnly() async throws {
        let bench = try await DeskBench()
        let (ports, said) = AsyncStream.makeStream(of: String.self)
        let serving = Task {
            try await Desk.serve(
                bench.office, settings: DeskSettings(port: 0, isRehearsal: true)
            ) { address in
                said.yield(address)
            }
        }
        let address = try #require(await ports.first { _ in true })
        let port = try #require(URL(string: address)?.port)
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        let answer = try await TestClient.withClient(
            host: "127.0.0.1", port: port,
            configuration: .init(tlsConfiguration: tls, serverName: "localhost")
        ) { client in
            try await client.get("/login")
        }
        #expect(answer.status == .ok)
        #expect(answer.headers.value("strict-transport-security") != nil)
        await #expect(throws: (any Error).self) {
            try await TestClient.withClient(
                host: "127.0.0.1", port: port, configuration: .init(timeout: .seconds(3))
            ) { client in
                _ = try await client.get("/login")
            }
        }
        serving.cancel()
        _ = await serving.result
    }

    @Test("証明書は二度目の起動でも同じで、期限が過ぎると作り直される")
    func certificateIsKept() async throws {
        let bench = try await DeskBench()
        let data = bench.folder.file("tls-data").path
        func make() throws -> String {
            _ = try ServerCertificate.configuration(
                .development, host: "127.0.0.1", data: data, now: bench.clock.now())
            return try String(contentsOfFile: data + "/tls/development.pem", encoding: .utf8)
        }
        let first = try make()
        #expect(try make() == first)
        bench.clock.go(seconds: 400 * 86_400)
        #expect(try make() != first)
    }

    @Test("ない証明書の場所は、名を挙げて断られる")
    func missingFiles() {
        #expect(throws: DeskRefusal.certificateUnreadable("/nowhere/chain.pem")) {
            try ServerCertificate.configuration(
                .files(chain: "/nowhere/chain.pem", key: "/nowhere/key.pem"), host: "h",
                data: "/nowhere", now: .init(microseconds: 0))
        }
    }
}
