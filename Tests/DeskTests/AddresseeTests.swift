// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Ledger
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("統合宛名の検索・照会の画面")
struct AddresseeTests {
    private let digits = Family.individualNumber(Family.Kind.searched.rawValue * 4 + 2)

    @Test("個人番号で一人が見つかり、番号は番地・画面・控え・記録・画面の記録のどこにも出ない", .measure("R-07"))
    func byIndividualNumber() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.searched).child
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/addressees")
            let asked = try await browser.post(
                "/addressees", on: page, ["individual-number": digits, "reason": "申請者の確認"])
            let address = try #require(asked.location)
            #expect(asked.status == 303 && address.hasPrefix("/addressees/found/"))
            #expect(!address.contains(digits))
            let found = try await browser.get(address)
            #expect(found.text.contains("髙橋　翔") && found.text.contains("1人"))
            #expect(found.text.contains(child.description))
            #expect(!found.text.contains(digits))
            let person = try await browser.get("/addressees/\(child)")
            #expect(person.text.contains("登録あり（表示しません）") && !person.text.contains(digits))
            // A wrong digit: said without the number, and the page that comes back has none.
            let wrong = try await browser.post(
                "/addressees", on: person,
                ["individual-number": "123456789012", "reason": "申請者の確認"])
            #expect(wrong.status == 422 && wrong.text.contains("E-ADR-902"))
            #expect(!wrong.text.contains("123456789012"))
        }
        // Who was shown stands in System 2's log, with the reason; the number nowhere on disk.
        let entries = try bench.office.addressee.perform(
            .viewAddressee, by: MoneyBench.officer("kacho", .head), for: .registration
        ) { scope in
            try SearchLogBook.entries(
                from: scope.now.adding(seconds: -86_400), until: scope.now.adding(seconds: 60),
                subject: child, officer: "uketsuke", in: scope)
        }
        #expect(entries.contains { $0.reason == "申請者の確認" && $0.shown == [child] })
        let folder = bench.office.settings.dataDirectory
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let bytes = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
            #expect(bytes.range(of: Data(digits.utf8)) == nil, "\(name)")
        }
    }

    @Test("理由がなければ検索せず、条件がなければ断る")
    func reasonAndCondition() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let page = try await browser.get("/addressees")
            let bare = try await browser.post("/addressees", on: page, ["name": "髙橋"])
            #expect(bare.status == 422 && bare.text.contains("検索の理由を入力してください"))
            #expect(bare.text.contains("value=\"髙橋\""))
            let nothing = try await browser.post("/addressees", on: page, ["reason": "確認"])
            #expect(nothing.status == 422 && nothing.text.contains("どれかを入力してください"))
            let none = try await browser.follow(
                try await browser.post(
                    "/addressees", on: page, ["name": "不存在", "reason": "確認"]))
            #expect(none.text.contains("見つかりませんでした"))
        }
    }

    @Test("支援措置の対象者の住所は、検索の結果にも履歴にも出ない")
    func protectedPeople() async throws {
        let family = Family.of(.protected)
        try await SharedBench.get().browse(as: "kacho") { browser in
            let page = try await browser.get("/addressees")
            let found = try await browser.follow(
                try await browser.post(
                    "/addressees", on: page, ["kana": "ケンショウマモリ", "reason": "確認"]))
            #expect(found.text.contains("検証守") && found.text.contains("支援措置"))
            #expect(!found.text.contains(Family.secretAddress))
            let person = try await browser.get("/addressees/\(family.mother)")
            #expect(person.text.contains("支援措置"))
            #expect(!person.text.contains(Family.secretAddress))
        }
    }

    @Test("検索は受付と課長だけ。ほかの役割には開かない")
    func roles() async throws {
        let bench = try await SharedBench.get()
        for officer in ["kyufu", "kanri", "kansa"] {
            try await bench.browse(as: officer) { browser in
                let page = try await browser.get("/addressees")
                #expect(page.status == 403, "\(officer)")
                let home = try await browser.get("/")
                let asked = try await browser.post(
                    "/addressees", on: home, ["name": "髙橋", "reason": "見たい"])
                #expect(asked.status == 403, "\(officer)")
                #expect(!home.text.contains("/addressees"), "\(officer)")
            }
        }
    }

    @Test("画面は控えと一語も違わない")
    func golden() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/addressees")
            #expect(try Golden.holds(page.golden, "addressee-search.html"))
            let found = try await browser.follow(
                try await browser.post(
                    "/addressees", on: page, ["name": "髙橋", "reason": "申請者の確認"]))
            #expect(try Golden.holds(found.golden, "addressee-found.html"))
            let person = try await browser.get("/addressees/\(Family.of(.searched).child)")
            #expect(try Golden.holds(person.golden, "addressee-person.html"))
            #expect(try Golden.holds(try await browser.get("/help/2010").golden, "help-2010.html"))
        }
    }
}
