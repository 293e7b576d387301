// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// Letters to insurers about mandates.
extension ProxyTests {
    @Test("請求書は保険者ごと、文書番号は一度、期限は先の日。支援措置の家族は載せない")
    func letterRefusals() throws {
        let office = try Office()
        try month(office)
        let id = try mandate(office)
        #expect(throws: BenefitsRefusal.otherInsurer) {
            try request(office, [id], insurer: Office.otherInsurer)
        }
        #expect(throws: BenefitsRefusal.answerDayPassed) {
            try request(office, [id], due: "2025-08-12")
        }
        #expect(throws: SafeguardRefusal.self) {
            try perform(office, RequestFromInsurer.operation, by: Office.counter) {
                _ = try RequestFromInsurer.perform(
                    [id], to: InsurerOffice(insurer: "", name: "", postalCode: "", address: ""),
                    reference: "", dueOn: date("2025-10-31"), directory: office.directory, in: $0)
            }
        }
        let written = try request(office, [id])
        #expect(throws: BenefitsRefusal.referenceUsed) {
            _ = try remind(office, written.request.id, reference: "見本子第1号")
        }

        let protected = try Office()
        try month(protected)
        let hidden = try mandate(protected)
        var child = try #require(try protected.directory.person(Office.taro))
        child.isProtected = true
        protected.directory.put(child)
        #expect(throws: BenefitsRefusal.proxyProtected) { try request(protected, [hidden]) }
        #expect(try proxy(protected, hidden).state == .mandated)
    }

    @Test("回答の期限を過ぎると知らせ、督促は回答のないものだけ。回答がそろえば督促できない")
    func reminders() throws {
        let office = try Office()
        try month(office)
        let id = try mandate(office)
        let written = try request(office, [id], due: "2025-08-20")
        #expect(try overdue(office).isEmpty)
        office.clock.stand(on: date("2025-08-21"))
        #expect(try overdue(office) == [written.request.id: 1])
        let reminder = try remind(office, written.request.id)
        #expect(reminder.claimedOn == date("2025-08-12"))
        #expect(reminder.request.items == written.request.items)
        // A new day was set: nothing is late until then.
        #expect(try overdue(office).isEmpty)
        office.clock.stand(on: date("2025-12-27"))
        #expect(try overdue(office) == [written.request.id: 1])
        try happen(office, .decided, id, 20_000)
        #expect(try proxy(office, id).difference == Yen(-3_400))
        #expect(try overdue(office).isEmpty)
        #expect(throws: BenefitsRefusal.nothingToRemind) {
            _ = try remind(office, written.request.id, reference: "見本子第3号", due: "2026-01-31")
        }
    }

    @Test("請求書と連名簿に同じ行が載り、未確認の様式は本番の相手に書き出さない")
    func letterAndList() throws {
        let office = try Office()
        try month(office)
        try sister(office)
        let id = try mandate(office)
        let written = try request(office, [id])
        let letter = try #require(
            try written.letter(
                sender: Sender(title: "見本市長", seal: .place),
                desk: ContactDesk(name: "子ども福祉課", phone: "000-000-0000"),
                letters: Office.book.letters))
        let rows = try #require(letter.table?.rows)
        #expect(rows.map(\.first) == ["K\(id)", "K\(id)"])
        #expect(rows.map { $0[2] } == ["検証 太郎", "検証 はな"])
        #expect(rows.map { $0.last ?? "" } == written.lines.map { $0.amount.description })
        #expect(written.request.office.name == "見本健康保険組合")
        let layout = try Office.layouts.feed("insurer-claims")
        let list = try written.list(layout: layout, audience: .trial)
        let text = String(decoding: list.bytes, as: UTF8.self)
        #expect(text.contains("検証 太郎") && text.contains(String(written.lines[1].amount.amount)))
        // No address of the family is on either.
        #expect(!text.contains("中央1-1"))
        #expect(throws: FormatRefusal.self) {
            _ = try written.list(layout: layout, audience: .realPeer)
        }
    }
}
