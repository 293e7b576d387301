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

    @Test("中間サーバーには個人番号と4情報を答え、ほかの接続先はその求めができない", .measure("R-15"))
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

}
