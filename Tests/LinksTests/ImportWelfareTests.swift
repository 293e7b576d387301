// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Links
import Safeguards
import Testing
import Vocabulary

@Suite("生活保護情報の取込")
struct ImportWelfareTests {
    private func file(
        _ rows: [(AddresseeNumber, String, String)], at moment: String = "20250501060000",
        _ sequence: Int = 1
    ) throws -> LinkFile {
        try Bench.file(
            "welfare", at: moment, sequence,
            rows: rows.map { ["addressee": $0.0.description, "event": $0.1, "date": $0.2] })
    }

    private func stretches(_ bench: Bench) throws -> [EffectivePeriod] {
        try bench.read {
            try ExclusionBook.stretches([Bench.child], from: $0)[Bench.child] ?? []
        }.map(\.period)
    }

    @Test("開始と廃止が一つの期間になり、申請していない人の行は残らない")
    func oneStretch() throws {
        let bench = try Bench()
        try bench.apply()
        let began = try file([
            (Bench.child, "開始", "20250415"), (Bench.stranger, "開始", "20250415"),
            (Bench.parent, "開始", "20250415"),
        ])
        let first = try bench.takeWelfare(began)
        #expect(first.recorded == 1 && first.notNeeded == 2 && first.queued == 1)
        #expect(try stretches(bench) == [EffectivePeriod(from: day("2025-04-15"))])
        let ended = try file([(Bench.child, "廃止", "20250520")], at: "20250601060000", 2)
        #expect(try bench.takeWelfare(ended).recorded == 1)
        #expect(
            try stretches(bench)
                == [EffectivePeriod(from: day("2025-04-15"), until: day("2025-05-20"))])
        #expect(try bench.takeWelfare(ended).wasKnown)
        #expect(try bench.count("exclusion_fact") == 2)
    }

    @Test("続いている開始の再送は、新しい事実にならない")
    func repeatedBeginning() throws {
        let bench = try Bench()
        try bench.apply()
        _ = try bench.takeWelfare(try file([(Bench.child, "開始", "20250415")]))
        let again = try bench.takeWelfare(
            try file([(Bench.child, "開始", "20250415")], at: "20250601060000", 2))
        #expect(again.accepted == 1 && again.recorded == 0 && again.queued == 0)
    }

    @Test("開始の記録がない廃止は、誤り一覧に載せて職員に渡す")
    func endWithoutBeginning() throws {
        let bench = try Bench()
        try bench.apply()
        let report = try bench.takeWelfare(try file([(Bench.child, "廃止", "20250415")]))
        #expect(report.errors.map(\.code) == [LinkRefusal.endWithoutBeginning.code])
        #expect(try stretches(bench).isEmpty)
    }

    @Test("試しの取込は何も書かない")
    func dryRun() throws {
        let bench = try Bench()
        try bench.apply()
        let report = try bench.takeWelfare(
            try file([(Bench.child, "開始", "20250415")]), run: .dryRun)
        #expect(report.recorded == 1)
        #expect(try bench.count("exclusion_fact") == 0)
    }

    @Test("課長には取込の権限がない")
    func permission() throws {
        let bench = try Bench()
        let file = try file([])
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.takeWelfare(file, by: Bench.head)
        }
    }
}
