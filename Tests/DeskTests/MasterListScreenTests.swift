// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Ledger
import Links
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// 3030: the official lists, tried and carried out by an administrator on the screen.
@Suite("公式の一覧の取込（画面）")
struct MasterListScreenTests {
    private static let head = "金融機関コード,金融機関名,金融機関名カナ,店舗コード,店舗名,店舗名カナ"
    private static let first = [
        "9901,架空,カクウ,001,本店,ホンテン", "9901,架空,カクウ,002,見本,ミホン",
    ]
    private static let fields = [("list", "banks"), ("from", "R7.6.1")]

    private func banks(_ rows: [String]) -> [(name: String, bytes: [UInt8])] {
        [("banks.csv", Array(([Self.head] + rows).map { $0 + "\r\n" }.joined().utf8))]
    }

    private func known(_ bench: DeskBench) throws -> (rows: Int, editions: Int) {
        try bench.office.casework.perform(
            .viewMasters, by: bench.administrator, for: .maintenance
        ) { scope in
            (
                try MasterBook.rows(of: .banks, on: scope.today, from: scope.db).count,
                try MasterBook.editions(from: scope.db).count
            )
        }
    }

    /// The page of the trial.
    private func tried(
        _ browser: Browser, _ rows: [String]
    ) async throws -> (path: String, page: Sight) {
        let list = try await browser.get("/masters")
        let sent = try await browser.upload("/masters", on: list, banks(rows), Self.fields)
        #expect(sent.status == 303, "\(sent.text)")
        let path = sent.headers.value("location") ?? ""
        return (path, try await browser.get(path))
    }

    @Test("3030は祝日表の出どころと終わりの年を示し、先の支払日が表を越えるとホームと1340でも知らせる")
    func holidays() async throws {
        let near = try await DeskBench()
        try await near.browse(as: "kanri") { browser in
            let masters = try await browser.get("/masters")
            #expect(masters.text.contains("制度の本のファイル national/holidays.csv"))
            #expect(masters.text.contains("2019年から2030年までの219日があります"))
            #expect(!masters.text.contains("支払日を決められず"))
            let home = try await browser.get("/")
            #expect(!home.text.contains("支払日を決められず"))
        }
        // The book's table ends in 2030; in September the payment day of January is six months away at most.
        let late = try await DeskBench(day: "2030-09-10")
        let words = "令和13年1月からの支払日を決められず"
        try await late.browse(as: "kanri") { browser in
            let masters = try await browser.get("/masters")
            let home = try await browser.get("/")
            #expect(masters.text.contains(words) && home.text.contains(words))
        }
        try await late.browse(as: "kyufu") { browser in
            let schedule = try await browser.get("/payments/schedule")
            #expect(schedule.text.contains(words))
            #expect(schedule.text.contains("管理者が、新しい祝日表に置き換えてください"))
        }
        // Who takes in applications neither pays nor looks after the books.
        try await late.browse(as: "uketsuke") { browser in
            let home = try await browser.get("/")
            #expect(!home.text.contains(words))
        }
    }

    @Test("先の支払日が祝日表にある間は知らせず、表にない年の支給予定は知らせる")
    func reach() async throws {
        let bench = try await DeskBench()
        let today = try #require(CivilDate(iso: "2030-06-30"))
        let reach = HolidayReach(bench.office, today: today)
        #expect(reach.warning == nil && reach.years == 2019...2030)
        let beyond = HolidayReach(bench.office, today: today.next)
        #expect(beyond.unknown == YearMonth(iso: "2031-01"))
        let days = ["2030-12-25", "2031-02-25", "2031-01-25"].compactMap { CivilDate(iso: $0) }
        #expect(reach.warning(of: [days[0]]) == nil)
        #expect(reach.warning(of: days)?.hasPrefix("令和13年1月25日") == true)
    }

    @Test("試行は差を示すだけで何も変えず、反映は一度だけで、同じ一覧は二度変わらない")
    func tryThenApply() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let (path, page) = try await tried(browser, Self.first)
            #expect(page.text.contains("2件を反映する") && page.text.contains("9901002"))
            #expect(try known(bench) == (0, 0))
            // The whole difference as a file, before it is carried out and without carrying it out.
            let file = try await browser.post(path, on: page, ["act": "file"])
            #expect(file.headers.value("content-disposition")?.contains("_trial.csv") ?? false)
            #expect(file.text.contains("\"新規\"") && file.text.contains("9901001"))
            #expect(try known(bench) == (0, 0))
            let done = try await browser.follow(try await browser.post(path, on: page, [:]))
            #expect(done.text.contains("一覧を反映しました"), "\(done.text)")
            #expect(try known(bench) == (2, 1))
            _ = try await browser.post(path, on: page, [:])
            #expect(try known(bench) == (2, 1))
            let (_, same) = try await tried(browser, Self.first)
            #expect(same.text.contains("いまのマスタと同じ内容です"))
            #expect(!same.text.contains("件を反映する"))
        }
        let reasons = try bench.office.casework.perform(
            .searchLog,
            by: Principal(
                officer: "kansa", name: "", roles: [.auditor], session: "test", terminal: "T1"),
            for: .audit
        ) { scope in
            try LogBook.search(LogQuery(operation: .importMasters), from: scope.db)
                .map { $0.act.reason ?? "" }
        }
        let digest = LinkFile(banks(Self.first)[0].bytes, name: "").digest
        #expect(reasons.contains { $0.hasPrefix("試行：金融機関・店舗の一覧 banks.csv") })
        #expect(reasons.contains { $0.hasPrefix("反映：") && $0.contains(digest) })
    }

    @Test("誤りのある一覧は行と理由を示し、反映のボタンがなく、送っても何も残らない")
    func broken() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let (path, page) = try await tried(browser, Self.first + ["990,架空,カクウ,9,誤,ア"])
            #expect(page.text.contains("断った行") && page.text.contains("E-FMT-"))
            #expect(page.text.contains("class=\"number\">4<") && !page.text.contains("件を反映する"))
            let refused = try await browser.post(path, on: page, [:])
            #expect(refused.status == 422 && refused.text.contains("E-LNK-031"))
            #expect(try known(bench) == (0, 0))
            let list = try await browser.get("/masters")
            let wrong = try await browser.upload(
                "/masters", on: list, [("x.csv", [0xFF, 0xFE, 0x00])],
                [("list", "banks"), ("from", "R7.5.2")])
            #expect(wrong.status == 422 && wrong.text.contains("value=\"R7.5.2\""))
            #expect(wrong.text.contains("href=\"#file\""))
            let none = try await browser.upload("/masters", on: list, [], [])
            #expect(none.status == 422)
            for field in ["list", "from", "file"] {
                #expect(none.text.contains("href=\"#\(field)\""), "\(field)")
            }
        }
    }

    @Test("試行の後にマスタが変われば、見ていない差は反映しない")
    func moved() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let (path, page) = try await tried(browser, Self.first)
            let (other, second) = try await tried(browser, Array(Self.first.prefix(1)))
            #expect(try await browser.post(other, on: second, [:]).status == 303)
            let refused = try await browser.post(path, on: page, [:])
            #expect(refused.status == 422 && refused.text.contains("E-DSK-021"))
            #expect(try known(bench) == (1, 1))
        }
    }

    @Test("管理者でない職員には用紙が出ず、送っても断られ、他の職員の試行は開けない")
    func permission() async throws {
        let bench = try await DeskBench()
        let path = try await bench.browse(as: "kanri") { browser in
            try await tried(browser, Self.first).path
        }
        for officer in ["uketsuke", "kyufu", "kacho"] {
            try await bench.browse(as: officer) { browser in
                let list = try await browser.get("/masters")
                #expect(!list.text.contains("list-form"))
                let sent = try await browser.upload(
                    "/masters", on: list, banks(Self.first), Self.fields)
                #expect(try await browser.look(sent).status == 403)
                #expect(try await browser.get(path).status == 404)
                #expect(try await browser.post(path, on: list, [:]).status == 403)
            }
        }
        #expect(try known(bench) == (0, 0))
    }
}
