// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Support
import Testing

@testable import AddresseeService

@Suite("システム2の受付", .serialized)
struct ServiceTests {
    @Test("トークンを受けて付番依頼をし、同じ依頼番号では同じ答えが返る")
    func numbering() async throws {
        let office = try await ServedOffice()
        let token = try await office.token(.tax, "032:numbering:Create 032:searches:Read")
        func ask(_ serial: Int, _ key: String) async throws -> WireClient.Answer {
            try await office.post(
                .tax, "/v1/numbering", token: token, key: key, ServedOffice.numbering(serial))
        }
        let first = try await ask(1, "T-1")
        #expect(first.status == 200 && first.json["outcome"] as? String == "付番")
        #expect(try await ask(1, "T-1").body == first.body)
        let other = try await ask(2, "T-1")
        #expect(other.status == 409 && other.codes == ["E-ADR-023"])
        let found = try await office.post(
            .tax, "/v1/searches", token: token,
            ["reason": "課税の照会", "individualNumber": ServedOffice.number(1)])
        #expect(found.status == 200)
        let persons = found.json["persons"] as? [[String: Any]]
        #expect((persons?.first?["items"] as? [String: String])?["name"] == "検証　花子")
        #expect(!String(decoding: found.body, as: UTF8.self).contains(ServedOffice.number(1)))
    }

    @Test("住登外者の付番APIは、標準の項目名と E0001〜E0004 で答える")
    func standardAPI() async throws {
        let office = try await ServedOffice()
        let route = ServiceRoute.numberNonResident
        let token = try await office.token(.tax, route.scope ?? "")
        let body: [String: Any] = [
            "shorikubun": "0", "shikuchosonkodo": "119997", "gyomuid": "010",
            "sosashaid": "z901", "sosanengappi": "2025-04-01", "sosajikoku": "09:30:00",
            "shimei": "県外　太郎", "seibetsu": "1", "seinengappi": "1985-06-07",
            "jusho_choaza": "隣町西１－２",
        ]
        let answer = try await office.post(.tax, route.path, token: token, body)
        #expect(answer.status == 200)
        let result = (answer.json["result"] as? [[String: Any]])?.first
        #expect((result?["atenabango"] as? String)?.count == 15)
        #expect(result?["sosajikoku"] as? String == "09:30:00")
        let wrong = try await office.post(
            .tax, route.path, token: token, ["shorikubun": "9", "shimei": "ｹﾝ"])
        #expect(wrong.status == 400)
        #expect(wrong.codes == ["E0002", "E0001", "E0001", "E0001", "E0001", "E0002"])
    }

    @Test("中間サーバーには個人番号と4情報を答え、ほかの接続先はその求めができない")
    func disclosure() async throws {
        let office = try await ServedOffice()
        let tax = try await office.token(.tax, "032:numbering:Create")
        let numbered = try await office.post(
            .tax, "/v1/numbering", token: tax, ServedOffice.numbering(1))
        let number = try #require(numbered.json["integratedNumber"] as? String)
        let central = try await office.token(.intermediateServer, "032:disclosures:Read")
        let answer = try await office.post(
            .intermediateServer, "/v1/disclosures", token: central,
            ["requestNumber": "要求1", "integratedNumbers": [number, "99"]])
        #expect(answer.status == 200)
        let person = (answer.json["persons"] as? [[String: Any]])?.first
        #expect(person?["individualNumber"] as? String == ServedOffice.number(1))
        #expect(answer.json["unknown"] as? [String] == ["000000000000099"])
        #expect(try await office.token(.tax, "032:disclosures:Read").isEmpty)
    }

    @Test("証明書のない・よその認証局の・期限の切れた接続は、握手で断る")
    func connections() async throws {
        let office = try await ServedOffice()
        let foreign = try Authority("よその認証局").sign("tax")
        let expired = try office.authority.sign("tax", until: Date().addingTimeInterval(-3_600))
        for pair in [nil, foreign, expired] {
            await #expect(throws: (any Error).self) {
                _ = try await office.wire(pair).send("GET", "/openapi.json")
            }
        }
        let served = try await office.wire(.tax).send("GET", "/openapi.json")
        let document = try AddresseeService.document()
        #expect(served.status == 200 && served.body == document)
    }

    @Test("登録のない証明書・違う秘密・違う宛先・期限の外の証明は、どれも同じ答えで断る")
    func clients() async throws {
        let office = try await ServedOffice()
        let secret = ServedOffice.secrets[.tax] ?? ""
        let stranger = try office.authority.sign("stranger")
        var attempts: [(WireClient, String)] = []
        let good = office.statement(.tax)
        attempts.append((office.wire(stranger), try await office.assertion(good, secret: secret)))
        attempts.append(
            (
                office.wire(.welfare),
                try await office.assertion(office.statement(.tax), secret: secret)
            ))
        attempts.append(
            (
                office.wire(.tax),
                try await office.assertion(
                    office.statement(.tax), secret: String(repeating: "x", count: 40))
            ))
        var changes: [(inout ServedOffice.Statement) -> Void] = []
        changes.append { $0.aud = "https://elsewhere/" }
        changes.append { $0.exp -= 61 }
        changes.append { $0.exp += 3_600 }
        changes.append { $0.iat += 600 }
        changes.append { $0.sub = "other" }
        changes.append { $0.jti = "" }
        changes.append { $0.iss = String(repeating: "n", count: 32) }
        for change in changes {
            var statement = office.statement(.tax)
            change(&statement)
            attempts.append(
                (office.wire(.tax), try await office.assertion(statement, secret: secret)))
        }
        attempts.append((office.wire(.tax), "e30.e30."))
        for (place, (wire, assertion)) in attempts.enumerated() {
            let answer = try await office.askToken(
                wire, assertion: assertion, scope: "032:searches:Read")
            #expect(answer.status == 401 && answer.codes == ["E-ADR-051"], "\(place)")
        }
    }

    @Test("使い回した証明は断り、時計の進んだトークンと、ほかの証明書で出したトークンも断る")
    func replay() async throws {
        let office = try await ServedOffice()
        let assertion = try await office.assertion(
            office.statement(.tax), secret: ServedOffice.secrets[.tax] ?? "")
        let scope = "032:searches:Read"
        let first = try await office.askToken(
            office.wire(.tax), assertion: assertion, scope: scope)
        #expect(first.status == 200 && first.json["expires_in"] as? Int == 600)
        let again = try await office.askToken(
            office.wire(.tax), assertion: assertion, scope: scope)
        #expect(again.status == 401 && again.codes == ["E-ADR-051"])
        let token = try #require(first.json["access_token"] as? String)
        let question: [String: Any] = ["reason": "照会", "name": "検証"]
        let stolen = try await office.post(.welfare, "/v1/searches", token: token, question)
        #expect(stolen.status == 401 && stolen.codes == ["E-ADR-054"])
        #expect(try await office.post(.tax, "/v1/searches", token: token, question).status == 200)
        office.clock.move(seconds: 601)
        let late = try await office.post(.tax, "/v1/searches", token: token, question)
        #expect(late.status == 401)
        #expect(
            (late.json["errors"] as? [[String: Any]])?.first?["message"] as? String
                == "アクセストークンが無効です。")
    }

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
        #expect(reason.status == 400 && reason.codes == ["E-SAF-008"])
        for path in ["/v1/provisions", "/v1/searches/1", "/", "/v1/numbering/../searches"] {
            let answer = try await office.post(.tax, path, token: token, [:])
            #expect(answer.status == 404, "\(path)")
        }
        let nobody = try await office.wire(.tax).send("POST", "/v1/searches", body: "{}")
        #expect(nobody.status == 401)
    }

    @Test("付番APIの断りは、標準の番号だけで返る: 401、E0001〜E0004")
    func standardRefusals() async throws {
        let office = try await ServedOffice()
        let route = ServiceRoute.numberNonResident
        let token = try await office.token(.tax, route.scope ?? "")
        let body: [String: Any] = [
            "shorikubun": "0", "shikuchosonkodo": "119997", "gyomuid": "010",
            "sosashaid": "z901", "sosanengappi": "2025-04-01", "sosajikoku": "09:30:00",
            "shimei": "県外　太郎", "seibetsu": "1", "seinengappi": "1985-06-07",
            "jusho_choaza": "隣町西１－２",
        ]
        func ask(_ change: [String: Any], _ token: String) async throws -> WireClient.Answer {
            try await office.post(
                .tax, route.path, token: token, body.merging(change) { _, new in new })
        }
        let digits = try await ask(["kojinbango": "12345678901"], token)
        #expect(digits.status == 400 && digits.codes == ["E0003"])
        let letters = try await ask(["kojinbango": "12345678901X"], token)
        #expect(letters.status == 400 && letters.codes == ["E0002"])
        // The official check digit is wrong where only fictional numbers are taken.
        let check = try await ask(["kojinbango": "999000000006"], token)
        #expect(check.status == 400 && check.codes == ["E0002"])
        for change: [String: Any] in [["shimei": 1], ["shimei": "県\u{0}外"], ["nazo": "1"]] {
            let answer = try await ask(change, token)
            #expect(answer.status == 400 && answer.codes == ["E0002"], "\(change)")
        }
        let first = try await ask([:], token)
        #expect(first.status == 200)
        let again = try await ask([:], token)
        #expect(again.body == first.body)
        let twice = try await ask(["sosajikoku": "10:00:00"], token)
        #expect(twice.status == 400 && twice.codes == ["E0004"])
        let locking = try await office.token(.welfare, "031:locks:Create")
        let number = (first.json["result"] as? [[String: Any]])?.first?["atenabango"] as? String
        let locked = try await office.post(
            .welfare, "/v1/locks", token: locking, ["addressee": number ?? ""])
        #expect(locked.status == 200)
        let change = try await ask(
            ["shorikubun": "1", "atenabango": number ?? "", "jusho_choaza": "東"], token)
        #expect(change.status == 400 && change.codes == ["E0004"])
        let scopeless = try await office.token(.tax, "032:searches:Read")
        let refused = try await ask([:], scopeless)
        #expect(refused.status == 401)
        #expect(
            (refused.json["errors"] as? [[String: Any]])?.first?["message"] as? String
                == "アクセストークンが無効です。")
    }

    @Test("電文の中継と引継ぎは、登録された接続先が使える")
    func relayAndInheritance() async throws {
        let office = try await ServedOffice()
        let token = try await office.token(
            .welfare, "032:numbering:Create 032:relays:Update 031:inheritances:Create")
        let numbered = try await office.post(
            .welfare, "/v1/numbering", token: token, ServedOffice.numbering(1))
        let number = try #require(numbered.json["integratedNumber"] as? String)
        let own = "000000000900001"
        func message(_ number: String) -> String {
            "<m>\n<record><団体内統合宛名番号>\(number)</団体内統合宛名番号><照会>所得</照会></record></m>"
        }
        let sent = try await office.post(
            .welfare, "/v1/relays", token: token,
            ["interface": "IF_SKI_10111", "direction": "outward", "message": message(own)])
        #expect(sent.status == 200 && sent.json["message"] as? String == message(number))
        let back = try await office.post(
            .welfare, "/v1/relays", token: token,
            ["interface": "IF_SKI_11112", "direction": "inward", "message": message(number)])
        #expect(back.json["message"] as? String == message(own))
        for (interface, direction, code) in [
            ("IF_SKT_20111", "outward", "E-ADR-044"), ("IF_SKI_10111", "sideways", "E-ADR-056"),
        ] {
            let refused = try await office.post(
                .welfare, "/v1/relays", token: token,
                ["interface": interface, "direction": direction, "message": message(own)])
            #expect(refused.status == 400 && refused.codes == [code])
        }
        let inherited = try await office.post(
            .welfare, "/v1/inheritances", token: token, ["addressee": own])
        #expect(inherited.status == 404 && inherited.codes == ["E-ADR-003"])
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
