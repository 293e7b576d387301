// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import PowerCuts
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Retention

/// X1, the job of deletion: killed at the k-th write, resumed, the same end; no half person.
@Suite("消去の途中で止まっても、続きから同じ結果になる")
struct KilledTests {
    static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
    static let persons = 3

    private struct End: Equatable {
        let counts: [String: Int]
        let erased: Int
        let persons: Int
        let owners: Set<CellOwner>
    }

    private func city() throws -> (bench: Bench, store: CutStore, list: Int64) {
        let made = Mutex<CutStore?>(nil)
        let bench = try Bench(.casework) { inner in
            let store = CutStore(inner, staysOff: true)
            made.withLock { $0 = store }
            return store
        }
        try CanaryRows(bench).fill(0..<Self.persons)
        bench.clock.stand(on: day("2031-06-01"))
        let list = try bench.propose()
        try bench.release(list)
        let store = try #require(made.withLock { $0 })
        store.forgetStatements()
        return (bench, store, list)
    }

    private func end(_ bench: Bench, _ certificate: ErasureCertificate) throws -> End {
        var counts: [String: Int] = [:]
        for rule in bench.catalogue.rules(of: .casework)
        where bench.catalogue.retention(rule.retention)?.end == .erase {
            counts[rule.table] = try bench.count(rule.table)
        }
        for table in ["purge_item", "purge_owner", "purge_file", "purge_trace"] {
            counts[table] = try bench.count(table)
        }
        return End(
            counts: counts, erased: certificate.erased, persons: certificate.persons,
            owners: bench.seal.owners.withLock { $0 })
    }

    /// Of each person either all rows that belong to the entitlement are there, or none.
    private func nobodyIsHalf(_ bench: Bench) throws {
        let tables = [
            "application", "proposal", "entitlement_history", "insurance_fact", "certificate",
        ]
        let there = try tables.map { table in
            try bench.store.read {
                Set(try $0.rows("SELECT child FROM \(table)") { $0.int64(0) })
            }
        }
        #expect(there.allSatisfy { $0 == there[0] })
    }

    @Test("書込みのどこで止めても、誰も半分だけ消えず、続ければ止めなかったときと同じ終わりになる", .measure("R-88"))
    func sweep() throws {
        let (plain, counter, list) = try city()
        let certificate = try plain.carryOut(list, batch: 2)
        let expected = try end(plain, certificate)
        let total = counter.statements
        let points = Self.isSoak ? min(total, 300) : 10
        var hit = 0
        for point in 0..<points {
            let (bench, store, list) = try city()
            store.cut(after: point * total / points)
            do {
                _ = try bench.carryOut(list, batch: 2)
            } catch {
                hit += 1
            }
            store.cut(after: nil)
            try nobodyIsHalf(bench)
            let done = try bench.carryOut(list, batch: 2)
            #expect(try end(bench, done) == expected, "書込み\(point * total / points)")
            #expect(try bench.ledger.verify(bench.store).problems == [])
        }
        #expect(hit == points)
        print("soak: 消去の中断、書込み \(total) のうち \(points) か所、違い 0、半分の人 0")
    }

    @Test("鍵の廃棄や清掃で止まったときも、続けて終わる", .measure("R-88"))
    func laterPhases() throws {
        let (bench, _, list) = try city()
        struct Full: Error {}
        for fails in 0..<2 {
            let calls = Mutex(0)
            #expect(throws: Full.self) {
                try bench.carryOut(list, batch: 100) {
                    let call = calls.withLock { count -> Int in
                        count += 1
                        return count
                    }
                    if call == fails + 1 { throw Full() }
                }
            }
            if fails == 0 { #expect(try bench.count("purge_certificate") == 0) }
        }
        // The second failure came after the certificate: it stands, and the list is done.
        #expect(try bench.count("purge_certificate") == 1)
        #expect(throws: RetentionRefusal.alreadyErased) { try bench.carryOut(list) }
    }

    @Test("ほかの職員が途中で書き込んでも、消すものは改めて確かめられる", .measure("R-88"))
    func otherWriters() throws {
        let (bench, _, list) = try city()
        var held = false
        let run = bench.run(batch: 1)
        let certificate = try run.carryOut(
            list, by: bench.administrator, reason: "期間満了"
        ) { _ in
            guard !held else { return }
            held = true
            _ = try? bench.hold(CanaryRows.number(Self.persons - 1))
        }
        #expect(certificate.leftOut > 0)
        let left = try bench.store.read {
            try $0.rows("SELECT child FROM application") { $0.addressee(0) }
        }
        #expect(left == [CanaryRows.number(Self.persons - 1)])
    }
}
