// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Entitlement
@testable import Payments

@Suite("同時の操作")
struct ConcurrencyTests {
    private static let isLarge = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] != nil
    private static let clients = 16
    private static let objects = 20
    private static let acts = isLarge ? 625 : 25

    /// One client: an officer who presses at random, on what somebody else is working on too.
    private static func work(_ office: PaymentOffice, client: Int) {
        var chance = Seeded(UInt64(client + 1))
        let roles: Set<Role> = [.payment, .head]
        let me = PaymentOffice.officer("W\(client % 8)", roles)
        for _ in 0..<acts {
            let n = Int.random(in: 1...objects, using: &chance)
            switch Int.random(in: 0..<6, using: &chance) {
            case 0:
                _ = try? office.gate.perform(.changeAccount, by: me, for: .change) { scope in
                    try scope.recordAccounts(
                        [
                            NewAccountUse(
                                recipient: PaymentOffice.parent(n),
                                account: CheckedAccount(
                                    AccountInput(
                                        bank: "9001", branch: "001", type: .ordinary,
                                        number: String(
                                            9_000_000 + Int.random(in: 0..<500, using: &chance)),
                                        holderKana: "ケンショウ ハナコ")),
                                from: date("2025-04-01"), doubts: [])
                        ], banks: nil, cause: .notification)
                }
            case 1, 2:
                let waiting = try? office.read { try AccountConfirmations.waiting(from: $0) }
                guard let use = waiting?.randomElement(using: &chance)?.use else { continue }
                _ = try? office.gate.perform(.approveAccount, by: me, for: .change) {
                    try ConfirmAccounts.perform([use], in: $0)
                }
            case 3:
                guard let items = try? office.items(n) else { continue }
                _ = try? office.gate.perform(
                    .holdPayment, by: me, for: .benefit, reason: "確認"
                ) { scope in
                    try HoldPayment.perform(
                        items, because: .doubleSuspected, in: scope)
                }
            case 4:
                guard let items = try? office.items(n) else { continue }
                _ = try? office.gate.perform(.releasePayment, by: me, for: .benefit) {
                    try ReleasePayment.perform(items, in: $0)
                }
            default:
                if let run = try? office.propose(key: "C\(n)", by: me).run.id {
                    _ = try? office.approve(run, by: me)
                    _ = try? office.approve(
                        run, by: PaymentOffice.officer("W\((client + 1) % 8)", roles))
                    _ = try? office.sendBack(run, by: me)
                }
            }
        }
    }

    @Test(
        "16人が20件を同時にさわっても、失われる更新も、一人での確認も決裁もない",
        .measure("R-05", "R-08", "R-04"))
    func manyClients() async throws {
        let office = try PaymentOffice()
        for n in 1...Self.objects { try office.account(n) }
        try office.schedule((1...Self.objects).map { office.due($0) })
        await withTaskGroup(of: Void.self) { group in
            for client in 0..<Self.clients { group.addTask { Self.work(office, client: client) } }
        }
        try office.read { db in
            func count(_ sql: String) throws -> Int { try db.first(sql, []) { $0.int(0) } ?? -1 }
            // Nobody confirmed what they had recorded, nobody approved what they had proposed.
            #expect(
                try count(
                    """
                    SELECT COUNT(*) FROM account_confirmation c JOIN account_use u
                    ON u.id = c.use_id JOIN operation o ON o.id = u.operation_id
                    WHERE o.officer = c.officer
                    """) == 0)
            #expect(
                try count(
                    """
                    SELECT COUNT(*) FROM payment_run_consent c JOIN payment_run r
                    ON r.id = c.run_id WHERE c.officer = r.proposer
                    """) == 0)
            #expect(try count("SELECT COUNT(*) FROM account_confirmation") > Self.objects)
            #expect(try count("SELECT COUNT(*) FROM payment_run_consent") > 0)
            // What waits is what was recorded and not confirmed: no update was lost.
            #expect(
                try count(
                    """
                    SELECT COUNT(*) FROM account_use u WHERE
                    (SELECT COUNT(*) FROM account_confirmation c WHERE c.use_id = u.id)
                    + (SELECT COUNT(*) FROM account_waiting w WHERE w.use_id = u.id) <> 1
                    """) == 0)
            // Every course of an item is one that the table of states allows, up to where it stands.
            var courses: [Int64: [PaymentItemEvent]] = [:]
            try db.forEachRow(
                "SELECT item_id, event FROM payment_item_event ORDER BY id", []
            ) { courses[$0.int64(0), default: []].append($0.code(1)) }
            for (item, course) in courses {
                let stands: PaymentItemStatus? = try db.first(
                    "SELECT status FROM payment_item_status WHERE item_id = ?", [item]
                ) { $0.code(0) }
                #expect(PaymentItemEvent.state(after: course) == stands)
            }
        }
        #expect(try office.imbalances().isEmpty)
        #expect(try office.ledger.verify(office.store).ok)
    }
}
