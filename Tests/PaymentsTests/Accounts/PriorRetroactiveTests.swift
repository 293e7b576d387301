// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

extension Family {
    /// The boy's entitlement was taken over from the system used before, which has paid for a month.
    func paidBefore(
        _ yen: Int, _ id: Int, month: String = "2025-05", channel: String = "in-kind",
        recorded: Instant? = nil
    ) throws {
        try office.store.write { db in
            let operation = try db.first("SELECT MAX(id) FROM operation", []) { $0.int64(0) } ?? 0
            let decisions = try db.rows(
                """
                SELECT h.id, h.recipient_number FROM entitlement_history h WHERE h.child = ?
                AND h.recipient_number IS NOT NULL ORDER BY h.id
                """, [Self.taro]
            ) { ($0.int64(0), $0.text(1)) }
            guard let first = decisions.first else { return }
            if id == 1 {
                for (decision, _) in decisions {
                    _ = try db.execute(
                        """
                        INSERT INTO entitlement_origin (id, operation_id, recorded_at, history_id,
                        source_key) VALUES (?, ?, 0, ?, ?)
                        """, [decision, operation, decision, "D-\(decision)"])
                }
            }
            _ = try db.execute(
                """
                INSERT INTO prior_benefit (id, operation_id, recorded_at, source_key, channel,
                child, recipient_number, treatment_month, institution, setting, points,
                self_payment, high_cost, additional_benefit, payable, reached_limit, paid_on)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, '1119900010', 'outpatient', 100, 300, 0, 0, ?, 0,
                '2025-05-20')
                """,
                [
                    id, operation, recorded ?? Instant(noonInJapan: date("2025-04-01")),
                    "P-\(id)", channel, Self.taro, first.1, month, yen,
                ])
        }
    }
}

/// What the system used before has paid, when the entitlement behind it falls.
@Suite("遡及の精算と、前のシステムの給付")
struct PriorRetroactiveTests {
    private func due(_ family: Family) throws -> [UnsettledChild] {
        try family.office.read { try UnsettledBook.children(from: $0) }
    }

    @Test("前のシステムが支払った月の資格が遡って消えると、現物も償還も返還として載り、決裁で一度だけ返還になる")
    func lost() throws {
        let family = try Family()
        try family.paidBefore(1_200, 1)
        try family.paidBefore(800, 2, channel: "reimbursement")
        #expect(try due(family).isEmpty)
        #expect(try family.plan().effects.isEmpty)
        try family.lapse("2025-05-01")
        let found = try #require(try due(family).first)
        #expect(found.effects.map(\.kind) == [.prior, .prior] && found.hasLoss)
        #expect(found.recover == Yen(2_000) && found.stop == .zero)
        let plan = try family.plan()
        #expect(plan.effects == found.effects && plan.usual.count == 2)
        #expect(plan.effects.allSatisfy { $0.recipient == Family.hanako })
        let proposal = try family.draft()
        #expect(try due(family).isEmpty, "起案したものは載らない")
        let report = try family.settle(proposal)
        #expect(report.recoveries.values.sorted() == [Yen(800), Yen(1_200)])
        #expect(report.objections == 0 && report.stopped == 0 && report.cancelled == 0)
        #expect(try family.settle(proposal).wasKnown)
        let claims = try family.office.read { try RecoveryBook.all(from: $0) }
        #expect(claims.count == 2 && claims.allSatisfy { $0.reason == .lapsed })
        #expect(claims.allSatisfy { $0.explanation.contains("前のシステムの給付") })
        #expect(claims.allSatisfy { $0.recipient == Family.hanako && $0.item == nil })
        #expect(try family.plan().effects.isEmpty)
        #expect(try due(family).isEmpty)
        #expect(try family.office.read { try MoneyProof.load(from: $0).isTrue })
    }

    @Test("資格が戻っても、前のシステムの給付を支払うことはない")
    func neverPaidAgain() throws {
        let family = try Family()
        try family.paidBefore(1_200, 1, channel: "reimbursement")
        try family.lapse("2025-05-01")
        try family.restore()
        #expect(try family.plan().effects.isEmpty)
        #expect(try due(family).isEmpty)
        #expect(try family.office.balance()[.scheduled] == .zero)
    }

    @Test("月の途中で消えた月は自動では選ばれず、資格のある月と、旧システムの資格の外の支払は載らない")
    func partly() throws {
        let family = try Family()
        try family.paidBefore(1_200, 1)
        try family.paidBefore(500, 2, month: "2015-01")
        try family.paidBefore(600, 3, month: "2025-04")
        try family.lapse("2025-05-15")
        let plan = try family.plan()
        #expect(plan.effects.map(\.subject) == [1] && plan.effects.allSatisfy(\.isPartial))
        #expect(plan.usual.isEmpty)
        #expect(try due(family).isEmpty)
    }

    private func again(_ family: Family) throws -> [CoveredAgain] {
        try family.office.read { try CoveredAgainBook.claims(of: [Family.taro], from: $0) }
    }

    @Test("返還を求めた月の資格が戻ると、その返還が一度だけ示され、取り下げると示されない。求めていないものは出ない")
    func coveredAgain() throws {
        let family = try Family()
        try family.paidBefore(1_200, 1)
        try family.paidBefore(800, 2, month: "2025-06")
        try family.lapse("2025-05-01")
        let plan = try family.plan()
        let may = try #require(plan.effects.first { $0.subject == 1 }?.key)
        let report = try family.settle(try family.draft([may]))
        let claim = try #require(report.recoveries.keys.first)
        #expect(try again(family).isEmpty, "資格のないうちは出ない")
        try family.restore()
        let found = try again(family)
        #expect(found.map(\.recovery.id) == [claim] && found.allSatisfy { $0.isWhole && $0.isOpen })
        #expect(try family.office.read { try CoveredAgainBook.claims(from: $0) } == found)
        #expect(try family.office.read { try CoveredAgainBook.openCount(from: $0) } == 1)
        try family.office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try RecordRecovery.withdraw(claim, key: "W1", in: $0) }
        #expect(try again(family).isEmpty)
        #expect(try family.office.read { try CoveredAgainBook.openCount(from: $0) } == 0)
    }

    @Test("資格が月の途中から戻れば一部と示し、納めた後に取り下げた返還は、待ちには数えず残る")
    func coveredAgainPartly() throws {
        let family = try Family()
        try family.paidBefore(1_200, 1)
        try family.lapse("2025-05-01")
        let report = try family.settle(try family.draft())
        let claim = try #require(report.recoveries.keys.first)
        try family.restore("2025-05-10")
        #expect(try again(family).map(\.isWhole) == [false])
        try family.office.receive(500, for: claim, on: "2025-06-02", key: "P1")
        try family.office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try RecordRecovery.withdraw(claim, key: "W1", in: $0) }
        let left = try again(family)
        #expect(left.map(\.isOpen) == [false] && left.map(\.recovery.settled) == [Yen(500)])
        #expect(try family.office.read { try CoveredAgainBook.openCount(from: $0) } == 0)
    }

    @Test("取り下げた返還は、もう一度起案できる")
    func withdrawn() throws {
        let family = try Family()
        try family.paidBefore(1_200, 1)
        try family.lapse("2025-05-01")
        let report = try family.settle(try family.draft())
        let claim = try #require(report.recoveries.keys.first)
        try family.office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try RecordRecovery.withdraw(claim, key: "W1", in: $0) }
        #expect(try family.plan().effects.map(\.kind) == [.prior])
        let again = try family.settle(try family.draft(key: "T2"))
        #expect(again.recoveries.keys.first != claim && again.recoveries.count == 1)
        #expect(try family.office.read { try MoneyProof.load(from: $0).isTrue })
    }

    @Test("一部の納付の後に取り下げた返還は、入った額を除いてもう一度起案できる")
    func partlyPaid() throws {
        let family = try Family()
        try family.paidBefore(1_200, 1)
        try family.lapse("2025-05-01")
        let report = try family.settle(try family.draft())
        let claim = try #require(report.recoveries.keys.first)
        try family.office.receive(500, for: claim, on: "2025-06-02", key: "P1")
        try family.office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try RecordRecovery.withdraw(claim, key: "W1", in: $0) }
        #expect(try family.plan().effects.map(\.amount) == [Yen(700)])
        let again = try family.settle(try family.draft(key: "T2"))
        #expect(Array(again.recoveries.values) == [Yen(700)])
        #expect(try family.office.read { try MoneyProof.load(from: $0).isTrue })
    }

    @Test("消滅の影響に、前のシステムの支払も出る")
    func foreseen() throws {
        let family = try Family()
        try family.paidBefore(1_200, 1)
        let found = try family.office.read {
            try ConsequencesOfPayments().afterLapse([Family.taro: date("2025-05-01")], in: $0)
        }
        let texts = (found[Family.taro] ?? []).map(\.text)
        #expect(texts.contains { $0.contains("前のシステムで支払済み") && $0.contains("1,200") })
        let later = try family.office.read {
            try ConsequencesOfPayments().afterLapse([Family.taro: date("2025-06-01")], in: $0)
        }
        #expect(later[Family.taro] == nil)
    }
}
