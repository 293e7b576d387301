// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Support
import Testing
import Vocabulary

@testable import Desk

/// 1110 and 1120: a parent who does not live with the child applies.
@Suite("別世帯の申請者の画面")
struct OtherApplicantTests {
    private static let fold = "<details class=\"group\"><summary>申請者がほかの世帯の人のとき"
    private static let doubt = "申請者が親か同じ世帯の成人か分かりません"

    /// A home of its own, at an address that nobody must read.
    private static func away(_ more: [String: String] = [:]) -> [String: String] {
        ["household": "90991", "relationship": "02", "address": Family.secretAddress]
            .merging(more) { $1 }
    }

    private static func step(
        _ browser: Browser, of child: AddresseeNumber
    ) async throws -> (page: Sight, path: String) {
        let page = try await browser.follow(try await browser.get("/intake?person=\(child)"))
        return (page, try #require(Counter(browser).action(of: page), "\(page.text)"))
    }

    @Test("よくある受付では、欄も順も選ぶ人も前のままで、ほかの人の欄は畳まれている")
    func common() async throws {
        let family = Family.of(.ordinary)
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let (page, _) = try await Self.step(browser, of: family.child)
            #expect(
                page.hidden("fields") == """
                    applicant,reason,cause,applied,channel,seen,documents,interviewed,\
                    explained,agent,agent-seen,agency,agent-document,ground,\
                    other-applicant,
                    """)
            let offered = page.text.matches(of: /name="applicant" value="(\d+)"/).map {
                String($0.1)
            }
            #expect(
                Set(offered) == [family.father.description, family.mother.description]
                    && offered.count == 2)
            #expect(page.text.contains(Self.fold), "閉じたまま後ろにある")
        }
    }

    @Test("住民記録の父が別世帯なら選べ、確認の段に生年月日と別世帯が出て、きょうだいを一度に受け付ける")
    func parentElsewhere() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try family.tell([family.father: Self.away()], in: bench.office)
        try await bench.browse(as: "uketsuke") { browser in
            let (page, _) = try await Self.step(browser, of: family.child)
            #expect(page.text.contains("value=\"\(family.father)\""), "\(page.text)")
            #expect(page.text.contains("の父・別世帯・40歳"))
            let counter = Counter(browser)
            let check = try await counter.check([family.child, family.sibling])
            #expect(check.text.contains("検証0　太郎　昭和60年1月15日（40歳）生まれ・別世帯"), "\(check.text)")
            #expect(!check.text.contains(Self.doubt))
            for sight in [page, check] { #expect(!sight.text.contains(Family.secretAddress)) }
            let path = try #require(counter.action(of: check))
            let received = try await browser.follow(
                try await browser.post(path, on: check, ["confirmed": "yes"]))
            #expect(received.ids(after: "/applications/").count == 2, "\(received.text)")
            let id = try #require(received.ids(after: "/applications/").first)
            let application = try await browser.get("/applications/\(id)")
            #expect(application.text.contains("検証0　太郎"))
        }
    }

    @Test("住登外の保護者は宛名番号で申請者にでき、番号の下と確認の段に名前が出て、審査の案に保護者の確認が付く")
    func namedByNumber() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.browse(as: "uketsuke") { browser in
            let other = try await number(browser)
            _ = try await Self.step(browser, of: child)
            let look = "/look/person?with=\(child)&text="
            #expect(
                try await browser.get(look + other.description).text
                    == "住登　太郎　昭和60年1月15日（40歳）生まれ・住登外")
            #expect(try await browser.get(look + "999999").text.contains("見つかりません"))
            let sibling = Family.of(.ordinary).sibling
            #expect(try await browser.get(look + sibling.description).text.contains("未成年"))
            let counter = Counter(browser)
            let check = try await counter.check([child], other: "\(other.value)")
            #expect(check.text.contains("住登　太郎　昭和60年1月15日（40歳）生まれ・住登外"), "\(check.text)")
            #expect(check.text.contains(Self.doubt) && !check.text.contains("隣市北町"))
            let path = try #require(counter.action(of: check))
            let received = try await browser.follow(
                try await browser.post(path, on: check, ["confirmed": "yes"]))
            let id = try #require(received.ids(after: "/applications/").first, "\(received.text)")
            let application = try await browser.get("/applications/\(id)")
            #expect(application.text.contains("住登　太郎") && !application.text.contains("検証0　太郎"))
            let examine = try await browser.get("/applications/\(id)/examine")
            _ = try await browser.post("/applications/\(id)/propose", on: examine, [:])
            #expect(try await browser.get("/decisions").text.contains("保護者の確認"))
        }
        try await bench.browse(as: "kansa") { browser in
            let look = try await browser.get("/look/person?with=\(child)&text=\(child)")
            #expect(look.status == 403)
        }
    }

    @Test("知らない番号・未成年・亡くなった人は、その欄で言葉で断り、打った番号は残る")
    func refusals() async throws {
        let bench = try await DeskBench()
        let (family, dead) = (Family.of(.ordinary), Family.of(.hold))
        try dead.tell(
            [dead.father: ["status": "3", "change-reason": "B12"]], in: bench.office)
        try await bench.browse(as: "uketsuke") { browser in
            for (typed, words) in [
                ("12x", "15桁までの数字です"), ("999999", "見つかりません"),
                (dead.child.description, "未成年です"), (dead.father.description, "死亡しています"),
            ] {
                let (page, path) = try await Self.step(browser, of: family.child)
                let refused = try await browser.post(
                    path, on: page,
                    [
                        "applicant": family.father.description, "reason": "01", "cause": "R6.2.5",
                        "applied": "R7.6.10", "channel": "counter", "seen": "N01",
                        "interviewed": "yes", "explained": "yes",
                        "other-applicant": typed,
                    ])
                #expect(refused.status == 422 && refused.text.contains(words), "\(typed)")
                #expect(refused.text.contains("href=\"#other-applicant\""), "\(typed)")
                #expect(refused.text.contains("value=\"\(typed)\""), "\(typed)")
                #expect(!refused.text.contains(Self.fold), "開いている \(typed)")
            }
        }
    }

    @Test("代理人の氏名だけを入れると、断りは代理権の書類の欄に導く")
    func agentWithoutPaper() async throws {
        let family = Family.of(.ordinary)
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let (page, path) = try await Self.step(browser, of: family.child)
            let refused = try await browser.post(
                path, on: page,
                [
                    "applicant": family.father.description, "reason": "01", "cause": "R6.2.5",
                    "applied": "R7.6.10", "channel": "counter", "seen": "N01", "interviewed": "yes",
                    "explained": "yes",
                    "agent": "検証 代理",
                ])
            #expect(refused.status == 422, "\(refused.text)")
            #expect(refused.text.contains("href=\"#agent-document\""))
            #expect(refused.text.contains("id=\"agent-document\""))
        }
    }

    @Test("支援措置の児童にも、支援措置の親も、別世帯の親を選択に出さず、番号で入れれば確かめるよう求め、住所はどこにも出ない")
    func protected() async throws {
        let bench = try await DeskBench()
        let (family, open) = (Family.of(.protected), Family.of(.ordinary))
        try family.tell(
            [family.father: Self.away(["household": "90992", "protection": "1"])],
            in: bench.office)
        try await bench.browse(as: "uketsuke") { browser in
            let (page, _) = try await Self.step(browser, of: family.child)
            #expect(!page.text.contains("value=\"\(family.father)\""))
            let counter = Counter(browser)
            // The one chosen before is offered no more; the number counts instead.
            let check = try await counter.check(
                [family.child], other: family.father.description)
            #expect(check.text.contains("支援措置の児童です"), "\(check.text)")
            for sight in [page, check] { #expect(!sight.text.contains(Family.secretAddress)) }
        }
        let other = try await DeskBench()
        try open.tell([open.father: Self.away(["protection": "1"])], in: other.office)
        try await other.browse(as: "uketsuke") { browser in
            let (page, _) = try await Self.step(browser, of: open.child)
            // Who fled from this household is not shown at its counter: by number only.
            #expect(!page.text.contains("value=\"\(open.father)\""))
            #expect(!page.text.contains("の父・別世帯"))
            let check = try await Counter(browser).check(
                [open.child], other: open.father.description)
            #expect(check.text.contains("生まれ・別世帯・支援措置"), "\(check.text)")
            for sight in [page, check] { #expect(!sight.text.contains(Family.secretAddress)) }
        }
    }

    @Test("申請者を選び直すと、前の人の登録済みの口座と名義は引き継がない")
    func anotherApplicant() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.grant(family.child)
        try await bench.browse(as: "uketsuke") { browser in
            let (page, path) = try await Self.step(browser, of: family.sibling)
            let account = path.replacingOccurrences(of: "/applicant", with: "/account")
            for (person, has) in [(family.father, true), (family.mother, false)] {
                let next = try await browser.post(
                    path, on: page,
                    [
                        "applicant": person.description, "reason": "01", "cause": "R6.2.5",
                        "applied": "R7.6.10", "channel": "counter", "seen": "N01",
                        "interviewed": "yes", "explained": "yes",
                        "other-applicant": "",
                    ])
                #expect(next.status == 303, "\(next.text)")
                let asked = try await browser.get(account)
                #expect(asked.text.contains("value=\"registered\"") == has)
                #expect(asked.text.contains("ケンショウ　タロウ") == has)
                #expect(asked.text.contains("ケンショウ　ハナコ") != has)
            }
        }
    }

    @Test("受給者の変更届も、別世帯の母が選べ、ほかの人は宛名番号で届け出られる")
    func change() async throws {
        let bench = try await DeskBench()
        let (family, other) = (Family.of(.ordinary), Family.of(.hold))
        try await bench.grant(family.child)
        try family.tell([family.mother: Self.away()], in: bench.office)
        let path = "/persons/\(family.child)/change"
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(path + "?what=recipient")
            #expect(
                page.text.contains("value=\"\(family.mother)\"") && page.text.contains("の母・別世帯"))
            let none = try await browser.post(
                path + "/check", on: page, Self.fields(family, other: other.child.description))
            #expect(none.status == 422 && none.text.contains("未成年です"), "\(none.text)")
            let named = try await browser.post(
                path + "/check", on: page, Self.fields(family, other: other.father.description))
            #expect(named.text.contains("検証2　太郎　昭和60年1月15日（40歳）生まれ・別世帯"), "\(named.text)")
            #expect(named.text.contains("親か同じ世帯の成人か分かりません"))
            let check = try await browser.post(
                path + "/check", on: page, Self.fields(family, other: ""))
            #expect(check.text.contains("検証0　花子　昭和61年6月20日（38歳）生まれ・別世帯"), "\(check.text)")
            #expect(!check.text.contains("親か同じ世帯の成人か分かりません"))
            for sight in [page, named, check] {
                #expect(!sight.text.contains(Family.secretAddress))
            }
            let form = check.text.components(separatedBy: "id=\"change-form\"").last ?? ""
            let pairs = form.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
            let body = pairs.map { "\($0.1)=\(Typed.escaped(String($0.2)))" }
            let done = try await browser.look(
                try await browser.send(path, .post, body.joined(separator: "&")))
            #expect(done.location?.hasSuffix("?done=changed") == true, "\(done.text)")
        }
    }

    @Test("別世帯の支援措置の親が届出に関わらなければ前の保険は見え、親のことは何も出ない。関わるときは隠れる")
    func uninvolved() async throws {
        let family = Family.of(.ordinary)
        let path = "/persons/\(family.child)/change"
        for (parent, isInvolved) in [(family.mother, false), (family.father, true)] {
            let bench = try await DeskBench()
            // The child is insured through the father; without his name everything would be hidden.
            let father = family.rows.first { $0["addressee"] == "\(family.father)" }
            try await bench.grant(family.child, insured: try #require(father?["name"]))
            try family.tell([parent: Self.away(["protection": "1"])], in: bench.office)
            try await bench.browse(as: "uketsuke") { browser in
                let page = try await browser.get(path + "?what=insurance")
                let check = try await browser.post(
                    path + "/check", on: page,
                    [
                        "what": "insurance", "proof-\(family.child)": "confirmation",
                        "insurer-\(family.child)": "06119903", "insurer-name-\(family.child)": "協会",
                        "acquired-\(family.child)": "R7.6.1",
                        "applicant": (isInvolved ? family.mother : family.father).description,
                        "applied": "R7.6.10", "channel": "counter", "seen": "N01",
                        "interviewed": "yes", "explained": "yes",
                        "other-applicant": "",
                    ])
                #expect(check.text.contains("id=\"change-form\""), "\(check.text)")
                // The recipient is the father: where he is under protection the insurer is a place.
                #expect(check.text.contains("見本健康保険組合") != isInvolved, "\(check.text)")
                for sight in [page, check] {
                    #expect(!sight.text.contains(Family.secretAddress))
                    #expect(!sight.text.contains("value=\"\(parent)\""))
                }
                if !isInvolved { #expect(!check.text.contains("花子")) }
            }
        }
    }

    private static func fields(_ family: Family, other: String) -> KeyValuePairs<String, String> {
        [
            "what": "recipient", "event": "custody", "cause": "R7.6.1", "basis": "G01",
            "child": family.child.description, "account": "later",
            "applicant": family.mother.description, "applied": "R7.6.10", "channel": "counter",
            "seen": "N01", "interviewed": "yes",
            "explained": "yes", "other-applicant": other,
        ]
    }

    /// Numbers a parent who is no resident, through the screens.
    private func number(_ browser: Browser) async throws -> AddresseeNumber {
        let form = try await browser.get("/matching/number")
        let asked = try await browser.post(
            "/matching/number", on: form,
            [
                "name": "住登　太郎", "kana": "ジュウト　タロウ", "sex": "1", "born": "S60.1.15",
                "address": "隣市北町1番地", "reason": "保護者が市外に住むため",
            ])
        let page = try await browser.follow(asked)
        let path = try #require(page.action("number-form"), "\(page.text)")
        let done = try await browser.post(path, on: page, ["who": "new"])
        let digits = try #require(
            done.location?.firstMatch(of: /\/addressees\/(\d+)\?done=numbered/), "\(done.text)")
        return try #require(AddresseeNumber(String(digits.1)))
    }
}
