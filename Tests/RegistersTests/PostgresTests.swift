// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Registers
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("台帳は PostgreSQL でも同じ")
struct PostgresTests {
    @Test("記入・確認・期限・警告・意識調査・請求・一式まで", .measure("R-94", "R-103"))
    func wholeCourse() throws {
        let schema = "r" + UUID().uuidString.replacing("-", with: "").lowercased()
        let bench = try Bench(
            store: Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: "119997"))
        let contract = try bench.room.catalogue.kind("contract")
        let number = try bench.activate("contract", try bench.sample(contract, at: .active))
        #expect(try bench.entry("contract", number).state == .active)
        bench.clock.stand(on: day("2025-06-11"))
        let overview = try bench.overview()
        #expect(overview.alarms.contains { $0.entry == number && $0.state == .overdue })
        #expect(overview.lines.first { $0.kind.code == "contract" }?.count.active == 1)
        #expect(
            try bench.read {
                try RegisterCounts.overdue(
                    kinds: ["contract", "enquiry"], on: bench.clock.today(), from: $0)
            } == 1)
        let survey = try bench.activate(
            "survey",
            [
                "year": "2025", "title": "意識調査", "from": "2025-06-01", "until": "2025-06-30",
                "questions": "報告する：はい;いいえ",
            ])
        for index in 0..<10 {
            try bench.perform(
                .answerSurvey, by: Bench.officer("u\(index)", [.counter])
            ) { try AnswerSurvey.perform(survey, [index % 2], in: $0) }
        }
        let result = try bench.perform(.viewRegisters, by: Bench.keeper) {
            try ViewSurvey.perform(survey, in: $0)
        }
        #expect(result.sums == [[5, 5]])
        // The hidden columns of the engine: every row of the tally was written by the same, last
        // transaction, whatever was answered in it.
        let writers = try bench.read {
            try $0.rows("SELECT DISTINCT xmin::text FROM survey_tally") { $0.text(0) }
        }
        #expect(writers.count == 1)
        let slip = try bench.enter("enquiry", RequestTests.slip, by: Bench.clerk)
        #expect(slip == EntryNumber(year: FiscalYear(2025), number: 1))
        _ = try bench.perform(.receiveDisclosure, by: Bench.clerk) {
            try ReceiveDisclosure.perform(
                RequestTests.request, subject: Bench.person, room: bench.room, in: $0)
        }
        let sections = try bench.read { db in
            var rows = PersonRows(Bench.catalogue.personTables, of: Bench.person, from: db)
            return try rows.sections { _, _ in nil }
        }
        #expect(sections.map(\.code).contains("register_version"))
        #expect("\(sections)".contains("自分の記録のすべて"))
    }
}
