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

/// 支給決定取消通知書: what a family is told of a decision that was cancelled.
@Suite("支給決定取消通知書")
struct CancellationLetterTests {
    private func waiting(_ family: Family) throws -> [Int64] {
        try family.office.gate.perform(
            .viewLists, by: PaymentOffice.clerk, for: .benefit
        ) { try CancellationLetters().waiting(in: $0) }
    }

    private func issue(
        _ family: Family, _ ids: [Int64], by who: Principal = PaymentOffice.clerk
    ) throws -> IssueLetters.Batch {
        try family.office.gate.perform(IssueLetters.operation, by: who, for: .benefit) {
            try IssueLetters.perform(
                CancellationLetters(), ids,
                IssueLetters.Terms(
                    letters: PaymentOffice.letters, directory: family.directory,
                    freshness: MemoryFreshness()), in: $0)
        }
    }

    private func words(_ ready: ReadyLetter) -> String {
        let letter = ready.letter(
            sender: Sender(title: "見本市長"),
            desk: ContactDesk(name: "見本市 子ども福祉課", phone: "999-999-9999"))
        return
            (letter.paragraphs
            + letter.facts.flatMap { $0.rows.map { "\($0.label)=\($0.value)" } })
            .joined(separator: "|")
    }

    @Test("支払済みの決定の取消しは、決定・額・理由・返していただく額を載せ、二度発行しても一通である")
    func paid() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        try family.pay()
        let id = try family.proposeCancellation()
        #expect(try waiting(family).isEmpty, "決裁の前は何も待たない")
        try family.approveCancellation(id)
        #expect(try waiting(family) == [id])
        let batch = try issue(family, [id])
        let letter = try #require(batch.letters.first)
        #expect(!letter.documentNumber.isEmpty)
        let said = words(letter)
        for part in [
            "申請書番号=S-1", "診療年月=令和7年5月", "その決定の支給額=3,000円", "取消しの日=令和7年6月20日",
            "取消しの理由=第三者行為と分かったため", "返していただく額=3,000円", "返還の請求番号=H-",
        ] { #expect(said.contains(part), "\(part)：\(said)") }
        #expect(try waiting(family).isEmpty)
        let again = try issue(family, [id])
        #expect(again.letters.isEmpty && again.issuedBefore == 1)
    }

    @Test("支払の前の取消しは返していただく額を載せず、差し戻された取消しは通知を作らない")
    func unpaid() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        try family.schedule()
        let first = try family.proposeCancellation()
        try family.office.gate.perform(
            SendBackCancellation.operation, by: PaymentOffice.head, for: .benefit
        ) { try SendBackCancellation.perform(first, reason: "資料を足す", in: $0) }
        #expect(try waiting(family).isEmpty)
        #expect(try issue(family, [first]).letters.isEmpty)
        let second = try family.proposeCancellation()
        try family.approveCancellation(second)
        #expect(try waiting(family) == [second])
        let said = words(try #require(try issue(family, [second]).letters.first))
        #expect(said.contains("その決定の支給額=3,000円"))
        #expect(!said.contains("返していただく額="), "\(said)")
        #expect(throws: SafeguardRefusal.notPermitted) {
            try issue(family, [second], by: PaymentOffice.officer("A001", [.auditor]))
        }
    }

    @Test("通知ができる前に決裁された取消しは、発行を待たない")
    func older() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        try family.schedule()
        let old = try family.proposeCancellation()
        try family.office.store.write { db in
            let at = try db.first("SELECT MAX(id) FROM operation", []) { $0.int64(0) } ?? 0
            _ = try db.execute(
                """
                INSERT INTO reimbursement_cancellation_outcome (operation_id, recorded_at,
                cancellation_id, approval_id, outcome, decided_on, approver)
                SELECT ?, 0, n.id, n.approval_id, 'approved', '2024-05-01', 'B001'
                FROM reimbursement_cancellation n WHERE n.id = ?
                """, [at, old])
        }
        #expect(try waiting(family).isEmpty)
    }

    @Test("支援措置の世帯の取消通知書は二人目を待ち、発行から外れる", .measure("R-10"))
    func protected() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        try family.schedule()
        let id = try family.proposeCancellation()
        try family.approveCancellation(id)
        var mother = try #require(family.directory.persons([Family.hanako])[Family.hanako])
        mother.isProtected = true
        mother.recordHash = "r-protected"
        family.directory.put(mother)
        let batch = try issue(family, [id])
        #expect(batch.letters.isEmpty && batch.leftOut.count == 1)
        #expect(batch.leftOut.first?.reason.contains("支援措置") == true)
    }
}
