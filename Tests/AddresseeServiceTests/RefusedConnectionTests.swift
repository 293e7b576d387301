// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Support
import Testing
import X509

@testable import AddresseeService

@Suite("入れない接続と、使い回し", .serialized)
struct RefusedConnectionTests {
    @Test("期限切れ・期限前・よその認証局・自分で署名・用途違いの証明書50種は、どれも握手で断る", .measure("R-80"))
    func certificates() async throws {
        let office = try await ServedOffice()
        let now = Date()
        var pairs: [Authority.Pair?] = [nil]
        for step in 1...16 {
            let far = Double(step * step) * 60
            pairs.append(try office.authority.sign("tax", until: now.addingTimeInterval(-far)))
            pairs.append(
                try office.authority.sign(
                    "tax", from: now.addingTimeInterval(3_600 + far),
                    until: now.addingTimeInterval(864_000)))
        }
        for step in 1...12 {
            // The same name as ours, and names like it: the key decides, not the name.
            let name = step % 2 == 0 ? "検証認証局" : "検証認証局 \(step)"
            pairs.append(try Authority(name).sign("tax"))
        }
        for step in 1...4 { pairs.append(try Authority("tax \(step)").itself()) }
        pairs.append(try office.authority.sign("tax", uses: [.serverAuth]))
        pairs.append(try office.authority.sign("tax", uses: [.codeSigning]))
        #expect(pairs.count >= 50)
        for (place, pair) in pairs.enumerated() {
            await #expect(throws: (any Error).self, "\(place)") {
                _ = try await office.wire(pair).send("GET", "/openapi.json")
            }
        }
        #expect(try await office.wire(.tax).send("GET", "/openapi.json").status == 200)
    }

    @Test("暗号でない接続には、一バイトも答えない", .measure("R-80"))
    func cleartext() async throws {
        let office = try await ServedOffice()
        let answer = try await PlainClient.send(
            "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n", port: office.port)
        #expect(!String(decoding: answer, as: UTF8.self).contains("HTTP/1.1"))
    }

    @Test("写し取った証明とトークンは、何度・どの接続で送っても、一度も通らない", .measure("R-15"))
    func replays() async throws {
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        let office = try await ServedOffice()
        let secret = ServedOffice.secrets[.tax] ?? ""
        let scope = "032:searches:Read"
        var accepted = 0
        for _ in 0..<(isSoak ? 500 : 10) {
            let assertion = try await office.assertion(office.statement(.tax), secret: secret)
            let copies = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let answer = try? await office.askToken(
                            office.wire(.tax), assertion: assertion, scope: scope)
                        return answer?.status == 200 ? 1 : 0
                    }
                }
                return await group.reduce(0, +)
            }
            accepted += copies
            #expect(copies == 1)
            // Later, from the right connection and from another.
            for wire in [office.wire(.tax), office.wire(.welfare)] {
                let late = try await office.askToken(wire, assertion: assertion, scope: scope)
                #expect(late.status == 401 && late.codes == ["E-ADR-051"])
            }
        }
        #expect(accepted == (isSoak ? 500 : 10))
    }

    @Test("署名を書き換えた証明・none・ほかの算法・切れた証明は、同じ答えで断る")
    func forged() async throws {
        let office = try await ServedOffice()
        let secret = ServedOffice.secrets[.tax] ?? ""
        let good = try await office.assertion(office.statement(.tax), secret: secret)
        let parts = good.split(separator: ".").map(String.init)
        func part(_ text: String) -> String {
            Data(text.utf8).base64EncodedString().replacing("+", with: "-")
                .replacing("/", with: "_").replacing("=", with: "")
        }
        var forged = [
            "", ".", "..", parts[0], parts[0] + "." + parts[1],
            parts[0] + "." + parts[1] + ".", part(#"{"alg":"none"}"#) + "." + parts[1] + ".",
            part(#"{"alg":"HS384","typ":"JWT"}"#) + "." + parts[1] + "." + parts[2],
            part(#"{"alg":"RS256","typ":"JWT"}"#) + "." + parts[1] + "." + parts[2],
            String(repeating: "A", count: 5_000),
        ]
        var random = Seeded(7)
        for _ in 0..<20 {
            var bytes = Array(good.utf8)
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = bytes[place] == 0x41 ? 0x42 : 0x41
            let text = String(decoding: bytes, as: UTF8.self)
            // The last letter of a signature carries two bits that say nothing.
            if place < bytes.count - 1 { forged.append(text) }
        }
        for (place, assertion) in forged.enumerated() {
            let answer = try await office.askToken(
                office.wire(.tax), assertion: assertion, scope: "032:searches:Read")
            #expect(answer.status == 401 && answer.codes == ["E-ADR-051"], "\(place)")
        }
        // None of it has used the real one up.
        let real = try await office.askToken(
            office.wire(.tax), assertion: good, scope: "032:searches:Read")
        #expect(real.status == 200)
    }
}
