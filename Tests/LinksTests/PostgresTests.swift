// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Links
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("連携は PostgreSQL でも同じ")
struct PostgresTests {
    @Test("申請・保険・生活保護・照会・異動の引継ぎと、連携の状況")
    func everyLink() throws {
        let schema = "l" + UUID().uuidString.replacing("-", with: "").lowercased()
        let bench = try Bench(
            store: Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: "119997"))
        let held = try bench.apply(evidence: false)
        let file = try Bench.file(
            "shaho", at: "20250501060000", 1,
            rows: [
                Bench.insurance(Bench.child, from: "20240401"),
                Bench.insurance(Bench.child, from: "20250401", insurer: "06119904"),
            ])
        let report = try bench.take(file)
        #expect(report.released == 1 && report.rejected == 1 && report.queued == 1)
        #expect(try bench.take(file).wasKnown)
        let welfare = try Bench.file(
            "welfare", at: "20250501060000", 1,
            rows: [["addressee": Bench.child.description, "event": "開始", "date": "20250405"]])
        #expect(try bench.takeWelfare(welfare).recorded == 1)
        #expect(try bench.ask([welfare]).exclusions == 0)
        #expect(try bench.propose(held.id)?.reason == .publicAssistance)
        let gate = bench.gate
        bench.directory.change(
            Bench.child, reason: "B11", on: day("2025-05-01"), at: bench.clock.now()
        ) { _ in }
        let taken = try gate.perform(
            TakeOverResidentChanges.operation, by: Bench.machine, for: .change
        ) { try TakeOverResidentChanges.perform(from: bench.directory, in: $0) }
        #expect(taken == 1)
        let newest = try bench.read { try LinkFileBook.newest(from: $0) }
        #expect(newest.map(\.layout) == ["applications", "shaho", "welfare"])
        #expect(try bench.read { try LinkFileBook.problems(of: newest[1].id, from: $0) }.count == 1)
    }

    @Test("情報照会と照会書")
    func inquiries() throws {
        let schema = "q" + UUID().uuidString.replacing("-", with: "").lowercased()
        let bench = try Bench(
            store: Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: "119997"))
        try bench.apply()
        let system2 = ScriptedSystem2()
        let number = try bench.request(of: system2)
        try bench.exchange(system2)
        system2.news(number, .sent, .permitted, .answered, at: bench.clock.now())
        #expect(try bench.exchange(system2).news == 3)
        #expect(try bench.store(number, of: system2) == .stored)
        try bench.confirm(number)
        #expect(try bench.inquiry(number).result.count == 1)
        let late = try bench.read {
            try InquiryBook.overdue(on: day("2026-01-01"), limit: 10, from: $0)
        }
        #expect(late.isEmpty)
        #expect(try bench.read { try InquiryBook.open(limit: 10, from: $0) }.isEmpty)
    }
}
