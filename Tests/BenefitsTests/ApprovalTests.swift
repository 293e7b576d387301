// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Press
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("償還の決裁")
struct ApprovalTests {
    @Test("起案した人も入力した人も決裁できない")
    func fourEyes() throws {
        let office = try Office()
        try office.enter([office.input("S-1")], by: Office.both)
        try office.enter([office.input("S-2", month: "2025-05")])
        let first = try office.propose(by: Office.payment)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.approve(.these([first.proposals[0]]), by: Office.both)
        }
        let report = try office.approve(.all, by: Office.both)
        #expect(report.decisions.count == 1)
        #expect(report.leftOut.keys.sorted() == [first.proposals[0]])
        #expect(try office.approve(.all, by: Office.head).decisions.count == 1)
    }

    @Test("起案者は自分の決定案を決裁できない")
    func proposerMayNotApprove() throws {
        let office = try Office()
        try office.enter([office.input()])
        let report = try office.propose(by: Office.both)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.approve(.these(report.proposals), by: Office.both)
        }
    }

    @Test("決裁は課長級だけ、起案は支払担当だけ")
    func permission() throws {
        let office = try Office()
        try office.enter([office.input()])
        #expect(throws: SafeguardRefusal.notPermitted) { try office.propose(by: Office.counter) }
        try office.propose()
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.approve(.all, by: Office.payment)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.enter([office.input("S-9")], by: Office.counter)
        }
    }

    @Test("保留した決定案は、まとめても一件でも決裁されず、解けば決裁でき、経過に残る", .measure("R-04"))
    func held() throws {
        let office = try Office()
        try office.enter([office.input("S-1"), office.input("S-2", month: "2025-05")])
        let ids = try office.propose().proposals
        func put(
            _ reason: String, until day: String, by who: Principal = Office.head
        ) throws {
            try office.gate.perform(
                HoldReimbursementDecision.operation, by: who, for: .benefit, reason: "確認"
            ) {
                try HoldReimbursementDecision.perform(
                    ids[0], reason: reason, until: date(day), in: $0)
            }
        }
        func resume() throws {
            try office.gate.perform(
                ResumeReimbursementDecision.operation, by: Office.head, for: .benefit,
                reason: "済み"
            ) { try ResumeReimbursementDecision.perform(ids[0], reason: "済み", in: $0) }
        }
        func sums() throws -> Int {
            try office.read { try ReimbursementDecisionBook.pendingSums(from: $0).marked }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try put("確認", until: "2030-01-01", by: Office.payment)
        }
        #expect(throws: BenefitsRefusal.missingReason) { try put("", until: "2030-01-01") }
        #expect(throws: EntitlementRefusal.dueDayPassed) { try put("確認", until: "2020-01-01") }
        #expect(try sums() == 0)
        try put("領収書の確認", until: "2030-01-01")
        #expect(try sums() == 1)
        #expect(throws: BenefitsRefusal.proposalHeld) { try office.approve(.these(ids)) }
        let report = try office.approve(.all)
        #expect(report.decisions.count == 1)
        #expect(report.leftOut == [ids[0]: BenefitsRefusal.proposalHeld.message])
        let hold = try office.read { try ReimbursementHoldBook.held(from: $0)[ids[0]] }
        #expect(hold?.reason == "領収書の確認" && hold?.lookAgainOn == date("2030-01-01"))
        #expect(hold?.officer == Office.head.officer)
        try resume()
        try resume()
        #expect(try office.read { try ReimbursementHoldBook.held(ids, from: $0) }.isEmpty)
        let steps = try office.read { try ReimbursementHoldBook.steps(of: ids, from: $0) }
        #expect(steps.map(\.wording) == ["決裁の保留", "決裁の再開"])
        #expect(try office.approve(.these([ids[0]])).decisions.count == 1)
        #expect(throws: BenefitsRefusal.proposalSettled) { try put("後", until: "2030-01-01") }
    }

    @Test("決裁した日から支払の対象になり、二度は決裁できない")
    func due() throws {
        let office = try Office()
        try office.enter([office.input("S-1"), office.input("S-2", child: Office.stranger)])
        let proposals = try office.propose().proposals
        let report = try office.approve(.these(proposals))
        #expect(report.counts == [.paid: 1, .notPaid: 1])
        #expect(report.payable == Yen(3_000))
        func due(_ day: String) throws -> [DueReimbursement] {
            try office.read { try DueBook.due(decidedThrough: date(day), from: $0) }
        }
        #expect(try due("2025-08-11").isEmpty)
        let item = try #require(try due("2025-08-12").first)
        #expect(try due("2025-08-12").count == 1)
        #expect(item.receipt == "S-1")
        #expect(item.recipient == Office.parent)
        #expect(item.amount == Yen(3_000))
        #expect(item.method == .transfer)
        #expect(try office.file("S-2").status == .notPaid)
        #expect(throws: BenefitsRefusal.proposalSettled) {
            try office.approve(.these(proposals))
        }
        #expect(try office.propose().proposals.isEmpty)
    }

    @Test("起案の後に通知が入った決定案は決裁せず、差し戻して計算し直す")
    func overtaken() throws {
        let office = try Office()
        try office.enter([office.input(points: 100_000) { $0.setting = .inpatient }])
        let proposals = try office.propose().proposals
        try office.enter([
            office.input(branch: 2, points: 100_000, highCost: 212_570) { $0.setting = .inpatient }
        ])
        #expect(throws: BenefitsRefusal.proposalOvertaken) {
            try office.approve(.these(proposals))
        }
        try office.gate.perform(
            SendBackReimbursement.operation, by: Office.head, for: .benefit
        ) { try SendBackReimbursement.perform(proposals[0], reason: "通知が届いたため", in: $0) }
        #expect(try office.file().status == .received)
        try office.propose()
        #expect(try office.approve().payable == Yen(87_430))
    }

    @Test("職員の判断による決定は理由が要り、計算額を超えられない")
    func officersDecision() throws {
        let office = try Office()
        try office.enter([office.input()])
        let id = try office.file().id
        func decide(_ decision: DecideReimbursement.Decision, _ text: String) throws {
            _ = try office.gate.perform(
                DecideReimbursement.operation, by: Office.payment, for: .benefit
            ) {
                try DecideReimbursement.perform(
                    id, decision, explanation: text, law: Office.law, in: $0)
            }
        }
        #expect(throws: BenefitsRefusal.missingReason) { try decide(.pay(Yen(100)), "") }
        #expect(throws: BenefitsRefusal.wrongAmount) { try decide(.pay(Yen(3_001)), "領収書") }
        try decide(.pay(Yen(2_000)), "領収書のうち保険診療分だけを支給します")
        #expect(throws: BenefitsRefusal.notOpen) { try decide(.refuse(.other), "重ねて") }
        let decision = try #require(try office.read { try BenefitInbox.toApprove(from: $0) }.first)
        #expect(decision.outcome == .partlyPaid)
        #expect(decision.payable == Yen(2_000))
    }

    @Test("保留・解除・取下げは今の状態から進み、状態の表は出来事から作り直せる")
    func holds() throws {
        let office = try Office()
        try office.enter([office.input("S-1"), office.input("S-2", month: "2025-05")])
        let (one, two) = (try office.file("S-1").id, try office.file("S-2").id)
        try office.gate.perform(HoldReimbursement.operation, by: Office.payment, for: .benefit) {
            try HoldReimbursement.perform(one, .account, note: "口座を確認中", in: $0)
        }
        #expect(try office.propose().proposals.count == 1)
        #expect(try office.read { try BenefitInbox.heldCounts(from: $0) } == [.account: 1])
        try office.gate.perform(ReleaseReimbursement.operation, by: Office.payment, for: .benefit) {
            try ReleaseReimbursement.perform(one, in: $0)
        }
        try office.gate.perform(
            WithdrawReimbursement.operation, by: Office.payment, for: .benefit
        ) { try WithdrawReimbursement.perform(one, reason: "申請者の申出", in: $0) }
        #expect(try office.file("S-1").status == .withdrawn)
        #expect(try office.file("S-2").status == .proposed)
        let counts = try office.read { try BenefitInbox.counts(from: $0) }
        #expect([counts.toExamine, counts.toApprove, counts.held] == [0, 1, 0])
        let view = try #require(
            try office.read { try ReimbursementFileView.load(one, from: $0) })
        #expect(view.history.map(\.wording) == ["受付", "保留", "保留解除", "取下げ"])
        #expect(try office.read { try ReimbursementFileView.load(two, from: $0) } != nil)
    }

    @Test("不支給の通知書は理由と条文を言い、一度だけ出す")
    func letters() throws {
        let office = try Office()
        try office.enter([office.input("S-1", month: "2025-03")])
        try office.approve(.these(try office.propose().proposals))
        let file = try office.file("S-1").id
        func issue(_ reason: String? = nil) throws -> IssueRefusals.Batch {
            let ids = try office.read {
                try ReimbursementDecisionBook.decisions(of: file, from: $0)
            }.map(\.id)
            return try office.gate.perform(
                IssueRefusals.operation, by: Office.payment, for: .benefit
            ) {
                try IssueRefusals.perform(
                    ids, reissueReason: reason, law: Office.law, directory: office.directory,
                    in: $0)
            }
        }
        let batch = try issue()
        #expect(batch.leftOut.isEmpty)
        let notice = try #require(batch.notices.first)
        let letter = notice.letter(
            sender: Sender(title: "見本市長", name: "見本 一郎"),
            desk: ContactDesk(name: "子ども福祉課", address: "見本市1-1", phone: "000-000-0000"))
        #expect(letter.title == "こども医療費不支給決定通知書")
        let rows = letter.facts.flatMap(\.rows)
        #expect(
            rows.first { $0.label == "理由" }?.value
                == "診療が受給資格の有効期間の外であるため。令和7年3月の診療は受給資格の有効期間の外です（条例第3条）")
        #expect(rows.first { $0.label == "診療年月" }?.value == "令和7年3月")
        #expect(try issue().expected == 0)
        #expect(try issue("紛失").notices.count == 1)
    }

    @Test("補正すると同じ番号で入れ直され、元の行は残り、同じファイルは増えない")
    func correction() throws {
        let office = try Office()
        try office.enter([office.input(paid: 300)])
        let wrong = try office.file()
        let right = try office.gate.perform(
            CorrectReimbursement.operation, by: Office.payment, for: .benefit
        ) {
            try CorrectReimbursement.perform(
                wrong.id, reason: "支払額の桁の誤り", law: Office.law, in: $0
            ) { $0.paid = Yen(3_000) }
        }
        #expect(right.id != wrong.id)
        #expect(try office.file().revision == 2)
        let kept = try office.read { try ReimbursementBook.cases([wrong.id], from: $0) }[wrong.id]
        #expect(kept?.status == .withdrawn)
        #expect(kept?.input.paid == Yen(300))
        #expect(try office.enter([office.input(paid: 300)])[0].refusal != nil)
        try office.propose()
        let proposals = try office.read { try BenefitInbox.toApprove(from: $0) }
        #expect(proposals.map(\.payable) == [Yen(3_000)])
        #expect(throws: BenefitsRefusal.notOpen) {
            try office.gate.perform(
                CorrectReimbursement.operation, by: Office.payment, for: .benefit
            ) {
                try CorrectReimbursement.perform(
                    right.id, reason: "もう一度", law: Office.law, in: $0
                ) { _ in }
            }
        }
    }

    @Test("状態の表は、出来事と決裁から作り直したものと同じ")
    func statusIsAFold() throws {
        let office = try Office()
        try office.enter([
            office.input("S-1"), office.input("S-2", month: "2025-03"),
            office.input("S-3", month: "2025-05", highCost: nil),
            office.input("S-4", child: Office.hana, tenths: 2),
        ])
        try office.propose()
        let pending = try office.read { try BenefitInbox.toApprove(from: $0) }
        try office.approve(.these(pending.dropLast().map(\.id)))
        let (kept, folded) = try office.read { db in
            var kept: [Int64: String] = [:]
            try db.forEachRow("SELECT reimbursement_id, status FROM reimbursement_status", []) {
                kept[$0.int64(0)] = $0.text(1)
            }
            var folded: [Int64: String] = [:]
            var outcomes: [Int64: String] = [:]
            try db.forEachRow("SELECT reimbursement_id, outcome FROM reimbursement_proposal", []) {
                outcomes[$0.int64(0)] = $0.text(1)
            }
            try db.forEachRow(
                "SELECT reimbursement_id, event FROM reimbursement_event ORDER BY id", []
            ) { row in
                let id = row.int64(0)
                switch row.text(1) {
                case "held", "proposed", "withdrawn": folded[id] = row.text(1)
                case "approved": folded[id] = outcomes[id] == "3" ? "not-paid" : "paid"
                default: folded[id] = "received"
                }
            }
            return (kept, folded)
        }
        #expect(kept == folded)
        #expect(Set(kept.values) == ["paid", "not-paid", "held", "proposed"])
    }
}
