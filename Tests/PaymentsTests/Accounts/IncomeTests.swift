// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Formats
import Safeguards
import Testing
import Vocabulary

@testable import Payments

@Suite("収入の帳簿：調定・収入済・収入未済・過誤納")
struct IncomeTests {
    private func law() -> FiscalLaw { PaymentOffice.fiscalLaw }

    private func fact(_ kind: IncomeFact.Kind, _ day: String, _ yen: Int) -> IncomeFact {
        IncomeFact(kind: kind, on: date(day), amount: Yen(yen))
    }

    private func account(
        _ facts: [IncomeFact], _ year: Int, on day: String
    ) throws -> IncomeAccount {
        try IncomeLedger([IncomeCase(source: .thirdParty, id: 1, facts: facts)], law: law())
            .account(of: FiscalYear(year), on: date(day))
    }

    @Test("3月の調定は5月31日までの入金が同じ年度の収入、6月1日からは残りを繰り越した次の年度の収入")
    func years() throws {
        let facts = [
            fact(.asked, "2026-03-20", 100_000), fact(.received, "2026-05-31", 40_000),
            fact(.received, "2026-06-01", 50_000),
        ]
        let first = try account(facts, 2025, on: "2026-06-02")
        let figures = first.figures(.thirdParty)
        #expect(figures.asked == Yen(100_000) && figures.received == Yen(40_000))
        #expect(figures.open == Yen(60_000) && figures.excess == .zero)
        #expect(first.months(of: .thirdParty) == ["2026-03".month, "2026-05".month])
        #expect(first.figures(in: "2026-03".month).open == Yen(100_000))
        #expect(first.figures(in: "2026-05".month).open == Yen(60_000))
        let next = try account(facts, 2026, on: "2026-06-02").figures()
        #expect(next.carried == Yen(60_000) && next.asked == .zero)
        #expect(next.received == Yen(50_000) && next.open == Yen(10_000))
    }

    @Test("前の年度の出納が閉鎖されるまで、残りは次の年度に繰り越さない")
    func carriedAfterClosing() throws {
        let facts = [fact(.asked, "2026-03-20", 100_000)]
        #expect(try account(facts, 2026, on: "2026-05-31").isEmpty)
        let after = try account(facts, 2026, on: "2026-06-01").figures()
        #expect(after.carried == Yen(100_000) && after.open == Yen(100_000))
        #expect(try account([], 2025, on: "2026-06-01").isEmpty)
    }

    @Test("保険者の決定212,570円に200,000円が入れば未済12,570円。決定が190,000円に直れば過誤納10,000円")
    func highCost() throws {
        let family = try Family()
        let office = family.office
        try family.claimInKind(300_000, cost: 1_000_000)
        let id = try family.asked()
        // Before the insurer has decided nothing is asked for.
        #expect(try office.income().isEmpty)
        try family.insurer(.decided, id, 212_570)
        try family.insurer(.received, id, 200_000)
        let first = try office.income()
        #expect(first.figures(.highCost).asked == Yen(212_570))
        #expect(first.figures(.highCost).received == Yen(200_000))
        #expect(first.figures(.highCost).open == Yen(12_570))
        #expect(first.figures(in: "2025-06".month) == first.figures(.highCost))
        #expect(first.rows(.highCost).map(\.income.id) == [id])
        #expect(first.figures(.thirdParty).isEmpty && first.figures(.returned).isEmpty)
        let proxy = try office.read { try #require(try ProxyBook.proxy(id, from: $0)) }
        #expect(first.figures(.highCost).open == proxy.outstanding)

        try family.insurer(.decided, id, 190_000)
        let cut = try office.income().figures(.highCost)
        #expect(cut.asked == Yen(190_000) && cut.open == .zero && cut.excess == Yen(10_000))
        // The excess is given back: the receipt is taken back with the reason, the rest stands.
        let receipt = try #require(proxy.events.last { $0.kind == .received })
        try family.proxy {
            try ReverseProxyReceipt.perform(
                receipt.id, of: id, reason: "過誤納10,000円を6月2日に還付", in: $0)
        }
        #expect(try office.income().figures(.highCost).open == Yen(190_000))
        try family.insurer(.received, id, 190_000)
        let settled = try office.income().figures(.highCost)
        #expect(settled.received == Yen(190_000) && settled.open + settled.excess == .zero)
        try office.prove()
    }

    @Test("保険者が入金の後に断れば、入った額のすべてが過誤納になる")
    func refused() throws {
        let family = try Family()
        try family.claimInKind(300_000, cost: 1_000_000)
        let id = try family.fromInsurer(212_570)
        try family.insurer(.refused, id, 0)
        let figures = try family.office.income().figures(.highCost)
        #expect(figures.asked == .zero && figures.excess == Yen(212_570))
        try family.office.prove()
    }

    @Test("保護者の返還は決裁の日に調定から引く。起案だけでは引かず、閉じた年度の調定は変わらない")
    func givenBackLater() throws {
        let family = try Family()
        let office = family.office
        try family.claimInKind(300_000, cost: 1_000_000)
        let id = try family.asked()
        try family.insurer(.decided, id, 212_570)
        office.clock.stand(on: date("2026-07-10"))
        func propose(_ yen: Int) throws -> Int64 {
            try family.proxy {
                try RecordProxyReceipt.proposeGiveBack(
                    of: id, amount: Yen(yen), explanation: "家族が受け取ったため",
                    payments: BenefitClaimsBack(), in: $0)
            }
        }
        func approve(_ back: Int64) throws {
            try family.proxy(ApproveClaimBack.operation, by: PaymentOffice.head) {
                _ = try ApproveClaimBack.perform(
                    back, to: BenefitClaimsBack(), law: family.law, in: $0)
            }
        }
        let back = try propose(40_000)
        let proposed = try office.income(2026).figures(.highCost)
        #expect(proposed.carried == Yen(212_570) && proposed.asked == .zero)
        try approve(back)
        #expect(try office.income(2025).figures(.highCost).asked == Yen(212_570))
        let decided = try office.income(2026).figures(.highCost)
        #expect(decided.carried == Yen(212_570) && decided.asked == Yen(-40_000))
        #expect(decided.open == Yen(172_570))
        // Another one of the next year leaves this one alone.
        office.clock.stand(on: date("2027-07-10"))
        try approve(try propose(10_000))
        #expect(try office.income(2026).figures(.highCost).asked == Yen(-40_000))
        #expect(try office.income(2027).figures(.highCost).asked == Yen(-10_000))
        #expect(try office.income(2025).figures(.highCost).asked == Yen(212_570))
        let proxy = try office.read { try #require(try ProxyBook.proxy(id, from: $0)) }
        #expect(try office.income(2027).figures(.highCost).open == proxy.outstanding)
    }

    @Test("新しい決定の前に決裁した返還は、その日の年度から引き、決定の日にもう一度は引かない")
    func givenBackBefore() throws {
        let family = try Family()
        let office = family.office
        try family.claimInKind(300_000, cost: 1_000_000)
        let id = try family.asked()
        try family.insurer(.decided, id, 212_570)
        office.clock.stand(on: date("2026-01-10"))
        _ = try family.giveBack(40_000, of: id)
        office.clock.stand(on: date("2026-06-02"))
        try family.insurer(.decided, id, 150_000, on: "2026-06-02")
        let first = try office.income(2025)
        #expect(first.figures(.highCost).asked == Yen(172_570))
        #expect(first.figures(.highCost, in: "2026-01".month).asked == Yen(-40_000))
        let next = try office.income(2026).figures(.highCost)
        #expect(next.carried == Yen(172_570) && next.asked == Yen(-22_570))
        #expect(next.open == Yen(150_000))
    }

    @Test("求償3,000円に1,000円が入れば未済2,000円。示談で800円になれば過誤納200円")
    func thirdParty() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        func record(_ kind: Liability.Event.Kind, _ id: Int64, _ yen: Int) throws {
            try family.proxy(RecordLiability.operation) {
                try RecordLiability.record(
                    kind, of: id, amount: Yen(yen), on: date("2025-06-02"), note: "書面",
                    payments: BenefitClaimsBack(), in: $0)
            }
        }
        let id = try family.proxy(RecordLiability.operation) { scope in
            let id = try RecordLiability.open(
                LiabilityInput(
                    child: Family.taro, kind: .thirdParty, happenedOn: date("2025-05-01"),
                    reportedOn: date("2025-05-02"), counterpart: "相手方", circumstances: "交差点"),
                in: scope)
            try RecordLiability.mark(.claim(1), of: id, isTouched: true, in: scope)
            return id
        }
        #expect(try family.office.income().isEmpty)
        try record(.claimed, id, 3_000)
        try record(.received, id, 1_000)
        let first = try family.office.income().figures(.thirdParty)
        #expect(first.asked == Yen(3_000) && first.open == Yen(2_000))
        try record(.agreed, id, 800)
        let agreed = try family.office.income().figures(.thirdParty)
        #expect(agreed.asked == Yen(800) && agreed.received == Yen(1_000))
        #expect(agreed.open == .zero && agreed.excess == Yen(200))
        try family.office.prove()
    }

    /// Two families were paid from the budget of the year, and nothing came back from the bank.
    /// - Returns: the office and the payment of 100 yen.
    private func paid() throws -> (office: PaymentOffice, item: Int64) {
        let office = try PaymentOffice()
        try office.budget(1_000)
        for n in 1...2 { try office.account(n) }
        try office.schedule([office.due(1, yen: 100), office.due(2, yen: 200)])
        let run = try office.propose().run
        try office.approve(run.id)
        try office.settleOrders(of: run.id)
        try office.write(run.id)
        office.clock.stand(on: date("2025-06-24"))
        try office.nothingReturned(run.id)
        return (office, try #require(try office.items(1).first))
    }

    @Test("返還金は、年度が開いている間の納付が戻入、閉鎖の後は収入済。戻入は予算の戻入と同じ額")
    func returned() throws {
        let (office, item) = try paid()
        let request = try office.proposeClaim(100, item: item)
        #expect(try office.income().isEmpty, "決裁されない返還は調定ではない")
        try office.grant(try office.request(of: request))
        office.clock.stand(on: date("2026-06-30"))
        try office.receive(60, for: request, on: "2026-05-31", key: "N1")
        try office.receive(40, for: request, on: "2026-06-01", key: "N2")
        let first = try office.income(2025).figures(.returned)
        #expect(first.asked == Yen(100) && first.restored == Yen(60))
        #expect(first.received == .zero && first.open == Yen(40))
        #expect(try office.standing().restored == first.restored)
        let next = try office.income(2026).figures(.returned)
        #expect(next.carried == Yen(40) && next.received == Yen(40) && next.open == .zero)
        try office.prove()
    }

    @Test("前の年度の支払の返還を、その出納の閉鎖の前に決裁すれば、調定も戻入も支払った年度に入る")
    func returnedWhileOpen() throws {
        let (office, item) = try paid()
        office.clock.stand(on: date("2026-04-10"))
        let request = try office.proposeClaim(100, item: item)
        try office.grant(try office.request(of: request))
        office.clock.stand(on: date("2026-06-30"))
        try office.receive(60, for: request, on: "2026-05-20", key: "N1")
        let paid = try office.income(2025)
        #expect(paid.figures(.returned).asked == Yen(100))
        #expect(paid.figures(.returned).restored == Yen(60))
        #expect(try office.standing().restored == paid.figures(.returned).restored)
        #expect(paid.months(of: .returned) == ["2026-04".month, "2026-05".month])
        try office.receive(40, for: request, on: "2026-06-01", key: "N2")
        let next = try office.income(2026).figures(.returned)
        #expect(next.carried == Yen(40) && next.asked == .zero && next.restored == .zero)
        #expect(next.received == Yen(40) && next.open == .zero)
        // One that is decided about after the closing is asked for in the new year.
        let late = try #require(try office.items(2).first)
        let other = try office.gate.perform(
            ProposeRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try ProposeRecovery.perform(
                RecoveryClaim(
                    child: PaymentOffice.child(2), recipient: PaymentOffice.parent(2), item: late,
                    amount: Yen(200), reason: .double, explanation: "二重の支給"), key: "H2", in: $0)
        }
        try office.grant(try office.request(of: other))
        #expect(try office.income(2026).figures(.returned).asked == Yen(200))
        #expect(try office.income(2025).figures(.returned).asked == Yen(100))
        try office.prove()
    }

    @Test("閉じた年度の戻入は、後から取り消しても変わらず、取消しの日の年度で引く。開いている間なら初めから無い")
    func restoredTakenBack() throws {
        for (day, isClosed) in [("2026-05-31", false), ("2026-06-01", true)] {
            let (office, item) = try paid()
            let request = try office.proposeClaim(100, item: item)
            try office.grant(try office.request(of: request))
            office.clock.stand(on: date("2026-05-20"))
            try office.receive(60, for: request, on: "2026-05-20", key: "N1")
            office.clock.stand(on: date(day))
            try office.takeBack(of: request)
            let first = try office.income(2025).figures(.returned)
            #expect(first.restored == Yen(isClosed ? 60 : 0) && first.asked == Yen(100))
            #expect(try office.standing().restored == first.restored)
            // The right one is recorded anew with the day on which it came in.
            try office.receive(50, for: request, on: "2026-05-20", key: "N2")
            let after = try office.income(2025).figures(.returned)
            #expect(after.restored == Yen(isClosed ? 60 : 50))
            #expect(try office.standing().restored == after.restored)
            let next = try office.income(2026, on: "2026-06-30").figures(.returned)
            #expect(next.received == Yen(isClosed ? -10 : 0) && next.open == Yen(50))
            try office.prove(day)
        }
    }

    @Test("充当は収入済に数えず、取り下げた返還は入った分だけが調定になり、取り消した納付は収入から消える")
    func otherEnds() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1, yen: 900)])
        let netted = try office.claim(300)
        let item = try #require(try office.items(1).first)
        let request = try office.ask(
            .offset(item: item, Yen(300), agreedOn: date("2025-06-01")), about: netted, key: "O1")
        try office.grant(request)
        let first = try office.income().figures(.returned)
        #expect(first.asked == Yen(300) && first.offset == Yen(300))
        #expect(first.received == .zero && first.open == .zero)
        let other = try office.claim(600, key: "R2")
        try office.receive(500, for: other, on: "2025-06-02", key: "N1")
        #expect(try office.income().figures(.returned).open == Yen(100))
        try office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.second, for: .benefit
        ) { try RecordRecovery.withdraw(other, key: "W1", in: $0) }
        let withdrawn = try office.income().figures(.returned)
        #expect(withdrawn.asked == Yen(800) && withdrawn.received == Yen(500))
        #expect(withdrawn.open + withdrawn.excess == .zero)
        let receipt = try office.file(other).receipts[0].id
        try office.gate.perform(
            ReverseReceipt.operation, by: PaymentOffice.second, for: .benefit
        ) { try ReverseReceipt.perform(receipt, of: other, reason: "別の返還の分", in: $0) }
        let back = try office.income().figures(.returned)
        #expect(back.received == .zero && back.asked == Yen(300) && back.open == .zero)
        try office.prove()
    }

    @Test("帳簿にある入金が収入の表に出なければ、出納の証明が一致と言わない")
    func proof() throws {
        let office = try PaymentOffice()
        let claim = try office.proposeClaim(600)
        func untrue() throws -> [String] {
            try office.read { try MoneyProof.load(law: law(), from: $0) }.lines
                .filter { !$0.isTrue }.map(\.title)
        }
        #expect(try untrue().isEmpty)
        #expect(try office.read { try MoneyProof.load(law: law(), from: $0) }.lines.count == 13)
        // Money for a claim that nobody has decided about.
        _ = try office.store.write { db in
            let operation = try db.first("SELECT MAX(id) FROM operation", []) { $0.int64(0) } ?? 0
            try db.execute(
                """
                INSERT INTO recovery_event (id, operation_id, recorded_at, event_key, recovery_id,
                event, amount, event_on, officer)
                VALUES (990000, ?, 0, 'wrong', ?, 'received', 7, '2025-06-02', 'P001')
                """, [operation, claim])
        }
        #expect(try untrue() == ["返還の納付と過誤納 ＝ 各年度の収入済額＋戻入"])
    }

    @Test("収入の連携データは年度の全件を区分と月ごとに書き、二度作っても同じで、個人の項目はない")
    func file() throws {
        let office = try PaymentOffice()
        #expect(throws: AccountingRefusal.noIncome(FiscalYear(2025))) {
            _ = try office.incomeFile()
        }
        let id = try office.claim(600)
        try office.receive(500, for: id, on: "2025-06-02", key: "N1")
        let file = try office.incomeFile()
        #expect(file.lines == 1 && file.name.hasPrefix("shunyu_2025_"))
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.contains("検証用") && text.contains("返還金") && text.contains("202506"))
        #expect(text.contains("600,500,0,0,0,0,0,100,0"), "\(text)")
        #expect(!text.contains("ケンショウ") && !text.contains("9200"))
        #expect(try office.incomeFile() == file)
        #expect(throws: FormatRefusal.layoutUnverified(id: "accounting-income")) {
            _ = try office.incomeFile(audience: .realPeer)
        }
        for who in [PaymentOffice.counter, PaymentOffice.head, PaymentOffice.administrator] {
            #expect(throws: SafeguardRefusal.notPermitted) {
                _ = try office.incomeFile(by: who)
            }
        }
    }
}
