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

@Suite("古い控えを戻しても、消した人は戻らない")
struct RestoreTests {
    @Test(
        "消去の前の控えを戻すと、控えた行だけがもう一度消え、ほかの人と、同じ番号を使う新しい行は残る",
        .measure("R-88"), arguments: RetentionSystem.allCases)
    func erasedAgain(system: RetentionSystem) throws {
        let folder = try TemporaryFolder("restore")
        let bench = try Bench(system, at: folder.file("now.sqlite").path)
        let rows = try CanaryRows(bench)
        try rows.fill(0..<16)
        for person in [4, 5] { _ = try bench.hold(CanaryRows.number(person)) }
        let old = folder.file("old.sqlite").path
        try bench.store.backup(to: old)
        bench.clock.stand(on: day("2031-06-01"))
        let list = try bench.propose()
        try bench.release(list)
        _ = try bench.carryOut(list, batch: 7)
        let expected = try counts(bench, rows)

        // Another program opens the old database with the journal of today.
        let restored = try Bench(system, at: old, months: bench.ledger.months)
        restored.clock.stand(on: day("2031-07-01"))
        #expect(try counts(restored, rows) != expected)
        let again = EraseAgain(
            of: system, restored.catalogue, gate: restored.gate,
            aftermath: PurgeAftermath(
                scrub: { try restored.store.scrub() }, removeFiles: { _ in },
                journal: bench.journal))
        #expect(
            try restored.store.read { try EraseAgain.isBehind(bench.journal, in: $0) })
        let erased = try again.carryOut(by: .machine("restore"))
        #expect(erased > 0)
        #expect(try counts(restored, rows) == expected)
        #expect(try restored.ledger.verify(restored.store).problems == [])
        // A second time there is nothing to do, also where ids of erased rows are used anew.
        try rows.refill(restored, 16..<24)
        let after = try counts(restored, rows)
        #expect(try again.carryOut(by: .machine("restore")) == 0)
        #expect(try counts(restored, rows) == after)
        try restored.store.close()
        let gone = (0..<16).filter { $0 != 4 && $0 != 5 }.map(CanaryRows.canary)
        try bench.store.close()
        #expect(try LeakDetector(canaries: gone).leaks(below: folder.url) == [])
    }

    /// A journal whose process is killed after so many batches.
    private final class CutJournal: ErasureJournal {
        struct Cut: Error {}
        let inner: MemoryJournal
        let left = Mutex<Int?>(nil)
        init(_ inner: MemoryJournal) { self.inner = inner }
        func length() throws -> Int { try inner.length() }
        func append(_ batches: [[ErasedRow]]) throws -> Int { try inner.append(batches) }
        func batches(after place: Int, _ body: ([ErasedRow]) throws -> Void) throws {
            try inner.batches(after: place) { rows in
                try body(rows)
                let isOut = left.withLock { left in
                    guard let rest = left else { return false }
                    left = rest - 1
                    return rest <= 1
                }
                if isOut { throw Cut() }
            }
        }
    }

    @Test("再度の消去を束の間で何度止めても、消すファイルは一つも忘れられない", .measure("R-88"))
    func filesSurviveKills() throws {
        let folder = try TemporaryFolder("restore-files")
        let bench = try Bench(.casework, at: folder.file("now.sqlite").path)
        try CanaryRows(bench).fill(0..<6)
        let copies = ["plain.sqlite", "cut.sqlite"].map { folder.file($0).path }
        for copy in copies { try bench.store.backup(to: copy) }
        bench.clock.stand(on: day("2031-06-01"))
        let list = try bench.propose()
        try bench.release(list)
        _ = try bench.carryOut(list, batch: 2)
        let length = try bench.journal.length()
        #expect(length > 2)
        var removed: [Set<String>] = []
        for (copy, isCut) in zip(copies, [false, true]) {
            let restored = try Bench(.casework, at: copy, months: bench.ledger.months)
            let journal = CutJournal(bench.journal)
            let gone = Mutex<Set<String>>([])
            let again = EraseAgain(
                of: .casework, restored.catalogue, gate: restored.gate,
                aftermath: PurgeAftermath(
                    scrub: {},
                    removeFiles: { files in
                        gone.withLock { $0.formUnion(files.map { "\($0.source) \($0.key)" }) }
                    }, journal: journal))
            // Killed after one batch, after two, four… and after the last: every batch is dealt with
            // for the first time in a run that does not come to its end.
            var cut = 1
            while isCut {
                journal.left.withLock { $0 = cut }
                #expect(throws: CutJournal.Cut.self) {
                    try again.carryOut(by: .machine("restore"))
                }
                guard cut < length else { break }
                cut = min(cut * 2, length)
            }
            journal.left.withLock { $0 = nil }
            try again.carryOut(by: .machine("restore"))
            #expect(
                try restored.store.read { try !EraseAgain.isBehind(bench.journal, in: $0) })
            removed.append(gone.withLock { $0 })
            try restored.store.close()
        }
        #expect(removed[0].count >= 6)
        #expect(removed[0] == removed[1])
        try bench.store.close()
    }

    private func counts(_ bench: Bench, _ rows: CanaryRows) throws -> [String: Int] {
        var found: [String: Int] = [:]
        for table in rows.order { found[table] = try bench.count(table) }
        return found
    }
}
