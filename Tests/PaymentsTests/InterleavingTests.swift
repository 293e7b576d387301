// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("二重払いのないこと")
struct InterleavingTests {
    @Test("どんな順で誰が何を押しても、決定より多くも少なくも払われない", .measure("R-05"), arguments: 2...9)
    func noDoublePayment(seed: Int) throws {
        var turmoil = try Turmoil(seed: UInt64(seed))
        for step in 0..<150 {
            try turmoil.step()
            turmoil.checkNobodyIsOverpaid()
            if step % 30 == 0 { try check(turmoil) }
        }
        try turmoil.finish()
        turmoil.checkNobodyIsOverpaid()
        try check(turmoil)
        try checkReadModels(turmoil.office)
        let office = turmoil.office
        let report = try office.ledger.verify(office.store)
        #expect(report.ok, "\(report.problems)")
        #expect(turmoil.done["write", default: 0] > 0, "\(turmoil.done)")
    }

    /// The ledger of money is whole and agrees with the states.
    private func check(_ turmoil: Turmoil) throws {
        #expect(try turmoil.office.balance().sum == .zero)
        #expect(try turmoil.office.imbalances().isEmpty)
    }

    /// The read models are what their events say.
    private func checkReadModels(_ office: PaymentOffice) throws {
        try office.read { db in
            var events: [Int64: [PaymentItemEvent]] = [:]
            try db.forEachRow(
                "SELECT item_id, event FROM payment_item_event ORDER BY id", []
            ) { events[$0.int64(0), default: []].append($0.code(1)) }
            var states: [Int64: PaymentItemStatus] = [:]
            try db.forEachRow("SELECT item_id, status FROM payment_item_status", []) {
                states[$0.int64(0)] = $0.code(1)
            }
            #expect(states.count == events.count)
            for (item, list) in events {
                #expect(PaymentItemEvent.state(after: list) == states[item])
            }
            var runs: [Int64: PaymentRunStatus] = [:]
            try db.forEachRow("SELECT run_id, event FROM payment_run_event ORDER BY id", []) {
                runs[$0.int64(0)] = $0.code(1, PaymentRunEvent.self).to
            }
            for run in try RunBook.runs(limit: 1_000, from: db) {
                #expect(run.status == runs[run.id])
            }
        }
    }

    @Test("二人が同時に同じ支払処理を進めても、振込は一度だけ")
    func atTheSameTime() async throws {
        let office = try PaymentOffice()
        for n in 1...5 { try office.account(n) }
        try office.schedule((1...5).map { office.due($0) })
        let keys = await withTaskGroup(of: Int64?.self) { group in
            for n in 0..<8 { group.addTask { try? office.propose(key: "K\(n)").run.id } }
            return await group.reduce(into: Set<Int64>()) { $0.formUnion([$1].compactMap(\.self)) }
        }
        let run = try #require(keys.first)
        #expect(keys.count == 1)
        try office.approve(run)
        let files = await withTaskGroup(of: WrittenTransferFile?.self) { group in
            for _ in 0..<8 { group.addTask { try? office.write(run) } }
            return await group.reduce(into: [WrittenTransferFile]()) {
                $0 += [$1].compactMap(\.self)
            }
        }
        #expect(files.count == 8)
        #expect(files.filter { !$0.wasWritten }.count == 1)
        #expect(Set(files.map(\.record.digest)).count == 1)
        #expect(try office.balance()[.transit] == Yen(5_000))
    }
}
