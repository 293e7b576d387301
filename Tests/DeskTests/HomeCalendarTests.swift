// SPDX-License-Identifier: Apache-2.0
import Payments
import Support
import Testing
import Vocabulary

@testable import Desk

/// The calendar and the small pictures of the first page, as a browser without scripts sees them.
@Suite("ホームの暦と図")
struct HomeCalendarTests {
    /// The cells of the calendar with a day: its number, then everything in it.
    private func cells(_ page: Sight) -> [Int: String] {
        page.text.matches(
            of: /<td[^>]*>(?s:(?:<a class="day"[^>]*>|<span class="day">)(\d+).*?)<\/td>/
        )
        .reduce(into: [:]) { $0[Int($1.1) ?? 0] = String($1.0) }
    }

    @Test("ホームの暦は、月のすべての日に閉庁日・支払日・業務を示し、前後の月へリンクで移れる")
    func month() async throws {
        let bench = try await DeskBench()
        let june = try #require(YearMonth(iso: "2025-06"))
        let payment = try bench.office.paymentDays.day(of: june)
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/")
            let days = cells(page)
            #expect(page.text.contains("令和7年6月の暦") && days.count == 30)
            #expect(days[7]?.contains("閉庁") == true && days[9]?.contains("閉庁") == false)
            #expect(days[10]?.contains("aria-current=\"date\"") == true)
            #expect(
                days[payment.day]?.contains("href=\"/payments/schedule/\(payment)\">支払日</a>")
                    == true,
                "\(days[payment.day] ?? "")")
            // The work of the year, with its screen and its place in the year.
            #expect(days.values.contains { $0.contains("支給予定の作成") })
            let place = try #require(
                page.text.firstMatch(of: /href="(\/jobs\?month=2025-06#(day-[^"]*))"/))
            let year = try await browser.get("/jobs?month=2025-06")
            #expect(year.text.contains("id=\"\(place.2)\""))
            let next = try #require(page.text.firstMatch(of: /href="(\/\?month=2025-07)#calendar"/))
            let july = try await browser.get(String(next.1))
            #expect(july.text.contains("令和7年7月の暦") && cells(july).count == 31)
            #expect(cells(july)[21]?.contains("海の日") == true)
            #expect(july.text.contains("href=\"/?month=2025-06#calendar\">今月</a>"))
            // What cannot be a month here is this month.
            for odd in ["2199-01", "x"] {
                let home = try await browser.get("/?month=\(odd)")
                #expect(home.text.contains("令和7年6月の暦"), "\(odd)")
            }
        }
        // The screen of the payments is not everybody's; the day itself is told to all.
        try await bench.browse(as: "uketsuke") { browser in
            let days = cells(try await browser.get("/"))
            #expect(days[payment.day]?.contains("支払日") == true)
            #expect(days.values.allSatisfy { !$0.contains("/payments/") })
        }
    }

    @Test("暦の保留の期限は、その日が期限の申請だけの一覧を開く", .measure("R-62"))
    func deadlines() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            _ = try await Counter(browser).receive([Family.of(.hold).child], evidence: "later")
            let august = try await browser.get("/?month=2025-08")
            let day = try #require(cells(august)[9])
            #expect(day.contains("保留の期限 1件"))
            let path = try #require(day.firstMatch(of: /href="(\/applications[^"]*by=[^"]*)"/)).1
            let list = try await browser.get(String(path).replacing("&amp;", with: "&"))
            #expect(list.text.contains("<strong>1件</strong>"))
            #expect(list.text.contains("期限が令和7年8月9日"))
            let other = try await browser.get("/applications?state=held&by=2025-08-08")
            #expect(other.text.contains("<strong>0件</strong>"))
        }
        // Who may not see the register is told no deadline, and no name stands on the page.
        for officer in ["kanri", "kansa"] {
            try await bench.browse(as: officer) { browser in
                let august = try await browser.get("/?month=2025-08")
                #expect(cells(august).count == 31 && !august.text.contains("保留の期限 1件"))
            }
        }
    }

    @Test("ホームの図は役割ごとに変わり、日の行はその日に受け付けたものだけを開く", .measure("R-62"))
    func pictures() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            _ = try await Counter(browser).receive([Family.of(.ordinary).child])
            let page = try await browser.get("/")
            #expect(page.text.contains("受付（今月の日ごと）") && page.text.contains("<svg class=\"chart\""))
            #expect(page.text.contains("10日 受付 1件"))
            let list = try await browser.get(
                "/applications?state=all&from=2025-06-10&through=2025-06-10")
            #expect(page.text.contains("from=2025-06-10&amp;through=2025-06-10"))
            #expect(list.text.contains("検証0　翔") && list.text.contains("令和7年6月10日に受け付けたもの"))
            let before = try await browser.get(
                "/applications?state=all&from=2025-06-09&through=2025-06-09")
            #expect(!before.text.contains("検証0　翔"))
            // What ended is in the list of its day too.
            _ = try await Counter(browser).receive([Family.of(.hold).child], evidence: "later")
            let two = try await browser.get(
                "/applications?state=all&from=2025-06-01&through=2025-06-10")
            #expect(two.text.contains("<strong>2件</strong>"))
        }
        for officer in ["kanri", "kansa"] {
            try await bench.browse(as: officer) { browser in
                let page = try await browser.get("/")
                #expect(!page.text.contains("受付（今月の日ごと）"))
            }
        }
    }

    /// The rows of the tables behind the pictures of a page.
    private func rows(_ page: Sight) -> [String] {
        page.text.matches(of: /<details><summary>数の表(?s:.*?)<\/details>/).flatMap {
            $0.output.matches(of: /<tr><th scope="row">(?s:.*?)<\/tr>/).map { String($0.output) }
        }
    }

    @Test("図の数はどれも、その分の一覧を開く", .measure("R-62"))
    func everyBarHasItsList() async throws {
        let money = try await MoneyBench()
        _ = try await money.bench.propose(Family.of(.decision).child)
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.enter(browser)
            _ = try await browser.examine()
        }
        var seen = 0
        for (officer, _, _) in DeskBench.roles {
            seen += try await money.bench.browse(as: officer) { browser in
                var seen = 0
                for address in ["/", "/dashboard"] {
                    for row in rows(try await browser.get(address)) {
                        // Who keeps the machines may not look at whom others looked at.
                        if officer == "kanri", row.contains(/<th scope="row">\d+\/\d+<\/th>/) {
                            continue
                        }
                        seen += 1
                        let ways = row.matches(of: /href="([^"#]*)[^"]*"/).map {
                            String($0.1).replacing("&amp;", with: "&")
                        }
                        #expect(!ways.isEmpty, "\(officer) \(address): \(row)")
                        // One of each kind is enough to know that it leads somewhere.
                        guard let way = ways.last else { continue }
                        #expect(try await browser.get(way).status == 200, "\(officer): \(way)")
                    }
                }
                return seen
            }
        }
        #expect(seen > 30, "\(seen)")
        try await money.bench.browse(as: "kacho") { browser in
            // The entitlement that the bench granted is in the list of its week.
            let board = try await browser.get("/dashboard?of=head")
            #expect(board.text.contains("/decisions?from=2025-06-09&amp;through=2025-06-15"))
            let week = try await browser.get("/decisions?from=2025-06-09&through=2025-06-15")
            #expect(week.text.contains("<strong>1件</strong>") && week.text.contains("検証0　翔"))
            let before = try await browser.get("/decisions?from=2025-06-02&through=2025-06-08")
            #expect(before.text.contains("この期間の決定はありません"))
        }
    }

    @Test("支給予定の件数は、その支払日のその状態のものだけを開き、絞りは保留の後も残る")
    func statesOfADay() async throws {
        let money = try await MoneyBench()
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            let list = try await money.enter(browser)
            _ = try await browser.examine()
            return try list.address("/reimbursements/case/")
        }
        try await money.bench.browse(as: "kacho") { browser in
            let file = try await browser.get(path)
            try #require(try await browser.post(path + "/approve", on: file, []).status == 303)
        }
        try await money.bench.browse(as: "kyufu") { browser in
            _ = try await browser.schedule("2025-07")
            let list = try await browser.get("/payments/schedule")
            let way = try #require(
                list.text.firstMatch(of: /href="(\/payments\/schedule\/[^"]*\?state=scheduled)">1件/)
            ).1
            let day = try await browser.get(String(way))
            #expect(day.text.contains("状態：支給予定") && day.text.contains("name=\"row\""))
            let none = try await browser.get(String(way).replacing("=scheduled", with: "=held"))
            #expect(none.text.contains("状態：保留") && !none.text.contains("name=\"row\""))
            let held = try await browser.post(
                try #require(day.action("items-form")), on: day,
                [
                    ("day", try #require(day.hidden("day"))), ("state", "scheduled"),
                    ("row", try day.row()), ("why", "no-account"), ("reason", "口座を確かめる"),
                ])
            #expect(held.location?.contains("state=scheduled") == true, "\(held.text)")
        }
    }

    @Test("支払月の行は、その月の支払処理だけの一覧を開く")
    func runsOfAMonth() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/payments/runs?month=2025-06")
            #expect(list.text.contains("支払日が令和7年6月") && list.text.contains("すべてを見る"))
            #expect(list.text.contains("この月の支払処理はありません"))
            let all = try await browser.get("/payments/runs")
            #expect(!all.text.contains("すべてを見る"))
        }
    }
}
