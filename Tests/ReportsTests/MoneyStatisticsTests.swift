// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Foundation
import Reports
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("統計: 支給と支払")
struct MoneyStatisticsTests {
    /// Six claims, one of them taken back and one in part, two reimbursements, two runs.
    static func town(_ office: SmallOffice? = nil) throws -> SmallOffice {
        let office = try office ?? SmallOffice()
        try office.record { scope in
            let claims = try scope.claims(
                "2025-04", digest: "a",
                [
                    (.medical, .outpatient, 1_234, 2_468), (.medical, .outpatient, 766, 1_532),
                    (.medical, .inpatient, 10_000, 20_000), (.dental, .outpatient, 500, 1_000),
                    (.medical, .outpatient, 100, 200),
                ])
            try scope.object(to: claims[4], result: .accepted)
            try scope.object(to: claims[0], result: .upheld)
            try scope.object(to: claims[1], result: .partlyAccepted, offset: 500)
            try scope.object(to: claims[1], result: .partlyAccepted, offset: 32)
            try scope.claims("2025-07", digest: "b", [(.pharmacy, .outpatient, 1, 2)])
            try scope.reimburse(
                "K1", applied: "2025-04-20", decided: "2025-05-10", outcome: .paid,
                payable: 1_000, later: 200)
            try scope.reimburse(
                "K2", applied: "2025-04-20", decided: "2025-05-10", outcome: .notPaid, payable: 0)
            try scope.run("2025-05-30", [(1_000, "paid"), (2_000, "returned")])
            try scope.run("2025-06-30", [(200, "sent")])
        }
        return office
    }

    private func lines(_ table: StatisticsTable) -> [String] {
        table.rows.map { $0.map(\.text).joined(separator: " ") }
    }

    @Test("現物と償還、入院と外来、医科・歯科に分かれ、合計は行の和。申立で取り消したレセプトは数えず、一部認容は戻った額を引く")
    func claims() throws {
        let table = try Self.town().table(.claims)
        #expect(
            lines(table) == [
                "令和7年4月 現物給付 入院 医科 1 10,000 100,000 20,000",
                "令和7年4月 現物給付 外来 医科 2 2,000 20,000 3,468",
                "令和7年4月 現物給付 外来 歯科 1 500 5,000 1,000",
                "令和7年4月 償還払い 外来 医科 1 500 5,000 1,200",
            ])
        #expect(
            table.total?.map(\.text) == ["合計", "", "", "", "5", "13,000", "130,000", "25,668"])
    }

    @Test("診療年月の表は、請求でなく診療の月で数え、給付の部屋の合計と同じ額になる")
    func treatments() throws {
        let office = try Self.town()
        var question = try office.question(.treatments)
        question.period = try StatisticsPeriod(first: month("2025-03"), last: month("2025-07"))
        let table = try office.gate.perform(
            ViewStatistics.operation, by: SmallOffice.head, for: .statistics
        ) { try ViewStatistics.perform(question, in: $0) }
        #expect(lines(table).first == "令和7年3月 償還払い 外来 医科 1 500 5,000 1,200")
        #expect(lines(table).last == "令和7年7月 現物給付 外来 調剤 1 1 10 2")
        let totals = try office.store.read {
            try BenefitTotals.totals(month("2025-03")...month("2025-07"), from: $0)
        }
        let payable = totals.reduce(Yen.zero) { $0 + $1.payable }
        #expect(table.total?.last == .number(payable.amount))
    }

    @Test("償還払いは、申請を申請の月に、決定と差額の決定を決裁の月に数える")
    func reimbursements() throws {
        let table = try Self.town().table(.reimbursements)
        #expect(
            lines(table) == [
                "令和7年4月 2 0 0 0 0", "令和7年5月 0 2 0 1,200 1", "令和7年6月 0 0 0 0 0",
            ])
    }

    @Test("支払は、渡した振込と、済んだものと、振込不能を分ける")
    func payments() throws {
        let table = try Self.town().table(.payments)
        #expect(
            lines(table) == [
                "令和7年4月 0 0 0 0 0 0 0 0", "令和7年5月 2 2 3,000 0 1 1,000 1 2,000",
                "令和7年6月 1 1 200 0 0 0 0 0",
            ])
        #expect(table.total?[3] == .number(3_200))
    }

    @Test("償還の日数: 申請から決裁まで、申請から振込まで。差額の決定と、戻った振込は数えない")
    func days() throws {
        let office = try Self.town()
        let benefit = try office.table(.daysToBenefit)
        #expect(benefit.rows.map { $0[1].text } == ["0", "2", "0"])
        #expect(benefit.rows[1].dropFirst().map(\.text) == ["2", "20", "20", "20.0", "20"])
        let payment = try office.table(.daysToPayment)
        #expect(payment.rows.map { $0[1].text } == ["0", "1", "1"])
        #expect(payment.rows[1].dropFirst().map(\.text) == ["1", "40", "40", "40.0", "40"])
        #expect(payment.total?.dropFirst().map(\.text) == ["2", "40", "40", "55.5", "71"])
    }

    @Test("PostgreSQL でも同じ表になる")
    func postgres() throws {
        let schema = "r" + UUID().uuidString.replacing("-", with: "").lowercased()
        let store = try Stores.postgres(
            PostgresCluster.running().connection, schema: schema, body: "119997")
        let there = try Self.town(try StatisticsTests.town(try SmallOffice(store)))
        let here = try Self.town(try StatisticsTests.town())
        for subject in StatisticsSubject.allCases {
            let table = try there.table(subject)
            #expect(table == (try here.table(subject)), "\(subject)")
            #expect(!table.rows.isEmpty, "\(subject)")
        }
    }
}
