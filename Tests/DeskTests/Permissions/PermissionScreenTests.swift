// SPDX-License-Identifier: Apache-2.0
import Foundation
import Office
import Safeguards
import Support
import Testing
import Vocabulary

// SPDX-License-Identifier: Apache-2.0
@testable import Desk

@Suite("権限・棚卸し・緊急アクセスの画面")
struct PermissionScreenTests {
    @Test("登録した人は、別の職員が承認するまで入れず、承認の後は最初のパスワードを替えて入る", .measure("R-51"))
    func grants() async throws {
        let bench = try await DeskBench()
        let password = try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/officers/grants")
            let sent = try await browser.post(
                "/officers/new", on: page,
                ["newOfficer": "shinjin", "newName": "検証 新人", "newDepartment": "子ども福祉課"])
            // The words belong to what was done, on whatever page they are said.
            let key = try #require(sent.location?.split(separator: "?").last)
            let shown = try await browser.get("/officers?\(key)")
            #expect(shown.text.contains("利用者IDを登録しました"), "\(shown.text)")
            #expect(!shown.text.contains("登録票を発行しました"))
            let found = try #require(
                shown.text.firstMatch(of: #/パスワードは ([a-z0-9-]{19}) です/#), "\(shown.text)")
            let again = try await browser.get("/officers/grants")
            let wrong = try await browser.post(
                "/officers/grants", on: again,
                [
                    "officer": "shinjin", "roles": "counter", "roles": "head",
                    "roles": "payment", "reason": "着任",
                ])
            #expect(wrong.status == 422 && wrong.text.contains("E-SAF-027"))
            let asked = try await browser.post(
                "/officers/grants", on: again,
                ["officer": "shinjin", "roles": "counter", "reason": "着任"])
            #expect(asked.location == "/officers/grants?done=grantasked")
            let waiting = try await browser.get("/officers/grants")
            #expect(waiting.text.contains("別の職員の承認待ち"))
            #expect(!waiting.text.contains("二人目として承認する"))
            return String(found.1)
        }
        try await bench.browse { browser in
            let door = try await browser.get("/login")
            let early = try await browser.post(
                "/login", on: door, ["officer": "shinjin", "password": password])
            #expect(early.status != 303)
        }
        try await bench.browse(as: "kacho") { browser in
            let home = try await browser.get("/")
            #expect(home.text.contains("権限の承認待ち"))
            let page = try await browser.get("/officers/grants")
            #expect(page.text.contains("<td>着任</td>"))
            let path = try #require(
                page.text.firstMatch(of: #/action="(/officers/grants/[0-9]+/approve)"/#))
            #expect(try await browser.post(String(path.1), on: page, [:]).status == 303)
        }
        try await bench.browse { browser in
            let door = try await browser.get("/login")
            let entered = try await browser.post(
                "/login", on: door, ["officer": "shinjin", "password": password])
            #expect(entered.status == 303)
            #expect(try await browser.get("/search").location == "/password?must=yes")
        }
    }

    @Test("忘れたパスワードは3010で出し直し、開いたままの利用は理由を書いて終わらせる", .measure("R-50", "R-51"))
    func forgottenPassword() async throws {
        let bench = try await DeskBench()
        let password = try await bench.browse(as: "uketsuke") { counter in
            try await bench.browse(as: "kanri") { browser in
                let page = try await browser.get("/officers")
                #expect(page.text.contains("aria-label=\"いまの利用\""))
                let login = try #require(
                    page.text.firstMatch(of: #/name="login" value="([0-9]+)"/#), "\(page.text)")
                let silent = try await browser.post(
                    "/officers/logins/end", on: page,
                    ["login": String(login.1), "reason": ""])
                #expect(silent.status == 422 && silent.text.contains("E-SAF-008"))
                #expect(try await counter.get("/search").status == 200)
                let ended = try await browser.post(
                    "/officers/logins/end", on: try await browser.get("/officers"),
                    ["login": String(login.1), "reason": "席に残っていた"])
                #expect(ended.location == "/officers?done=loginended")
                #expect(try await counter.get("/search").status == 303)
                let again = try await browser.get("/officers")
                let own = try await browser.post(
                    "/officers/password", on: again,
                    ["resetOfficer": "kanri", "resetReason": "忘れた"])
                #expect(own.status == 422 && own.text.contains("E-SAF-930"))
                #expect(own.text.contains("href=\"#resetOfficer\""))
                let sent = try await browser.post(
                    "/officers/password", on: try await browser.get("/officers"),
                    ["resetOfficer": "uketsuke", "resetReason": "忘れた"])
                let shown = try await browser.follow(sent)
                let found = try #require(
                    shown.text.firstMatch(of: #/パスワードは ([a-z0-9-]{19}) です/#), "\(shown.text)")
                #expect(shown.text.contains("パスワードを出し直しました"))
                #expect(!shown.text.contains("登録票を発行しました"))
                let reloaded = try await browser.get(try #require(sent.location))
                #expect(
                    !reloaded.text.contains(String(found.1)) && reloaded.text.contains("もう示しました"),
                    "読み直しても、二度は示さない")
                return String(found.1)
            }
        }
        try await bench.browse { browser in
            let door = try await browser.get("/login")
            let entered = try await browser.post(
                "/login", on: door, ["officer": "uketsuke", "password": password])
            #expect(entered.status == 303)
            #expect(try await browser.get("/search").location == "/password?must=yes")
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/officers")
            #expect(page.text.contains("いまの利用") && !page.text.contains("出し直す</button>"))
            #expect(!page.text.contains("/officers/logins/end"))
        }
    }

    @Test("利用停止の依頼は画面から登録でき、名簿にない人を挙げる", .measure("R-51"))
    func revocations() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/officers/revocations")
            let compared = try await browser.post(
                "/officers/staff", on: page, ["staff": "kacho\nkanri\nkansa\nkyufu"])
            #expect(compared.text.contains("uketsuke") && compared.text.contains("<strong>1人"))
            let late = try await browser.post(
                "/officers/revocations", on: page,
                ["officer": "uketsuke", "received": "R7.6.30", "reason": "退職"])
            #expect(late.status == 422 && late.text.contains("E-SAF-034"))
            let fresh = try await browser.get("/officers/revocations")
            let sent = try await browser.post(
                "/officers/revocations", on: fresh, ["officer": "uketsuke", "reason": "退職"])
            let shown = try await browser.follow(sent)
            #expect(shown.text.contains("停止済み"))
        }
        try await bench.browse { browser in
            let door = try await browser.get("/login")
            let tried = try await browser.post(
                "/login", on: door, ["officer": "uketsuke", "password": DeskBench.password])
            #expect(tried.status == 422)
        }
    }

    @Test("棚卸しは画面で始め、答え、答え終わると締め切れる", .measure("R-52"))
    func stocktaking() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/stocktaking")
            let sent = try await browser.post("/stocktaking", on: page, ["deadline": "R7.6.30"])
            #expect(sent.location == "/stocktaking?done=stockopened")
            let open = try await browser.get("/stocktaking")
            #expect(open.text.contains("<strong>5人</strong>が未回答"))
            #expect(!open.text.contains("締め切る</button>"))
            let leaver = try await browser.post(
                "/officers/revocations", on: try await browser.get("/officers/revocations"),
                ["officer": "kyufu", "effective": "R7.7.1", "reason": "退職"])
            #expect(leaver.status == 303)
        }
        try await bench.browse(as: "kansa") { browser in
            let open = try await browser.get("/stocktaking")
            #expect(!open.text.contains("value=\"keep\"") && open.text.contains("R7.7.1から"))
            let paper = try #require(
                open.text.firstMatch(of: #/action="(/stocktaking/[0-9]+/paper)"/#))
            let printed = try await browser.follow(
                try await browser.post(String(paper.1), on: open, [:]))
            try await browser.paper(printed) { reader in
                let said = try reader.characters(page: 1)
                #expect(said.contains("利用者IDの棚卸しの途中経過") && said.contains("未回答"))
                #expect(said.contains("利用停止の依頼（R7.7.1から）"))
            }
        }
        try await bench.browse(as: "kacho") { browser in
            #expect(try await browser.get("/").text.contains("棚卸しの未回答"))
            let page = try await browser.get("/stocktaking")
            let paths = page.text.matches(of: #/action="(/stocktaking/lines/[0-9]+)"/#)
                .map { String($0.1) }
            #expect(paths.count == 4)
            for path in paths {
                let sent = try await browser.post(path, on: page, ["answer": "keep"])
                #expect(sent.location == "/stocktaking?done=stockkept")
            }
        }
        bench.clock.go(seconds: 60)
        let campaign = try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/stocktaking")
            let path = try #require(
                page.text.firstMatch(of: #/action="(/stocktaking/lines/[0-9]+)"/#))
            _ = try await browser.post(String(path.1), on: page, ["answer": "keep"])
            let done = try await browser.get("/stocktaking")
            let close = try #require(
                done.text.firstMatch(of: #/action="(/stocktaking/[0-9]+/close)"/#))
            let closed = try await browser.post(String(close.1), on: done, [:])
            #expect(closed.location == "/stocktaking?done=stockclosed&n=0")
            let list = try await browser.get("/stocktaking")
            let past = try #require(
                list.text.firstMatch(of: #/href="(/stocktaking\?campaign=[0-9]+)"/#))
            let result = try await browser.get(String(past.1))
            #expect(result.text.contains("継続 5人、削除 0人、無回答のため停止 0人（対象 5人）"))
            #expect(result.text.contains("aria-label=\"棚卸しの結果\""))
            let paper = try #require(
                result.text.firstMatch(of: #/action="(/stocktaking/[0-9]+/paper)"/#))
            let printed = try await browser.follow(
                try await browser.post(String(paper.1), on: result, [:]))
            #expect(printed.text.contains("1件のうち1件"))
            try await browser.paper(printed) { reader in
                let said = try reader.characters(page: 1)
                #expect(said.contains("利用者IDの棚卸しの結果"))
            }
            let file = String(paper.1).replacing("/paper", with: "/file")
            let silent = try await browser.post(file, on: result, ["reason": ""])
            #expect(silent.status == 422 && silent.text.contains("href=\"#reason\""))
            let csv = try await browser.post(file, on: result, ["reason": "監査への提出"])
            #expect(csv.status == 200 && csv.text.contains("kacho"), "\(csv.text)")
            #expect(try await browser.get("/stocktaking?campaign=999").status == 404)
            let later = try await browser.post(
                "/officers/revocations", on: try await browser.get("/officers/revocations"),
                ["officer": "uketsuke", "effective": "R7.8.1", "reason": "異動"])
            #expect(later.status == 303)
            let again = try await browser.get(String(past.1))
            #expect(again.text.contains("R7.7.1から") && !again.text.contains("R7.8.1から"))
            return String(paper.1).split(separator: "/")[1].description
        }
        try await bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/print-log")
            #expect(log.text.contains("<td>利用者IDの棚卸しの結果</td>"), "印刷の記録に残る")
            let result = try await browser.get("/stocktaking?campaign=\(campaign)")
            #expect(result.status == 200 && !result.text.contains("CSVに出力する"))
            let printed = try await browser.follow(
                try await browser.post("/stocktaking/\(campaign)/paper", on: result, [:]))
            #expect(printed.text.contains("1件のうち1件"), "監査も紙を持てる")
            try await browser.paper(printed) { reader in
                let said = try reader.characters(page: 1)
                #expect(said.contains("R7.7.1から") && !said.contains("R7.8.1から"))
            }
            #expect(log.text.contains("<td>利用者IDの棚卸しの途中経過</td>"))
        }
        try await bench.browse(as: "kacho") { browser in
            let result = try await browser.get("/stocktaking?campaign=\(campaign)")
            #expect(result.status == 200 && !result.text.contains("CSVに出力する"))
            let sent = try await browser.post(
                "/stocktaking/\(campaign)/file", on: result, ["reason": "試し"])
            #expect(sent.status == 403)
        }
    }

    private func withVendor() async throws -> DeskBench {
        let bench = try await DeskBench()
        try bench.admitVendor()
        return bench
    }

    @Test(
        "保守は、承認された操作だけを開き、住所・電話・口座は見えず、点検がホームに残る",
        .measure("R-32", "R-41", "R-61"))
    func emergency() async throws {
        let bench = try await withVendor()
        let child = Family.of(.ordinary).child
        try await bench.browse(as: "hoshu") { vendor in
            #expect(try await vendor.get("/").status == 200)
            #expect(try await vendor.get("/persons/\(child)").status == 403)
            let page = try await vendor.get("/break-glass")
            let long = try await vendor.post(
                "/break-glass", on: page,
                ["operations": "viewPerson", "minutes": "61", "reason": "表示の不具合"])
            #expect(long.status == 422 && long.text.contains("E-SAF-032"))
            let fresh = try await vendor.get("/break-glass")
            let asked = try await vendor.post(
                "/break-glass", on: fresh,
                ["operations": "viewPerson", "minutes": "30", "reason": "表示の不具合"])
            #expect(asked.location == "/break-glass?done=emergencyasked")
            let asking = try await vendor.get("/break-glass")
            #expect(!asking.text.contains("二人目として認める"))

            try await bench.browse(as: "kacho") { head in
                #expect(try await head.get("/").text.contains("緊急アクセスの承認待ち"))
                let list = try await head.get("/break-glass")
                #expect(list.text.contains("<td>表示の不具合</td>"))
                let path = try #require(
                    list.text.firstMatch(of: #/action="(/break-glass/[0-9]+/approve)"/#))
                let sent = try await head.post(String(path.1), on: list, [:])
                #expect(sent.location == "/break-glass?done=emergencyallowed")
                #expect(try await head.get("/").text.contains("緊急アクセスの使用中"))
            }
            let seen = try await vendor.get("/persons/\(child)")
            #expect(seen.status == 200 && seen.text.contains("翔"))
            for secret in ["見本市中央", "000-900-0042", "9000017"] {
                #expect(!seen.text.contains(secret), "\(secret)")
            }
            #expect(try await vendor.get("/persons/\(child)/household").status == 403)
            #expect(
                try await vendor.post(
                    "/persons/\(child)/account", on: seen, ["reason": "確認"]
                ).status == 403)
            let own = try await vendor.get("/break-glass")
            let path = try #require(
                own.text.firstMatch(of: #/action="(/break-glass/[0-9]+/end)"/#))
            let over = try await vendor.post(String(path.1), on: own, [:])
            #expect(over.location == "/break-glass?done=emergencyended")
            #expect(try await vendor.get("/persons/\(child)").status == 403)
        }
        try await bench.browse(as: "kacho") { head in
            #expect(try await head.get("/").text.contains("緊急アクセスの点検待ち"))
            let list = try await head.get("/break-glass")
            let path = try #require(
                list.text.firstMatch(of: #/action="(/break-glass/[0-9]+/review)"/#))
            let sent = try await head.post(
                String(path.1), on: list, ["reason": "記録を確かめた"])
            #expect(sent.location == "/break-glass?done=emergencyreviewed")
            let home = try await head.get("/")
            #expect(!home.text.contains("緊急アクセスの点検待ち"))
        }
    }

    @Test("端末は画面で登録・失効でき、壊れた指紋は断る", .measure("R-85f"))
    func terminals() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/officers/terminals")
            let broken = try await browser.post(
                "/officers/terminals", on: page,
                ["name": "窓口1番", "fingerprint": "zz", "reason": "配備"])
            #expect(broken.status == 422 && broken.text.contains("E-SAF-035"))
            let fresh = try await browser.get("/officers/terminals")
            let sent = try await browser.post(
                "/officers/terminals", on: fresh,
                [
                    "name": "窓口1番", "fingerprint": String(repeating: "9F:", count: 32),
                    "reason": "配備",
                ])
            #expect(sent.location == "/officers/terminals?done=terminal")
            let list = try await browser.get("/officers/terminals")
            let path = try #require(
                list.text.firstMatch(of: #/action="(/officers/terminals/[0-9]+/end)"/#))
            let ended = try await browser.post(String(path.1), on: list, ["reason": "紛失"])
            #expect(ended.status == 303)
        }
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get("/officers/terminals")
            #expect(page.status == 200 && !page.text.contains("端末を登録する"))
        }
    }
}
