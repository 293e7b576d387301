// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Office
import Safeguards
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

    @Test("人を選んだまま日を打ち間違えても、その人の名は残り、見た人として記録に残る")
    func wrongDay() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/letters?person=\(child)&from=R7.2.30")
            #expect(page.text.contains("href=\"#from\"") && page.text.contains("R7.2.30"))
            #expect(page.text.contains("検証0　翔"), "\(page.text)")
            #expect(!page.text.contains("（宛名になし）"))
        }
        try await bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/log?operation=viewPostings")
            #expect(log.text.contains(child.description), "\(log.text)")
        }
    }

    /// Two children are granted and their letters issued.
    private func issued() async throws -> (DeskBench, Family, Family) {
        let (bench, family) = try await granted()
        let other = Family.of(.decision)
        try await bench.grant(other.child)
        try await bench.browse(as: "uketsuke") { browser in
            let batch = try await browser.get("/letters/batch/notice")
            _ = try await browser.post(
                "/letters/batch/notice", on: batch, ["dated": "", "order": "postcode"])
        }
        return (bench, family, other)
    }

    private func envelopes(_ page: Sight) -> Set<String> {
        Set(page.text.matches(of: /\/letters\/number\/([A-Z]-[0-9-]+)"/).map { String($0.1) })
    }

    @Test("通知の台帳は、カナ・番号・通知の種類・施行日で探せ、氏名は番地に残らず、入力は断られても消えない")
    func search() async throws {
        let (bench, family, other) = try await issued()
        try await bench.browse(as: "uketsuke") { browser in
            let list = try await browser.get("/letters")
            let all = envelopes(list)
            #expect(all.count == 2)
            let one = try await browser.post(
                "/letters", on: list, ["who": family.child.description])
            #expect(one.location == "/letters?person=\(family.child)", "対象の児童で探せる")
            let mine = try await browser.follow(one)
            #expect(envelopes(mine).count == 1 && mine.text.contains("人の条件を外す"))
            let theirs = try await browser.get("/letters?person=\(other.child)")
            #expect(envelopes(theirs).count == 1)
            #expect(envelopes(mine).union(envelopes(theirs)) == all)
            // Several bear the name: the officer says who is meant, and no address holds it.
            let many = try await browser.post(
                "/letters", on: list, ["who": "ケンショウ", "kind": "granted"])
            #expect(many.status == 200 && many.text.contains("だれの通知ですか"))
            #expect(many.text.contains("href=\"/letters?kind=granted&amp;person="))
            #expect(envelopes(many).isEmpty)
            #expect(!many.text.contains("class=\"candidates\""), "欄に候補のキーはない")
            let nobody = try await browser.post(
                "/letters", on: list, ["who": "ナナシノゴンベエ", "from": "R7.6.1"])
            #expect(nobody.status == 422 && nobody.text.contains("当たる人がいません"))
            #expect(nobody.text.contains("value=\"ナナシノゴンベエ\"") && nobody.text.contains("R7.6.1"))
            let granted = try await browser.get("/letters?kind=granted")
            #expect(envelopes(granted) == all)
            let refused = try await browser.get("/letters?kind=refused")
            #expect(refused.text.contains("この条件の通知はありません"))
            let day = Wareki.shortText(bench.reception.desk.today)
            let next = Wareki.shortText(bench.reception.desk.today.next)
            #expect(envelopes(try await browser.get("/letters?from=\(day)")).count == 2)
            #expect(envelopes(try await browser.get("/letters?from=\(next)")).isEmpty)
            let wrong = try await browser.post(
                "/letters", on: list, ["from": next, "through": day])
            #expect(wrong.status == 422 && wrong.text.contains("始めより前です"))
        }
        try await bench.browse(as: "kansa") { browser in
            let home = try await browser.get("/")
            #expect(try await browser.post("/letters", on: home, ["who": "ケンショウ"]).status == 403)
        }
    }

    @Test("通知の台帳の頁は、新しい通知から一通ずつ、漏れも重なりもない")
    func pages() async throws {
        let (bench, family, _) = try await issued()
        let clerk = Principal(
            officer: "uketsuke", name: "検証 受付", roles: [.counter], session: "bench",
            terminal: "窓口1")
        try bench.office.casework.perform(.viewLists, by: clerk, for: .registration) { scope in
            var search = LetterSearch()
            #expect(try LetterRegister.count(search, from: scope.db) == 2)
            let pages = try (0...2).map {
                try LetterRegister.page(search, limit: 1, skipping: $0, from: scope.db).letters
            }
            scope.saw(pages.joined().map(\.recipient))
            #expect(pages.map(\.count) == [1, 1, 0])
            #expect(pages[0] != pages[1] && pages[0][0].issuedAt >= pages[1][0].issuedAt)
            search.person = family.mother
            search.numbers = ["ない番号"]
            #expect(try LetterRegister.count(search, from: scope.db) == 0)
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
                "form-reissue": "古い証", "form-account": "口座名義(カナ)", "form-consent": "同意の年月日",
                "form-mandate": "委任の年月日",
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

    @Test("生まれて申請のない子には、登録申請書だけを、住民記録の親の名で印字でき、支援措置の家族と大人には印字しない", .measure("R-10"))
    func newborn() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.intake)
        try await bench.browse(as: "uketsuke") { browser in
            func ask(_ person: AddresseeNumber, _ kind: String) async throws -> Sight {
                let path = "/persons/\(person)/forms"
                let page = try await browser.get(path)
                #expect(page.text.contains("受給資格の記録のない児童には"), "\(page.text)")
                return try await browser.follow(
                    try await browser.post(path, on: page, ["kind": kind]))
            }
            let printed = try await ask(family.child, "form-registration")
            #expect(printed.text.contains("1件のうち1件"), "\(printed.text)")
            try await browser.paper(printed) { reader in
                let text = try reader.drawn()
                for words in [
                    "こども医療費受給資格登録申請書", "検証1翔", "ケンショウショウ", "令和7年6月5日", "検証1花子",
                    "見本市中央一丁目2番1号", "□父", "保険者番号", "口座番号", "市記入欄", "封筒番号",
                ] { #expect(text.contains(words), "\(words)") }
                for other in ["太郎", "凛", "検証0", "検証2"] { #expect(!text.contains(other)) }
                #expect(text.components(separatedBy: "〒").count == 2)
                #expect(try reader.collisions().isEmpty)
            }
            let other = try await ask(family.child, "form-account")
            #expect(other.text.contains("この児童に受給資格の記録がありません"), "\(other.text)")
            let adult = try await ask(family.mother, "form-registration")
            #expect(adult.text.contains("対象の年齢ではありません"), "\(adult.text)")
            let held = try await ask(Family.of(.protected).child, "form-registration")
            #expect(held.text.contains("支援措置"), "\(held.text)")
            #expect(held.text.firstMatch(of: /href="(\/papers\/print\/[^"]+)"/) == nil)
            #expect(!held.text.contains(Family.secretAddress))
        }
    }

    @Test("勧奨の案内は、同じ封筒の申請書とともに印刷され、見込みと結果が合う", .measure("R-10"))
    func invitation() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.browse(as: "uketsuke") { browser in
            let list = try await bench.listUnregistered(
                browser, on: try await browser.get("/unregistered"))
            let invited = try await browser.post(
                "/unregistered/invite", on: list,
                ["due": "R7.7.31", "row": family.child.description])
            #expect(invited.location?.contains("done=invited&n=1") == true, "\(invited.text)")
            let batch = try await browser.get("/letters/batch/invitation")
            let printed = try await browser.follow(
                try await browser.post(
                    "/letters/batch/invitation", on: batch, ["dated": "", "order": "postcode"]))
            #expect(printed.text.contains("1件のうち1件"), "\(printed.text)")
            try await browser.paper(printed) { reader in
                let letter = try reader.characters(page: 1)
                #expect(letter.contains("同封の申請書") && letter.contains("1/2ページ"))
                let form = try reader.characters(page: 2)
                for words in [
                    "こども医療費受給資格登録申請書", "検証0翔", "令和6年2月5日", "検証0花子", "市記入欄", "2/2ページ",
                ] { #expect(form.contains(words), "\(words)") }
                #expect(!form.contains("見本市中央一丁目1番1号") && !form.contains("太郎"))
                #expect(try reader.drawn().components(separatedBy: "〒").count == 2)
                #expect(try reader.collisions().isEmpty)
            }
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
