// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Inquiries
import Support
import Testing
import Vocabulary

@Suite("照会は PostgreSQL でも同じ")
struct PostgresTests {
    @Test("依頼・変換・送信・許可・回答・記録・取りやめ・符号")
    func everything() async throws {
        let schema = "i" + UUID().uuidString.replacing("-", with: "").lowercased()
        let bench = try Bench(
            store: Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: Bench.body))
        try bench.settle(2)
        let line = try Line([])
        for place in 0..<2 { try bench.check(bench.order("", about: place)) }
        try await line.run(bench, times: 3)
        try bench.accept([bench.order("I-0"), bench.order("I-1", about: 1)])
        try bench.decide("I-1", .withdraw(because: "申請の取下げ"))
        try await line.run(bench)
        #expect(try bench.phases("I-0").last == .stored)
        #expect(try bench.phases("I-1").last == .withdrawn)
        let day = Bench.start.dayInJapan
        #expect(
            try bench.records(
                InquiryRecordQuestion(addressee: Bench.addressee(0), from: day)
            ).map(\.state) == [.provided, .underWay, .asked])
        try await line.close()
    }
}
