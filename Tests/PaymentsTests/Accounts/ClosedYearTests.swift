// SPDX-License-Identifier: Apache-2.0
import Benefits
import Safeguards
import Testing
import Vocabulary

@testable import Payments

extension Family {
    /// The family gives something back in the insurer's stead: proposed and decided.
    ///
    /// - Returns: the claim of 支払.
    func giveBack(_ yen: Int, of id: Int64) throws -> Int64 {
        let back = try proxy {
            try RecordProxyReceipt.proposeGiveBack(
                of: id, amount: Yen(yen), explanation: "家族が受け取ったため",
                payments: BenefitClaimsBack(), in: $0)
        }
        try proxy(ApproveClaimBack.operation, by: PaymentOffice.head) {
            _ = try ApproveClaimBack.perform(back, to: BenefitClaimsBack(), law: law, in: $0)
        }
        let backs = try office.read { try #require(try ProxyBook.proxy(id, from: $0)) }.claimsBack
        return try #require(backs.last?.recovery)
    }

    /// An accident that touches the claim in kind, claimed from the other party.
    fileprivate func accident(_ yen: Int) throws -> Int64 {
        let id = try proxy(RecordLiability.operation) { scope in
            let id = try RecordLiability.open(
                LiabilityInput(
                    child: Self.taro, kind: .thirdParty, happenedOn: date("2025-05-01"),
                    reportedOn: date("2025-05-02"), counterpart: "相手方", circumstances: "交差点"),
                in: scope)
            try RecordLiability.mark(.claim(1), of: id, isTouched: true, in: scope)
            return id
        }
        try accident(.claimed, id, yen)
        return id
    }

    fileprivate func accident(_ kind: Liability.Event.Kind, _ id: Int64, _ yen: Int) throws {
        try proxy(RecordLiability.operation) {
            try RecordLiability.record(
                kind, of: id, amount: Yen(yen), on: $0.today, note: "書面",
                payments: BenefitClaimsBack(), in: $0)
        }
    }

    fileprivate func objection(_ result: ObjectionResult, offset: Yen? = nil) throws {
        try proxy(FileObjection.operation) { scope in
            try FileObjection.perform(
                .claim(1), .readjustment, reason: .duplicate, on: scope.today, in: scope)
        }
        try proxy(RecordObjectionResult.operation) { scope in
            try RecordObjectionResult.perform(
                .claim(1), result, on: scope.today, offset: offset, in: scope)
        }
    }
}

@Suite("閉じた年度の収入は、後から変わらない")
struct ClosedYearTests {
    /// The last day on which the year before is open, and the first on which it is closed.
    static let days = [(day: "2026-05-31", isOpen: true), (day: "2026-06-01", isOpen: false)]

    @Test("保護者の返還を取り下げれば、取下げの日の年度で調定が戻る。出納整理期間のうちは前の年度", arguments: days)
    func withdrawn(day: String, isOpen: Bool) throws {
        let family = try Family()
        let office = family.office
        try family.claimInKind(300_000, cost: 1_000_000)
        let id = try family.asked()
        try family.insurer(.decided, id, 212_570)
        let recovery = try family.giveBack(40_000, of: id)
        try office.receive(10_000, for: recovery, on: "2025-06-02", key: "N1")
        #expect(try office.income().figures(.highCost).asked == Yen(172_570))
        #expect(try office.income().figures(.returned).asked == Yen(40_000))
        office.clock.stand(on: date(day))
        let before = try office.income(2025)
        try office.withdraw(recovery)
        let first = try office.income(2025)
        let next = try office.income(2026, on: "2026-06-30")
        // 10,000 yen came in of it, and the insurer owes that much less.
        let (insurer, family1) = (isOpen ? 202_570 : 172_570, isOpen ? 10_000 : 40_000)
        #expect(first.figures(.highCost).asked == Yen(insurer))
        #expect(first.figures(.returned).asked == Yen(family1))
        #expect(first.figures(.returned).received == Yen(10_000))
        #expect(next.figures(.highCost).asked == Yen(isOpen ? 0 : 30_000))
        #expect(next.figures(.highCost).carried == Yen(insurer))
        #expect(next.figures(.highCost).open == Yen(202_570))
        #expect(next.figures(.returned).asked == Yen(isOpen ? 0 : -30_000))
        #expect(next.figures(.returned).open == .zero)
        if !isOpen { #expect(first.figures() == before.figures()) }
        let proxy = try office.read { db in
            let known = try #require(try ProxyBook.proxy(id, from: db))
            return try BenefitClaimsBack().counted([known], from: db)[0]
        }
        #expect(next.figures(.highCost).open == proxy.outstanding)
        try office.prove(day)
        // What came in of the withdrawn claim is taken back later still.
        office.clock.stand(on: date("2027-07-01"))
        let (second, third) = (try office.income(2025), try office.income(2026))
        try office.takeBack(of: recovery)
        #expect(try office.income(2025).figures() == second.figures())
        #expect(try office.income(2026).figures() == third.figures())
        let last = try office.income(2027)
        #expect(last.figures(.highCost).asked == Yen(10_000))
        #expect(last.figures(.highCost).open == Yen(212_570))
        #expect(last.figures(.returned).asked == Yen(-10_000))
        #expect(last.figures(.returned).received == Yen(-10_000))
        #expect(last.figures(.returned).open + last.figures(.returned).excess == .zero)
        try office.prove(day)
    }

    @Test("閉じた年度の日付の初めての決定も、後から記録すれば、記録した日の年度の調定になる")
    func firstRecordedLate() throws {
        let family = try Family()
        let office = family.office
        try family.claimInKind(300_000, cost: 1_000_000)
        let id = try family.asked()
        office.clock.stand(on: date("2026-07-01"))
        let before = try office.income(2025)
        try family.insurer(.decided, id, 212_570, on: "2026-03-25")
        #expect(try office.income(2025).figures() == before.figures())
        #expect(try office.income(2025).figures(.highCost).asked == .zero)
        #expect(try office.income(2026).figures(.highCost).asked == Yen(212_570))
        try office.prove("2026-07-01")
    }

    @Test("事故の給付が過誤で戻る・事故によるものでなくなるときは、その日の年度で調定が下がる", arguments: days)
    func benefitsOfAccident(day: String, isOpen: Bool) throws {
        for isWhole in [true, false] {
            let family = try Family()
            let office = family.office
            try family.claimInKind(3_000)
            let id = try family.accident(3_000)
            try family.accident(.received, id, 1_000)
            office.clock.stand(on: date(day))
            let before = try office.income(2025).figures()
            try family.objection(
                isWhole ? .accepted : .partlyAccepted, offset: isWhole ? nil : Yen(500))
            let (first, now) = (
                try office.income(2025).figures(.thirdParty),
                try office.income(2026, on: "2026-06-30").figures(.thirdParty)
            )
            let left = isWhole ? 0 : 2_500
            #expect(first.asked == Yen(isOpen ? left : 3_000))
            #expect(now.carried == Yen((isOpen ? left : 3_000) - 1_000))
            #expect(now.asked == Yen(isOpen ? 0 : left - 3_000))
            #expect(now.open == Yen(max(0, left - 1_000)))
            #expect(now.excess == Yen(max(0, 1_000 - left)))
            if !isOpen { #expect(try office.income(2025).figures() == before) }
            try office.prove(day)
        }
        let family = try Family()
        try family.claimInKind(3_000)
        let id = try family.accident(3_000)
        family.office.clock.stand(on: date(day))
        for (isTouched, owed) in [(false, 0), (true, 3_000)] {
            try family.proxy(RecordLiability.operation) {
                try RecordLiability.mark(.claim(1), of: id, isTouched: isTouched, in: $0)
            }
            let first = try family.office.income(2025).figures(.thirdParty)
            #expect(first.asked == Yen(isOpen ? owed : 3_000))
            let next = try family.office.income(2026, on: "2026-06-30").figures(.thirdParty)
            #expect(next.open == Yen(owed))
        }
        try family.office.prove(day)
    }

    @Test("保険者の入金を閉鎖の後に取り消せば、その日の年度で引き、入り直した額もその年度。決定も閉じた年度には入らない")
    func receiptOfInsurer() throws {
        let family = try Family()
        let office = family.office
        try family.claimInKind(300_000, cost: 1_000_000)
        let id = try family.fromInsurer(212_570)
        office.clock.stand(on: date("2026-07-01"))
        let before = try office.income(2025).figures()
        // A decision of the year before that is recorded late is asked for when it is known.
        try family.insurer(.decided, id, 190_000, on: "2026-03-25")
        let proxy = try office.read { try #require(try ProxyBook.proxy(id, from: $0)) }
        let receipt = try #require(proxy.events.last { $0.kind == .received })
        try family.proxy {
            try ReverseProxyReceipt.perform(
                receipt.id, of: id, reason: "過誤納22,570円を7月1日に還付", in: $0)
        }
        try family.insurer(.received, id, 190_000, on: "2025-06-02")
        #expect(try office.income(2025).figures() == before)
        let next = try office.income(2026).figures(.highCost)
        #expect(next.carried == .zero && next.asked == Yen(-22_570))
        #expect(next.received == Yen(-22_570) && next.open + next.excess == .zero)
        try office.prove()
    }
}
