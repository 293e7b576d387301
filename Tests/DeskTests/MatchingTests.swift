// SPDX-License-Identifier: Apache-2.0
import Addressee
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("付番・名寄せの画面")
struct MatchingTests {
    /// A question of a peer that no number and four items settle.
    private func doubt(_ bench: DeskBench, address: String = "隣市東一丁目1番1号") throws {
        let window = bench.office.peers
        let welfare = try #require(window.register.peer(.welfare))
        let items = FourItems(
            name: "髙橋　翔", kana: "タカハシ　ショウ", sex: "1",
            born: .known(try #require(CivilDate(iso: "2024-02-05"))), address: address)
        let answer = try window.match(
            number: nil, items: items, PeerCall(welfare))
        #expect(answer.addressee == nil && answer.waitingCase != nil)
    }

    @Test("確認待ちを項目ごとに比べ、理由を書いて同じ方と決める。決めたものは記録に残る")
    func decide() async throws {
        let bench = try await DeskBench()
        try doubt(bench)
        let child = Family.of(.searched).child
        try await bench.browse(as: "uketsuke") { browser in
            #expect(try await browser.get("/").text.contains("名寄せの確認待ち"))
            let list = try await browser.get("/matching")
            #expect(list.text.contains("髙橋　翔") && list.text.contains("1件"))
            #expect(try Golden.holds(list.golden, "matching-list.html"))
            let path = try list.address("/matching/cases/")
            let page = try await browser.get(path)
            #expect(page.text.contains("一致") && page.text.contains(child.description))
            // One of the candidates is under a protection measure: no place at all is shown.
            #expect(page.text.contains("支援措置の対象のため表示しません"))
            #expect(page.text.contains("非表示") && !page.text.contains("隣市東一丁目1番1号"))
            #expect(!page.text.contains(Family.secretAddress))
            #expect(try Golden.holds(page.golden, "matching-case.html"))
            let bare = try await browser.post(path, on: page, ["who": child.description])
            #expect(bare.status == 422 && bare.text.contains("そう判断した理由"))
            #expect(bare.text.contains("value=\"\(child)\" checked"))
            let nobody = try await browser.post(path, on: page, ["reason": "確認"])
            #expect(nobody.status == 422 && nobody.text.contains("どの候補とも別人"))
            let done = try await browser.follow(
                try await browser.post(
                    path, on: page, ["who": child.description, "reason": "附票で前住所を確認"]))
            #expect(done.text.contains("同じ方として決めました"))
            #expect(done.text.contains("確認を待つものはありません"))
            let decided = try await browser.get("/matching?state=decided")
            #expect(decided.text.contains("附票で前住所を確認"))
            #expect(decided.text.contains("<td>検証 受付</td>"), "職員は名前で示す")
            // A second press of the same form leads to the same page and changes nothing.
            let twice = try await browser.post(
                path, on: page, ["who": child.description, "reason": "附票で前住所を確認"])
            #expect(twice.location?.hasPrefix("/matching?done=matched") == true)
        }
    }

    @Test("見られる役割と決められる役割は違う")
    func roles() async throws {
        let bench = try await DeskBench()
        try doubt(bench)
        try await bench.browse(as: "kacho") { browser in
            let path = try (try await browser.get("/matching")).address("/matching/cases/")
            let page = try await browser.get(path)
            #expect(page.text.contains("決めるのは受付の職員です"))
            let tried = try await browser.post(path, on: page, ["who": "other", "reason": "確認"])
            #expect(tried.status == 403)
        }
        try await bench.browse(as: "kyufu") { browser in
            let sight = try await browser.get("/matching")
            #expect(sight.status == 403)
        }
    }

    @Test("候補を探し、いなければ住登外者として付番し、二人目は名寄せして、取り消せる")
    func numberMergeUndo() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            let first = try await number(browser, "住登　太郎", "隣市北町1番地")
            let second = try await number(browser, "住登　太朗", "隣市北町2番地")
            #expect(first != second)
            let form = try await browser.get("/matching/merge?kept=\(first)&merged=\(second)")
            #expect(form.text.contains("並べて見る") && form.text.contains("住登　太朗"))
            #expect(try Golden.holds(form.golden, "matching-merge.html"))
            let bare = try await browser.post(
                "/matching/merge", on: form,
                ["kept": first.description, "merged": second.description])
            #expect(bare.status == 422 && bare.text.contains("名寄せの理由"))
            let merged = try await browser.follow(
                try await browser.post(
                    "/matching/merge", on: form,
                    [
                        "kept": first.description, "merged": second.description,
                        "reason": "本人の申出",
                    ]))
            #expect(merged.text.contains("名寄せしました") && merged.text.contains("番号 2つ"))
            // Both histories are there.
            #expect(merged.text.contains("住登　太郎") && merged.text.contains("住登　太朗"))
            let again = try await browser.post(
                "/matching/merge", on: form,
                [
                    "kept": first.description, "merged": second.description, "once": "other",
                    "reason": "二度目",
                ])
            #expect([409, 422].contains(again.status))
            let undo = try #require(
                merged.text.firstMatch(of: /action="(\/matching\/merges\/(\d+)\/undo)"/))
            let undone = try await browser.follow(
                try await browser.post(
                    String(undo.1), on: merged,
                    ["person": first.description, "undo-\(undo.2)": "誤りと分かった"]))
            #expect(undone.text.contains("名寄せを取り消しました"))
            #expect(undone.text.contains("誤りと分かった") && !undone.text.contains("番号 2つ"))
        }
    }

    /// Numbers somebody new through the screens.
    private func number(
        _ browser: Browser, _ name: String, _ address: String
    ) async throws -> AddresseeNumber {
        let form = try await browser.get("/matching/number")
        let asked = try await browser.post(
            "/matching/number", on: form,
            [
                "name": name, "kana": "ジュウト　タロウ", "sex": "1", "born": "S60.1.15",
                "address": address, "reason": "保護者が市外に住むため",
            ])
        #expect(asked.status == 303, "\(asked.text)")
        let page = try await browser.follow(asked)
        #expect(page.text.contains("住登外者として新しく付番する"))
        let path = try #require(page.action("number-form"))
        let bare = try await browser.post(path, on: page, [:])
        #expect(bare.status == 422 && bare.text.contains("選んでください"))
        let done = try await browser.post(path, on: page, ["who": "new"])
        let digits = try #require(
            done.location?.firstMatch(of: /\/addressees\/(\d+)\?done=numbered/), "\(done.text)")
        return try #require(AddresseeNumber(String(digits.1)))
    }

    @Test("4情報のすべてが一致する方がいれば、新しく付番できない。個人番号は控えにも残らない")
    func neverTwice() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.searched)
        let digits = Family.individualNumber(Family.Kind.searched.rawValue * 4)
        try await bench.browse(as: "uketsuke") { browser in
            let form = try await browser.get("/matching/number")
            let fields: KeyValuePairs = [
                "individual-number": digits, "name": "髙橋　太郎", "kana": "タカハシ　タロウ", "sex": "1",
                "born": "S60.1.15", "address": family.address, "reason": "確認",
            ]
            let page = try await browser.follow(
                try await browser.post("/matching/number", on: form, fields))
            #expect(page.text.contains("個人番号が一致") && page.text.contains("5項目一致"))
            #expect(page.text.contains("宛名番号 \(family.father) として登録されています"))
            #expect(!page.text.contains(digits))
            #expect(try Golden.holds(page.golden, "matching-candidates.html"))
            let path = try #require(page.action("number-form"))
            let refused = try await browser.post(path, on: page, ["who": "new"])
            #expect(refused.status == 422 && refused.text.contains("付番済み"))
            #expect(!refused.text.contains(digits))
            // What was wrong about the form comes back without the number.
            let wrong = try await browser.post(
                "/matching/number", on: form, ["individual-number": digits, "name": "髙橋太郎"])
            #expect(wrong.status == 422 && !wrong.text.contains(digits))
        }
    }
}
