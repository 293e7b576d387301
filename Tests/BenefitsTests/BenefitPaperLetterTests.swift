// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Benefits

/// 不足書類のお知らせ（償還） and 口座の確認のお願い: what a family is asked for while its reimbursement waits.
@Suite("償還の不足書類のお知らせ")
struct BenefitPaperLetterTests {
    private func hold(
        _ office: Office, _ id: Int64, _ hold: ReimbursementHold, _ missing: String,
        until due: String, by who: Principal = Office.payment
    ) throws {
        let asked = PaperRequest(missing, until: date(due))
        try office.gate.perform(HoldReimbursement.operation, by: who, for: .benefit) {
            try HoldReimbursement.perform(id, hold, note: "内部のメモ", asked: asked, in: $0)
        }
    }

    private func waiting(_ office: Office) throws -> [Int64] {
        try office.gate.perform(.viewLists, by: Office.payment, for: .benefit) {
            try BenefitPaperLetters().waiting(in: $0)
        }
    }

    private func issue(_ office: Office, _ ids: [Int64]) throws -> IssueLetters.Batch {
        try office.gate.perform(IssueLetters.operation, by: Office.payment, for: .benefit) {
            try IssueLetters.perform(
                BenefitPaperLetters(), ids,
                IssueLetters.Terms(
                    letters: Office.law.book.letters, directory: office.directory,
                    freshness: MemoryFreshness()), in: $0)
        }
    }

    private func said(_ ready: ReadyLetter?) throws -> String {
        let letter = try #require(ready).letter(
            sender: Sender(title: "見本市長"),
            desk: ContactDesk(name: "見本市 子ども福祉課", phone: "999-999-9999"))
        return
            ([letter.title] + letter.paragraphs
            + letter.facts.flatMap { $0.rows.map { "\($0.label)=\($0.value)" } })
            .joined(separator: "|")
    }

    @Test("書類を求める理由の言葉は、文例のコードの言葉のとおりで、抜けがない")
    func wordsOfReasons() throws {
        let wording = try Office.law.book.letters.wording(.benefitPapers, on: date("2025-08-01"))
            .wording
        for hold in ReimbursementHold.allCases {
            let code = LetterValue.code(.paperReason, hold.rawValue, plain: "文例にない")
            #expect(
                wording.said(LetterValues([.reason: code]))[.reason] == .text(hold.letterWording))
        }
    }

    @Test("補正待ちで書類と期限を書くと、申請者あてのお知らせが一通だけ出て、もう一度の保留が催促になる")
    func papers() throws {
        let office = try Office()
        try office.enter([office.input("S-1")])
        let id = try office.file("S-1").id
        try hold(office, id, .other, "診療日の分かる領収書", until: "2025-08-26")
        let first = try waiting(office)
        #expect(first.count == 1)
        let batch = try issue(office, first)
        let text = try said(batch.letters.first)
        #expect(batch.letters.first?.order.recipient == Office.parent)
        for part in [
            "不足している書類のお知らせ", "申請書番号=S-1", "診療年月=令和7年6月", "足りない書類=診療日の分かる領収書",
            "理由=申請の内容を確かめるため", "提出の期限=令和7年8月26日",
        ] { #expect(text.contains(part), "\(part)：\(text)") }
        #expect(!text.contains("内部のメモ") && !text.contains("補正待ち"), "\(text)")
        #expect(try waiting(office).isEmpty)
        #expect(try issue(office, first).issuedBefore == 1)

        office.clock.stand(on: date("2025-09-01"))
        try hold(office, id, .other, "診療日の分かる領収書", until: "2025-09-16")
        let second = try waiting(office)
        #expect(second.count == 1 && second != first)
        #expect(try said(issue(office, second).letters.first).contains("令和7年9月16日"))
        let asked = try office.read { try PaperRequestBook.standing([id], from: $0) }
        #expect(asked == [id: try #require(PaperRequest("診療日の分かる領収書", until: date("2025-09-16")))])
    }

    @Test("書類を求めている申請は、まとめての審査では起案されず、解くと起案される")
    func waitsForPapers() throws {
        let office = try Office()
        try office.enter([office.input("S-1")])
        let id = try office.file("S-1").id
        try hold(office, id, .burdenRatio, "負担割合の分かる書類", until: "2025-08-26")
        func propose() throws -> Int {
            try office.gate.perform(
                ProposeReimbursements.operation, by: Office.payment, for: .benefit
            ) { try ProposeReimbursements.perform(.waiting, law: Office.law, in: $0) }
            .proposals.count
        }
        #expect(try propose() == 0)
        #expect(try waiting(office).count == 1, "お知らせは待ったまま")
        try office.gate.perform(
            ReleaseReimbursement.operation, by: Office.payment, for: .benefit
        ) { try ReleaseReimbursement.perform(id, in: $0) }
        #expect(try propose() == 1)
    }

    @Test("口座不備は口座の確認のお願いになり、二重疑いは疑いを書かず、書類のない保留と解いた保留は待たない")
    func reasons() throws {
        let office = try Office()
        try office.enter([
            office.input("S-1"), office.input("S-2", month: "2025-05"),
            office.input("S-3", month: "2025-04"),
        ])
        let ids = try ["S-1", "S-2", "S-3"].map { try office.file($0).id }
        try hold(office, ids[0], .account, "振込先口座届と通帳の写し", until: "2025-08-26")
        try hold(office, ids[1], .doubt, "受診の内容の分かるもの", until: "2025-08-26")
        try hold(office, ids[2], .other, "", until: "2025-08-26")
        let letters = try issue(office, waiting(office)).letters
        #expect(letters.map(\.kind) == [.accountRequest, .benefitPapers])
        let account = try said(letters.first)
        #expect(account.contains("振込先の口座の確認のお願い"), "\(account)")
        #expect(account.contains("提出するもの=振込先口座届と通帳の写し"), "\(account)")
        let doubt = try said(letters.last)
        #expect(doubt.contains("理由=申請の内容を確かめるため") && !doubt.contains("二重"), "\(doubt)")

        try hold(office, ids[2], .other, "領収書", until: "2025-08-26")
        #expect(try waiting(office).count == 1)
        try office.gate.perform(ReleaseReimbursement.operation, by: Office.payment, for: .benefit) {
            try ReleaseReimbursement.perform(ids[2], in: $0)
        }
        #expect(try waiting(office).isEmpty)
        #expect(try office.read { try PaperRequestBook.standing([ids[2]], from: $0) }.isEmpty)
    }

    @Test("過ぎた期限は断り、権限のない職員は保留できず、支援措置の世帯のお知らせは二人目を待つ", .measure("R-10"))
    func refused() throws {
        let office = try Office()
        try office.enter([office.input("S-1")])
        let id = try office.file("S-1").id
        #expect(throws: BenefitsRefusal.paperDayPassed) {
            try hold(office, id, .other, "領収書", until: "2025-08-11")
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try hold(
                office, id, .other, "領収書", until: "2025-08-26",
                by: Office.officer("A001", [.auditor]))
        }
        #expect(try office.file("S-1").status == .received)
        try hold(office, id, .other, "領収書", until: "2025-08-12")
        var mother = try #require(office.directory.persons([Office.parent])[Office.parent])
        mother.isProtected = true
        mother.recordHash = "r-protected"
        office.directory.put(mother)
        let batch = try issue(office, waiting(office))
        #expect(batch.letters.isEmpty && batch.leftOut.count == 1)
        #expect(batch.leftOut.first?.reason.contains("支援措置") == true)
    }
}
