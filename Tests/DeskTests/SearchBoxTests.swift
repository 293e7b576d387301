// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Desk

@Suite("検索の箱の読み方")
struct SearchBoxTests {
    private let today = CivilDate(year: 2025, month: 6, day: 10)

    private func box(_ text: String) throws -> SearchBox {
        SearchBox(text, today: try #require(today))
    }

    @Test("番号は、全角でも空白があっても番号として読む")
    func numbers() throws {
        #expect(try box("９０００１２").addressee == AddresseeNumber("900012"))
        #expect(try box("5000010").recipientNumber == "5000010")
        #expect(try box("u2025-000012").receipt == "U2025-000012")
        #expect(try box("2025-0000123").issueNumber == "2025-0000123")
        #expect(try box("5000010").isNumber)
    }

    @Test(
        "生年月日は、どの書き方でも同じ日",
        arguments: ["R6.2.5", "令和6年2月5日", "060205", "2024-02-05", "20240205", "Ｒ６．２．５", "5060205"])
    func dates(_ text: String) throws {
        #expect(try box(text).born == CivilDate(iso: "2024-02-05"))
    }

    @Test("カナと漢字を見分け、氏名と生年月日を一緒に読む")
    func names() throws {
        #expect(try box("ﾀﾅｶ").kana == "ﾀﾅｶ")
        #expect(try box("田中　花子").name == "田中花子")
        let both = try box("タナカ H31.4.1")
        #expect(both.kana == "タナカ" && both.born == CivilDate(iso: "2019-04-01"))
        #expect(both.query(limit: 5) != nil)
        #expect(try box("  ").isEmpty)
    }
}
