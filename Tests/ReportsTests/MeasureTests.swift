// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Reports

@Suite("評価書の措置")
struct MeasureTests {
    @Test("113の措置が評価書の順に並び、ソフトウェア55・両方33・組織25で、どれにも画面がある")
    func everyMeasure() throws {
        let all = try MeasureCatalogue.measures()
        #expect(all.count == 113)
        #expect(Set(all.map(\.id)).count == 113)
        #expect(all.count { $0.kind == .software } == 55)
        #expect(all.count { $0.kind == .mixed } == 33)
        #expect(all.count { $0.kind == .organisation } == 25)
        for one in all { #expect(one.screen.count == 4 && Int(one.screen) != nil, "\(one.id)") }
    }

    @Test("試験のない措置は証明されず、一つでも失敗すれば失敗、記録のない試験は証明にならない")
    func states() throws {
        let text = """
            R-90\tM\tIII-8\t監査\t点検の記録\t3070\t監査
            R-94\tO\tIII-9\t意識調査\t無記名の調査\t3070\t
            """
        let all = try MeasureTables.measures(text)
        let tests = try MeasureTables.tests(
            "R-90\tA.one\t一つ目\tTests/A.swift\nR-90\tA.two\t二つ目\tTests/A.swift\n")
        let two = tests["R-90"] ?? []
        func state(_ results: String) throws -> ProvenMeasure.State {
            ProvenMeasure(all[0], tests: two, results: try MeasureTables.results(results)).state
        }
        #expect(try state("A.one\tpassed\nA.two\tpassed\n") == .proven)
        #expect(try state("A.one\tpassed\nA.two\tfailed\n") == .failing)
        #expect(try state("A.one\tpassed\n") == .unknown)
        #expect(ProvenMeasure(all[0], tests: [], results: [:]).state == .unproven)
        #expect(ProvenMeasure(all[1], tests: [], results: [:]).state == .register)
        #expect(all[1].outside == nil)
    }

    @Test("列の足りない行、知らない種別、空の欄は、行番号を言って断る")
    func brokenTables() {
        for (text, line) in [
            ("R-01\tS\tI\t文\t措置\t3070", 1), ("# 注\nR-01\tX\tI\t文\t措置\t3070\t", 2),
            ("R-01\tS\tI\t\t措置\t3070\t", 1),
        ] {
            let refusal = #expect(throws: ReportRefusal.self) {
                try MeasureTables.measures(text)
            }
            #expect(refusal?.message.contains("\(line)") == true)
        }
        #expect(throws: ReportRefusal.self) { try MeasureTables.results("A.one\tmaybe\n") }
    }

    @Test("試験の表は、知らない措置を挙げない")
    func testsNameKnownMeasures() throws {
        let known = Set(try MeasureCatalogue.measures().map(\.id))
        for one in try MeasureCatalogue.proven() { #expect(known.contains(one.measure.id)) }
    }
}
