// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Press
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

/// 支給決定通知書 of decisions of which nothing is sent.
@Suite("振込のない支給決定の通知書")
struct AwaitingLetterTests {
    private func waiting(_ family: Family) throws -> [Int64] {
        try family.office.gate.perform(
            .viewLists, by: PaymentOffice.clerk, for: .benefit
        ) { try AwaitingLetters().waiting(in: $0) }
    }

    private func issue(
        _ family: Family, _ ids: [Int64], by who: Principal = PaymentOffice.clerk
    ) throws -> IssueLetters.Batch {
        try family.office.gate.perform(IssueLetters.operation, by: who, for: .benefit) {
            try IssueLetters.perform(
                AwaitingLetters(), ids,
                IssueLetters.Terms(
                    letters: PaymentOffice.letters, directory: family.directory,
                    freshness: MemoryFreshness()), in: $0)
        }
    }

    private func words(_ ready: ReadyLetter?) throws -> String {
        let letter = try #require(ready).letter(
            sender: Sender(title: "見本市長"),
            desk: ContactDesk(name: "見本市 子ども福祉課", phone: "999-999-9999"))
        return
            ([letter.title] + letter.paragraphs
            + letter.facts.flatMap { $0.rows.map { "\($0.label)=\($0.value)" } })
            .joined(separator: "|")
    }

    /// A decision to pay that is scheduled.
    private func scheduled() throws -> (family: Family, item: PaymentItem) {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        try family.schedule()
        let items = try family.office.read {
            try ItemBook.items(child: Family.taro, from: $0)
        }
        return (family, try #require(items.first))
    }

    private func hold(_ family: Family, _ item: PaymentItem) throws {
        try family.office.gate.perform(
            HoldPayment.operation, by: PaymentOffice.clerk, for: .benefit, reason: "口座が使えない"
        ) { try HoldPayment.perform([item.id], because: .unusableAccount, in: $0) }
    }

    @Test("口座を待つ支給の決定は一度だけ知らせ、後の支払通知はその通知書の番号を書く")
    func account() throws {
        let (family, item) = try scheduled()
        #expect(try waiting(family).isEmpty, "振り込む予定のものは支払の通知が知らせる")
        try hold(family, item)
        #expect(try waiting(family) == [item.decision])
        let batch = try issue(family, [item.decision])
        let letter = try #require(batch.letters.first)
        #expect(!letter.documentNumber.isEmpty && letter.order.recipient == Family.hanako)
        let said = try words(letter)
        for part in [
            "こども医療費支給決定通知書", "申請書番号=S-1", "診療年月=令和7年5月", "決定=支給", "支給額=3,000円",
            "お支払い=届け出られた口座に振り込めないため",
        ] { #expect(said.contains(part), "\(part)：\(said)") }
        #expect(!said.contains("返還への充当額="), "\(said)")
        #expect(try waiting(family).isEmpty)
        let again = try issue(family, [item.decision])
        #expect(again.letters.isEmpty && again.issuedBefore == 1)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try issue(family, [item.decision], by: PaymentOffice.officer("A001", [.auditor]))
        }

        try family.office.gate.perform(
            ReleasePayment.operation, by: PaymentOffice.clerk, for: .benefit, reason: "口座を直した"
        ) { try ReleasePayment.perform([item.id], in: $0) }
        let run = try family.office.propose().run
        try family.office.approve(run.id)
        try family.office.write(run.id)
        #expect(try waiting(family).isEmpty)
        let notices = try family.office.gate.perform(
            IssuePaymentNotices.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try IssuePaymentNotices.perform(
                .payment, of: run.id, letters: PaymentOffice.letters,
                directory: family.directory, in: $0)
        }.notices
        let paid = try words(notices.first?.ready)
        #expect(notices.count == 1)
        #expect(paid.contains("\(letter.documentNumber)の支給決定通知書で知らせた決定"), "\(paid)")
    }

    @Test("通知ができる前に決裁された決定は、口座を待っていても発行を待たない")
    func older() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.propose()
        try family.office.store.write { db in
            let at = try db.first("SELECT MAX(id) FROM operation", []) { $0.int64(0) } ?? 0
            _ = try db.execute(
                """
                INSERT INTO reimbursement_approval (operation_id, recorded_at, proposal_id, outcome,
                decided_on, approver) SELECT ?, 0, p.id, 'approved', '2025-06-02', 'B001'
                FROM reimbursement_proposal p
                """, [at])
        }
        try family.schedule()
        let items = try family.office.read { try ItemBook.items(child: Family.taro, from: $0) }
        try hold(family, try #require(items.first))
        #expect(try waiting(family).isEmpty)
    }

    @Test("振り込んだ決定と、振り込んで戻ってきた決定は待たない")
    func paid() throws {
        let (family, item) = try scheduled()
        let run = try family.office.propose().run
        try family.office.approve(run.id)
        try family.office.write(run.id)
        #expect(try waiting(family).isEmpty)
        #expect(try issue(family, [item.decision]).letters.isEmpty)
        let notices = try family.office.gate.perform(
            IssuePaymentNotices.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try IssuePaymentNotices.perform(
                .payment, of: run.id, letters: PaymentOffice.letters,
                directory: family.directory, in: $0)
        }.notices
        #expect(!(try words(notices.first?.ready).contains("知らせた決定")))
        family.office.clock.stand(on: date("2025-06-23"))
        try family.office.results([("2025-06-20", 1, item.amount.amount, "02")])
        #expect(try waiting(family).isEmpty, "戻ってきた")
    }

    @Test("全額を返還に充てた支給の決定は、充当の額とともに一度だけ知らせる")
    func setOff() throws {
        let (family, item) = try scheduled()
        let office = family.office
        let recovery = try office.claim(8_000)
        try office.grant(
            try office.ask(
                .offset(item: item.id, item.amount, agreedOn: date("2025-06-01")),
                about: recovery, key: "O1"))
        #expect(try waiting(family) == [item.decision])
        let said = try words(issue(family, [item.decision]).letters.first)
        for part in ["支給額=3,000円", "返還への充当額=3,000円", "お支払い=支給額の全額をこども医療費の返還金に充てたため"] {
            #expect(said.contains(part), "\(part)：\(said)")
        }
        #expect(try waiting(family).isEmpty)
    }

    @Test("支援措置の世帯の決定の通知書は二人目を待つ", .measure("R-10"))
    func protected() throws {
        let (family, item) = try scheduled()
        try hold(family, item)
        var mother = try #require(family.directory.persons([Family.hanako])[Family.hanako])
        mother.isProtected = true
        mother.recordHash = "r-protected"
        family.directory.put(mother)
        let batch = try issue(family, [item.decision])
        #expect(batch.letters.isEmpty && batch.leftOut.count == 1)
        #expect(batch.leftOut.first?.reason.contains("支援措置") == true)
    }
}
