// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Ledger
import Office
import Safeguards
import Support
import Testing
import Vocabulary

// SPDX-License-Identifier: Apache-2.0
@testable import Desk

/// From the counter to the certificate in a browser without scripts.
@Suite("窓口から受給資格証まで")
struct CaseworkTests {
    @Test("受付・審査・決裁・交付が、画面だけでできる", .measure("R-04", "R-37"))
    func wholeWay() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.intake)
        try await bench.browse(as: "uketsuke") { browser in
            let received = try await Counter(browser).receive([family.child, family.sibling])
            #expect(
                received.text.contains("U2025-000001") && received.text.contains("U2025-000002"))
            let ids = received.ids(after: "/applications/")
            #expect(ids.count == 2)
            for id in ids {
                let examine = try await browser.get("/applications/\(id)/examine")
                #expect(examine.text.contains("認定の見込み") && examine.text.contains("条例第3条"))
                let done = try await browser.post("/applications/\(id)/propose", on: examine, [:])
                #expect(done.location == "/applications/\(id)?done=proposed")
            }
        }
        try await bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/decisions")
            let ids = list.ids(after: "/decisions/")
            // Only what has no flag can be ticked; whoever sends more anyway gets nothing.
            let plain = ids.filter { list.text.contains("id=\"proposal-\($0)\"") }
            try #require(ids.count == 2 && plain.count == 1)
            let flagged = try #require(ids.first { $0 != plain[0] })
            #expect(list.text.contains("期限後の申請"))
            let both = try await browser.post(
                "/decisions", on: list, ["proposal": ids[0], "proposal": ids[1]])
            #expect(both.status == 422 && both.text.contains("E-DSK-010"))
            let done = try await browser.post("/decisions", on: both, ["proposal": plain[0]])
            #expect(done.location == "/decisions?done=approved&n=1")
            #expect(try await browser.follow(done).text.contains("1件を決裁しました"))
            let page = try await browser.get("/decisions/\(flagged)")
            let one = try await browser.post("/decisions/\(flagged)/approve", on: page, [:])
            #expect(one.status == 303)
        }
        try await bench.browse(as: "uketsuke") { browser in
            let person = try await browser.get("/persons/\(family.child)")
            #expect(person.text.contains("資格あり") && person.text.contains("受給者番号"))
            let papers = try await browser.get("/papers")
            #expect(papers.text.contains("検証1　翔"))
            let done = try await browser.post("/papers/waiting", on: papers, [:])
            let printed = try await browser.follow(done)
            #expect(printed.text.contains("2件のうち2件"), "\(printed.text)")
            let address = try #require(
                printed.text.firstMatch(of: /\/papers\/print\/[0-9a-f]{36}/)
            ).output
            let pdf = try await browser.get(String(address))
            #expect(pdf.headers.value("content-type") == "application/pdf")
            #expect(pdf.bytes.starts(with: Array("%PDF".utf8)))
        }
        for (system, report) in try bench.office.verify() { #expect(report.ok, "\(system)") }
    }

    @Test("起案した本人は、両方の役割を持っていても決裁できない")
    func ownProposals() async throws {
        let bench = try await DeskBench()
        try bench.office.accounts.create(
            try NewOfficer(
                officer: "kennin", name: "検証 兼任", department: "子ども福祉課",
                roles: [.counter, .head]), password: DeskBench.password, mustChange: false,
            by: .machine("bench"))
        let waiting = try await bench.propose(Family.of(.decision).child, as: "kennin")
        try await bench.browse(as: "kennin") { browser in
            let list = try await browser.get("/decisions")
            #expect(list.text.contains("自分の起案") && !list.text.contains("name=\"proposal\""))
            let path = "/decisions/\(waiting.proposal)"
            let page = try await browser.get(path)
            #expect(page.text.contains("別の職員が決裁します"))
            #expect(!page.text.contains(path + "/approve"))
            let forced = try await browser.post(path + "/approve", on: page, [:])
            #expect(forced.status == 422 && forced.text.contains("E-SAF-009"))
        }
    }

    @Test("同じ確認の画面から二度送っても、受け付けるのは一度で、同じ結果に着く")
    func twiceIsOnce() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.intake).child
        try await bench.browse(as: "uketsuke") { browser in
            let counter = Counter(browser)
            let check = try await counter.check([child])
            let path = try #require(counter.action(of: check))
            let first = try await browser.post(path, on: check, ["confirmed": "yes"])
            let second = try await browser.post(path, on: check, ["confirmed": "yes"])
            #expect(first.status == 303 && first.location == second.location)
            let register = try await browser.get("/applications")
            #expect(register.text.contains("<strong>1件</strong>"))
        }
    }

    @Test("保険の書類が後日なら保留になり、期限が出て、解除できる")
    func holdAndRelease() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.hold).child
        try await bench.browse(as: "uketsuke") { browser in
            let received = try await Counter(browser).receive([child], evidence: "later")
            #expect(
                received.text.contains("保留") && received.text.contains(HoldReason.insuranceEvidence)
            )
            let id = try #require(received.ids(after: "/applications/").first)
            let path = "/applications/\(id)"
            let page = try await browser.get(path)
            #expect(page.text.contains("書類の期限") && page.text.contains("令和7年8月9日"))
            let released = try await browser.post(path + "/release", on: page, [:])
            #expect(released.location == path + "?done=released")
            let again = try await browser.follow(released)
            let wrong = try await browser.post(
                path + "/hold", on: again, ["reason": "", "due": "R7.5.1", "missing": "委任状"])
            #expect(wrong.status == 422 && wrong.title.hasPrefix("エラー："))
            #expect(wrong.text.contains("保留の理由を入力してください"))
            #expect(wrong.text.contains("value=\"委任状\""))
            let held = try await browser.post(
                path + "/hold", on: again, ["reason": "委任状待ち", "due": "R7.7.1"])
            #expect(held.location == path + "?done=held")
        }
    }

    @Test("課長は理由を書いて差し戻せる。理由がなければ断られる")
    func sendBack() async throws {
        let bench = try await DeskBench()
        let waiting = try await bench.propose(Family.of(.decision).child)
        let path = "/decisions/\(waiting.proposal)"
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("認定の案") && page.text.contains("満たす"))
            let bare = try await browser.post(path + "/back", on: page, ["reason": ""])
            #expect(bare.status == 422)
            let back = try await browser.post(path + "/back", on: page, ["reason": "日付を確かめる"])
            #expect(back.location == "/decisions?done=back")
            let late = try await browser.post(path + "/approve", on: page, [:])
            #expect(late.status == 422 && late.text.contains("処理済み"))
        }
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/applications/\(waiting.application)")
            #expect(page.text.contains("審査待ち") && page.text.contains("日付を確かめる"))
            let home = try await browser.get("/")
            #expect(home.text.contains("href=\"/applications?state=back\""))
            let list = try await browser.get("/applications?state=back")
            #expect(list.text.contains("href=\"/applications/\(waiting.application)\""))
            #expect(list.text.contains(">差戻し</span>"))
            let examine = try await browser.get("/applications/\(waiting.application)/examine")
            _ = try await browser.post(
                "/applications/\(waiting.application)/propose", on: examine, [:])
            #expect(!(try await browser.get("/").text.contains("/applications?state=back")))
            let none = try await browser.get("/applications?state=back")
            #expect(none.text.contains("該当する申請はありません"))
        }
    }

    @Test("転出の届出は、確認の画面を経て消滅の案になる")
    func lapse() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.lapse).child
        try await bench.grant(child)
        try await bench.browse(as: "uketsuke") { browser in
            let form = try await browser.get("/persons/\(child)/lapse")
            let empty = try await browser.post(
                "/persons/\(child)/lapse/check", on: form, ["reason": "", "day": "R7.2.30"])
            #expect(empty.status == 422)
            #expect(empty.text.contains("理由を選んでください") && empty.text.contains("R7.2.30"))
            let check = try await browser.post(
                "/persons/\(child)/lapse/check", on: form,
                ["reason": "21", "day": "R7.6.20", "how": "notice"])
            #expect(check.text.contains("令和7年6月19日") && check.text.contains("消滅を起案する"))
            #expect(form.text.contains("転出は転出の日") && !check.text.contains("月の末日まで"))
            let done = try await browser.post(
                "/persons/\(child)/lapse", on: check,
                ["reason": "21", "day": "2025-06-20", "how": "notice"])
            #expect(done.location == "/persons/\(child)?done=lapse")
        }
        try await bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/decisions")
            #expect(list.text.contains("消滅") && list.text.contains("転出"))
        }
    }

    @Test("月の末日まで資格が続く市では、資格消滅の最初の日を翌月1日と案内し、月の途中の日は確認で知らせる")
    func lapseAtEndOfMonth() async throws {
        let folder = try TemporaryFolder("end-of-month")
        let schemes = folder.file("Schemes")
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try ChangedBook.write(
            "sample", from: root.appendingPathComponent("Schemes"), to: schemes,
            [
                "\nfunder:\n": """

                end-of-entitlement:
                  - {from: 2000-04-01, event: [move-out, exclusion], lapse: end-of-month, article: 規則第4条の2, source: 規則第4条の2(架空)}

                funder:

                """
            ],
            example:
                "name: 3割, treatment-month: 2025-06, born: 2015-06-10, points: 1000, payable: 3000"
        )
        let bench = try await DeskBench(schemes: schemes.path)
        let child = Family.of(.lapse).child
        try await bench.grant(child)
        try await bench.browse(as: "uketsuke") { browser in
            let form = try await browser.get("/persons/\(child)/lapse")
            #expect(
                form.text.contains("転出・除外事由の開始は、その月の末日まで続くため翌月の1日"), "\(form.text)")
            func check(_ reason: String, _ day: String) async throws -> String {
                try await browser.post(
                    "/persons/\(child)/lapse/check", on: form,
                    ["reason": reason, "day": day, "how": "notice"]
                ).text
            }
            let middle = try await check("21", "R7.6.20")
            #expect(middle.contains("翌月1日（令和7年7月1日）が最初の日です"), "\(middle)")
            #expect(middle.contains("消滅を起案する"))
            let first = try await check("21", "R7.7.1")
            #expect(first.contains("事由の日が前の月なら令和7年7月1日のまま"), "\(first)")
            #expect(!first.contains("が最初の日です"))
            // Neither a death nor what the book does not name lasts.
            for reason in ["22", "26"] {
                let text = try await check(reason, "R7.6.20")
                #expect(text.contains("消滅を起案する") && !text.contains("月の末日まで"), "\(text)")
            }
        }
    }

    @Test("停止は理由を書いて確かめてから起案され、停止中の資格は解除を起案できる", .measure("R-04"))
    func suspension() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.lapse).child
        try await bench.grant(child)
        func approve() async throws {
            try await bench.browse(as: "kacho") { browser in
                let list = try await browser.get("/decisions")
                let id = try #require(list.ids(after: "/decisions/").first)
                let path = "/decisions/\(id)"
                let page = try await browser.get(path)
                let done = try await browser.post(path + "/approve", on: page, [:])
                try #require(done.status == 303, "\(done.text)")
            }
        }
        try await bench.browse(as: "uketsuke") { browser in
            let form = try await browser.get("/persons/\(child)/lapse")
            #expect(form.text.contains("（停止）") && !form.text.contains("停止の解除）"))
            let bare = try await browser.post(
                "/persons/\(child)/lapse/check", on: form,
                ["reason": "suspend", "day": "R7.6.20", "how": "office"])
            #expect(bare.status == 422 && bare.text.contains("停止の理由を入力してください"))
            let answers: KeyValuePairs = [
                "reason": "suspend", "day": "R7.6.20", "how": "office", "why": "届出がないため",
            ]
            let check = try await browser.post(
                "/persons/\(child)/lapse/check", on: form, answers)
            #expect(check.text.contains("停止を起案する") && check.text.contains("回収になります"))
            let done = try await browser.post("/persons/\(child)/lapse", on: check, answers)
            #expect(done.location == "/persons/\(child)?done=lapse", "\(done.text)")
        }
        try await approve()
        try await bench.browse(as: "uketsuke") { browser in
            let form = try await browser.get("/persons/\(child)/lapse")
            #expect(form.text.contains("停止中") && form.text.contains("（停止の解除）"), "\(form.text)")
            let answers: KeyValuePairs = [
                "reason": "release", "day": "R7.6.25", "how": "notice", "why": "届出があったため",
            ]
            let check = try await browser.post(
                "/persons/\(child)/lapse/check", on: form, answers)
            #expect(check.text.contains("停止の解除を起案する"), "\(check.text)")
            let done = try await browser.post("/persons/\(child)/lapse", on: check, answers)
            #expect(done.location == "/persons/\(child)?done=lapse", "\(done.text)")
        }
        try await approve()
        try await bench.browse(as: "uketsuke") { browser in
            let person = try await browser.get("/persons/\(child)")
            #expect(person.text.contains("停止解除"))
        }
    }

    @Test("口座番号は下2桁だけ。全桁は理由を書いたときだけ出て、記録される", .measure("R-41"))
    func accountIsMasked() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.papers).child
        try await bench.grant(child)
        for officer in ["uketsuke", "kyufu", "kacho"] {
            try await bench.browse(as: officer) { browser in
                for path in ["", "/household", "/as-of"] {
                    let sight = try await browser.get("/persons/\(child)\(path)")
                    #expect(!sight.text.contains("9000017"), "\(officer) \(path)")
                    #expect(sight.text.contains("＊17"), "\(officer) \(path)")
                }
                let page = try await browser.get("/persons/\(child)")
                let shown = try await browser.post(
                    "/persons/\(child)/account", on: page, ["reason": "通帳との照合"])
                #expect(shown.text.contains("9000017"))
            }
        }
        try await bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/log?operation=revealAccount")
            #expect(log.text.contains("通帳との照合"))
        }
    }
}
