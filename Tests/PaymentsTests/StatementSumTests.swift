// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Safeguards
import Scheme
import Testing
import Vocabulary

@testable import Payments

extension Family {
    /// A claim of the city that was given back in part or whole.
    fileprivate func givenBack(
        _ yen: Int, _ id: Int64, key: String = "R", item: Int64? = nil
    ) throws {
        try office.store.write { db in
            let operation = try db.first("SELECT MAX(id) FROM operation", []) { $0.int64(0) } ?? 0
            _ = try db.execute(
                """
                INSERT INTO recovery (id, operation_id, recorded_at, recovery_key, child, recipient,
                item_id, amount, reason, explanation, claimed_on, officer)
                VALUES (?, ?, 0, ?, ?, ?, ?, 3000, 'wrong', '誤り', '2025-06-02', 'P001')
                """, [id, operation, key == "R" ? "R-\(id)" : key, Self.taro, Self.hanako, item])
            _ = try db.execute(
                """
                INSERT INTO recovery_event (id, operation_id, recorded_at, event_key, recovery_id,
                event, amount, event_on, officer)
                VALUES (?, ?, 0, ?, ?, 'received', ?, '2025-06-02', 'P001')
                """, [id, operation, "E-\(id)", id, yen])
        }
    }

    /// What the insurer has paid the family for a month is given back to the city.
    fileprivate func givenBack(_ yen: Int, ofMonth month: String, _ id: Int64) throws {
        try givenBack(yen, id)
        try office.store.write { db in
            let operation = try db.first("SELECT MAX(id) FROM operation", []) { $0.int64(0) } ?? 0
            _ = try db.execute(
                """
                INSERT INTO proxy_receipt (id, operation_id, recorded_at, child, recipient,
                treatment_month, insurer, mandate_on, band, is_multiple, total_cost, burden,
                limit_amount, expected, scheme, officer) VALUES (?, ?, 0, ?, ?, ?, '06119903',
                '2025-06-01', 'U', 0, 10000, 3000, 2000, 1000, '', 'P001')
                """, [id, operation, Self.taro, Self.hanako, month])
            _ = try db.execute(
                """
                INSERT INTO claim_back (id, operation_id, recorded_at, proxy_id, child, recipient,
                amount, explanation, proposer) VALUES (?, ?, 0, ?, ?, ?, 3000, '高額', 'P001')
                """, [id, operation, id, Self.taro, Self.hanako])
            _ = try db.execute(
                """
                INSERT INTO claim_back_outcome (id, operation_id, recorded_at, claim_back_id,
                outcome, recovery_id, decided_on, approver)
                VALUES (?, ?, 0, ?, 'approved', ?, '2025-06-02', 'H001')
                """, [id, operation, id, id])
        }
    }

    fileprivate func object(offset yen: Int) throws {
        try office.store.write { db in
            _ = try db.execute(
                """
                INSERT INTO claim_objection (id, operation_id, recorded_at, claim_id, kind, reason,
                objected_on, result, result_on, officer, offset_yen, offset_month)
                VALUES (1, (SELECT MAX(id) FROM operation), 0, 1, '1', '01', '2025-06-01', '2',
                '2025-06-02', 'P001', ?, '2025-06')
                """, [yen])
        }
    }

    fileprivate func statement(_ year: Int = 2025) throws -> LetterOrder? {
        try look { scope in
            let source = StatementLetters(year: year)
            return try source.orders(try source.waiting(in: scope), in: scope).first
        }
    }
}

/// 医療費のお知らせ: every sum that it says.
@Suite("医療費のお知らせの額")
struct StatementSumTests {
    @Test("一部認容で戻った額を除いた額を知らせ、すべて戻れば知らせるものはない")
    func partlyAccepted() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        try family.object(offset: 1_000)
        let order = try #require(try family.statement())
        #expect(order.sum == Yen(2_000) && order.values[.total] == .yen(Yen(2_000)))
        #expect(order.parts.map { $0[.amount] } == [.yen(Yen(2_000))])
        let whole = try Family()
        try whole.claimInKind(3_000)
        try whole.object(offset: 3_000)
        #expect(try whole.statement() == nil)
        #expect(try whole.look { try Family.year.first(500, in: $0) }.count == 0)
    }

    @Test("現物給付の返還は、納まった額だけが別の行に出て、市が負担した額から引かれる")
    func givenInKind() throws {
        let family = try Family()
        let office = family.office
        try family.claimInKind(3_000)
        let id = try office.gate.perform(
            ProposeRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try ProposeRecovery.perform(
                RecoveryClaim(
                    child: Family.taro, recipient: Family.hanako, inKind: 1, amount: Yen(2_000),
                    reason: .lapsed, explanation: "資格喪失後の受診"), key: "K1", in: $0)
        }
        try office.grant(try office.request(of: id))
        let asked = try #require(try family.statement())
        #expect(asked.sum == Yen(3_000) && asked.values[.received] == nil, "求めただけでは引かない")
        try office.receive(500, for: id, on: "2025-06-02", key: "P1")
        let order = try #require(try family.statement())
        #expect(order.values[.received] == .yen(Yen(500)))
        #expect(order.sum == Yen(2_500) && order.values[.total] == .yen(Yen(2_500)))
        #expect(order.parts.map { $0[.amount] } == [.yen(Yen(3_000))])
        let letter = try #require(try family.issueStatements([Family.hanako.value]).letters.first)
        let lines = letter.words.lines
        #expect(lines.contains("返していただいた額 500円"), "\(lines)")
        #expect(lines.contains("市が負担した額 2,500円"))
        #expect(lines.contains { $0.contains("返していただいた500円は") })
    }

    @Test("償還払いの返還も引かれ、取り消した決定は出ない")
    func givenOfDecision() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        try family.schedule()
        let before = try #require(try family.statement())
        #expect(before.sum > .zero && before.values[.received] == nil)
        let item = try family.office.read {
            try ItemBook.items(child: Family.taro, from: $0)
        }.first
        try family.givenBack(700, 1, item: try #require(item).id)
        let order = try #require(try family.statement())
        #expect(order.values[.received] == .yen(Yen(700)))
        #expect(order.sum == before.sum - Yen(700))
        let other = try Family()
        try other.enter("S-1", points: 1_000)
        try other.decide()
        _ = try other.approveCancellation(try other.proposeCancellation())
        #expect(try other.statement() == nil)
    }

    @Test("保険者から受けて返した額は、その年の診療の分だけが引かれ、負担した額を下回らない")
    func givenOfMonth() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        try family.givenBack(900, ofMonth: "2024-05", 1)
        #expect(try family.statement()?.values[.received] == nil)
        try family.givenBack(800, ofMonth: "2025-05", 2)
        let order = try #require(try family.statement())
        #expect(order.values[.received] == .yen(Yen(800)) && order.sum == Yen(2_200))
        try family.givenBack(2_900, ofMonth: "2025-04", 3)
        #expect(try family.statement()?.sum == Yen.zero)
    }

    @Test("年間上限の委任で返した額は、年の最後の月の年に引かれる")
    func givenOfYear() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        try family.givenBack(700, ofMonth: "2024Y08", 1)
        try family.givenBack(500, ofMonth: "2025Y08", 2)
        let order = try #require(try family.statement())
        #expect(order.values[.received] == .yen(Yen(700)) && order.sum == Yen(2_300))
    }

    @Test("移行の年は、旧システムの支給も知らせ、返った額を引く。年が終わってから移行した年の分は待たない")
    func prior() throws {
        let family = try Family()
        try family.paidBefore(1_200, 1, month: "2025-02")
        try family.paidBefore(500, 2, month: "2024-12")
        let alone = try #require(try family.statement())
        #expect(alone.recipient == Family.hanako && alone.sum == Yen(1_200))
        #expect(alone.parts.map { $0[.treatmentMonth] } == [.month("2025-02".month)])
        #expect(alone.parts.map { $0[.institution] } == [.text("1119900010")])
        #expect(alone.parts[0][.cost] == nil && alone.values[.cost] == nil, "分からない額は書かない")
        try family.claimInKind(3_000)
        try family.givenBack(200, 9, key: "prior-1-7")
        let order = try #require(try family.statement())
        #expect(order.parts.count == 2 && order.values[.count] == .number(2))
        #expect(order.values[.received] == .yen(Yen(200)) && order.sum == Yen(4_000))
        #expect(try family.statement(2024) == nil, "その前の年は、旧システムが知らせた")

        let late = try Family()
        try late.paidBefore(1_200, 1, recorded: Instant(noonInJapan: date("2026-02-02")))
        #expect(try late.statement() == nil)
        try late.claimInKind(3_000)
        #expect(try late.statement()?.sum == Yen(4_200), "通知を出すなら、年のすべてを書く")
    }

    @Test("文面で使える値は、どれも入る")
    func everyValue() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        try family.givenBack(800, ofMonth: "2025-05", 1)
        let order = try #require(try family.statement())
        #expect(Set(order.values.all.keys) == LetterKind.statement.offered)
        #expect(order.parts.allSatisfy { Set($0.all.keys) == LetterKind.statement.partFields })
        #expect(order.values[.children] == .persons([Family.taro]))
        #expect(order.values[.cost] == .yen(Yen(10_000)))
        #expect(order.parts.map { $0[.selfPaid] } == [.yen(.zero)])
    }
}
