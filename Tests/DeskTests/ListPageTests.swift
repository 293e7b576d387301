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
                #expect((page.previous("/list") == nil) == (page.number == 1))
                asked = page.next("/list").map { String($0.dropFirst("/list?page=".count)) }
            }
            #expect(found == Array(0..<count), "\(count)")
            #expect(ListPage(of: count, asked: "", size: 300).isAlone == (count <= 300))
        }
        #expect(ListPage(of: 741, asked: "3", size: 300).span == "601〜741件目／全741件")
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
