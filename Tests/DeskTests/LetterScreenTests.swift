// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Scheme
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("通知の台帳・一括発行・返戻の画面")
struct LetterScreenTests {
    /// A child of the ordinary family is granted; its letter waits.
    private func granted() async throws -> (DeskBench, Family) {
        let bench = try await DeskBench()
        let family = Family.of(.intake)
        try await bench.grant(family.child)
        return (bench, family)
    }

    @Test("待っている通知を下見し、一括で発行し、台帳・引抜き・発送・返戻・再発行まで画面でできる", .measure("R-10"))
    func wholeWay() async throws {
        let (bench, _) = try await granted()
        try await bench.browse(as: "uketsuke") { browser in
            let papers = try await browser.get("/papers")
            #expect(papers.text.contains("資格の決定の通知書"))
            let batch = try await browser.get("/letters/batch/notice")
            #expect(batch.text.contains("検証1　翔") && batch.text.contains("認定通知書"))
            #expect(batch.text.contains("href=\"/letters/batch/notice/preview\" data-key=\"F10\""))
            let preview = try await browser.get("/letters/batch/notice/preview")
            #expect(preview.status == 200 && preview.text.hasPrefix("%PDF"))
            let wrong = try await browser.post(
                "/letters/batch/notice", on: batch, ["dated": "2020-01-01", "order": "postcode"])
            #expect(wrong.status == 422 && wrong.text.contains("E-LTR-001"))
            let done = try await browser.follow(
                try await browser.post(
                    "/letters/batch/notice", on: wrong, ["dated": "", "order": "postcode"]))
            #expect(done.text.contains("件のうち"), "\(done.text)")
            let list = try await browser.get("/letters")
            let envelope = try #require(
                list.text.firstMatch(of: /\/letters\/number\/(N-[0-9-]+)"/).map {
                    String($0.1)
                })
            let found = try await browser.get("/letters?number=" + envelope.lowercased())
            #expect(found.text.contains(envelope))
            let letter = try await browser.get("/letters/number/\(envelope)")
            #expect(letter.text.contains("発行") && letter.text.contains("見子福第"))
            let early = try await browser.get("/letters/returned")
            let notPosted = try await browser.post(
                "/letters/returned", on: early,
                ["code": "\(envelope) 1/1", "cause": "moved", "on": ".", "note": ""])
            #expect(notPosted.status == 422 && notPosted.text.contains("E-LTR-005"))
            let postings = try await browser.get("/postings")
            let bundle = try #require(
                postings.text.firstMatch(of: /name="shown" value="([^"]*)"/).map { String($0.1) })
            _ = try await browser.post("/postings", on: postings, ["act": "all", "shown": bundle])
            let recorded = try await browser.follow(
                try await browser.post(
                    "/letters/returned", on: try await browser.get("/letters/returned"),
                    ["code": "\(envelope) 1/1", "cause": "moved", "on": ".", "note": ""]))
            #expect(recorded.text.contains("返戻を記録しました") && recorded.text.contains("公示送達"))
            let again = try await browser.post(
                "/letters/number/\(envelope)/reprint",
                on: try await browser.get("/letters/number/\(envelope)"), ["reason": "返戻のため"])
            #expect(try await browser.follow(again).text.contains("1件のうち1件"))
            let settle = try #require(
                recorded.text.firstMatch(of: /action="(\/letters\/returned\/\d+)"/).map {
                    String($0.1)
                })
            let resent = try #require(
                try await browser.get("/letters").text.firstMatch(
                    of: /\/letters\/number\/(L-[0-9-]+)"/
                ).map { String($0.1) })
            // A form in a row of the list is drawn empty; what was typed into it comes back.
            let refused = try await browser.follow(
                try await browser.post(
                    settle, on: try await browser.get("/letters/returned"),
                    ["outcome": "resent", "envelope": "", "note": "親族に渡した"]))
            #expect(refused.text.contains("E-LTR-010"))
            #expect(refused.text.contains("親族に渡した"))
            let settled = try await browser.follow(
                try await browser.post(
                    settle, on: try await browser.get("/letters/returned"),
                    ["outcome": "resent", "envelope": resent, "note": "電話で確かめた"]))
            #expect(settled.text.contains("返戻の処理を記録しました"))
            let pulled = try await browser.follow(
                try await browser.post(
                    "/letters/number/\(resent)/pull",
                    on: try await browser.get("/letters/number/\(resent)"),
                    ["pull-reason": "窓口で渡した"]))
            #expect(pulled.text.contains("引抜きにしました") && pulled.text.contains(resent))
            let batches = try await browser.get("/letters/batches")
            #expect(batches.text.contains("資格の決定の通知書"))
        }
    }

    @Test("申請書は氏名と番号を印字して出せ、送付状は送るものがなければ出せない")
    func forms() async throws {
        let (bench, family) = try await granted()
        try await bench.browse(as: "uketsuke") { browser in
            let path = "/persons/\(family.child)/forms"
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.text.contains("支給申請書"))
            let marks = [
                "form-registration": "保険者番号", "form-change": "変更の前", "form-reimbursement": "支払った額",
                "form-reissue": "古い証", "form-account": "口座名義(カタカナ)", "form-consent": "同意の年月日",
            ]
            #expect(Set(marks.keys) == Set(LetterKind.forms.map(\.rawValue)))
            for (kind, mark) in marks.sorted(by: { $0.key < $1.key }) {
                let printed = try await browser.follow(
                    try await browser.post(
                        path, on: try await browser.get(path), ["kind": kind]))
                #expect(printed.text.contains("1件のうち1件"), "\(printed.text)")
                try await browser.paper(printed) { reader in
                    let text = try reader.drawn()
                    for words in [mark, "検証1翔", "令和", "□", "市記入欄", "（あて先）市長"] {
                        #expect(text.contains(words), "\(kind): \(words)")
                    }
                    #expect(text.components(separatedBy: "〒").count <= 2, "宛先は窓の一か所だけ")
                    let collisions = try reader.collisions()
                    #expect(collisions.isEmpty, "\(kind): \(collisions)")
                }
            }
            let cover = try await browser.post(
                path, on: try await browser.get(path), ["kind": "cover", "enclosures": ""])
            #expect(cover.status == 422 && cover.text.contains("送付するもの"))
        }
    }

    @Test("監査と給付の管理のない人は、発行・引抜き・再発行の画面を使えない")
    func permissions() async throws {
        let (bench, family) = try await granted()
        try await bench.browse(as: "kansa") { browser in
            for path in [
                "/letters", "/letters/returned", "/letters/batch/notice",
                "/persons/\(family.child)/forms",
            ] {
                let sight = try await browser.get(path)
                #expect(sight.status == 403, "\(path) \(sight.status)")
            }
        }
    }
}
