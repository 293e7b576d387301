// SPDX-License-Identifier: Apache-2.0
import Database
import Office
import Safeguards
import Testing
import Vocabulary

@testable import Desk

/// What families were asked to give back of payments of the system used before, and an entitlement covers
/// again.
@Suite("資格が戻った、前のシステムの給付の返還")
struct CoveredAgainScreenTests {
    /// A payment of July was claimed back; the entitlement covers July.
    private func ask(_ money: MoneyBench) throws {
        _ = try money.bench.office.casework.perform(
            .applyResidentChanges, by: .machine("bench"), for: .change
        ) { scope in
            let db = scope.db
            let operation = try db.first("SELECT MAX(id) FROM operation", []) { $0.int64(0) } ?? 0
            let recipient = Family.of(.ordinary).mother
            try db.execute(
                """
                INSERT INTO entitlement_origin (operation_id, recorded_at, history_id, source_key)
                SELECT ?, 0, id, 'D-' || id FROM entitlement_history WHERE child = ?
                """, [operation, money.child])
            try db.execute(
                """
                INSERT INTO prior_benefit (id, operation_id, recorded_at, source_key, channel,
                child, recipient_number, treatment_month, institution, setting, points,
                self_payment, high_cost, additional_benefit, payable, reached_limit, paid_on)
                VALUES (1, ?, 0, 'P-1', 'in-kind', ?, ?, '2025-07', '1119900010', 'outpatient',
                100, 300, 0, 0, 1234, 0, '2025-08-20')
                """, [operation, money.child, money.recipientNumber])
            try db.execute(
                """
                INSERT INTO retroactive_proposal (id, operation_id, recorded_at, proposal_key,
                child, history_id, digest, effects, recover, stop, explanation, proposer)
                VALUES (1, ?, 0, 'T-1', ?, 1, ?, 1, 1234, 0, '転出', 'kyufu')
                """, [operation, money.child, String(repeating: "0", count: 64)])
            try db.execute(
                """
                INSERT INTO retroactive_outcome (operation_id, recorded_at, proposal_id, outcome,
                officer) VALUES (?, 0, 1, 'approved', 'kacho')
                """, [operation])
            try db.execute(
                """
                INSERT INTO retroactive_effect (operation_id, recorded_at, proposal_id, position,
                kind, about_id, recipient, treatment_month, amount, is_partial, is_chosen)
                VALUES (?, 0, 1, 1, 'prior', 1, ?, '2025-07', 1234, 0, 1)
                """, [operation, recipient])
            try db.execute(
                """
                INSERT INTO recovery (id, operation_id, recorded_at, recovery_key, child,
                recipient, amount, reason, explanation, claimed_on, officer)
                VALUES (1, ?, 0, 'prior-1-1', ?, ?, 1234, 'lapsed', '前のシステムの給付',
                '2025-06-10', 'kacho')
                """, [operation, money.child, recipient])
        }
    }

    @Test("1362・児童の下見・給付台帳・ホームに出て返還を開け、取り下げるとホームから消える")
    func told() async throws {
        let money = try await MoneyBench()
        let places = [
            "/payments/retroactive", "/persons/\(money.child)/retroactive",
            Route.benefitLedger.path(money.child),
        ]
        try await money.bench.browse(as: "kyufu") { browser in
            for place in places {
                let page = try await browser.get(place)
                #expect(page.status == 200 && !page.text.contains("id=\"again\""), "\(place)")
            }
            let home = try await browser.get("/")
            #expect(!home.text.contains("資格が戻った返還"))
        }
        try ask(money)
        try await money.bench.browse(as: "kyufu") { browser in
            for place in places {
                let page = try await browser.get(place)
                #expect(page.text.contains("id=\"again\""), "\(place)")
                #expect(page.text.contains("1,234"), "\(place)")
                #expect(page.text.contains("href=\"\(Route.recovery.path(Int64(1)))\""), "\(place)")
                #expect(page.text.contains("返還の画面で取り下げます"))
            }
            #expect(try await browser.get("/").text.contains("資格が戻った返還"))
        }
        _ = try money.bench.office.casework.perform(
            .applyResidentChanges, by: .machine("bench"), for: .change
        ) { scope in
            try scope.db.execute(
                """
                INSERT INTO recovery_event (operation_id, recorded_at, event_key, recovery_id,
                event, amount, event_on, officer)
                SELECT operation_id, 0, 'W-1', 1, 'withdrawn', 0, '2025-06-10', 'kyufu'
                FROM recovery WHERE id = 1
                """, [])
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/payments/retroactive")
            #expect(!list.text.contains("id=\"again\""), "\(list.text)")
            let home = try await browser.get("/")
            #expect(!home.text.contains("資格が戻った返還"))
        }
    }
}
