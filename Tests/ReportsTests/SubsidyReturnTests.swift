// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Reports

@Suite("県補助: 戻った額を、受けた期間の対象額から引く")
struct SubsidyReturnTests {
    private static let child = 900_000_001
    private static let recipient = 900_000_101

    private static func book() throws -> SchemeBook {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let library = try SchemeLibrary.load(
            directory: root.appending(path: "Schemes").path, digest: { Digest.of($0).description })
        return try #require(library.book("sample-prefecture"))
    }

    /// Two claims of April: 2,468 yen, of which the prefecture takes 1,468 up, and 1,000, of which it
    /// takes nothing. In June the insurer pays 900, a third party 1,000, the family 500.
    private static func town() throws -> SmallOffice {
        let office = try SmallOffice()
        try office.record { scope in
            try scope.decide(
                child: child, recipient: recipient, born: "2020-06-10", applied: "2020-06-20",
                decided: "2020-06-30")
            let claims = try scope.claims(
                "2025-04", digest: "a",
                [(.medical, .outpatient, 1_234, 2_468), (.dental, .outpatient, 500, 1_000)])
            let proxy = try scope.facts.append(
                "proxy_receipt",
                [
                    "child": child, "recipient": recipient, "treatment_month": "2025-04",
                    "insurer": "110001", "mandate_on": "2025-05-01", "band": "ウ",
                    "is_multiple": 0, "total_cost": 17_340, "burden": 3_468, "limit_amount": 0,
                    "expected": 900, "scheme": "sample", "officer": "U002",
                ])
            try scope.facts.append(
                "proxy_event",
                [
                    "proxy_id": proxy, "event": "received", "event_on": "2025-06-05",
                    "amount": 900, "note": "", "officer": "U002",
                ])
            let accident = try scope.facts.append(
                "liability",
                [
                    "child": child, "recipient": recipient, "kind": "third-party",
                    "happened_on": "2025-04-02", "reported_on": "2025-04-10",
                    "counterpart": "相手", "circumstances": "試験", "officer": "U002",
                ])
            try scope.facts.append(
                "liability_benefit",
                [
                    "liability_id": accident, "claim_id": claims[0], "is_touched": 1,
                    "total_cost": 12_340, "paid": 2_468, "officer": "U002",
                ])
            try scope.facts.append(
                "liability_event",
                [
                    "liability_id": accident, "event": "received", "event_on": "2025-06-10",
                    "amount": 1_000, "note": "", "officer": "U002",
                ])
            let recovery = try scope.facts.append(
                "recovery",
                [
                    "recovery_key": "r1", "child": child, "recipient": recipient,
                    "amount": 700, "reason": "wrong", "explanation": "試験",
                    "claimed_on": "2025-06-01", "officer": "U002", "claim_id": claims[0],
                ])
            try scope.facts.append(
                "recovery_event",
                [
                    "event_key": "e1", "recovery_id": recovery, "event": "received",
                    "amount": 500, "event_on": "2025-06-20", "officer": "U002",
                ])
            // Nobody knows for what: nothing is taken off.
            let unknown = try scope.facts.append(
                "recovery",
                [
                    "recovery_key": "r2", "child": child, "recipient": recipient,
                    "amount": 300, "reason": "other", "explanation": "試験",
                    "claimed_on": "2025-06-01", "officer": "U002",
                ])
            try scope.facts.append(
                "recovery_event",
                [
                    "event_key": "e2", "recovery_id": unknown, "event": "received",
                    "amount": 300, "event_on": "2025-06-21", "officer": "U002",
                ])
        }
        return office
    }

    private func report(_ office: SmallOffice, _ first: String, _ last: String) throws
        -> SubsidyReport
    {
        let law = BenefitLaw(book: try Self.book())
        let period = try StatisticsPeriod(first: month(first), last: month(last))
        return try office.gate.perform(
            ViewSubsidy.operation, by: SmallOffice.head, for: .statistics
        ) { try ViewSubsidy.perform(period, law: law, in: $0) }
    }

    @Test("代理受領・求償・返還を、診療の補助対象額の残りまで順に引き、補助額は引いた後の額から計算する")
    func deducted() throws {
        let office = try Self.town()
        let sheet = try report(office, "2025-04", "2025-06")
        #expect(sheet.total.eligible == Yen(1_468))
        let returns = sheet.total.returns
        // 900 by 2,468 to 1,000: 640 for the claim that counts.
        #expect(returns[.proxy]?.received == Yen(900) && returns[.proxy]?.deducted == Yen(640))
        #expect(
            returns[.liability]?.received == Yen(1_000)
                && returns[.liability]?.deducted == Yen(828))
        #expect(
            returns[.recovery]?.received == Yen(800) && returns[.recovery]?.deducted == .zero)
        #expect(sheet.total.net == .zero && sheet.subsidy == .zero)
        // Half of what is left until the insurer's money alone has come.
        let early = try report(office, "2025-04", "2025-05")
        #expect(early.total.net == Yen(1_468) && early.subsidy == Yen(734))
    }

    @Test("受けた月の表から引く。診療がその期間になくても引き、補助額は0円より下がらない")
    func laterMonths() throws {
        let sheet = try report(try Self.town(), "2025-06", "2025-06")
        #expect(sheet.total.claims == 0 && sheet.total.deducted == Yen(1_468))
        #expect(sheet.subsidy == .zero)
        let line = try #require(sheet.rows.first { $0.setting == .outpatient }?.line)
        #expect(line.net == Yen(-1_468))
    }

    @Test("内訳の合計は表の数と同じで、引かない理由が出る")
    func lists() throws {
        let office = try Self.town()
        let law = BenefitLaw(book: try Self.book())
        let sheet = try report(office, "2025-04", "2025-06")
        for kind in SubsidyReturn.Kind.allCases {
            let list = try office.gate.perform(
                ListSubsidyReturns.operation, by: SmallOffice.head, for: .statistics
            ) {
                try ListSubsidyReturns.perform(
                    kind, months: sheet.period, setting: nil, law: law, in: $0)
            }
            #expect(list.sum == sheet.total.returns[kind] && !list.hasMore)
            #expect(list.lines.reduce(.zero) { $0 + $1.deducted } == list.sum.deducted)
        }
        let all = try office.gate.perform(
            ListSubsidyReturns.operation, by: SmallOffice.head, for: .statistics
        ) {
            try ListSubsidyReturns.perform(
                nil, months: sheet.period, setting: nil, limit: 2, law: law, in: $0)
        }
        #expect(all.lines.count == 2 && all.hasMore && all.line?.net == sheet.total.net)
        #expect(
            try office.gate.perform(
                ListSubsidyReturns.operation, by: SmallOffice.head, for: .statistics
            ) {
                try ListSubsidyReturns.perform(
                    .recovery, months: sheet.period, setting: nil, law: law, in: $0)
            }.lines.map(\.why) == [
                "補助の対象でない診療、または対象額の残りがない",
                "数えている診療に結び付かない（取り消した決定・過誤を含む）",
            ])
    }

    @Test("取り消した入金・納付は、戻った額に入らない")
    func reversed() throws {
        let office = try Self.town()
        let before = try report(office, "2025-04", "2025-06")
        #expect(before.total.deducted > .zero)
        try office.record { scope in
            func newest(_ table: String) throws -> Int64 {
                let rows = try scope.db.rows(
                    "SELECT id FROM \(table) WHERE event = 'received' ORDER BY id", []
                ) { $0.int64(0) }
                return try #require(rows.first)
            }
            func owner(_ table: String) throws -> Int64 {
                try #require(
                    try scope.db.first("SELECT MIN(id) FROM \(table)") { $0.optionalInt64(0) }
                        ?? nil)
            }
            try scope.facts.append(
                "receipt_reversal",
                [
                    "child": Self.child, "proxy_id": try owner("proxy_receipt"),
                    "proxy_event_id": try newest("proxy_event"), "reason": "誤り",
                    "officer": "U002",
                ])
            try scope.facts.append(
                "receipt_reversal",
                [
                    "child": Self.child, "liability_id": try owner("liability"),
                    "liability_event_id": try newest("liability_event"), "reason": "誤り",
                    "officer": "U002",
                ])
            try scope.facts.append(
                "recovery_reversal",
                [
                    "recovery_id": try owner("recovery"),
                    "event_id": try newest("recovery_event"), "reason": "誤り",
                    "officer": "U002",
                ])
        }
        #expect(try report(office, "2025-04", "2025-06").total.deducted == .zero)
    }

    @Test("過誤で取り消したレセプトの返還は、もう引かない")
    func takenBack() throws {
        let office = try Self.town()
        try office.record { scope in
            let claim = try #require(
                try scope.db.first("SELECT MIN(id) FROM claim") { $0.optionalInt64(0) } ?? nil)
            try scope.object(to: claim, result: .accepted)
        }
        let sheet = try report(office, "2025-04", "2025-06")
        #expect(sheet.total.eligible == .zero && sheet.total.deducted == .zero)
    }

    @Test("取り消して返還され、もう一度決定した償還は、新しい決定の額のまま残り、二度引かない。新しい決定の返還だけを円まで引く")
    func decidedAgain() throws {
        let office = try SmallOffice()
        var again: (form: Int64, decision: Int64) = (0, 0)
        try office.record { scope in
            try scope.decide(
                child: Self.child, recipient: Self.recipient, born: "2020-06-10",
                applied: "2020-06-20", decided: "2020-06-30")
            try scope.reimburse(
                "K1", applied: "2025-04-10", decided: "2025-04-20", outcome: .paid,
                payable: 4_000, points: 2_000)
            let form = try #require(
                try scope.db.first("SELECT MIN(id) FROM reimbursement") { $0.int64(0) })
            let first = try #require(
                try scope.db.first("SELECT MIN(id) FROM reimbursement_approval") { $0.int64(0) })
            let item = try scope.facts.append(
                "payment_item",
                [
                    "decision_id": first, "attempt": 0, "reimbursement_id": form,
                    "receipt": "K1", "branch": 1, "child": Self.child,
                    "recipient": Self.recipient, "treatment_month": "2025-03",
                    "institution_name": "見本医院", "amount": 4_000, "method": "1",
                    "completed_on": "2025-04-20", "decided_on": "2025-04-20",
                    "planned_on": "2025-04-30",
                ])
            let cancellation = try scope.facts.append(
                "reimbursement_cancellation",
                [
                    "approval_id": first, "reimbursement_id": form, "reason": "額の誤り",
                    "proposer": "U002",
                ])
            try scope.facts.append(
                "reimbursement_cancellation_outcome",
                [
                    "cancellation_id": cancellation, "approval_id": first,
                    "outcome": "approved", "decided_on": "2025-05-10", "approver": "U001",
                ])
            let recovery = try scope.facts.append(
                "recovery",
                [
                    "recovery_key": "r1", "child": Self.child, "recipient": Self.recipient,
                    "item_id": item, "amount": 4_000, "reason": "wrong",
                    "explanation": "試験", "claimed_on": "2025-05-11", "officer": "U002",
                ])
            try scope.facts.append(
                "recovery_event",
                [
                    "event_key": "e1", "recovery_id": recovery, "event": "received",
                    "amount": 4_000, "event_on": "2025-06-10", "officer": "U002",
                ])
            again = (form, try scope.decide(form, branch: 1, "2025-05-20", .paid, 3_000))
        }
        let sheet = try report(office, "2025-04", "2025-06")
        // 4,000 less the prefecture's 1,000; the first decision and its money are gone together.
        #expect(sheet.total.claims == 1 && sheet.total.eligible == Yen(3_000))
        #expect(sheet.total.returns[.recovery]?.received == Yen(4_000))
        #expect(sheet.total.deducted == .zero && sheet.total.net == Yen(3_000))
        #expect(sheet.subsidy == Yen(1_500))
        // What comes back of the new decision is taken off, once.
        try office.record { scope in
            let item = try scope.facts.append(
                "payment_item",
                [
                    "decision_id": again.decision, "attempt": 0, "reimbursement_id": again.form,
                    "receipt": "K1", "branch": 1, "child": Self.child,
                    "recipient": Self.recipient, "treatment_month": "2025-03",
                    "institution_name": "見本医院", "amount": 3_000, "method": "1",
                    "completed_on": "2025-05-20", "decided_on": "2025-05-20",
                    "planned_on": "2025-05-31",
                ])
            let recovery = try scope.facts.append(
                "recovery",
                [
                    "recovery_key": "r2", "child": Self.child, "recipient": Self.recipient,
                    "item_id": item, "amount": 1_201, "reason": "wrong",
                    "explanation": "試験", "claimed_on": "2025-06-11", "officer": "U002",
                ])
            try scope.facts.append(
                "recovery_event",
                [
                    "event_key": "e2", "recovery_id": recovery, "event": "received",
                    "amount": 1_201, "event_on": "2025-06-20", "officer": "U002",
                ])
        }
        let later = try report(office, "2025-04", "2025-06")
        #expect(later.total.returns[.recovery]?.received == Yen(5_201))
        #expect(later.total.deducted == Yen(1_201) && later.total.net == Yen(1_799))
        // Half, cut to the yen.
        #expect(later.subsidy == Yen(899))
    }

    @Test("監査の職員は内訳を見られない")
    func permission() throws {
        let office = try Self.town()
        let law = BenefitLaw(book: try Self.book())
        let period = try StatisticsPeriod(first: month("2025-04"), last: month("2025-06"))
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.gate.perform(
                ListSubsidyReturns.operation, by: SmallOffice.officer("U009", [.auditor]),
                for: .statistics
            ) {
                try ListSubsidyReturns.perform(
                    nil, months: period, setting: nil, law: law, in: $0)
            }
        }
    }

    @Test("額の分け方は円まで、合計が変わらない")
    func split() {
        #expect(Yen(100).split(by: [1, 1, 1]) == [Yen(33), Yen(33), Yen(34)])
        #expect(Yen(7).split(by: [0, 5, 0]) == [.zero, Yen(7), .zero])
        #expect(Yen(7).split(by: [0, 0]) == [Yen(7), .zero])
        #expect(Yen(7).split(by: []).isEmpty)
    }
}
