// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Testing

@testable import AddresseeService

@Suite("付番API v2.0", .serialized)
struct StandardAPITests {
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
}
