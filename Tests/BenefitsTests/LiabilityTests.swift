// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Safeguards
import Scheme
import Support
import Synchronization
import Testing
import Vocabulary

/// Payments in memory: which money families were asked to give back.
final class MemoryClaimsBack: ClaimsBack {
    private let claims = Mutex<[(key: String, money: MoneyToGiveBack)]>([])
    var all: [MoneyToGiveBack] { claims.withLock { $0.map(\.money) } }

    func claimBack(
        _ money: MoneyToGiveBack, key: String, in scope: Scope
    ) throws -> Int64 {
        claims.withLock { claims in
            if let known = claims.firstIndex(where: { $0.key == key }) { return Int64(known + 1) }
            claims.append((key, money))
            return Int64(claims.count)
        }
    }

    func askedBack(
        _ benefits: [LedgerEntry.Source], from db: any Connection
    ) throws -> Yen { .zero }

    func cameIn(
        ofWithdrawn recoveries: [Int64], from db: any Connection
    ) throws -> [Int64: Yen] { withdrawn.withLock { $0 } }

    /// The recovery is withdrawn after a part of it came in.
    func withdraw(_ recovery: Int64, _ came: Int) {
        withdrawn.withLock { $0[recovery] = Yen(came) }
    }
    private let withdrawn = Mutex<[Int64: Yen]>([:])
}

@Suite("第三者行為・災害共済・代理受領")
struct LiabilityTests {
    private func record<R>(
        _ office: Office, by who: Principal = Office.payment, _ body: (Scope) throws -> R
    ) throws -> R {
        try office.gate.perform(RecordLiability.operation, by: who, for: .benefit, body)
    }

    /// The claim of the child, of whom there is one.
    private func onlyClaim(_ office: Office) throws -> Claim {
        let claims = try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }
        return try #require(claims.first)
    }

    private func open(
        _ office: Office, _ kind: LiabilityKind, happened: String = "2025-06-05"
    ) throws -> Int64 {
        try record(office) {
            try RecordLiability.open(
                LiabilityInput(
                    child: Office.taro, kind: kind, happenedOn: date(happened),
                    reportedOn: date("2025-06-20"), counterpart: "見本損害保険",
                    circumstances: "登校の途中"), in: $0)
        }
    }

    private func liability(_ office: Office, _ id: Int64) throws -> Liability {
        try #require(try office.read { try LiabilityBook.liability(id, from: $0) })
    }

    @Test("事故の記録があるあいだ、その月からの償還は、関係がないと選ぶまで止まる")
    func hold() throws {
        let office = try Office()
        let id = try open(office, .thirdParty)
        #expect(try office.verdict(office.input("S-1", month: "2025-05")) == "支給 3000")
        #expect(try office.verdict(office.input("S-2")) == "保留 第三者行為・災害共済の確認")
        let case2 = try office.file("S-2").id
        try record(office) {
            try RecordLiability.mark(.reimbursement(case2), of: id, isTouched: true, in: $0)
        }
        #expect(try office.propose().stillHeld == 1)
        try record(office) {
            try RecordLiability.mark(.reimbursement(case2), of: id, isTouched: false, in: $0)
        }
        #expect(try office.propose().proposals.count == 1)
    }

    @Test("事故が終わっても、事故によると選んだ償還は機械では支給にならず、職員が額を判断する")
    func closedStaysHeld() throws {
        let office = try Office()
        let id = try open(office, .thirdParty)
        try office.enter([
            office.input("S-2"),
            office.input("S-3", points: 2_500) { $0.institution = "1319900503" },
        ])
        let (touched, other) = (try office.file("S-2").id, try office.file("S-3").id)
        try record(office) { scope in
            try RecordLiability.mark(.reimbursement(touched), of: id, isTouched: true, in: scope)
            try RecordLiability.mark(.reimbursement(other), of: id, isTouched: false, in: scope)
            try RecordLiability.record(
                .closed, of: id, amount: .zero, on: date("2025-08-01"), note: "示談",
                payments: MemoryClaimsBack(), in: scope)
        }
        let answer = try office.propose()
        #expect(answer.proposals.count == 1 && answer.stillHeld + answer.held.count == 1)
        let decided = try office.gate.perform(
            DecideReimbursement.operation, by: Office.payment, for: .benefit
        ) {
            try DecideReimbursement.perform(
                touched, .pay(Yen(1_000)), explanation: "相手方の負担を除いた額", law: Office.law,
                in: $0)
        }
        #expect(decided > 0)
    }

    @Test("相手方と保護者の両方から受け取れるのは、合わせて助成した額まで")
    func neverTwice() throws {
        let office = try Office()
        try office.take(Uke())
        let id = try open(office, .thirdParty)
        let claim = try onlyClaim(office)
        func happen(_ kind: Liability.Event.Kind, _ yen: Int) throws {
            try record(office) {
                try RecordLiability.record(
                    kind, of: id, amount: Yen(yen), on: date("2025-08-01"), note: "書面",
                    payments: MemoryClaimsBack(), in: $0)
            }
        }
        func giveBack(_ yen: Int) throws {
            _ = try record(office) {
                try RecordLiability.proposeGiveBack(
                    of: id, amount: Yen(yen), explanation: "示談金を受領", law: Office.law,
                    payments: MemoryClaimsBack(), in: $0)
            }
        }
        try record(office) {
            try RecordLiability.mark(.claim(claim.id), of: id, isTouched: true, in: $0)
        }
        try happen(.claimed, 3_702)
        try giveBack(2_000)
        #expect(try liability(office, id).outstanding == Yen(1_702))
        #expect(throws: BenefitsRefusal.wrongAmount) { try happen(.received, 1_703) }
        #expect(throws: BenefitsRefusal.wrongAmount) { try happen(.claimed, 1_703) }
        try happen(.received, 1_702)
        #expect(try liability(office, id).outstanding == .zero)
        #expect(throws: BenefitsRefusal.wrongAmount) { try giveBack(1) }
    }

    @Test("求償は助成した額まで、入金は求償まで、未収のまま終えられない")
    func claimed() throws {
        let office = try Office()
        try office.take(Uke())
        let id = try open(office, .thirdParty)
        let claim = try onlyClaim(office)
        try record(office) {
            try RecordLiability.mark(.claim(claim.id), of: id, isTouched: true, in: $0)
        }
        #expect(try liability(office, id).paid == Yen(3_702))
        func happen(_ kind: Liability.Event.Kind, _ yen: Int) throws {
            try record(office) {
                try RecordLiability.record(
                    kind, of: id, amount: Yen(yen), on: date("2025-08-01"), note: "書面",
                    payments: MemoryClaimsBack(), in: $0)
            }
        }
        #expect(throws: BenefitsRefusal.wrongAmount) { try happen(.claimed, 3_703) }
        try happen(.claimed, 3_702)
        // Two thirds of the blame: the rest is not asked for.
        try happen(.agreed, 2_468)
        #expect(throws: BenefitsRefusal.wrongAmount) { try happen(.received, 2_469) }
        try happen(.received, 2_000)
        #expect(throws: BenefitsRefusal.moneyOutstanding) { try happen(.closed, 0) }
        try happen(.received, 468)
        #expect(try liability(office, id).outstanding == .zero)
        try happen(.closed, 0)
        #expect(throws: BenefitsRefusal.liabilityClosed) { try happen(.received, 1) }
        // 468 yen belonged to another accident: taken back once, and what is right comes in anew.
        let event = try #require(try liability(office, id).events.last { $0.kind == .received })
        func reverse(_ reason: String, by who: Principal = Office.payment) throws {
            try office.gate.perform(ReverseLiabilityReceipt.operation, by: who, for: .benefit) {
                try ReverseLiabilityReceipt.perform(event.id, of: id, reason: reason, in: $0)
            }
        }
        #expect(throws: BenefitsRefusal.missingReason) { try reverse("") }
        #expect(throws: SafeguardRefusal.self) { try reverse("取違え", by: Office.counter) }
        for _ in 1...2 { try reverse("取違え") }
        #expect(throws: BenefitsRefusal.receiptReversed) { try reverse("別の理由") }
        #expect(try liability(office, id).received == Yen(2_000))
        #expect(try liability(office, id).outstanding == Yen(468))
        try happen(.received, 468)
        #expect(throws: BenefitsRefusal.liabilityClosed) { try happen(.received, 1) }
        // The agreement was about 2,000 yen, too: put right, nothing is open any more.
        let again = try #require(try liability(office, id).events.last { $0.kind == .received })
        #expect(throws: BenefitsRefusal.liabilityClosed) { try happen(.agreed, 2_000) }
        try office.gate.perform(
            ReverseLiabilityReceipt.operation, by: Office.payment, for: .benefit
        ) { try ReverseLiabilityReceipt.perform(again.id, of: id, reason: "取違え", in: $0) }
        #expect(throws: BenefitsRefusal.liabilityClosed) { try happen(.claimed, 2_000) }
        try happen(.agreed, 2_000)
        let done = try liability(office, id)
        #expect(done.outstanding == .zero && !done.isPutRight)
        #expect(throws: BenefitsRefusal.liabilityClosed) { try happen(.agreed, 1_000) }
    }

    @Test("災害共済: 助成した3割だけを返してもらい、起案した職員は決裁できない")
    func sportsCouncil() throws {
        let office = try Office()
        try office.take(Uke())
        let id = try open(office, .sportsCouncil)
        let claim = try onlyClaim(office)
        func propose(_ yen: Int) throws -> Int64 {
            try record(office) {
                try RecordLiability.proposeGiveBack(
                    of: id, amount: Yen(yen), explanation: "災害共済給付と重なるため",
                    law: Office.law, payments: MemoryClaimsBack(), in: $0)
            }
        }
        #expect(throws: BenefitsRefusal.wrongAmount) { _ = try propose(1) }
        try record(office) {
            try RecordLiability.mark(.claim(claim.id), of: id, isTouched: true, in: $0)
        }
        // 1,234 points: 12,340 yen, three tenths of it were paid, and exactly these come back.
        #expect(throws: BenefitsRefusal.wrongAmount) { _ = try propose(3_703) }
        let back = try propose(3_702)
        #expect(throws: BenefitsRefusal.wrongAmount) { _ = try propose(1) }
        let payments = MemoryClaimsBack()
        func approve(_ who: Principal) throws {
            _ = try office.gate.perform(ApproveClaimBack.operation, by: who, for: .benefit) {
                try ApproveClaimBack.perform(back, to: payments, law: Office.law, in: $0)
            }
        }
        #expect(throws: SafeguardRefusal.self) { try approve(Office.payment) }
        try approve(Office.head)
        #expect(throws: BenefitsRefusal.claimBackSettled) { try approve(Office.head) }
        #expect(payments.all.map(\.amount) == [Yen(3_702)])
        #expect(payments.all.map(\.reason) == [.thirdParty])
    }

    @Test("起案の後に対象から外れた給付や入金の分は、決裁のときに断られ、返還にならない")
    func limitAtApproval() throws {
        let office = try Office()
        try office.take(Uke())
        let id = try open(office, .thirdParty)
        let claim = try onlyClaim(office)
        func mark(_ isTouched: Bool) throws {
            try record(office) {
                try RecordLiability.mark(.claim(claim.id), of: id, isTouched: isTouched, in: $0)
            }
        }
        try mark(true)
        let back = try record(office) {
            try RecordLiability.proposeGiveBack(
                of: id, amount: Yen(3_702), explanation: "相手方から受領済み", law: Office.law,
                payments: MemoryClaimsBack(), in: $0)
        }
        let payments = MemoryClaimsBack()
        func approve() throws {
            _ = try office.gate.perform(
                ApproveClaimBack.operation, by: Office.head, for: .benefit
            ) { try ApproveClaimBack.perform(back, to: payments, law: Office.law, in: $0) }
        }
        try mark(false)
        #expect(throws: BenefitsRefusal.claimBackAboveLimit(.zero)) { try approve() }
        #expect(payments.all.isEmpty)
        try mark(true)
        try approve()
        #expect(payments.all.map(\.amount) == [Yen(3_702)])
    }

    @Test("請求を取り下げた返還は入った分だけを数え、残りはもう一度求められ、相手方にも求められる")
    func withdrawn() throws {
        let office = try Office()
        try office.take(Uke())
        let id = try open(office, .thirdParty)
        let claim = try onlyClaim(office)
        let payments = MemoryClaimsBack()
        func giveBack(_ yen: Int) throws {
            let back = try record(office) {
                try RecordLiability.proposeGiveBack(
                    of: id, amount: Yen(yen), explanation: "相手方から受領済み", law: Office.law,
                    payments: payments, in: $0)
            }
            _ = try office.gate.perform(
                ApproveClaimBack.operation, by: Office.head, for: .benefit
            ) { try ApproveClaimBack.perform(back, to: payments, law: Office.law, in: $0) }
        }
        func claimFromParty(_ yen: Int) throws {
            try record(office) {
                try RecordLiability.record(
                    .claimed, of: id, amount: Yen(yen), on: date("2025-07-01"), note: "求償",
                    payments: payments, in: $0)
            }
        }
        try record(office) {
            try RecordLiability.mark(.claim(claim.id), of: id, isTouched: true, in: $0)
        }
        try giveBack(3_702)
        #expect(throws: BenefitsRefusal.wrongAmount) { try giveBack(1) }
        #expect(throws: BenefitsRefusal.wrongAmount) { try claimFromParty(1) }
        payments.withdraw(1, 702)
        #expect(throws: BenefitsRefusal.wrongAmount) { try giveBack(3_001) }
        try giveBack(1_000)
        #expect(throws: BenefitsRefusal.wrongAmount) { try claimFromParty(2_001) }
        try claimFromParty(2_000)
        let known = try liability(office, id)
        let counted = try office.read { try payments.counted([known], from: $0)[0] }
        #expect(counted.claimedBack == Yen(1_702) && counted.outstanding == Yen(2_000))
    }

    @Test("起案と決裁の両方の役割を持つ職員も、自分の返還の起案は決裁できない")
    func fourEyes() throws {
        let office = try Office()
        try office.take(Uke())
        let id = try open(office, .thirdParty)
        let claim = try onlyClaim(office)
        let back = try record(office, by: Office.both) { scope in
            try RecordLiability.mark(.claim(claim.id), of: id, isTouched: true, in: scope)
            return try RecordLiability.proposeGiveBack(
                of: id, amount: Yen(1_000), explanation: "相手方から受領済み", law: Office.law,
                payments: MemoryClaimsBack(), in: scope)
        }
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.gate.perform(ApproveClaimBack.operation, by: Office.both, for: .benefit) {
                try ApproveClaimBack.perform(
                    back, to: MemoryClaimsBack(), law: Office.law, in: $0)
            }
        }
        try office.gate.perform(SendBackClaimBack.operation, by: Office.head, for: .benefit) {
            try SendBackClaimBack.perform(back, reason: "金額を確認", in: $0)
        }
        #expect(try liability(office, id).claimedBack == .zero)
    }

    /// A family that is asked elsewhere for a part of the same benefits.
    private struct AskedElsewhere: ClaimsBack {
        let yen: Yen

        func claimBack(
            _ money: MoneyToGiveBack, key: String, in scope: Scope
        ) throws -> Int64 { 1 }

        func askedBack(
            _ benefits: [LedgerEntry.Source], from db: any Connection
        ) throws -> Yen { benefits.isEmpty ? .zero : yen }

        func cameIn(
            ofWithdrawn recoveries: [Int64], from db: any Connection
        ) throws -> [Int64: Yen] { [:] }
    }

    @Test("償還の領収書がすべて事故の前の日なら止まらず、事故の日からは止まる")
    func daysOfReceipts() throws {
        func verdict(_ days: [String?]) throws -> String {
            let office = try Office()
            _ = try open(office, .thirdParty)
            return try office.verdict(
                office.input("S-1", points: 100 * days.count) { input in
                    input.slips = days.map {
                        ReceiptSlip(treatedOn: $0.map(date), cost: .points(100), paid: Yen(300))
                    }
                })
        }
        #expect(try verdict(["2025-06-04"]) == "支給 300")
        #expect(try verdict(["2025-06-05"]) == "保留 第三者行為・災害共済の確認")
        #expect(try verdict(["2025-06-04", "2025-06-06"]) == "保留 第三者行為・災害共済の確認")
        #expect(try verdict([nil]) == "保留 第三者行為・災害共済の確認")
    }

    @Test("事故によるとした償還は、後で決まった額が返還の上限に入り、決まる前は0円。関係なしなら印も出ない")
    func paidLater() throws {
        let office = try Office()
        let id = try open(office, .thirdParty)
        try office.enter([office.input("S-2")])
        let file = try office.file("S-2")
        #expect(try liability(office, id).touches(file.input, id: file.id) == .open)
        try record(office) {
            try RecordLiability.mark(.reimbursement(file.id), of: id, isTouched: true, in: $0)
        }
        #expect(try liability(office, id).touches(file.input, id: file.id) == .touched)
        #expect(try liability(office, id).paid == .zero)
        _ = try office.gate.perform(
            DecideReimbursement.operation, by: Office.payment, for: .benefit
        ) {
            try DecideReimbursement.perform(
                file.id, .pay(Yen(1_000)), explanation: "相手方の負担を除いた額", law: Office.law,
                in: $0)
        }
        try office.approve()
        #expect(try liability(office, id).paid == Yen(1_000))
        func giveBack(_ yen: Int, _ payments: any ClaimsBack) throws {
            _ = try record(office) {
                try RecordLiability.proposeGiveBack(
                    of: id, amount: Yen(yen), explanation: "示談金を受領", law: Office.law,
                    payments: payments, in: $0)
            }
        }
        #expect(throws: BenefitsRefusal.wrongAmount) { try giveBack(1_001, MemoryClaimsBack()) }
        let elsewhere = AskedElsewhere(yen: Yen(400))
        // The other party is not asked for what the family gives back either.
        #expect(throws: BenefitsRefusal.alreadyAskedBack(Yen(600))) {
            try record(office) {
                try RecordLiability.record(
                    .claimed, of: id, amount: Yen(601), on: date("2025-08-01"), note: "書面",
                    payments: elsewhere, in: $0)
            }
        }
        #expect(throws: BenefitsRefusal.alreadyAskedBack(Yen(600))) {
            try giveBack(601, elsewhere)
        }
        try giveBack(600, elsewhere)
        let back = try #require(try office.read { try ClaimBackBook.pending(from: $0) }.first)
        func approve(_ asked: Int) throws {
            _ = try office.gate.perform(
                ApproveClaimBack.operation, by: Office.head, for: .benefit
            ) {
                try ApproveClaimBack.perform(
                    back.id, to: AskedElsewhere(yen: Yen(asked)), law: Office.law, in: $0)
            }
        }
        // More was asked for elsewhere since the proposal.
        #expect(throws: BenefitsRefusal.claimBackAboveLimit(Yen(599))) { try approve(401) }
        try approve(400)
        try record(office) {
            try RecordLiability.mark(.reimbursement(file.id), of: id, isTouched: false, in: $0)
        }
        #expect(try liability(office, id).touches(file.input, id: file.id) == nil)
    }

    @Test("災害共済は総医療費5000円から。499点の事故では返還を求めない")
    func leastCost() throws {
        let national = Office.book.national
        guard case .found(let rule, _) = national.sportsCouncil.on(date("2025-06-01")) else {
            Issue.record("sports-council")
            return
        }
        #expect(rule.giveBack(totalCost: Yen(4_990), paid: Yen(1_497)) == .zero)
        #expect(rule.giveBack(totalCost: Yen(5_000), paid: Yen(1_500)) == Yen(1_500))
        #expect(rule.benefit(totalCost: Yen(5_000)) == Yen(2_000))
    }
}
