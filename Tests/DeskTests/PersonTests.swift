// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("対象者の検索と台帳")
struct PersonTests {
    @Test(
        "一つの箱で、カナ・異体字・生年月日・番号のどれでも見つかる",
        arguments: [
            "タカハシ", "ﾀｶﾊｼ", "たかはし", "高橋", "髙橋", "高橋 R6.2.5", "タカハシ 060205", "令和6年2月5日",
        ])
    func oneBox(_ text: String) async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let page = try await browser.get("/search")
            let answer = try await browser.post("/search", on: page, ["q": text])
            // What was typed does not stand in an address.
            #expect(answer.location?.firstMatch(of: /^\/search\/[0-9a-f]{36}$/) != nil)
            let list = try await browser.follow(answer)
            #expect(list.text.contains("髙橋　翔"), "\(text)")
            #expect(list.text.contains("宛名"))
        }
    }

    @Test("改姓した人は、前の氏名でも見つかり、いまの氏名と「以前の氏名で該当」が出る")
    func formerName() async throws {
        let bench = try await DeskBench()
        try Family.of(.searched).rename(to: ("新川", "シンカワ"), in: bench.office)
        try await bench.browse(as: "uketsuke") { browser in
            for (text, isFormer) in [("タカハシ", true), ("髙橋", true), ("新川", false), ("シヨウ", false)] {
                let page = try await browser.get("/search")
                let list = try await browser.follow(
                    browser.post("/search", on: page, ["q": text]))
                #expect(list.text.contains("新川　翔"), "\(text)")
                #expect(list.text.contains("以前の氏名で該当") == isFormer, "\(text)")
            }
            // Whom a number leads to was never called so.
            let other = Family.of(.ordinary).child
            let both = try await browser.follow(
                browser.post(
                    "/search", on: try await browser.get("/search"), ["q": "シンカワ \(other)"]))
            #expect(both.text.contains("新川　翔") && both.text.contains("検証0　翔"))
            #expect(!both.text.contains("以前の氏名で該当"))
            // Signs alone are nobody's name.
            let page = try await browser.get("/search")
            let nobody = try await browser.follow(browser.post("/search", on: page, ["q": "・"]))
            #expect(!nobody.text.contains("新川　翔"))
        }
    }

    @Test("宛名番号で一人に決まれば、すぐ台帳が開く")
    func numberOpensRecord() async throws {
        let child = Family.of(.searched).child
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let page = try await browser.get("/search")
            let answer = try await browser.post("/search", on: page, ["q": child.description])
            let sight = try await browser.follow(answer)
            #expect(sight.text.contains("対象者台帳") && sight.text.contains("髙橋　翔"))
        }
    }

    @Test("検索できない職員は、上の箱で画面だけを開ける。対象者を探すと断られ、断られたことが記録に残る", .measure("R-54"))
    func refusedSearch() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kansa") { browser in
            let home = try await browser.get("/")
            let screen = try await browser.post("/search", on: home, ["q": "", "code": "3010"])
            #expect(screen.location == "/officers")
            let person = try await browser.post("/search", on: home, ["code": "タナカ"])
            #expect(person.status == 403 && person.text.contains("E-SAF-006"))
            let log = try await browser.get("/log?operation=searchPersons")
            #expect(log.text.contains("refused E-SAF-006"))
        }
    }

    @Test("資格のある子の台帳では、F2が訂正、F9が資格消滅、F12が変更届で、F10は使わない")
    func keysOfTheRecord() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.grant(child)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/persons/\(child)")
            for (key, path, word) in [
                ("F2", "correction", "訂正"), ("F9", "lapse", "資格消滅"), ("F12", "change", "変更届"),
            ] {
                #expect(
                    page.text.contains(
                        "href=\"/persons/\(child)/\(path)\" data-key=\"\(key)\"><kbd>\(key)</kbd>\(word)<"
                    ),
                    "\(key)")
            }
            #expect(!page.text.contains("data-key=\"F10\""))
        }
    }

    @Test("別の職員の検索の控えは開けない")
    func ticketsAreOwn() async throws {
        let bench = try await SharedBench.get()
        let address = try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/search")
            return try await browser.post("/search", on: page, ["q": "タカハシ"]).location ?? ""
        }
        try await bench.browse(as: "kacho") { browser in
            let sight = try await browser.get(address)
            #expect(sight.location == "/search")
        }
    }

    @Test("氏名の中のマークアップは、文字として表示される")
    func namesAreEscaped() async throws {
        let family = Family.of(.markup)
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            for path in [
                "/persons/\(family.child)", "/persons/\(family.child)/household",
                "/persons/\(family.child)/as-of",
            ] {
                let sight = try await browser.get(path)
                #expect(sight.status == 200)
                #expect(!sight.text.contains("<script>alert"), "\(path)")
                #expect(sight.text.contains("&lt;script&gt;alert"), "\(path)")
            }
        }
    }

    @Test("支援措置の対象者の住所・電話は、どの画面にも、どの役割にも出ない", .measure("R-41"))
    func protectedAddressIsNowhere() async throws {
        let bench = try await SharedBench.get()
        let family = Family.of(.protected)
        for officer in ["uketsuke", "kyufu", "kacho"] {
            try await bench.browse(as: officer) { browser in
                for person in [family.child, family.mother] {
                    for path in ["", "/household", "/as-of", "/lapse"] {
                        let sight = try await browser.get("/persons/\(person)\(path)")
                        #expect(!sight.text.contains(Family.secretAddress), "\(officer) \(path)")
                        #expect(!sight.text.contains("900-0042"), "\(officer) \(path)")
                        if sight.status == 200 { #expect(sight.text.contains("支援措置")) }
                    }
                }
            }
        }
    }

    @Test("支援措置の住所は、課長だけが理由を書いて見られ、理由が記録に残る")
    func revealingNeedsReason() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.protected).child
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/persons/\(child)")
            let bare = try await browser.post(
                "/persons/\(child)/address", on: page, ["reason": " "])
            #expect(bare.status == 409 && bare.text.contains("理由"))
            let sight = try await browser.post(
                "/persons/\(child)/address", on: page, ["reason": "本人からの照会"])
            #expect(sight.text.contains(Family.secretAddress))
        }
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/persons/\(child)")
            let sight = try await browser.post(
                "/persons/\(child)/address", on: page, ["reason": "見たい"])
            #expect(sight.status == 403 && !sight.text.contains(Family.secretAddress))
        }
        try await bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/log?operation=revealProtectedAddress")
            #expect(log.text.contains("本人からの照会") && log.text.contains(child.description))
            #expect(log.text.contains("refused E-SAF-006"))
        }
    }

    @Test("表示した人は、すべて記録に名がある", .measure("R-54"))
    func readingIsLogged() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.browse(as: "uketsuke") { browser in
            _ = try await browser.get("/persons/\(family.child)/household")
        }
        try await bench.browse(as: "kansa") { browser in
            for person in [family.father, family.mother, family.child, family.sibling] {
                let log = try await browser.get("/log?subject=\(person)")
                #expect(log.text.contains("世帯一覧の照会"), "\(person)")
            }
        }
    }
}
