// SPDX-License-Identifier: Apache-2.0
import Foundation
import Inquiries
import Office
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("情報照会の画面")
struct InquiryScreenTests {
    private let item = "KODOMO-01|TM00000000000002"

    /// A bench with an open application of a child.
    private func bench() async throws -> (DeskBench, AddresseeNumber) {
        let bench = try await DeskBench()
        let child = Family.of(.intake).child
        try await bench.browse(as: "uketsuke") { _ = try await Counter($0).receive([child]) }
        return (bench, child)
    }

    @Test("事案のない方には尋ねられず、目録にないことは選べず、同意と符号がなければ断る", .measure("R-72", "R-75"))
    func onlyWhatTheLawLets() async throws {
        let (bench, child) = try await bench()
        let stranger = Family.of(.lapse).child
        try await bench.browse(as: "uketsuke") { browser in
            let closed = try await browser.get("/persons/\(stranger)/inquiry")
            #expect(closed.text.contains("処理中の事案がないため、照会できません"))
            #expect(closed.action("ask-form") == nil)
            let page = try await browser.get("/persons/\(child)/inquiry")
            #expect(page.text.contains(item) && page.text.contains("未確認"))
            #expect(try Golden.holds(page.golden, "inquiry-ask.html"))
            let path = "/persons/\(child)/inquiry"
            let bare = try await browser.post(
                path, on: page, ["purpose": "registration", "reason": ""])
            #expect(bare.status == 422 && bare.text.contains("照会の理由を入力してください"))
            #expect(bare.text.contains("照会する事項を選んでください"))
            let invented = try await browser.post(
                path, on: page,
                [
                    "purpose": "registration", "about": child.description, "item": "X|Y",
                    "reason": "所得の確認",
                ])
            #expect(invented.status == 422 && invented.text.contains("E-LNK-040"))
            let other = try await browser.post(
                path, on: page,
                [
                    "purpose": "registration", "about": stranger.description, "item": item,
                    "reason": "所得の確認",
                ])
            #expect(other.status == 422 && other.text.contains("E-LNK-042"))
            let father = Family.of(.intake).father
            let noConsent = try await browser.post(
                path, on: page,
                [
                    "purpose": "registration", "about": father.description, "item": item,
                    "reason": "所得の確認",
                ])
            #expect(noConsent.status == 422, "\(noConsent.text)")
            #expect(noConsent.text.contains("value=\"\(father)\" checked"))
        }
    }

    @Test("照会書を作り、回答を出所とともに入力し、確かめる。取りやめは理由が要る")
    func letterWay() async throws {
        let (bench, child) = try await bench()
        let father = Family.of(.intake).father
        try await bench.browse(as: "uketsuke") { browser in
            try await consent(browser, father, child)
            let page = try await browser.get("/persons/\(child)/inquiry")
            #expect(page.text.contains("同意書 第12号"))
            let printed = try await browser.post(
                "/persons/\(child)/inquiry/letter", on: page,
                [
                    "purpose": "registration", "letter-about": father.description,
                    "letter-item": item, "letter-reason": "所得の確認",
                    "counterpart": "隣市 市民税課", "counterpart-postal": "343-0001",
                    "counterpart-address": "隣市本町1-1", "address-there": "隣市西町2-2",
                    "due": "R7.7.10",
                ])
            let paper = try await browser.follow(printed)
            #expect(paper.text.contains("照会書の発行"), "\(paper.text)")
            let link = try #require(paper.text.firstMatch(of: #/\/papers\/print\/[^"]+/#))
            let letter = try await browser.get(String(link.0))
            #expect(letter.bytes.starts(with: Array("%PDF".utf8)))
            let list = try await browser.get("/inquiries")
            #expect(list.text.contains("照会書") && list.text.contains("隣市 市民税課"))
            #expect(try Golden.holds(list.golden, "inquiry-list.html"))
            let path = try #require(
                list.text.firstMatch(of: /href="(\/inquiries\/one\/[^"]+)"/).map { String($0.1) })
            let one = try await browser.get(path)
            #expect(one.text.contains("番号法") && one.text.contains("照会依頼済"))
            #expect(try Golden.holds(one.golden, "inquiry-one.html"))
            let bare = try await browser.post(path + "/withdraw", on: one, [:])
            #expect(bare.status == 422 && bare.text.contains("取りやめる理由"))
            let wrong = try await browser.post(
                path + "/answer", on: one,
                ["kind": "answered", "answered-on": "R7.6.10", "source": "", "values": "なし"])
            #expect(wrong.status == 422 && wrong.text.contains("「項目：内容」の形"))
            let answered = try await browser.follow(
                try await browser.post(
                    path + "/answer", on: one,
                    [
                        "kind": "answered", "answered-on": "R7.6.10", "source": "隣市第34号",
                        "values": "所得割額：12,300円",
                    ]))
            #expect(answered.text.contains("結果取得済") && answered.text.contains("12,300円"))
            #expect(try await browser.get("/").text.contains("照会の結果"))
            let confirmed = try await browser.follow(
                try await browser.post(path + "/confirm", on: answered, [:]))
            #expect(confirmed.text.contains("確認済"))
        }
        try await bench.browse(as: "kansa") { browser in
            for subject in [father, child] {
                let log = try await browser.get("/log?operation=viewInquiries&subject=\(subject)")
                #expect(log.text.contains("情報照会の状況・結果の照会"), "\(subject)")
            }
        }
    }

    @Test("照会書の回答を目録の項目のとおりに入力して確かめると、照会番号とともに所得のページに出る")
    func becomesIncome() async throws {
        let bench = try await DeskBench(scheme: "sample-income")
        let (child, father) = (Family.of(.intake).child, Family.of(.intake).father)
        try await bench.browse(as: "uketsuke") { _ = try await Counter($0).receive([child]) }
        try await bench.browse(as: "uketsuke") { browser in
            func answered(_ values: String) async throws -> Sight {
                let page = try await browser.get("/persons/\(child)/inquiry")
                _ = try await browser.post(
                    "/persons/\(child)/inquiry/letter", on: page,
                    [
                        "purpose": "registration", "letter-about": father.description,
                        "letter-item": item, "letter-reason": "所得の確認",
                        "counterpart": "隣市 市民税課", "counterpart-postal": "343-0001",
                        "counterpart-address": "隣市本町1-1", "address-there": "隣市西町2-2",
                        "due": "R7.7.10",
                    ])
                let list = try await browser.get("/inquiries")
                let path = try #require(
                    list.text.firstMatch(of: /href="(\/inquiries\/one\/[^"]+)"/).map {
                        String($0.1)
                    })
                let one = try await browser.get(path)
                let stored = try await browser.follow(
                    try await browser.post(
                        path + "/answer", on: one,
                        [
                            "kind": "answered", "answered-on": "R7.6.10", "source": "隣市第34号",
                            "values": values,
                        ]))
                return try await browser.follow(
                    try await browser.post(path + "/confirm", on: stored, [:]))
            }
            try await consent(browser, father, child)
            let vague = try await answered("所得割額：12,300円")
            #expect(vague.text.contains("所得としては読めませんでした"), "\(vague.text)")
            let before = try await browser.get("/persons/\(child)/income")
            #expect(before.text.contains("記録がありません"))
            let good = try await answered(
                ["課税年度：2025", "課税・非課税の別：課税", "市町村民税所得割額：12,300円", "合計所得金額：2,345,678円", "扶養親族の数：1人"]
                    .joined(separator: "\n"))
            #expect(good.text.contains("所得として記録しました"), "\(good.text)")
            #expect(good.text.contains("児童1人を判定し直します"))
            let after = try await browser.get("/persons/\(child)/income")
            #expect(after.text.contains("2,345,678円") && after.text.contains("令和7年度"))
            #expect(after.text.contains("情報照会 L-2025-0000002（同意あり）"), "\(after.text)")
        }
    }

    private func consent(
        _ browser: Browser, _ giver: AddresseeNumber, _ child: AddresseeNumber
    ) async throws {
        let page = try await browser.get("/persons/\(child)/inquiry")
        let done = try await browser.follow(
            try await browser.post(
                "/persons/\(child)/consent", on: page,
                [
                    "purpose": "registration", "matter": "tax",
                    "consent-about": giver.description, "giver": giver.description,
                    "given-on": "R7.6.10", "evidence": "paper", "reference": "第12号",
                    "word": "given",
                ]))
        #expect(done.text.contains("同意を記録しました"), "\(done.text)")
    }

    @Test("中間サーバー(模擬)を通す照会は、符号が取れてから届き、結果は目的のある間だけ保存される")
    func network() async throws {
        let (bench, child) = try await bench()
        let father = Family.of(.intake).father
        let simulator = try SimulatorProcess(
            "intermediate-server/simulator.py",
            [
                "--body", bench.office.body, "--clock",
                String(bench.clock.now().microseconds), "--answer-after", "2",
            ])
        defer { simulator.stop() }
        try connect(bench.office, simulator)
        let path = "/persons/\(child)/inquiry"
        let fields = [
            ("purpose", "registration"), ("about", father.description), ("item", item),
            ("reason", "所得の確認"),
        ]
        try await bench.browse(as: "uketsuke") { browser in
            try await consent(browser, father, child)
            let page = try await browser.get(path)
            let early = try await browser.post(path, on: page, fields)
            #expect(early.status == 422 && early.text.contains("符号が未取得"))
        }
        try await relay(bench, simulator, times: 2)
        let here = try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(path)
            let asked = try await browser.post(path, on: page, fields)
            let shown = try await browser.follow(asked)
            #expect(shown.text.contains("照会を依頼しました"))
            return try #require(asked.location?.split(separator: "?").first.map(String.init))
        }
        try await relay(bench, simulator, times: 6)
        try await bench.browse(as: "uketsuke") { browser in
            let one = try await browser.get(here)
            #expect(one.text.contains("提供者の回答") && one.text.contains("結果取得済"))
        }
        try await bench.browse(as: "kacho") { browser in
            let form = try await browser.get("/inquiries/records")
            let bare = try await browser.post(
                "/inquiries/records", on: form, ["person": father.description])
            #expect(bare.status == 422 && bare.text.contains("照会する理由を入力してください"))
            let found = try await browser.post(
                "/inquiries/records", on: form,
                ["person": father.description, "reason": "本人の開示請求"])
            #expect(found.status == 200 && found.text.contains("結果取得済"))
            #expect(found.text.contains(father.description))
        }
        try await bench.browse(as: "uketsuke") { browser in
            let sight = try await browser.get("/inquiries/records")
            #expect(sight.status == 403)
        }
    }

    /// Runs of the relay on several days.
    private func relay(
        _ bench: DeskBench, _ simulator: SimulatorProcess, times: Int
    ) async throws {
        for _ in 0..<times {
            _ = try await InquiryRelay.run(once: bench.office)
            bench.clock.go(seconds: 6 * 3_600)
            try simulator.order("{\"clock\": \(bench.clock.now().microseconds)}")
        }
    }

    private func connect(_ office: Installation, _ simulator: SimulatorProcess) throws {
        let folder = URL(fileURLWithPath: office.settings.inquiriesDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let papers = simulator.certificates
        let settings = ServerSettings(
            url: "https://localhost:\(simulator.port)",
            certificate: papers.client.certificate.path, key: papers.client.key.path,
            trust: papers.authority.path, body: office.body, timeoutSeconds: 10)
        try JSONEncoder().encode(settings)
            .write(to: folder.appendingPathComponent("server.json"))
    }

    @Test("照会がないとき、空の画面が次にすることを言う")
    func empty() async throws {
        try await SharedBench.get().browse(as: "kacho") { browser in
            let list = try await browser.get("/inquiries")
            #expect(list.text.contains("該当する照会はありません"))
            #expect(try await browser.get("/inquiries/one/R0-000000").status == 404)
        }
    }
}
