// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Support
import Testing

@testable import AddresseeService

@Suite("受け付けない形", .serialized)
struct ShapeTests {
    @Test("持っていないスコープ、知らない項目、知らない道は断る")
    func limits() async throws {
        let office = try await ServedOffice()
        let token = try await office.token(.tax, "032:searches:Read")
        let other = try await office.post(
            .tax, "/v1/numbering", token: token, ServedOffice.numbering(1))
        #expect(other.status == 403 && other.codes == ["E-ADR-055"])
        let extra = try await office.post(
            .tax, "/v1/searches", token: token, ["reason": "照会", "name": "検証", "income": "1"])
        #expect(extra.status == 400 && extra.codes == ["E-ADR-056"])
        let type = try await office.post(
            .tax, "/v1/searches", token: token, ["reason": 1, "name": "検証"])
        #expect(type.status == 400)
        let reason = try await office.post(
            .tax, "/v1/searches", token: token, ["reason": " ", "name": "検証"])
        #expect(reason.status == 400 && reason.codes == ["E-ADR-056"])
        for path in ["/v1/provisions", "/v1/searches/1", "/", "/v1/numbering/../searches"] {
            let answer = try await office.post(.tax, path, token: token, [:])
            #expect(answer.status == 404, "\(path)")
        }
        let nobody = try await office.wire(.tax).send("POST", "/v1/searches", body: "{}")
        #expect(nobody.status == 401)
    }

    @Test("ない方法は405、制御文字・長すぎる文字・空の一覧・負の位置は400で断る")
    func shapes() async throws {
        let office = try await ServedOffice()
        let token = try await office.token(
            .tax, "032:searches:Read 032:addressees:Read 032:notices:Update")
        for method in ["GET", "PUT", "DELETE", "PATCH"] {
            let answer = try await office.wire(.tax).send(method, "/v1/searches")
            #expect(answer.status == 405 && answer.codes == ["E-ADR-066"], "\(method)")
        }
        for (path, body) in [
            ("/v1/searches", ["reason": "照会", "name": "検\u{0}証"]),
            ("/v1/searches", ["reason": "照会\n二行目", "name": "検証"]),
            ("/v1/searches", ["reason": "照会", "name": String(repeating: "長", count: 101)]),
            ("/v1/addressees", ["addressees": [String]()]),
            ("/v1/addressees", ["addressees": ["１２"]]),
            ("/v1/notices/confirmations", ["through": -1]),
            ("/v1/notices/confirmations", ["through": true]),
            ("/v1/notices/confirmations", ["through": 1.5]),
        ] as [(String, [String: Any])] {
            let answer = try await office.post(.tax, path, token: token, body)
            #expect(answer.status == 400 && answer.codes == ["E-ADR-056"], "\(path) \(body)")
        }
    }

    @Test("使われているポートと、この機械のものでない宛先は、日本語で断る")
    func listening() async throws {
        let office = try await ServedOffice()
        func serve(_ host: String) async throws {
            try await AddresseeService.serve(
                office.window, credentials: office.credentials,
                settings: ServiceSettings(
                    host: host, port: office.port,
                    certificateChain: office.folder.file("chain.pem").path,
                    privateKey: office.folder.file("key.pem").path,
                    clientAuthorities: office.folder.file("ca.pem").path,
                    audience: ServedOffice.audience), clock: office.clock)
        }
        let taken = ServiceRefusal.cannotListen(
            host: "127.0.0.1", port: office.port, why: .portTaken)
        await #expect(throws: taken) { try await serve("127.0.0.1") }
        #expect(taken.message.contains("ほかのプログラムがこのポートを使っています"))
        await #expect(throws: ServiceRefusal.self) { try await serve("192.0.2.1") }
    }
}
