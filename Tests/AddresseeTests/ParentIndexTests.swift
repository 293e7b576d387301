// SPDX-License-Identifier: Apache-2.0
import Database
import Testing

@testable import Addressee

@Suite("親から子を探す")
struct ParentIndexTests {
    @Test("子は父母の索引から見つかり、住民記録の全体は読まない")
    func isFoundByIndex() throws {
        let register = try Register()
        let plan = try register.store.read { db in
            try db.rows("EXPLAIN QUERY PLAN \(ResidentBook.selectChildren)", [1, 1]) { $0.text(3) }
        }
        for parent in ["mother", "father"] {
            #expect(plan.contains { $0.contains("resident_fact_\(parent)") }, "\(plan)")
        }
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }
}
