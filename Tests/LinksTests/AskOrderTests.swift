// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Links
import Safeguards
import Testing
import Vocabulary

@Suite("全件から外れた資格")
struct DropoutTests {
    @Test("送り直した全件にない子を言い、喪失が記録されるか、また載れば消える")
    func whoDroppedOut() throws {
        let bench = try Bench()
        try bench.apply(evidence: false)
        let row = Bench.insurance(Bench.child, from: "20240401", insurer: "119990")
        let others = [Bench.insurance(Bench.stranger, from: "20240401", insurer: "119990")]
        func full(_ moment: String, _ sequence: Int, _ rows: [[String: String]]) throws -> LinkFile
        {
            try Bench.file("kokuho", "全件", at: moment, sequence, rows: rows)
        }
        let first = try bench.take(
            full("20250501060000", 1, others + [row]), from: .kokuho)
        #expect(first.droppedOut.isEmpty)
        let without = try full("20250601060000", 2, others)
        let trial = try bench.take(without, from: .kokuho, run: .dryRun)
        #expect(trial.droppedOut.map(\.child) == [Bench.child])
        let second = try bench.take(without, from: .kokuho)
        #expect(second.droppedOut == trial.droppedOut, "申請していない子のことは言わない")
        #expect(try bench.read { try FeedDropouts.open(from: $0) } == second.droppedOut)
        #expect(try bench.status("kokuho").droppedOut == 1)
        // A difference made before that full file says nothing about it.
        _ = try bench.take(full("20250701060000", 3, others + [row]), from: .kokuho)
        #expect(try bench.read { try FeedDropouts.open(from: $0) }.isEmpty)
        _ = try bench.take(full("20250801060000", 4, others), from: .kokuho)
        try bench.gate.perform(RecordInsurance.operation, by: Bench.counter, for: .change) {
            _ = try RecordInsurance.perform(
                [
                    InsuranceInput(
                        child: Bench.child,
                        insurer: try #require(InsurerNumber("119990")), insurerName: "見本市国保",
                        acquiredOn: day("2024-04-01"), lostOn: day("2025-07-20"),
                        source: .notification)
                ], in: $0)
        }
        #expect(try bench.read { try FeedDropouts.open(from: $0) }.isEmpty)
    }
}

@Suite("照会と取込の順")
struct AskOrderTests {
    private func welfare(
        _ rows: [(String, String)], at moment: String, _ sequence: Int
    ) throws -> LinkFile {
        try Bench.file(
            "welfare", at: moment, sequence,
            rows: rows.map {
                ["addressee": Bench.child.description, "event": $0.0, "date": $0.1]
            })
    }

    private func stretches(_ bench: Bench) throws -> [EffectivePeriod] {
        try bench.read {
            try ExclusionBook.stretches([Bench.child], from: $0)[Bench.child] ?? []
        }.map(\.period)
    }

    @Test("廃止の取込が照会より先でも、後でも、期間は同じ", arguments: [true, false])
    func askMayComeLater(_ askFirst: Bool) throws {
        let bench = try Bench()
        let began = try welfare([("開始", "20240501")], at: "20250301060000", 1)
        _ = try bench.takeWelfare(began)
        try bench.apply()
        let ended = try welfare([("廃止", "20250410")], at: "20250430060000", 2)
        if askFirst { _ = try bench.ask([began, ended]) }
        let report = try bench.takeWelfare(ended)
        #expect(report.rejected == (askFirst ? 0 : 1))
        #expect(try bench.status("welfare").unbegun == (askFirst ? 0 : 1))
        if !askFirst { _ = try bench.ask([began, ended]) }
        #expect(
            try stretches(bench)
                == [EffectivePeriod(from: day("2024-05-01"), until: day("2025-04-10"))])
        #expect(try bench.status("welfare").unbegun == 0)
    }

    @Test("開始が二度届いても、遅れても、期間は一続きになる")
    func mergesBeginnings() throws {
        let bench = try Bench()
        try bench.apply()
        _ = try bench.takeWelfare(try welfare([("開始", "20250501")], at: "20250501060000", 1))
        _ = try bench.takeWelfare(
            try welfare([("開始", "20250401"), ("廃止", "20250620")], at: "20250630060000", 2))
        #expect(
            try stretches(bench)
                == [EffectivePeriod(from: day("2025-04-01"), until: day("2025-06-20"))])
    }

    @Test("一度照会した子のファイルは、二度読まない: 手間は年と共に増えない")
    func readsOnce() throws {
        let bench = try Bench()
        try bench.apply()
        var files: [LinkFile] = []
        for month in 1...4 {
            files.append(
                try Bench.file(
                    "shaho", at: "20250\(month)01060000", month,
                    rows: [Bench.insurance(Bench.stranger, from: "20240401")]))
        }
        #expect(try bench.ask(files).files == 4)
        #expect(try bench.ask(files).files == 0)
        bench.clock.stand(on: day("2025-05-02"))
        files.append(
            try Bench.file(
                "shaho", at: "20250501060000", 5,
                rows: [Bench.insurance(Bench.child, from: "20250501", insurer: "119990")]))
        let more = try bench.ask(files)
        #expect(more.files == 1 && more.insurances == 1)
    }
}
