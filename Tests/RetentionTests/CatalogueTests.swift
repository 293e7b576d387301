// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Support
import Testing

@testable import Retention

@Suite("保存期間の表")
struct CatalogueTests {
    @Test("年数はすべてデータにあり、確かめていないものはそう書かれている", .measure("R-18", "R-88"))
    func numbersAreData() throws {
        let catalogue = try ClassCatalogue.standard()
        let erased = catalogue.classes.filter { $0.end == .erase }
        #expect(erased.count >= 9)
        for retention in erased {
            #expect(retention.term != nil && retention.start != nil && !retention.source.isEmpty)
            #expect(retention.isVerified || retention.source.contains("未確認"), "\(retention.id)")
        }
        #expect(catalogue.recoveryYears == 5)
    }

    @Test("読めない行は、ファイルと行を言って断る", .measure("R-18"))
    func brokenLines() throws {
        let good = "a\tcasework\t題\terase\t記録の日\tday\t5\t根拠\tno\n"
        let tables = "casework\tx\ta\trow=id\t-\n"
        let limits = "recovery\t5\t根拠\tno\n"
        _ = try ClassCatalogue(classes: good, tables: tables, limits: limits)
        let broken = [
            (good.replacing("\t5\t", with: "\t-5\t"), tables, limits),
            (good.replacing("記録の日", with: "いつか"), tables, limits),
            (good.replacing("\tno", with: "\tmaybe"), tables, limits),
            (good + good, tables, limits),
            (good, tables.replacing("row=id", with: "row"), limits),
            (good, tables.replacing("\ta\t", with: "\tb\t"), limits),
            (good, tables.replacing("row=id", with: "-"), limits),
            (good, tables + tables, limits),
            (good, tables.replacing("casework", with: "third"), limits),
            (good, tables, "recovery\tfive\t根拠\tno\n"), (good, tables, ""),
        ]
        for (classes, tables, limits) in broken {
            #expect(throws: RetentionRefusal.self) {
                try ClassCatalogue(classes: classes, tables: tables, limits: limits)
            }
        }
    }

    @Test(
        "消す表を指す列にも、人の行を探す列にも索引があり、人の多い市でも表を何度も読まない", .measure("R-88"),
        arguments: RetentionSystem.allCases)
    func referencesAreIndexed(system: RetentionSystem) throws {
        let bench = try Bench(system)
        let erased = Set(
            bench.catalogue.rules(of: system).filter {
                bench.catalogue.retention($0.retention)?.end == .erase
            }.map(\.table))
        // What a foreign key is checked by, and what the rows of a person are found by.
        var columns = try bench.store.read { try SchemaShape(of: $0).references }
            .filter { erased.contains($0.parent) }.map { "\($0.table).\($0.column)" }
        for rule in bench.catalogue.rules(of: system) {
            columns += rule.paths.map { "\(rule.table).\($0.column)" }
        }
        let missing = try bench.store.read { db in
            try Set(columns).sorted().filter { place in
                let parts = place.split(separator: ".")
                let plan = try db.rows(
                    "EXPLAIN QUERY PLAN SELECT 1 FROM \(parts[0]) WHERE \(parts[1]) = 1"
                ) { $0.text(3) }
                return plan.contains { $0.hasPrefix("SCAN") }
            }
        }
        #expect(missing == [])
    }

    @Test(
        "作り直せる表は、事実の行か人の番号からたどられ、戻した控えでも見つかる", .measure("R-88"),
        arguments: RetentionSystem.allCases)
    func statesAreFoundAgain(system: RetentionSystem) throws {
        let bench = try Bench(system)
        let shape = try bench.store.read { try SchemaShape(of: $0) }
        let byPerson: Set<CaseKind> = [.entitlement, .person, .addressee]
        for rule in bench.catalogue.rules(of: system)
        where !shape.appendOnly.contains(rule.table) {
            for path in rule.paths where path.parent == nil {
                #expect(byPerson.contains(path.kind), "\(rule.table): \(path)")
            }
        }
    }

    @Test(
        "人の番号の列を持つ表も、消す表を指す表も、残す区分には一つもない", .measure("R-88", "R-18"),
        arguments: RetentionSystem.allCases)
    func nobodyIsForgotten(system: RetentionSystem) throws {
        let bench = try Bench(system)
        let shape = try bench.store.read { try SchemaShape(of: $0) }
        func end(_ table: String) -> RetentionEnd? {
            bench.catalogue.rule(of: table, in: system)
                .flatMap { bench.catalogue.retention($0.retention)?.end }
        }
        for reference in shape.references where end(reference.parent) == .erase {
            #expect(end(reference.table) == .erase, "\(reference)")
        }
        let persons: Set = [
            "addressee", "child", "recipient", "applicant", "subject", "member", "giver",
        ]
        let apart: Set<RetentionEnd?> = [.erase, .log, .state, .tombstone]
        for (table, columns) in shape.columns {
            for column in columns where column.kind == .integer && persons.contains(column.name) {
                #expect(apart.contains(end(table)), "\(table).\(column.name)")
                guard end(table) == .erase else { continue }
                let named = bench.catalogue.rule(of: table, in: system)?.persons ?? []
                #expect(named.contains(column.name), "\(table).\(column.name)")
            }
        }
    }
}
