// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Copying

@Suite("印刷記録", .measure("R-56"))
struct PrintLogTests {
    private func issue(
        _ bench: Bench, pages: Int, _ operation: OperationCode = .issueCertificate,
        again: String? = nil
    ) throws {
        try bench.gate.perform(
            operation, by: bench.person("uketsuke"), for: .registration,
            about: [AddresseeNumber(value: TestLists.first)], reason: again
        ) { scope in
            try PrintLog.record(
                PrintedOutput(
                    "受給資格証", expected: 3, produced: 2, pages: pages, reprintReason: again),
                ceilings: bench.ceilings, in: scope)
        }
    }

    private func log(
        _ bench: Bench, _ query: PrintQuery = PrintQuery(), by officer: String = "kansa"
    ) throws -> [PrintLine] {
        try bench.gate.perform(
            ViewPrintLog.operation, by: bench.person(officer), for: .audit
        ) { try ViewPrintLog.perform(query, in: $0) }
    }

    @Test("だれが・いつ・何を・何枚・だれの分を・なぜ再び、が台帳の出力の記録から並ぶ")
    func lines() throws {
        let bench = try Bench()
        try issue(bench, pages: 4)
        try issue(bench, pages: 2, .reissueCertificate, again: "紛失")
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.gate.perform(
                .printLetters, by: bench.person("kansa"), for: .registration
            ) { _ in }
        }
        let lines = try log(bench)
        #expect(lines.map(\.code) == [.printLetters, .reissueCertificate, .issueCertificate])
        #expect(lines[0].result == "refused E-SAF-006" && lines[0].print == nil)
        #expect(lines[1].print?.reprintReason == "紛失" && lines[1].print?.pages == 2)
        #expect(lines[2].print?.expected == 3 && lines[2].print?.produced == 2)
        #expect(lines[2].officer == "uketsuke" && lines[2].terminal == "T1")
        #expect(lines[2].subjects.map(\.value) == [TestLists.first])
        #expect(try log(bench, PrintQuery(code: .reissueCertificate)).count == 1)
        #expect(try log(bench, PrintQuery(officer: "kyufu")).isEmpty)
        #expect(
            try log(bench, PrintQuery(from: CivilDate(iso: "2025-06-11"))).isEmpty)
    }

    @Test("どの種類の出力も一つの並びになり、新しいものから限りまで。多くの人の出力は三人までを名指し、見た人も記録に残る", .measure("R-54"))
    func newestOfAll() throws {
        let bench = try Bench()
        try issue(bench, pages: 1)
        try issue(bench, pages: 1, .reissueCertificate, again: "紛失")
        let town = (0..<5).compactMap { AddresseeNumber(serial: 70_000 + $0) }
        try bench.gate.perform(
            .issueCertificate, by: bench.person("uketsuke"), for: .registration, about: town
        ) { scope in
            try PrintLog.record(
                PrintedOutput("受給資格証", expected: 5, produced: 5, pages: 1),
                ceilings: bench.ceilings, in: scope)
        }
        let two = try log(bench, PrintQuery(limit: 2))
        #expect(two.map(\.code) == [.issueCertificate, .reissueCertificate])
        #expect(two[0].subjects == Array(town.prefix(3)) && two[0].subjectCount == 5)
        #expect(two[1].subjects.map(\.value) == [TestLists.first])
        let shown = Set(two.flatMap(\.subjects).map(\.value))
        let logged = try bench.store.read { db in
            try db.rows(
                """
                SELECT s.subject FROM operation_subject s JOIN operation o ON o.id = s.operation_id
                WHERE o.code = ?
                """, [ViewPrintLog.operation.rawValue]
            ) { $0.int64(0) }
        }
        #expect(Set(logged) == shown)
    }

    @Test("窓口の職員は印刷記録を見られない")
    func permission() throws {
        let bench = try Bench()
        for officer in ["uketsuke", "kyufu", "hoshu"] {
            #expect(throws: SafeguardRefusal.notPermitted) { try log(bench, by: officer) }
        }
    }

    @Test("印刷した枚数にも一時間の上限があり、超える印刷は発行ごと取り消される")
    func pages() throws {
        let bench = try Bench(["pages-alarm": 5, "pages-limit": 10])
        try issue(bench, pages: 6)
        #expect(throws: CopyingRefusal.ceilingReached(.pages, limit: 10)) {
            try issue(bench, pages: 5)
        }
        try issue(bench, pages: 4)
        try bench.restart()
        #expect(throws: CopyingRefusal.self) { try issue(bench, pages: 1) }
        #expect(try log(bench).filter { $0.print != nil }.count == 2)
    }

    @Test("出力の操作は、どれも印刷記録に出る種類である")
    func everyOutputIsListed() {
        #expect(
            ViewPrintLog.outputs.count
                == OperationCode.allCases.count { $0.definition.kind == .output })
        #expect(ViewPrintLog.outputs.contains(.exportData))
        #expect(ViewPrintLog.outputs.contains(.writeTransferFile))
    }
}
