// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("権限一覧")
struct PermissionListTests {
    private let list = "/officers/permissions"

    @Test("監査は読み、紙にでき、窓口と給付には開かず、印刷の記録に残る", .measure("R-45", "R-52"))
    func readers() async throws {
        let bench = try await DeskBench()
        for officer in ["uketsuke", "kyufu"] {
            try await bench.browse(as: officer) { browser in
                #expect(try await browser.get(list).status == 403, "\(officer)")
                let home = try await browser.get("/")
                let sent = try await browser.post(list + "/paper", on: home, [:])
                #expect(sent.status == 403, "\(officer)")
            }
        }
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get(list)
            #expect(page.status == 200 && page.text.contains("<strong>5人</strong>"))
            #expect(!page.text.contains("CSVに出力する"))
            let asOfNow = "操作の表と所管課は今の版による"
            #expect(page.text.contains(asOfNow))
            let printed = try await browser.follow(
                try await browser.post(list + "/paper", on: page, [:]))
            #expect(printed.text.contains("2件のうち2件"))
            try await browser.paper(printed) { reader in
                let first = try reader.characters(page: 1)
                #expect(first.contains("権限一覧") && first.contains("uketsuke"))
                #expect(first.contains(asOfNow))
                let second = try reader.characters(page: 2)
                #expect(second.contains("操作ごとの権限") && second.contains("ログアウト"))
                #expect(second.contains(asOfNow))
            }
            let log = try await browser.get("/print-log")
            #expect(log.text.contains("<td>権限一覧</td>"))
            let sent = try await browser.post(list + "/file", on: page, ["reason": "試し"])
            #expect(sent.status == 403)
        }
    }

    @Test("人からは、その人ができる操作だけが、操作からは、できる人だけが出る", .measure("R-45"))
    func bothWays() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kacho") { browser in
            let clerk = try await browser.get(list + "?officer=uketsuke")
            #expect(clerk.text.contains("ができる操作") && clerk.text.contains("申請の受付"))
            #expect(!clerk.text.contains(">決定の決裁</a>"))
            let who = try await browser.get(list + "?operation=approveDecision")
            #expect(who.text.contains("「決定の決裁」ができる人"))
            #expect(who.text.contains("<strong>1人</strong>") && who.text.contains(">kacho</a>"))
            #expect(!who.text.contains(">uketsuke</a>"))
            let nobody = try await browser.get(list + "?officer=inai")
            #expect(nobody.text.contains("この利用者IDは登録されていません"))
            let ahead = try await browser.get(list + "?day=R99.1.1")
            #expect(ahead.text.contains("今日までの日"))
        }
    }

    @Test("CSVは持出しの権限のある人だけが、理由を書いて出し、対象者は一人も載らない", .measure("R-56", "R-62"))
    func file() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get(list)
            let silent = try await browser.post(list + "/file", on: page, ["reason": ""])
            #expect(silent.status == 422 && silent.text.contains("href=\"#reason\""))
            let csv = try await browser.post(
                list + "/file", on: page, ["reason": "監査への提出"])
            #expect(csv.status == 200 && csv.text.contains("uketsuke"), "\(csv.text)")
            let rows = csv.text.split(separator: "\r\n")
            #expect(rows.count == 6, "見出しと5人")
            #expect(rows[0].contains("1220 決定の決裁"))
            for family in [Family.of(.ordinary), .of(.protected)] {
                #expect(!csv.text.contains(family.child.description))
            }
            let log = try await browser.get("/print-log")
            #expect(log.text.contains("<td>権限一覧</td>"))
        }
    }
}
