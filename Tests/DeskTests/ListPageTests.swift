// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Desk

@Suite("長い一覧の頁")
struct ListPageTests {
    @Test("どの行もちょうど一つの頁にあり、前後の頁だけへ進める")
    func everyRowOnce() {
        for count in [0, 1, 299, 300, 301, 600, 741] {
            var found: [Int] = []
            var asked: String? = ""
            while let number = asked {
                let page = ListPage(of: count, asked: number, size: 300)
                found += page.rows
                let line = page.line(at: "/list")
                #expect((line == nil) == (count <= 300))
                #expect((line?.previous == nil) == (page.number == 1))
                asked = line?.next.map { String($0.dropFirst("/list?page=".count)) }
            }
            #expect(found == Array(0..<count), "\(count)")
        }
        let last = ListPage(of: 741, asked: "3", size: 300).line(at: "/list")
        #expect(last?.span == "601〜741件目／全741件")
    }

    @Test("絞りは、前の頁へも次の頁へもついていく")
    func keepsQuestion() {
        let line = ListPage(of: 741, asked: "2", size: 300).line(at: "/list", keeping: "kind=4")
        #expect(line?.previous == "/list?kind=4&page=1")
        #expect(line?.next == "/list?kind=4&page=3")
    }

    @Test("頁のキーは、行ける頁だけに付き、二つ目の一覧は自分の頁の名でめくる")
    func keys() {
        func keys(_ asked: String) -> [String] {
            ListPage.keys(ListPage(of: 741, asked: asked, size: 300).line(at: "/list"))
                .map { "\($0.key) \($0.href ?? "")" }
        }
        #expect(keys("1") == ["F8 /list?page=2"])
        #expect(keys("2") == ["F7 /list?page=1", "F8 /list?page=3"])
        #expect(keys("3") == ["F7 /list?page=2"])
        #expect(ListPage.keys(nil).isEmpty)
        let second = ListPage(of: 741, asked: "2", size: 300)
            .line(at: "/list", keeping: "page=3", as: "people")
        #expect(second?.next == "/list?page=3&people=3")
    }

    @Test("ない頁を頼まれたら、いちばん近い頁を出す")
    func nearest() {
        for (asked, number) in [
            ("0", 1), ("-7", 1), ("x", 1), ("", 1), ("4", 3), ("99999999999", 3),
        ] {
            #expect(ListPage(of: 741, asked: asked, size: 300).number == number, "\(asked)")
        }
        #expect(ListPage(of: 741, asked: "99999999999999999999", size: 300).number == 1)
    }
}
