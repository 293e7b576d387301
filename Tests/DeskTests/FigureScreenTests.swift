// SPDX-License-Identifier: Apache-2.0
import Copying
import Database
import Foundation
import Ledger
import Office
import Press
import Reports
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("統計の内訳・県補助・自由抽出の画面")
struct FigureScreenTests {
    @Test("表の数を押すと、その数だけの人の一覧が出て、台帳へ行ける。窓口には数の表も一覧も出ない")
    func figures() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.grant(child)
        try await bench.browse(as: "kyufu") { browser in
            let table = try await browser.get("/statistics?subject=children-by-age")
            let links = table.text.matches(of: /href="(\/statistics\/list\?[^"]*)"[^>]*>([^<]*)</)
                .map { (String($0.1).replacing("&amp;", with: "&"), String($0.2)) }
            #expect(links.count >= 4)
            for (link, figure) in links {
                let list = try await browser.get(link)
                #expect(list.status == 200, "\(link)")
                let rows = list.text.matches(of: /<tr><td>/).count
                #expect(String(rows) == figure, "\(link)")
                #expect(!list.text.contains("違います"))
            }
            let list = try await browser.get(try #require(links.last?.0))
            #expect(list.text.contains("統計の数の内訳"))
            let none = try await browser.get(
                "/statistics/list?subject=children-by-age&column=99")
            #expect(none.status == 404)
        }
        for officer in ["uketsuke", "kanri", "kansa"] {
            try await bench.browse(as: officer) { browser in
                let list = try await browser.get(
                    "/statistics/list?subject=children-by-age&column=3")
                #expect(list.status == 403, "\(officer)")
            }
        }
        try await bench.browse(as: "kanri") { browser in
            let table = try await browser.get("/statistics?subject=children-by-age")
            #expect(table.status == 200 && !table.text.contains("/statistics/list"))
        }
    }

    @Test("統計の表はPDFに印刷でき、小さな数は伏せてあり、印刷記録に残る")
    func paper() async throws {
        let bench = try await DeskBench()
        try await bench.grant(Family.of(.ordinary).child)
        try await bench.browse(as: "kyufu") { browser in
            let table = try await browser.get("/statistics?subject=children-by-age")
            let paper = try await browser.post(
                "/statistics/paper", on: table, [("subject", "children-by-age")])
            #expect(paper.status == 200, "\(paper.text)")
            try paper.asPaper { reader in
                let text = try reader.characters(page: 1)
                // The chart of the screen stands above the table, as lines and areas; one child is
                // too few to be told: then there is nothing to draw.
                #expect(text.contains("年齢別の対象児童・受給者") && text.contains("＊"))
                #expect(try reader.images() == 0)
                #expect(try reader.collisions(width: 841.9, height: 595.3).isEmpty)
            }
        }
        try await bench.browse(as: "kanri") { browser in
            // The same as a workbook; a table that leaves is an output, whatever its form.
            let table = try await browser.get("/statistics?subject=children-by-age")
            let book = try await browser.post(
                try #require(table.action("file-form")), on: table,
                [("subject", "children-by-age"), ("as", "xlsx"), ("reason", "議会の資料")])
            #expect(
                book.headers.value("content-disposition")?.contains(
                    "statistics_children-by-age_20250610.xlsx") == true)
            #expect(book.text.hasPrefix("PK") && book.text.contains("＊"))
        }
        try await bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/print-log")
            #expect(log.text.contains("統計表 年齢別の対象児童・受給者"))
        }
    }

    @Test("県補助は、県の決まりと率と未確認の値を示し、数から請求と計算の説明へ行ける")
    func subsidy() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.takeIn(try money.claimFile(points: [1_234, 500]), browser)
            let table = try await browser.get("/statistics/subsidy?year=2025")
            let fields = [("subject", "subsidy"), ("year", "2025")]
            let paper = try await browser.post(
                try #require(table.action("paper-form")), on: table, fields)
            try paper.asPaper { reader in
                let text = try reader.characters(page: 1)
                for words in ["実績報告の表", "様式は未確認", "2,468", "補助額"] {
                    #expect(text.contains(words), "\(words): \(text)")
                }
            }
            #expect(table.text.contains("見本県こども医療費補助") && table.text.contains("2分の1"))
            #expect(table.text.contains("実績報告の様式は未確認"))
            // Every number, counts and yen, leads to the list that adds up to it.
            let cells = table.text.matches(of: /<td class="number">(.*?)<\/td>/).map(\.1)
            // A line of the form has eight numbers, what came back nine, a month nine.
            #expect(cells.count >= 26 && cells.allSatisfy { $0.hasPrefix("<a href=") })
            let figures = table.text.matches(
                of: /<a href="(\/statistics\/subsidy\/list[^"]*)">([0-9,]+)円?<\/a>/)
            #expect(figures.contains { $0.2 != "0" && $0.2 != "1" })
            for figure in figures {
                let list = try await browser.get(String(figure.1).replacing("&amp;", with: "&"))
                let says =
                    list.text.contains("<strong>\(figure.2)件</strong>")
                    || list.text.contains("額 \(figure.2)円")
                // 補助額 is a share of what its list adds up to.
                let isShare = table.text.contains(
                    "補助額</dt><dd><a href=\"\(figure.1)\">\(figure.2)円")
                #expect(says || isShare, "\(figure.2): \(list.text)")
            }
            let link = try #require(
                table.text.firstMatch(
                    of: /href="(\/statistics\/subsidy\/list[^"]*figure=claims[^"]*)"/)
            ).1.replacing("&amp;", with: "&")
            let list = try await browser.get(String(link))
            // The second claim is of the same month and clinic: it waits as a doubt and is none.
            #expect(list.text.contains("<strong>1件</strong>"), "\(list.text)")
            let claim = try #require(
                list.text.firstMatch(of: /href="(\/statistics\/subsidy\/claim[^"]*)"/)
            ).1.replacing("&amp;", with: "&")
            let explained = try await browser.get(String(claim))
            #expect(explained.text.contains("県の決まりによる計算"))
            #expect(explained.text.contains("一部負担金(制度)"))
        }
        try await money.bench.browse(as: "kanri") { browser in
            let shown = try await browser.get("/statistics/subsidy")
            #expect(shown.status == 200)
            // One claim is too few to be told in a file.
            let fields = [("subject", "subsidy"), ("year", "2025"), ("reason", "県の照会")]
            let table = try await browser.get("/statistics/subsidy?year=2025")
            let file = try await browser.post(
                try #require(table.action("file-form")), on: table, fields)
            #expect(file.headers.value("content-disposition")?.contains(".csv") == true)
            #expect(file.text.contains("請求年月") && file.text.contains("＊"))
            #expect(!file.text.contains("2,468") && !file.text.contains("2468"))
            let again = try await browser.get("/statistics/subsidy?year=2025")
            let book = try await browser.post(
                try #require(again.action("file-form")), on: again, fields + [("as", "xlsx")])
            #expect(book.headers.value("content-disposition")?.contains(".xlsx") == true)
            #expect(book.text.contains("＊") && !book.text.contains("2468"))
            #expect(shown.text.contains("差引補助対象額は、この期間に受けた代理受領・求償・返還の額を"))
            let refused = try await browser.get("/statistics/subsidy/list?figure=claims")
            #expect(refused.status == 403)
        }
    }

    @Test("県補助は、年度に受けた返還を引き、その額から戻った額の一覧へ行ける")
    func subsidyReturns() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.takeIn(try money.claimFile(), browser)
        }
        let office = money.bench.office
        try office.casework.perform(.receiveApplication, by: .machine("test"), for: .registration) {
            scope in
            let claim = try #require(
                try scope.db.first("SELECT MAX(id) FROM claim") { $0.optionalInt64(0) } ?? nil)
            let recovery = try scope.facts.append(
                "recovery",
                [
                    "recovery_key": "r1", "child": money.child, "recipient": money.child,
                    "amount": 500, "reason": "wrong", "explanation": "試験",
                    "claimed_on": "2025-06-01", "officer": "U002", "claim_id": claim,
                ])
            try scope.facts.append(
                "recovery_event",
                [
                    "event_key": "e1", "recovery_id": recovery, "event": "received",
                    "amount": 500, "event_on": "2025-06-20", "officer": "U002",
                ])
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let table = try await browser.get("/statistics/subsidy?year=2025")
            // 2,468 less the prefecture's 1,000, less what the family gave back; half of it.
            #expect(table.text.contains(">968円<") && table.text.contains(">484円<"), "\(table.text)")
            let link = try #require(
                table.text.firstMatch(
                    of: /href="(\/statistics\/subsidy\/list[^"]*figure=recovery[^"]*)"/)
            ).1.replacing("&amp;", with: "&")
            let list = try await browser.get(String(link))
            #expect(list.text.contains("<strong>1件</strong>") && list.text.contains("引いた額 500円"))
            #expect(list.text.contains("全額") && list.text.contains("返還"))
            let all = try await browser.get("/statistics/subsidy/list?figure=returned&year=2025")
            #expect(all.text.contains("差引補助対象額 968円"))
            let other = try await browser.get("/statistics/subsidy/list?figure=returned&year=2024")
            #expect(other.text.contains("0件です"))
            #expect(try await browser.get("/statistics/subsidy/list?figure=x").status == 404)
        }
        try await money.bench.browse(as: "kanri") { browser in
            let refused = try await browser.get("/statistics/subsidy/list?figure=recovery")
            #expect(refused.status == 403)
        }
    }

    @Test("県補助: 世帯が分からない請求は足りないものの名で一覧に出て、分かれば所得区分の額で計算する。所得の額は出ない")
    func subsidyHouseholds() async throws {
        let folder = try TemporaryFolder("family-prefecture-desk")
        let schemes = folder.file("Schemes")
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try FamilyPrefecture.write(from: root.appendingPathComponent("Schemes"), to: schemes)
        let money = try await MoneyBench(schemes: schemes.path)
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.takeIn(try money.claimFile(), browser)
            let list = try await browser.get("/statistics/subsidy/list?figure=held&year=2025")
            #expect(list.text.contains("<strong>1件</strong>"), "\(list.text)")
            #expect(list.text.contains("福祉世帯の登録"), "\(list.text)")
        }
        let office = money.bench.office
        try office.casework.perform(.receiveApplication, by: .machine("test"), for: .registration) {
            scope in
            let recipient = try #require(
                try scope.db.first("SELECT recipient FROM claim") { $0.int64(0) })
            try scope.facts.append(
                "welfare_household_fact",
                [
                    "member_from": "2024-02-05", "relation": "子",
                    "member": money.child, "recipient": recipient, "cause": "application",
                    "reason": "申告",
                ])
            try scope.facts.append(
                "income_paper",
                [
                    "subject": recipient, "tax_year": 2024, "is_declared": 1, "is_exempt": 0,
                    "income_levy": 98_765, "dependants": 0,
                    "paper": "課税証明書", "seen_on": "2025-06-01", "is_void": 0,
                    "officer": "U002",
                ])
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let table = try await browser.get("/statistics/subsidy?year=2025")
            // 2,468 less 600, half of it.
            #expect(table.text.contains(">1,868円<") && table.text.contains(">934円<"))
            let list = try await browser.get("/statistics/subsidy/list?figure=eligible&year=2025")
            let claim = try #require(
                list.text.firstMatch(of: /href="(\/statistics\/subsidy\/claim[^"]*)"/)
            ).1.replacing("&amp;", with: "&")
            let explained = try await browser.get(String(claim))
            #expect(explained.text.contains("所得区分は低所得"), "\(explained.text)")
            for page in [table, list, explained] {
                #expect(!page.text.contains("98,765") && !page.text.contains("98765"))
            }
        }
        #expect(FileManager.default.fileExists(atPath: folder.file("Schemes").path))
    }

    @Test("自由抽出: 件数の小さな数は伏せ、個人の項目のある定義は二人目の承認まで共有されず、写しの申請へつながる", .measure("R-11", "R-56"))
    func extraction() async throws {
        let bench = try await DeskBench()
        try await bench.grant(Family.of(.ordinary).child)
        let choice =
            "subject=decisions&preview=1&item=child&item=result&i1=決定結果&o1=＝&v1=認定"
            .addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? ""
        let fields = [
            ("subject", "decisions"), ("item", "child"), ("item", "result"), ("i1", "決定結果"),
            ("o1", "＝"), ("v1", "認定"), ("name", "認定の一覧"),
        ]
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/extractions?" + choice)
            #expect(page.status == 200 && page.text.contains("＊"), "一件は伏せる")
            #expect(!page.text.contains("写しを申請する"), "給付の職員に複製の権限はない")
            // A filled row and one more stand open; the rest are behind a line, and still sent.
            let fold = try #require(page.text.range(of: "<summary>条件を加える</summary>"))
            #expect(page.text[..<fold.lowerBound].contains("name=\"i2\""))
            #expect(!page.text[..<fold.lowerBound].contains("name=\"i3\""))
            #expect(page.text[fold.upperBound...].contains("<select id=\"i3\""))
            // What is kept under a name is what was counted, said in words; no field stands twice.
            #expect(page.text.contains("name=\"v1\" value=\"認定\">"))
            #expect(page.text.contains("<p>決定結果 ＝ 認定／"))
            #expect(page.text.components(separatedBy: "id=\"i1\"").count == 2)
            let saved = try await browser.follow(
                try await browser.post("/extractions", on: page, fields))
            #expect(saved.text.contains("定義を残しました") && saved.text.contains("自分だけ"))
            let wrong = try await browser.get(
                "/extractions?subject=decisions&preview=1&i1=%E8%B6%A3%E5%91%B3&o1=%EF%BC%9D&v1=x")
            #expect(wrong.text.contains("E-REP-016"))
            let fresh = try await browser.get("/extractions")
            let nameless = try await browser.post(
                "/extractions", on: fresh, fields.dropLast() + [("name", "")])
            #expect(nameless.status == 422 && nameless.text.contains("E-CPY-024"))
        }
        let id = try bench.office.casework.perform(
            .previewExtraction, by: bench.administrator, for: .statistics
        ) { try #require(try ExtractionBook.all(from: $0.db).first).id }
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/extractions")
            #expect(!page.text.contains("認定の一覧"), "ほかの職員の定義は見えない")
        }
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/extractions")
            let asked = try await browser.follow(
                try await browser.post("/extractions/\(id)/share", on: page, []))
            #expect(asked.text.contains("共有の承認待ち"))
            let own = try await browser.post(
                "/extractions/\(id)/decide", on: asked, [("decision", "yes")])
            #expect(own.status == 403)
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/extractions")
            #expect(page.text.contains("認定の一覧") && page.text.contains("個人の項目あり"))
            let done = try await browser.follow(
                try await browser.post(
                    "/extractions/\(id)/decide", on: page, [("decision", "yes")]))
            #expect(done.text.contains("共有を承認しました"))
        }
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/extractions?" + choice)
            #expect(page.text.contains("認定の一覧") && page.text.contains("写しを申請する"))
            let link = try #require(
                page.text.firstMatch(of: /href="(\/copies\/new\/free-decisions[^"]*)"/)
            ).1.replacing("&amp;", with: "&")
            let form = try await browser.get(String(link))
            #expect(form.text.contains("決定結果 ＝ 認定"))
        }
        try await bench.browse(as: "kansa") { browser in
            let refused = try await browser.get("/extractions")
            #expect(refused.status == 403)
        }
    }

    @Test("自由抽出の写しは、条件のとおりの行だけで、住所も口座も個人番号もどの項目にもない", .measure("R-33"))
    func rows() async throws {
        let bench = try await DeskBench()
        let open = Family.of(.ordinary).child
        try await bench.grant(open)
        for subject in ExtractionSubject.allCases {
            for item in subject.items {
                #expect(
                    ![.address, .phone, .account, .individualNumber, .memo].contains(item.field))
            }
        }
        func read(_ value: String) throws -> [[String]] {
            try bench.office.casework.perform(
                .exportData, by: bench.administrator, for: .statistics, reason: "試験"
            ) { scope in
                try bench.office.lists.rows(
                    ListQuestion(
                        list: "free-decisions", conditions: ["c1": "決定結果 ＝ \(value)"],
                        items: ["child", "result"]), limit: 10, in: scope
                ).map { $0.map(\.content) }
            }
        }
        #expect(try read("認定") == [[open.description, "認定"]])
        #expect(try read("却下").isEmpty)
        #expect(throws: ReportRefusal.self) { try read("なし") }
    }
}
