// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Support
import Testing
import Vocabulary

@testable import Retention

@Suite("消去は PostgreSQL でも同じ")
struct PostgresTests {
    @Test(
        "候補も、消える行も、残る行も SQLite と同じで、台帳は検証に通る", .measure("R-88"), arguments: RetentionSystem.allCases
    )
    func same(system: RetentionSystem) throws {
        let plain = try end(try Bench(system))
        let server = try end(
            try Bench(system, postgres: PostgresCluster.running().connection))
        #expect(plain.counts == server.counts)
        #expect(plain.candidates == server.candidates)
        #expect(plain.erased == server.erased)
    }

    private struct End {
        let counts: [String: Int]
        let candidates: [String]
        let erased: Int
    }

    private func end(_ bench: Bench) throws -> End {
        let rows = try CanaryRows(bench)
        try rows.fill(0..<4)
        for person in 2...3 { _ = try bench.hold(CanaryRows.number(person)) }
        bench.clock.stand(on: day("2031-06-01"))
        let candidates = try bench.candidates().map {
            "\($0.unit.kind) \($0.unit.table) \($0.unit.subject) \($0.unit.dueOn) \(String(describing: $0.stop))"
        }
        let list = try bench.propose()
        try bench.release(list)
        let certificate = try bench.carryOut(list) {
            if bench.system == .addressee { try bench.store.scrub() }
        }
        #expect(try bench.ledger.verify(bench.store).problems == [])
        var counts: [String: Int] = [:]
        for table in rows.order { counts[table] = try bench.count(table) }
        try bench.store.close()
        return End(counts: counts, candidates: candidates.sorted(), erased: certificate.erased)
    }
}
