// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("支払の通知")
struct NoticeTests {
    private let office: PaymentOffice
    private let directory = MemoryAddresseeDirectory()
    private let run: PaymentRun
    private let sender = Sender(title: "見本市長")
    private let desk = ContactDesk(name: "見本市 子ども福祉課", phone: "999-999-9999")

    /// Families 1 to 3; family 1 has two payments, family 3 is protected.
    init() throws {
        let office = try PaymentOffice()
        for n in 1...3 {
            try office.account(n)
            directory.put(Self.person(PaymentOffice.parent(n), "検証 花子\(n)", n))
            directory.put(Self.person(PaymentOffice.child(n), "検証 太郎\(n)", n))
        }
        run = try office.pay([
            office.due(1, yen: 1_100), office.due(2, yen: 2_200), office.due(3, yen: 3_300),
            office.due(4, yen: 40, parent: 1, month: "2025-03"),
        ]).run
        self.office = office
    }

    private static func person(
        _ number: AddresseeNumber, _ name: String, _ n: Int
    ) -> ResidentSnapshot {
        ResidentSnapshot(
            number: number, household: "H\(n)", status: .resident, name: name, kana: "ケンショウ",
            sex: .female, born: date("1990-05-05"), postalCode: "1190001",
            address: "見本市中央\(n)-1", residentFrom: date("1990-05-05"), isProtected: n == 3,
            recordHash: "r-\(number.value)", asOf: Instant(noonInJapan: date("2025-06-01")))
    }

    private func issue(
        _ kind: PaymentNotice.Kind, reason: String? = nil, by who: Principal = PaymentOffice.clerk
    ) throws -> IssuePaymentNotices.Batch {
        try office.gate.perform(IssuePaymentNotices.operation, by: who, for: .benefit) {
            try IssuePaymentNotices.perform(
                kind, of: run.id, reissueReason: reason, letters: PaymentOffice.letters,
                directory: directory, in: $0)
        }
    }

    private func words(_ letter: Letter) -> String {
        (letter.paragraphs
            + letter.facts.flatMap { table in
                [table.title] + table.rows.flatMap { [$0.label, $0.value] }
            }).joined(separator: "|")
    }

    @Test("支払通知は受給者ごとに一通で、何をいくらいつ払うかを書き、口座は末尾だけにする")
    func paymentLetter() throws {
        let batch = try issue(.payment)
        #expect(batch.expected == 3)
        #expect(batch.notices.map(\.total) == [Yen(1_140), Yen(2_200)])
        let letter = batch.notices[0].letter(sender: sender, desk: desk)
        #expect(letter.title == "こども医療費支給決定通知書兼支払通知書")
        #expect(letter.address.recipient == PaymentOffice.parent(1).description)
        let text = words(letter)
        for word in [
            "1,140円", "令和7年6月20日", "1,100円", "40円", "R-000001", "R-000004", "令和7年3月",
            "見本こどもクリニック", "検証 太郎1", "＊＊＊＊＊01", "口座振込",
        ] { #expect(text.contains(word), "\(word)") }
        #expect(!text.contains("9000001"))
        #expect(letter.instruction?.isSample == true)
        #expect(letter.desk == desk)
    }

    @Test("支援措置の世帯の通知は作らずに、理由を示す", .measure("R-10"))
    func protectedIsLeftOut() throws {
        let batch = try issue(.payment)
        #expect(batch.leftOut.keys.map(\.self) == [PaymentOffice.parent(3)])
        #expect(batch.leftOut.values.first?.contains("支援措置") == true)
        #expect(batch.isComplete)
    }

    @Test("通知は一度だけ発行し、もう一度は理由を付けて発行する")
    func issuedOnce() throws {
        #expect(try issue(.payment).notices.count == 2)
        let again = try issue(.payment)
        #expect(again.notices.isEmpty)
        #expect(again.issuedBefore == 2)
        let reissued = try issue(.payment, reason: "宛所不明で返戻")
        #expect(reissued.notices.map(\.envelope.text) == ["P-2025-0000003", "P-2025-0000004"])
    }

    @Test("一括の一区切りは、その区切りの受給者の支払だけを読み、言うことは全員を読んだときと同じ")
    func partOfRun() throws {
        let source = PaymentLetters(.payment)
        let parents = [1, 2, 3].map { PaymentOffice.parent($0) }
        let (lines, all, one, none) = try office.gate.perform(
            IssuePaymentNotices.operation, by: PaymentOffice.clerk, for: .benefit
        ) { scope in
            (
                try source.lines([run.id], in: scope), try source.orders([run.id], in: scope),
                try source.orders([run.id], to: [parents[0]], in: scope),
                try source.orders([run.id], to: [], in: scope)
            )
        }
        #expect(Set(lines.compactMap(\.recipient)) == Set(parents) && lines.count == 3)
        let whole = try #require(all.first { $0.recipient == parents[0] })
        let part = try #require(one.first)
        #expect(all.count == 3 && one.count == 1 && none.isEmpty)
        #expect(part.recipient == parents[0] && part.children == whole.children)
        #expect(part.values == whole.values && part.parts == whole.parts)
        #expect(part.sum == Yen(1_140) && part.steps.count == whole.steps.count)
        let items = try office.read { db in
            try (
                ItemBook.items(of: run.id, to: [parents[0]], from: db),
                ItemBook.items(of: run.id, from: db)
            )
        }
        #expect(items.0 == items.1.filter { $0.recipient == parents[0] } && items.0.count == 2)
        _ = try issue(.payment)
        let left = try office.gate.perform(
            IssuePaymentNotices.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try source.lines([run.id], in: $0) }
        #expect(left.compactMap(\.recipient) == [parents[2]], "出ていない人だけが残る")
    }

    @Test("振込不能のお知らせは戻った人にだけ、理由と届出の仕方を書く")
    func returnedLetter() throws {
        office.clock.stand(on: date("2025-06-24"))
        #expect(try issue(.returned).expected == 0)
        try office.results([("2025-06-20", 2, 2_200, "名義相違")])
        let batch = try issue(.returned)
        #expect(batch.notices.map(\.recipient) == [PaymentOffice.parent(2)])
        let letter = batch.notices[0].letter(sender: sender, desk: desk)
        let text = words(letter)
        for word in ["2,200円", "名義相違", "変更届"] { #expect(text.contains(word)) }
        #expect(letter.instruction == nil)
    }

    @Test("振込データを作る前の支払処理の通知と、権限のない人の発行は断る")
    func refused() throws {
        try office.account(1, digit: 8)
        try office.schedule([office.due(9, parent: 1)])
        let next = try office.propose(key: "K2").run
        #expect(throws: PaymentRefusal.wrongRunState(.proposed)) {
            try office.gate.perform(
                IssuePaymentNotices.operation, by: PaymentOffice.clerk, for: .benefit
            ) {
                try IssuePaymentNotices.perform(
                    .payment, of: next.id, letters: PaymentOffice.letters,
                    directory: directory, in: $0)
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try issue(.payment, by: PaymentOffice.officer("A001", [.auditor]))
        }
    }
}
