// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Ledger
import PowerCuts
import Safeguards
import Testing
import Vocabulary

@testable import Payments

@Suite("途中で電源が切れても")
struct CutTests {
    private static let tables = [
        "reimbursement", "reimbursement_event", "reimbursement_proposal", "computation",
        "reimbursement_approval", "reimbursement_cancellation",
        "reimbursement_cancellation_outcome", "payment_item", "payment_item_event",
        "money_posting", "payment_run", "payment_run_event", "bank_transfer", "payment_row",
        "transfer_file", "bank_result_file", "bank_return", "recovery", "recovery_event",
    ]
    private static let states = [
        ("reimbursement_status", "reimbursement_id"), ("payment_item_status", "item_id"),
        ("payment_run_status", "run_id"),
    ]

    private func books(_ family: Family) throws -> [String] {
        try family.office.read { db in
            let facts = try Self.tables.flatMap { table in
                try db.rows("SELECT COUNT(*) FROM \(table)") { "\(table) \($0.int64(0))" }
            }
            let states = try Self.states.flatMap { table, key in
                try db.rows("SELECT \(key), status FROM \(table) ORDER BY \(key)") {
                    "\(table) \($0.int64(0)) \($0.text(1))"
                }
            }
            return facts + states
        }
    }

    /// Carries out a step with the power cut before every statement in turn, until it gets through.
    @discardableResult
    private func through<R>(
        _ family: Family, _ store: CutStore, _ step: () throws -> R
    ) throws -> R {
        try store.everywhere({ try books(family) }, step)
    }

    @Test("どの文の前で切れても、全部か無しかで、やり直せば一度だけ払う")
    func anywhere() throws {
        let store = CutStore(try Stores.memory())
        let family = try Family(store: store)
        let office = family.office
        try through(family, store) { try family.enter("S-1", points: 1_000) }
        try through(family, store) { try family.propose() }
        try through(family, store) { try family.approve() }
        try through(family, store) { try family.schedule() }
        let run = try through(family, store) { try office.propose() }.run
        try through(family, store) { try office.approve(run.id) }
        let file = try through(family, store) { try office.write(run.id) }
        #expect(RawTransfers(file.bytes).payments.map(\.amount) == [3_000])
        office.clock.stand(on: date("2025-06-24"))
        try through(family, store) { try office.results([("2025-06-20", 1, 3_000, "入金停止")]) }
        office.clock.stand(on: date("2025-07-01"))
        let item = try #require(
            try office.read { try ItemBook.items(in: .returned, from: $0) }.first)
        try through(family, store) {
            try office.repay(.confirmed([item.id]), month: "2025-07", reason: "解除を確認")
        }
        let again = try office.propose("2025-07-22", key: "K2").run
        try office.approve(again.id)
        try office.write(again.id, day: "2025-07-22")
        office.clock.stand(on: date("2025-07-24"))
        try through(family, store) { try office.nothingReturned(again.id) }
        let cancellation = try through(family, store) { try family.proposeCancellation() }
        let payment = try through(family, store) { try family.approveCancellation(cancellation) }
        guard case .claimedBack(_, let yen) = payment else {
            Issue.record("返還になりません")
            return
        }
        #expect(yen == Yen(3_000))
        #expect(try office.balance().sum == .zero)
        #expect(try office.imbalances().isEmpty)
        let report = try office.ledger.verify(office.store)
        #expect(report.ok, "\(report.problems)")
    }
}
