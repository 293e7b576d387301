// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Office

@Suite("個人番号による照会の速さの上限")
struct IndexQuotaTests {
    @Test("一分の上限を超えた職員だけが止められ、記録が残り、時間がたてば戻る", .measure("R-14"))
    func enumeration() throws {
        let rehearsal = try Rehearsal()
        var settings = rehearsal.settings()
        settings.indexTerms = IndexTerms(perMinute: 5, lockMinutes: 10)
        let office = try Installation.create(settings)
        func ask(_ officer: String, seconds: Int64 = 1) throws {
            rehearsal.clock.pass(seconds: seconds)
            let principal = Principal(
                officer: officer, name: "検証", roles: [.counter], session: "test", terminal: "T")
            try office.addressee.perform(
                .searchAddressee, by: principal, for: .addressing, reason: "検証"
            ) { _ in }
        }
        for _ in 0..<5 { try ask("u001") }
        #expect(throws: KeyRefusal.tooManyQueries(minutes: 10)) { try ask("u001") }
        #expect(throws: KeyRefusal.tooManyQueries(minutes: 10)) { try ask("u001") }
        try ask("u002")
        let report = try office.verify()
        #expect(report.allSatisfy { $0.report.ok })
        // Five answers, two refusals and one of the colleague, each with its entry, after the one
        // of the making.
        #expect(report.last?.report.entries == 9)
        // Waiting a minute does not help; ten do.
        #expect(throws: KeyRefusal.self) { try ask("u001", seconds: 120) }
        try ask("u001", seconds: 600)
        // A quiet officer is never stopped.
        for _ in 0..<40 { try ask("u003", seconds: 13) }
        // Machines number a town in one go.
        for _ in 0..<50 {
            try office.addressee.perform(
                .numberPerson, by: .machine("peer"), for: .addressing
            ) { _ in }
        }
        try office.close()
    }
}
