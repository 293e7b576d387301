// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import HTTPTypes
import Jobs
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// 変更届, 訂正, 専決, 未申請者, 書類, 交付簿, 年度末 in a browser without scripts.
@Suite("事案の画面")
struct CaseScreenTests {
    /// The hidden fields of a check page, as its form sends them back.
    private func confirm(
        _ browser: Browser, _ path: String, _ page: Sight, form: String
    ) async throws -> Sight {
        let part = page.text.components(separatedBy: "id=\"\(form)\"").last ?? ""
        let body = part.components(separatedBy: "</form>").first ?? ""
        let pairs = body.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
            .map { (String($0.1), Self.plain(String($0.2))) }
        let text = pairs.map { "\($0.0)=\(Typed.escaped($0.1))" }.joined(separator: "&")
        return try await browser.look(try await browser.send(path, .post, text))
    }

    private static func plain(_ text: String) -> String {
        text.replacingOccurrences(of: "&quot;", with: "\"")
            .replacingOccurrences(of: "&lt;", with: "<")
            .replacingOccurrences(of: "&gt;", with: ">")
            .replacingOccurrences(of: "&amp;", with: "&")
    }

    @Test("受給者の変更届は、いまと変更後が並び、確かめてから受け付け、決裁で替わる", .measure("R-04", "R-34"))
    func changeOfRecipient() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.grant(family.child)
        let path = "/persons/\(family.child)/change"
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(path + "?what=recipient")
            #expect(page.status == 200 && page.text.contains("何があったか"), "\(page.text)")
            let empty = try await browser.post(path + "/check", on: page, ["what": "recipient"])
            #expect(empty.status == 422 && empty.text.contains("異動の日を入力してください"))
            let check = try await browser.post(
                path + "/check", on: page,
                [
                    "what": "recipient", "event": "divorce", "cause": "R7.6.1", "basis": "G01",
                    "child": family.child.description, "account": "later",
                    "applicant": family.mother.description, "applied": "R7.6.10",
                    "channel": "counter", "number-check": "01", "identity": "01", "seen": "N01",
                    "interviewed": "yes", "explained": "yes",
                ])
            #expect(check.status == 200, "\(check.text)")
            #expect(check.text.contains("検証0　太郎") && check.text.contains("検証0　花子"))
            #expect(check.text.contains("新しい受給者の口座がありません"))
            let done = try await confirm(browser, path, check, form: "change-form")
            #expect(done.location?.hasSuffix("?done=changed") == true, "\(done.text)")
            // Pressed twice it is taken in once.
            let again = try await confirm(browser, path, check, form: "change-form")
            #expect(again.location == done.location)
        }
        try await bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/decisions")
            let ids = list.ids(after: "/decisions/")
            #expect(ids.count == 1)
            let page = try await browser.get("/decisions/\(ids[0])")
            let done = try await browser.post("/decisions/\(ids[0])/approve", on: page, [:])
            #expect(done.status == 303, "\(done.text)")
            let person = try await browser.get("/persons/\(family.child)")
            #expect(person.text.contains("検証0　花子"))
        }
    }

    @Test("従来の保険証は令和7年12月2日からは確認書類に選べず、選んで送っても断られる", .measure("R-42"))
    func oldCard() async throws {
        let bench = try await DeskBench(day: "2025-12-02")
        let family = Family.of(.ordinary)
        try await bench.grant(family.child)
        let path = "/persons/\(family.child)/change"
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(path + "?what=insurance")
            #expect(page.text.contains("資格確認書") && !page.text.contains("value=\"card\""))
            let refused = try await browser.post(
                path + "/check", on: page,
                [
                    "what": "insurance", "proof-\(family.child)": "card",
                    "insurer-\(family.child)": "06119903", "insurer-name-\(family.child)": "見本",
                    "acquired-\(family.child)": "R7.10.1",
                    "applicant": family.father.description, "applied": "R7.12.2",
                    "channel": "counter", "number-check": "01", "identity": "01", "seen": "N01",
                    "interviewed": "yes", "explained": "yes",
                ])
            #expect(refused.status == 422 && refused.text.contains("E-CAS-008"))
        }
    }

    @Test("申請受付でも見た保険の確認書類の種類を選び、期限の切れた保険証は選べず、送っても断られる")
    func evidenceOfIntake() async throws {
        let bench = try await DeskBench(day: "2025-12-02")
        let child = Family.of(.ordinary).child
        try await bench.browse(as: "uketsuke") { browser in
            let first = try await browser.follow(try await browser.get("/intake?person=\(child)"))
            let path = try #require(Counter(browser).action(of: first))
                .replacingOccurrences(of: "/applicant", with: "/insurance")
            let page = try await browser.get(path)
            #expect(page.text.contains("資格確認書") && page.text.contains("資格情報のお知らせ"))
            #expect(page.text.contains("value=\"later\"") && !page.text.contains("value=\"card\""))
            let none = try await browser.post(path, on: page, [:])
            #expect(none.status == 422 && none.text.contains("見た保険の確認書類か"))
            let old = try await browser.post(path, on: page, ["evidence-\(child)": "card"])
            #expect(old.status == 422 && old.text.contains("E-CAS-008"), "\(old.text)")
            let received = try await Counter(browser).receive([child])
            #expect(!received.ids(after: "/applications/").isEmpty, "\(received.text)")
            let record = try await browser.get("/persons/\(child)/insurance")
            #expect(record.text.contains("<td>資格確認書</td>"), "\(record.text)")
        }
    }

    @Test("居住の特例は書類がそろえば登録でき、誤りなら書類なしで取り消せ、記録のない取消しは断る")
    func residence() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.grant(family.child)
        let path = "/persons/\(family.child)/change"
        @Sendable func known() throws -> Int {
            try bench.office.casework.perform(
                .viewHistory, by: MoneyBench.officer("u9", .counter), for: .registration,
                about: [family.child], reason: "試験"
            ) { try ResidenceExceptionBook.stretches([family.child], from: $0.db).count }
        }
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(path + "?what=residence")
            #expect(page.text.contains("就学のため市外に住む子の特例") && page.text.contains("取り消す"))
            let bare = try await browser.post(
                path + "/check", on: page,
                ["what": "residence", "residence": "study-away", "began": "R7.6.1"])
            #expect(bare.status == 422 && bare.text.contains("がありません"), "\(bare.text)")
            let check = try await browser.post(
                path + "/check", on: page,
                [
                    "what": "residence", "residence": "study-away", "began": "R7.6.1",
                    "residence-paper": "R11", "residence-paper": "R12", "residence-paper": "R13",
                ])
            #expect(check.status == 200, "\(check.text)")
            _ = try await confirm(browser, path, check, form: "change-form")
            #expect(try known() == 1)
            for (place, expected) in [(1, "?done=changed"), (2, "E-CAS-022")] {
                let again = try await browser.get(path + "?what=residence")
                let void = try await browser.post(
                    path + "/check", on: again,
                    [
                        "what": "residence", "residence": "study-away", "began": "R7.6.1",
                        "residence-void": "yes",
                    ])
                #expect(void.status == 200 && void.text.contains("誤りとして取り消す"), "\(place)")
                let done = try await confirm(browser, path, void, form: "change-form")
                #expect(
                    (done.location ?? "").contains(expected) || done.text.contains(expected),
                    "\(place) \(done.text)")
                #expect(try known() == 0)
            }
        }
    }

    @Test("変更届は、窓口で受けたものだけに受付の場所が残る", arguments: ["counter", "post"])
    func placeOfChange(_ channel: String) async throws {
        let bench = try await DeskBench(scheme: "sample-renewal")
        let family = Family.of(.ordinary)
        try await bench.grant(family.child, place: "北支所")
        let path = "/persons/\(family.child)/change"
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(path + "?what=name")
            let check = try await browser.post(
                path + "/check", on: page,
                [
                    "what": "name", "cause": "R7.6.1", "applicant": family.father.description,
                    "applied": "R7.6.10", "channel": channel, "number-check": "01",
                    "identity": "01", "seen": "N01", "interviewed": "yes", "explained": "yes",
                ])
            #expect(check.status == 200, "\(check.text)")
            let done = try await confirm(browser, path, check, form: "change-form")
            #expect(done.location?.hasSuffix("?done=changed") == true, "\(done.text)")
        }
        let places = try bench.office.casework.perform(
            .viewHistory, by: MoneyBench.officer("u9", .counter), for: .registration,
            about: [family.child], reason: "試験"
        ) {
            try ApplicationBook.files(child: family.child, from: $0.db)
                .filter { $0.kind == .change }.map(\.place)
        }
        #expect(places == [channel == "counter" ? "見本市役所" : nil])
    }

    @Test(
        "受付では、見た書類に印を付けなければ先へ進めない。何も選ばれていることにしない",
        .measure("R-34"),
        arguments: [
            ([], "申請者の番号確認"), (["P01"], "申請者の番号確認"), (["N03", "Q01"], "申請者の身元確認"),
        ] as [([String], String)])
    func seenAtIntake(_ seen: [String], _ missing: String) async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.follow(
                try await browser.get("/intake?person=\(family.child)"))
            #expect(!page.text.contains("name=\"seen\" value=\"N01\" checked"))
            let path = try #require(Counter(browser).action(of: page), "\(page.text)")
            let typed: [(String, String)] =
                [
                    ("csrf", page.hidden("csrf") ?? ""), ("once", page.hidden("once") ?? ""),
                    ("fields", page.hidden("fields") ?? ""),
                    ("applicant", family.father.description), ("reason", "01"),
                    ("cause", "R6.2.5"), ("applied", "R7.6.10"), ("channel", "counter"),
                    ("interviewed", "yes"), ("explained", "yes"),
                ] + seen.map { ("seen", $0) }
            let body = typed.map { "\($0.0)=\(Typed.escaped($0.1))" }.joined(separator: "&")
            let refused = try await browser.look(try await browser.send(path, .post, body))
            #expect(refused.status == 422 && refused.text.contains(missing), "\(refused.text)")
            #expect(refused.text.contains("href=\"#seen\""))
        }
    }

    @Test("代理人の届出は、代理権と代理人の身元の書類がなければ受け付けない", .measure("R-34"))
    func agent() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.grant(family.child)
        let path = "/persons/\(family.child)/change"
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(path + "?what=name")
            let refused = try await browser.post(
                path + "/check", on: page,
                [
                    "what": "name", "cause": "R7.6.1", "applicant": family.father.description,
                    "applied": "R7.6.10", "channel": "counter", "number-check": "01",
                    "identity": "01", "seen": "N03", "agent": "検証 代理", "agency": "A03",
                    "interviewed": "yes", "explained": "yes",
                ])
            #expect(refused.status == 422 && refused.text.contains("代理人の身元確認"))
        }
    }

    @Test("訂正は、起きることをすべて見てから起案し、別の職員が決める", .measure("R-04")) func correction() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.grant(family.child)
        let path = "/persons/\(family.child)/correction"
        try await bench.browse(as: "uketsuke") { browser in
            let papers = try await browser.get("/papers")
            _ = try await browser.post("/papers/waiting", on: papers, [:])
            let page = try await browser.get(path)
            #expect(page.text.contains("認定を取り消す"))
            let check = try await browser.post(
                path + "/check", on: page, ["act": "revoke", "why": "別の児童への誤認定"])
            #expect(check.status == 200, "\(check.text)")
            #expect(check.text.contains("起きることを確かめてください"))
            #expect(check.text.contains("回収します") && check.text.contains("引き抜きます"))
            let done = try await confirm(browser, path, check, form: "correction-form")
            #expect(done.location?.hasSuffix("?done=correction") == true, "\(done.text)")
        }
        try await bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/decisions")
            let id = try #require(list.ids(after: "/decisions/").first)
            // A correction is never decided in a batch.
            #expect(!list.text.contains("id=\"proposal-\(id)\""))
            let page = try await browser.get("/decisions/\(id)")
            let done = try await browser.post("/decisions/\(id)/approve", on: page, [:])
            #expect(done.status == 303, "\(done.text)")
        }
        try await bench.browse(as: "uketsuke") { browser in
            let register = try await browser.get("/certificates?standing=recalled")
            #expect(register.text.contains("回収中") && register.text.contains("誤認定の訂正"))
            let postings = try await browser.get("/postings")
            #expect(postings.text.contains("決定の訂正") || postings.text.contains("引抜"))
        }
    }

    @Test("却下は、裁決の日と番号を添えて取消しを起案し、別の職員が決めると、申請が審査待ちに戻る", .measure("R-04", "R-45"))
    func reopening() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        let application = try await bench.refuse(family.child)
        let path = "/persons/\(family.child)/correction"
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("却下を取り消す") && !page.text.contains("認定を取り消す"))
            let bare = try await browser.post(
                path + "/check", on: page, ["act": "reopen", "why": "生活保護の誤認"])
            #expect(bare.status == 422 && bare.text.contains("裁決・職権の別を選んでください"))
            // What was typed stands.
            #expect(bare.text.contains("生活保護の誤認"))
            let check = try await browser.post(
                path + "/check", on: page,
                [
                    "act": "reopen", "why": "生活保護の誤認", "ground": "ruling", "ruled": "R7.6.10",
                    "ruling-number": "見福審第12号",
                ])
            #expect(check.status == 200 && check.text.contains("申請日"), "\(check.text)")
            #expect(check.text.contains("却下取消通知書") && check.text.contains("見福審第12号"))
            let done = try await confirm(browser, path, check, form: "correction-form")
            #expect(done.location?.hasSuffix("?done=correction") == true, "\(done.text)")
            // Whoever proposed does not decide.
            let decisions = try await browser.get("/decisions")
            #expect(!decisions.text.contains("/approve"))
        }
        try await bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/decisions")
            #expect(list.text.contains("却下の取消し"))
            let id = try #require(list.ids(after: "/decisions/").first)
            let page = try await browser.get("/decisions/\(id)")
            let done = try await browser.post("/decisions/\(id)/approve", on: page, [:])
            #expect(done.status == 303, "\(done.text)")
        }
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/applications/\(application)")
            #expect(page.text.contains("審査待ち") && page.text.contains("却下の取消し"))
            let person = try await browser.get("/persons/\(family.child)")
            #expect(person.text.contains("却下（R7.6.10取消し）"))
            let papers = try await browser.get("/papers")
            #expect(papers.text.contains("却下取消通知書"))
        }
    }

    @Test("再交付は一つの画面で、身元確認とともに申請(04)が記録され、証が出て、前の証は差し替わる", .measure("R-34"))
    func reissue() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.grant(child)
        let counter = MoneyBench.officer("uketsuke", .counter)
        @Sendable func books() throws -> (applications: [ApplicationFile], certificates: Int) {
            try bench.office.casework.perform(.viewLists, by: counter, for: .registration) {
                scope in
                scope.saw(child)
                return (
                    try ApplicationBook.files(child: child, from: scope.db)
                        .filter { $0.kind == .reissue },
                    try CertificateBook.certificates(children: [child], from: scope.db)[child]?
                        .count ?? 0
                )
            }
        }
        try await bench.browse(as: "uketsuke") { browser in
            let waiting = try await browser.get("/papers")
            _ = try await browser.post("/papers/waiting", on: waiting, [:])
            let person = try await browser.get("/persons/\(child)")
            let id = try #require(person.ids(after: "/papers/").first)
            let page = try await browser.get("/papers/\(id)")
            #expect(page.text.contains("再交付の申請（種別 04）を記録し"), "\(page.text)")
            let bare = try await browser.post(
                "/papers/\(id)/reissue", on: page, ["reason": "31", "channel": "counter"])
            #expect(bare.status == 422 && bare.text.contains("身元確認の書類を選んでください"))
            #expect(bare.text.contains("利用目的を説明したことを記録してください"))
            let agent = try await browser.post(
                "/papers/\(id)/reissue", on: bare,
                [
                    "reason": "31", "channel": "counter", "identity": "02", "confirmed": "yes",
                    "agent": "検証 代理",
                ])
            #expect(agent.status == 422 && agent.text.contains("代理権の書類の両方"))
            // Nothing was written by what was refused.
            #expect(try books().applications.isEmpty && books().certificates == 1)
            let done = try await browser.follow(
                try await browser.post(
                    "/papers/\(id)/reissue", on: agent,
                    [
                        "reason": "31", "channel": "counter", "identity": "02",
                        "confirmed": "yes",
                    ]))
            #expect(done.text.contains("1件のうち1件"), "\(done.text)")
            let after = try books()
            #expect(after.applications.map(\.status) == [.carriedOut] && after.certificates == 2)
            #expect(after.applications.first?.reason == .certificateLost)
            let register = try await browser.get("/certificates?number=\(child)")
            #expect(register.text.contains("差替え済み"), "\(register.text)")
            // The office by itself says why.
            let again = try await browser.get("/papers/\(id)")
            let office = try await browser.post(
                "/papers/\(id)/reissue", on: again, ["reason": "33", "channel": "ex-officio"])
            #expect(office.status == 422 && office.text.contains("職権で再交付する根拠"))
        }
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/papers")
            #expect(!page.text.contains("/reissue"))
        }
    }

    @Test("戻った証の番号を交付簿に入れると、交付日を問わずその証だけが出て、返還を記録できる")
    func returnedCard() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.grant(child)
        try await bench.browse(as: "uketsuke") { browser in
            let papers = try await browser.get("/papers")
            _ = try await browser.post("/papers/waiting", on: papers, [:])
            let person = try await browser.get("/persons/\(child)")
            #expect(person.text.contains("/certificates?number=\(child)"))
            // The day says nothing here: the number alone is asked for.
            let found = try await browser.get(
                "/certificates?number=\(child)&from=H20.4.1&last=H20.4.2")
            let number = try #require(
                found.text.firstMatch(of: /name="row" value="([^"]+)"/).map { String($0.1) })
            let none = try await browser.get("/certificates?number=0000000")
            #expect(none.text.contains("この番号の受給資格証はありません"))
            let done = try await browser.post(
                "/certificates/return", on: found, ["row": number, "why": "窓口に持参"])
            #expect(done.location?.hasPrefix("/certificates?done=certificatereturned") == true)
            let after = try await browser.get("/certificates?number=\(number)")
            #expect(after.text.contains("窓口に持参") && after.text.contains("返還"))
        }
    }

    @Test(
        "診療年月と領収書の日は、欄を離れると言葉で返る",
        arguments: [
            ("month", "R8.5", "令和8年5月"), ("month", "202604", "令和8年4月"),
            ("month", "R8.13", "診療年月として読めません"), ("receipt", "R8.5", "令和8年5月"),
            ("receipt", "R8.5.7", "令和8年5月7日"), ("receipt", "070507", "令和7年5月7日"),
        ])
    func monthEcho(_ kind: String, _ text: String, _ words: String) async throws {
        try await SharedBench.get().browse(as: "kyufu") { browser in
            let said = try await browser.get("/look/date?kind=\(kind)&text=\(text)")
            #expect(said.text.hasPrefix(words), "\(said.text)")
        }
    }

    @Test("二人の決裁者の定めがあれば、窓口でその場で認定して証を交付でき、事後確認の一覧に残る", .measure("R-04", "R-45"))
    func atOnce() async throws {
        let bench = try await DeskBench()
        try bench.office.accounts.create(
            try NewOfficer(
                officer: "bucho", name: "検証 部長", department: "子ども福祉課", roles: [.head]),
            password: DeskBench.password, mustChange: false, by: .machine("bench"))
        let family = Family.of(.intake)
        let waited = try await bench.browse(as: "uketsuke") { browser in
            let received = try await Counter(browser).receive([family.child])
            let id = try #require(received.ids(after: "/applications/").first)
            let page = try await browser.get("/applications/\(id)")
            #expect(page.text.contains("その場で認定する"))
            return id
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/decision-rules")
            let asked = try await browser.post(
                "/decision-rules", on: page,
                ["from": "R7.6.1", "last": "R7.9.30", "days": "3", "reason": "専決規程第3条"])
            #expect(asked.location == "/decision-rules?done=ruleasked", "\(asked.text)")
            let own = try await browser.get("/decision-rules")
            #expect(own.text.contains("あなたの起案") && !own.text.contains("承認する</button>"))
        }
        try await bench.browse(as: "bucho") { browser in
            let page = try await browser.get("/decision-rules")
            let path = try #require(
                page.text.firstMatch(of: /\/decision-rules\/\d+\/sign/)
            ).output
            let done = try await browser.post(String(path), on: page, ["act": "sign"])
            #expect(done.location == "/decision-rules?done=rulesigned", "\(done.text)")
        }
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/applications/\(waited)")
            let done = try await browser.post(
                "/applications/\(waited)/at-once", on: page, [:])
            #expect(done.location?.hasSuffix("?done=atonce") == true, "\(done.text)")
            let desk = try await browser.follow(done)
            #expect(desk.text.contains("交付する</button>"))
            let rules = try await browser.get("/decision-rules")
            #expect(rules.text.contains("確認待ち 1件") && !rules.text.contains("適正</button>"))
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/decision-rules")
            #expect(page.text.contains("<td>検証 受付</td>"), "職員は利用者IDでなく名前で示す")
            #expect(!page.text.contains("uketsuke"))
            let path = try #require(
                page.text.firstMatch(of: /\/decision-rules\/uses\/\d+/)
            ).output
            let done = try await browser.post(String(path), on: page, ["act": "right"])
            #expect(done.location == "/decision-rules?done=usechecked", "\(done.text)")
        }
    }

    @Test("未申請者の一覧を作り、選んだ子に勧奨し、通知が帳票の画面で待つ", .measure("R-10", "R-23"))
    func unregistered() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/unregistered")
            #expect(page.text.contains("一覧を作った記録がありません"))
            let list = try await bench.listUnregistered(browser, on: page)
            #expect(list.text.contains("</strong> に作成。") && list.text.contains("のうち、未申請"))
            #expect(list.text.contains("検証0　翔") && list.text.contains("申請なし"))
            // Nobody's place stands in a list.
            #expect(!list.text.contains(Family.secretAddress))
            let none = try await browser.post(
                "/unregistered/invite", on: list, ["due": "R7.7.31"])
            #expect(none.status == 422 && none.text.contains("勧奨する児童を選んでください"))
            let done = try await browser.post(
                "/unregistered/invite", on: list,
                ["due": "R7.7.31", "row": Family.of(.ordinary).child.description])
            #expect(done.location?.contains("done=invited&n=1") == true, "\(done.text)")
            let after = try await browser.follow(done)
            #expect(after.text.contains("見込みと結果") && after.text.contains("R7.6.10（1回）"))
        }
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get("/unregistered")
            #expect(page.status == 403)
        }
    }

    @Test("ほかの係が始めた仕事の経過も見られ、入れない画面への行き先は出ない")
    func runOfAnotherDesk() async throws {
        let bench = try await DeskBench()
        let run = try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/unregistered")
            let made = try await browser.post("/unregistered/list", on: page, [:])
            await bench.reception.desk.runner.settle()
            let run = try #require(made.location?.split(separator: "?").first).description
            #expect(try await browser.get(run).text.contains("href=\"/unregistered\">元の画面へ"))
            return run
        }
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get(run)
            #expect(page.status == 200 && page.text.contains("業務暦へ"))
            #expect(!page.text.contains("元の画面へ"), "\(page.text)")
        }
    }

    @Test("一覧に誰もいなくなっても、いつ作ったかと該当者のいないことが出る")
    func emptyList() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/unregistered")
            #expect(!page.text.contains("該当者なし"))
            let made = try await bench.listUnregistered(browser, on: page)
            #expect(!made.text.contains("該当者なし"))
            // Everybody on it is gone; nobody made it anew.
            try bench.office.casework.perform(
                InviteChildren.operation, by: MoneyBench.officer("uketsuke", .counter),
                for: .registration
            ) { scope in
                scope.counted(0)
                try scope.db.execute("DELETE FROM unregistered_child", [])
            }
            let empty = try await browser.get("/unregistered")
            #expect(empty.text.contains("<strong>R7.6.10 12:00</strong> に作成。該当者なし。"))
            #expect(empty.text.contains("該当する児童はいません"))
        }
    }

    private func endByAge(_ child: AddresseeNumber, _ bench: DeskBench) throws {
        let consequences = bench.office.consequences
        let lapse = try bench.office.casework.perform(
            LapseEntitlement.operation, by: MoneyBench.officer("uketsuke", .counter), for: .change
        ) {
            try LapseEntitlement.propose(
                child, on: $0.today, decision: .reachedAge, asked: .ageReached, exOfficio: true,
                consequences: consequences, in: $0)
        }
        try bench.office.casework.perform(
            ApproveDecisions.operation, by: MoneyBench.officer("kacho", .head), for: .change
        ) { _ = try ApproveDecisions.perform(.these([lapse]), in: $0) }
    }

    @Test("外れた児童の一覧は、支援措置の児童に印を付け、所在を出さない")
    func protectedLeftOut() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.protected).child
        try await bench.grant(child)
        try endByAge(child, bench)
        let office = bench.office
        // Proposed already: the trial leaves the child out.
        try office.casework.perform(
            StartEnlargement.operation, by: MoneyBench.officer("uketsuke", .counter), for: .change
        ) { scope in
            let outlook = try EnlargementOutlook(
                from: scope.today, law: office.law, in: scope.db)
            _ = try StartEnlargement.perform(
                outlook, law: office.law, directory: office.directory, terms: office.intake,
                in: scope)
        }
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/unregistered")
            let trial = try await browser.follow(
                try await browser.post(
                    "/unregistered/enlargement", on: page, ["day": "R7.6.10"]))
            await bench.reception.desk.runner.settle()
            let left = try await browser.get(try trial.address("/jobs/runs/"))
            #expect(left.text.contains("/persons/\(child)\""), "\(left.text)")
            #expect(left.text.contains("支援措置") && !left.text.contains(Family.secretAddress))
        }
    }

    @Test("制度の拡大は、試行で人数を見て何も残さず、本番で起案され、二度目は対象がいない", .measure("R-04", "R-31"))
    func enlargement() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.grant(child)
        // The age ended under the old rule.
        try endByAge(child, bench)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/unregistered")
            let nobody = try await browser.post(
                "/unregistered/enlargement", on: page, ["day": "R1.6.10"])
            #expect(nobody.status == 422 && nobody.text.contains("E-CAS-020"))
            let trial = try await browser.follow(
                try await browser.post(
                    "/unregistered/enlargement", on: page, ["day": "R7.6.10"]))
            #expect(trial.text.contains("ジョブを始めました"), "\(trial.text)")
            await bench.reception.desk.runner.settle()
            let run = try trial.address("/jobs/runs/")
            let tried = try await browser.get(run)
            #expect(tried.text.contains("試行") && tried.text.contains("1人"), "\(tried.text)")
            #expect(tried.text.contains("停止の基準"))
            // Nothing stayed.
            let register = try await browser.get("/applications")
            #expect(!register.text.contains("制度の拡大"))
            let real = try await browser.follow(
                try await browser.post(
                    "/jobs", on: tried,
                    [
                        "job": EnlargementWork.job, "occasion": "2025-06-10", "kind": "real",
                        "trial": String(run.split(separator: "/").last ?? ""),
                    ]))
            await bench.reception.desk.runner.settle()
            let done = try await browser.get(try real.address("/jobs/runs/"))
            #expect(done.text.contains("本番") && done.text.contains("完了"), "\(done.text)")
            #expect(!done.text.contains("できなかったもの"))
            // Proposed, and not decided yet: a second trial leaves the child out, by name and with the reason.
            let anew = try await browser.get("/unregistered")
            let second = try await browser.follow(
                try await browser.post(
                    "/unregistered/enlargement", on: anew, ["day": "R7.6.10"]))
            await bench.reception.desk.runner.settle()
            let left = try await browser.get(try second.address("/jobs/runs/"))
            #expect(left.text.contains("できなかったもの 1件"), "\(left.text)")
            #expect(left.text.contains("<a href=\"/persons/\(child)\">検証0　翔</a>"), "\(left.text)")
            let runs = try await browser.get("/unregistered")
            #expect(runs.text.contains("制度の拡大の試行と本番"))
            #expect(runs.text.contains("#left-out\""), "\(runs.text)")
        }
        // Who may not see what 再判定 proposes sees the papers' number alone.
        try await bench.browse(as: "kanri") { browser in
            let history = try await browser.get("/jobs/history?job=\(EnlargementWork.job)")
            for run in Set(history.text.matches(of: #/\/jobs\/runs\/\d+/#).map(\.output)) {
                let page = try await browser.get(String(run))
                #expect(page.status == 200 && !page.text.contains("翔"), "\(page.text)")
            }
        }
        try await bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/decisions")
            #expect(list.ids(after: "/decisions/").count == 1, "\(list.text)")
        }
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get("/unregistered")
            #expect(page.status == 403)
        }
    }

    @Test("本が広がった後に開き直すと、年度末は終わらせない人数を示し、制度の拡大の試行は延長の人数を示す", .measure("R-04"))
    func widened() async throws {
        let folder = try TemporaryFolder("widened")
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let books = folder.file("Schemes")
        func write(_ day: String?) throws {
            try WidenedBook.write(
                from: root.appending(path: "Schemes"), to: books, outpatient: 2, inpatient: 2,
                widenedOn: day)
        }
        try write(nil)
        let bench = try await DeskBench(scheme: WidenedBook.name, schemes: books.path)
        try await bench.grant(Family.of(.ordinary).child)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/year-end?day=2026-03-31")
            #expect(page.text.contains("<strong>1人</strong>"), "\(page.text)")
            #expect(page.text.contains("消滅を起案する") && !page.text.contains("制度の本では翌日も"))
        }
        // The same office, opened again with the widened book.
        try write("2025-08-01")
        try await bench.reopened(as: "uketsuke") { browser, reception in
            let page = try await browser.get("/year-end?day=2026-03-31")
            #expect(page.text.contains("制度の本では翌日も対象の年齢"), "\(page.text)")
            #expect(page.text.contains("<strong>1人</strong>います"))
            #expect(!page.text.contains("消滅を起案する"))
            // Who is left out, and why.
            #expect(page.text.contains("外れる児童 1人") && page.text.contains("E-ENT-050"))
            #expect(page.text.contains(">検証0　翔</a>"), "\(page.text)")
            // Before the day whom it will cover is listed, and invited where the day is named.
            let before = try await browser.get("/unregistered")
            #expect(before.text.contains("令和7年8月1日に対象の年齢が広がります"))
            _ = try await browser.post("/unregistered/list", on: before, [:])
            await reception.desk.runner.settle()
            let list = try await browser.get("/unregistered?why=enlarged")
            #expect(list.text.contains("検証0　凛") && list.text.contains("R7.8.1"), "\(list.text)")
            let wrong = try await browser.post(
                "/unregistered/invite", on: list,
                ["due": "R7.7.31", "everybody": "yes", "by": "いつか"])
            #expect(wrong.status == 422 && wrong.text.contains("いつか"))
            let invited = try await browser.post(
                "/unregistered/invite", on: list,
                ["due": "R7.7.31", "everybody": "yes", "by": "R7.8.1"])
            #expect(invited.location?.contains("done=invited&n=") == true, "\(invited.text)")
            let after = try await browser.get("/unregistered?why=enlarged")
            #expect(after.text.contains("R7.6.10（1回）"))
            let trial = try await browser.follow(
                try await browser.post(
                    "/unregistered/enlargement", on: after, ["day": "R7.8.1"]))
            await reception.desk.runner.settle()
            let tried = try await browser.get(try trial.address("/jobs/runs/"))
            #expect(tried.text.contains("資格のある児童の延長"), "\(tried.text)")
            #expect(tried.text.contains("起案 1人、外れる 0人"), "\(tried.text)")
            #expect(tried.text.contains("起案 0人、外れる 0人"))
        }
        withExtendedLifetime(folder) {}
    }

    @Test("年度末の見込みは年齢ごとに出て、書く前に人数が分かる", .measure("R-04")) func yearEnd() async throws {
        let bench = try await DeskBench()
        try await bench.grant(Family.of(.ordinary).child)
        try await bench.browse(as: "uketsuke") { browser in
            let none = try await browser.get("/year-end")
            #expect(none.text.contains("この日に終わる資格はありません"))
            let page = try await browser.get("/year-end?day=2042-03-31")
            #expect(page.text.contains("<strong>1人</strong>") && page.text.contains("18歳"))
        }
    }

    @Test("期限切れの保留を一度に督促でき、新しい期限になる", .measure("R-09")) func reminders() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            _ = try await Counter(browser).receive([Family.of(.hold).child], evidence: "later")
        }
        bench.clock.go(seconds: 86_400 * 70)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/applications?state=overdue")
            #expect(page.text.contains("期限切れをすべて督促する"), "\(page.text)")
            let done = try await browser.post(
                "/applications/remind", on: page, ["due": "R7.9.30"])
            #expect(done.location?.contains("done=reminded&n=1") == true, "\(done.text)")
            let after = try await browser.get("/applications?state=held")
            #expect(after.text.contains("R7.9.30") && after.text.contains("保険資格の確認書類待ち"))
        }
    }

    @Test("書類はウイルス検査を通って登録され、黒塗りすると、見えるのは黒塗りの写しだけになる", .measure("R-33", "R-85d"))
    func papers() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.grant(family.child)
        let path = "/persons/\(family.child)/papers"
        let original = try await bench.browse(as: "uketsuke") { browser in
            // A paper that is at hand: the letter of the decision.
            let person = try await browser.get("/persons/\(family.child)")
            let decision = try #require(person.ids(after: "/papers/").first)
            return try await browser.get("/papers/\(decision)/preview").bytes
        }
        #expect(original.starts(with: Array("%PDF".utf8)))
        let fields = [("kind", "D01"), ("application", ""), ("received", "R7.6.10")]
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(path)
            let virus = try await browser.upload(
                path, on: page, [("x.pdf", PlayedScanner.virus)], fields)
            #expect(virus.text.contains("Eicar-Test"))
            let wrong = try await browser.upload(
                path, on: page, [("x.pdf", Array("<html>".utf8))], fields)
            #expect(wrong.status == 422 && wrong.text.contains("E-CAS-004"), "\(wrong.text)")
            let done = try await browser.upload(path, on: page, [("x.pdf", original)], fields)
            #expect(done.location == path + "?done=paperattached", "\(done.text)")
            let list = try await browser.get(path)
            // The name that the browser gave is kept nowhere.
            #expect(list.text.contains("申請書・届書") && !list.text.contains("x.pdf"))
            let id = try #require(list.ids(after: "/case-papers/").first ?? paper(list))
            let shown = try await browser.get("/case-papers/\(id)")
            #expect(shown.bytes == original)
            let form = try await browser.get("/case-papers/\(id)/redact")
            let picture = try await browser.get("/case-papers/\(id)/pages/1")
            #expect(picture.headers.value("content-type") == "image/png")
            let none = try await browser.post(
                "/case-papers/\(id)/redact", on: form, ["ground": "第三者の情報"])
            #expect(none.status == 422 && none.text.contains("場所を一つは"))
            let burnt = try await browser.post(
                "/case-papers/\(id)/redact", on: form,
                [
                    "ground": "第三者の情報", "page-1": "1", "left-1": "0", "top-1": "0",
                    "right-1": "100", "bottom-1": "60",
                ])
            #expect(burnt.location == path + "?done=paperredacted", "\(burnt.text)")
            let after = try await browser.get("/case-papers/\(id)")
            #expect(after.bytes != original && after.bytes.starts(with: Array("%PDF".utf8)))
            #expect(Data(after.bytes).range(of: Data("/Font".utf8)) == nil)
        }
        // Whoever may only look never gets at the original.
        try await bench.browse(as: "kacho") { browser in
            let list = try await browser.get(path)
            let id = try #require(paper(list))
            #expect(try await browser.get("/case-papers/\(id)/redact").status == 404)
            #expect(try await browser.get("/case-papers/\(id)/pages/1").status == 404)
            #expect(try await browser.get("/case-papers/\(id)").bytes != original)
        }
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get(path)
            #expect(page.status == 403)
        }
    }

    private func paper(_ page: Sight) -> String? {
        page.text.firstMatch(of: /\/case-papers\/(\d+)/).map { String($0.1) }
    }
}
