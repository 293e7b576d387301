// SPDX-License-Identifier: Apache-2.0
import Benefits
import Ledger
import Safeguards
import Testing
import Vocabulary

@testable import Payments

/// Mandates of a family: a month of 1,000,000 yen, of which the family bears 300,000 and, by its band,
/// no more than 87,430; the insurer pays 212,570.
extension Family {
    func proxy<R>(
        _ operation: OperationCode = RecordProxyReceipt.operation,
        by who: Principal = PaymentOffice.clerk, _ body: (Scope) throws -> R
    ) throws -> R {
        try office.gate.perform(operation, by: who, for: .benefit, body)
    }

    func mandate() throws -> Int64 {
        try proxy {
            try RecordProxyReceipt.open(
                Mandate(
                    child: Self.taro, month: "2025-05".month, mandateOn: date("2025-06-01"),
                    band: "ウ"), law: law, in: $0)
        }
    }

    func insurer(
        _ kind: ProxyReceipt.Event.Kind, _ id: Int64, _ yen: Int, on day: String = "2025-06-02"
    ) throws {
        try proxy {
            try RecordProxyReceipt.record(
                kind, of: id, amount: Yen(yen), on: date(day), note: "通知",
                payments: BenefitClaimsBack(), in: $0)
        }
    }

    /// The insurer is asked, decides and pays.
    func fromInsurer(_ yen: Int) throws -> Int64 {
        let id = try asked()
        try insurer(.decided, id, yen)
        try insurer(.received, id, yen)
        return id
    }

    /// The insurer is asked.
    func asked() throws -> Int64 {
        let id = try mandate()
        _ = try proxy(RequestFromInsurer.operation) {
            try RequestFromInsurer.perform(
                [id],
                to: InsurerOffice(
                    insurer: "06119903", name: "見本健康保険組合", postalCode: "1190009",
                    address: "見本市北9-9-9"), reference: "見本子第1号", dueOn: date("2025-10-31"),
                directory: directory, in: $0)
        }
        return id
    }

    func mayGoBack(_ id: Int64) throws -> Yen {
        try office.read { db in
            let proxy = try #require(try ProxyBook.proxy(id, from: db))
            return try InsurersPartBook.mayGoBack([proxy], from: db)[id] ?? .zero
        }
    }
}

@Suite("代理受領で保険者から入る額は、保護者に求めない")
struct PaidByInsurerTests {
    private func register(_ family: Family, _ yen: Int, key: String) throws -> Int64 {
        try family.office.gate.perform(
            ProposeRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try ProposeRecovery.perform(
                RecoveryClaim(
                    child: Family.taro, recipient: Family.hanako, inKind: 1, amount: Yen(yen),
                    reason: .lapsed, explanation: "資格喪失後の受診"), key: key, in: $0)
        }
    }

    @Test("現物給付300000円のうち212570円が保険者から入れば、保護者に求めるのは87430円まで")
    func inKind() throws {
        let family = try Family()
        try family.claimInKind(300_000, cost: 1_000_000)
        let id = try family.fromInsurer(212_570)
        #expect(throws: RecoveryRefusal.paidByInsurer(id, left: Yen(87_430))) {
            try register(family, 300_000, key: "K1")
        }
        #expect(throws: RecoveryRefusal.paidByInsurer(id, left: Yen(87_430))) {
            try register(family, 87_431, key: "K2")
        }
        #expect(try family.mayGoBack(id) == .zero)
        let rest = try register(family, 87_430, key: "K3")
        #expect(try register(family, 87_430, key: "K3") == rest)
        try family.office.grant(try family.office.request(of: rest))
        #expect(throws: RecoveryRefusal.paidByInsurer(id, left: .zero)) {
            try register(family, 1, key: "K4")
        }
        #expect(try family.mayGoBack(id) == .zero)
        try family.office.prove()
    }

    @Test("月の委任と年間上限の委任がともにある給付は、両方の分を除いた残りだけを求められる")
    func monthAndYear() throws {
        let family = try Family()
        try family.claimInKind(300_000, cost: 1_000_000)
        let id = try family.fromInsurer(212_570)
        _ = try year(family, 40_000)
        #expect(throws: RecoveryRefusal.paidByInsurer(id, left: Yen(47_430))) {
            try register(family, 47_431, key: "K1")
        }
        _ = try register(family, 47_430, key: "K2")
    }

    /// The year of the cap as a mandate of its own: nothing but the month has a benefit.
    private func year(_ family: Family, _ yen: Int, received: Bool = false) throws -> Int64 {
        try family.proxy { scope in
            let year = try scope.facts.append(
                "proxy_receipt",
                [
                    "child": Family.taro, "recipient": Family.hanako,
                    "treatment_month": "2024Y08", "insurer": "06119903",
                    "mandate_on": "2025-08-05", "band": "ウ", "is_multiple": 0,
                    "total_cost": 1_000_000, "burden": 87_430, "limit_amount": 47_430,
                    "expected": yen, "scheme": "試験", "officer": "U002",
                ])
            try scope.facts.append(
                "proxy_part",
                [
                    "proxy_id": year, "child": Family.taro, "treatment_month": "2024Y08",
                    "amount": yen,
                ])
            for event in received ? ["requested", "decided", "received"] : [] {
                try scope.facts.append(
                    "proxy_event",
                    [
                        "proxy_id": year, "event": event, "event_on": "2025-08-10",
                        "amount": yen, "note": "通知", "officer": "U002",
                    ])
            }
            return year
        }
    }

    @Test("同じ月の別の委任の入金も引き、入り過ぎた分は後の委任に一度だけ出て、先の委任で求められる額からも引く")
    func otherMandates() throws {
        let family = try Family()
        try family.claimInKind(300_000, cost: 1_000_000)
        let month = try family.fromInsurer(212_570)
        let year = try year(family, 100_000, received: true)
        // 12,570 yen more than the scheme has paid have come in.
        #expect(try family.mayGoBack(month) == .zero)
        #expect(try family.mayGoBack(year) == Yen(12_570))
        for id in [month, year] {
            let left = try family.office.read { db in
                let proxy = try #require(try ProxyBook.proxy(id, from: db))
                return try BenefitClaimsBack().left(under: proxy, from: db)
            }
            #expect(left == Yen(-12_570))
        }
    }

    @Test("入金の前でも見込みの分は求めず、請求しないと決めて終了すれば全額を求められる")
    func expected() throws {
        let family = try Family()
        try family.claimInKind(300_000, cost: 1_000_000)
        let id = try family.mandate()
        #expect(throws: RecoveryRefusal.paidByInsurer(id, left: Yen(87_430))) {
            try register(family, 87_431, key: "K1")
        }
        try family.insurer(.closed, id, 0)
        _ = try register(family, 300_000, key: "K2")
    }

    @Test("委任の後に起案の額が合わなくなれば、決裁で断る")
    func approval() throws {
        let family = try Family()
        try family.claimInKind(300_000, cost: 1_000_000)
        let asked = try register(family, 100_000, key: "K1")
        let id = try family.fromInsurer(212_570)
        #expect(throws: RecoveryRefusal.paidByInsurer(id, left: Yen(87_430))) {
            try family.office.grant(try family.office.request(of: asked))
        }
        // What came in and what is asked for are 12,570 yen more than was paid.
        #expect(try family.mayGoBack(id) == Yen(12_570))
    }

    @Test("保険者が断っても、返還台帳で求めた給付を、代理受領の返還でもう一度は求めない")
    func refused() throws {
        let family = try Family()
        try family.claimInKind(300_000, cost: 1_000_000)
        let first = try register(family, 300_000, key: "K1")
        try family.office.grant(try family.office.request(of: first))
        let id = try family.asked()
        try family.insurer(.refused, id, 0)
        let back = try family.proxy {
            try RecordProxyReceipt.proposeGiveBack(
                of: id, amount: Yen(212_570), explanation: "家族が受け取ったため",
                payments: BenefitClaimsBack(), in: $0)
        }
        #expect(throws: BenefitsRefusal.claimBackAboveLimit(.zero)) {
            try family.proxy(ApproveClaimBack.operation, by: PaymentOffice.head) {
                try ApproveClaimBack.perform(
                    back, to: BenefitClaimsBack(), law: family.law, in: $0)
            }
        }
    }

    @Test("遡及の精算は、支払済みの償還払いから受領分を引いた残りだけを保護者に求める")
    func retroactive() throws {
        let family = try Family()
        try family.enter("S-1", points: 100_000)
        try family.decide()
        let id = try family.fromInsurer(212_570)
        try family.pay()
        try family.lapse("2025-05-01")
        let plan = try family.plan()
        #expect(plan.effects.map(\.kind) == [.paid])
        #expect(plan.effects.map(\.amount) == [Yen(87_430)])
        #expect(plan.mandates.map(\.proxy) == [id])
        #expect(plan.mandates.map(\.amount) == [Yen(212_570)])
        let listed = try family.office.read { try UnsettledBook.children(from: $0) }
        #expect(listed.flatMap(\.effects) == plan.effects)
        let report = try family.settle(try family.draft())
        #expect(report.recoveries.values.map(\.self) == [Yen(87_430)])
        #expect(try family.mayGoBack(id) == .zero)
        try family.office.prove()
    }

    @Test("過誤が認められれば、保険者からの入金は保険者に返すかもしれない額になる")
    func takenBack() throws {
        let family = try Family()
        try family.claimInKind(300_000, cost: 1_000_000)
        let id = try family.fromInsurer(212_570)
        try family.lapse("2025-05-01")
        let plan = try family.plan()
        #expect(plan.effects.map(\.kind) == [.claim])
        #expect(plan.effects.map(\.amount) == [Yen(300_000)])
        #expect(plan.mandates.map(\.amount) == [Yen(212_570)])
        try family.settle(try family.draft())
        #expect(try family.mayGoBack(id) == .zero)
        try family.office.gate.perform(
            AnswerObjection.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try AnswerObjection.perform(
                .claim(1), .accepted, on: date("2025-06-02"), offset: Yen(300_000), in: $0)
        }
        #expect(try family.mayGoBack(id) == Yen(212_570))
    }

    @Test("一つの委任のきょうだいの分は、合わせると全額になる")
    func shares() {
        let parts = Yen(100).divided(by: [Yen(1), Yen(1), Yen(1)])
        #expect(parts == [Yen(33), Yen(33), Yen(34)])
        #expect(Yen(212_570).divided(by: [Yen(300_000), .zero]) == [Yen(212_570), .zero])
        #expect(Yen(5).divided(by: []).isEmpty)
    }
}
