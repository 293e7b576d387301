// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Retention

@Suite("消去: どの表のどの列にも、何も残らない")
struct ErasureTests {
    static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
    static var persons: Int { isSoak ? 600 : 60 }

    @Test(
        "両方の庫の消すべき表のすべてにカナリアを置いた人を消すと、庫のフォルダのどのファイルにも一つもなく、停止した人のものは残る",
        .measure("R-88"), arguments: RetentionSystem.allCases)
    func nothingLeft(system: RetentionSystem) throws {
        let folder = try TemporaryFolder("retention")
        let bench = try Bench(system, at: folder.file("\(system.rawValue).sqlite").path)
        let rows = try CanaryRows(bench)
        try rows.fill(0..<Self.persons)
        let held = Set((0..<Self.persons).filter { [2, 3].contains($0 % 20) })
        for person in held { _ = try bench.hold(CanaryRows.number(person)) }
        let all = LeakDetector(canaries: (0..<Self.persons).map(CanaryRows.canary))
        let placed = try all.leaks(below: folder.url)
        #expect(!placed.isEmpty, "置いたものは見つかる")
        bench.clock.stand(on: day("2031-06-01"))
        let list = try bench.propose()
        try bench.release(list)
        let certificate = try bench.carryOut(list, batch: 50) { try bench.store.scrub() }
        let gone = (0..<Self.persons).filter { !held.contains($0) }
        // 台帳は、消えた行の許可をたどって検証に通る。
        #expect(try bench.ledger.verify(bench.store).problems == [])
        #expect(certificate.leftOut == 0)
        #expect(certificate.personsGone >= gone.count)
        try eachTable(bench, rows, held: held.count)
        // While it is open, and after an orderly end.
        let detector = LeakDetector(canaries: gone.map(CanaryRows.canary))
        let open = try detector.leaks(below: folder.url)
        #expect(open == [], "\(open)")
        try bench.store.close()
        let closed = try detector.leaks(below: folder.url)
        #expect(closed == [], "\(closed)")
        let kept = try LeakDetector(canaries: held.map(CanaryRows.canary))
            .leaks(below: folder.url)
        #expect(!kept.isEmpty)
        // The keys of exactly those of whom nothing is left are destroyed.
        let owners = bench.seal.owners.withLock { $0 }
        #expect(
            Set(owners.filter { $0.name.hasPrefix("person:") })
                == Set(gone.map { CellOwner.person(CanaryRows.number($0)) }))
    }

    /// Of each table nobody's row is left but those of who is held.
    private func eachTable(_ bench: Bench, _ rows: CanaryRows, held: Int) throws {
        for table in rows.order {
            let rule = bench.catalogue.rule(of: table, in: bench.system)
            guard let rule, bench.catalogue.retention(rule.retention)?.end == .erase else {
                continue
            }
            let expected = rule.persons.isEmpty && isRow(rule, bench) ? 0 : held
            let found = try bench.count(table)
            #expect(found == expected || found == held || found == 0, "\(table): \(found)")
            if !rule.persons.isEmpty, rule.table != "protection_request" {
                #expect(found == held, "\(table)")
            }
        }
    }

    /// A row of nobody is not held by anybody.
    private func isRow(_ rule: TableRule, _ bench: Bench) -> Bool {
        rule.paths.contains { $0.kind == .row }
    }
}
