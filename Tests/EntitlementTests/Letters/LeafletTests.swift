// SPDX-License-Identifier: Apache-2.0
import Foundation
import Press
import Scheme
import Testing
import Vocabulary

@testable import Entitlement

@Suite("やさしい日本語の案内")
struct LeafletTests {
    private static let schemes = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Schemes").path
    private let desk = ContactDesk(name: "子ども福祉課", phone: "048-000-0000")

    private func book(_ id: String) throws -> SchemeBook {
        let library = try SchemeLibrary.load(
            directory: Self.schemes, digest: { String($0.count) })
        return try #require(library.book(id))
    }

    private func rows(
        _ id: String, on day: String = "2025-06-10", withReadings: Bool = false
    ) throws -> [Leaflet.Row] {
        let book = try book(id)
        return try Leaflet.of(book, schemes: Self.schemes).rows(
            book, on: try #require(CivilDate(iso: day)), city: "見本市", desk: desk,
            withReadings: withReadings)
    }

    @Test("年齢・申込みの日数・持ってくるもの・使えない人は、その日の制度の本から出る。分からない年齢は窓口で聞く")
    func values() throws {
        let now = try rows("sample").map(\.text)
        #expect(now.contains("18歳に なった 後の、はじめての 3月31日まで 使えます。"))
        #expect(now.contains("生まれた 日の 次の 日から 15日のうちに 申し込みます。"))
        #expect(now.contains("受給資格登録申請書") && now.contains("子ども福祉課"))
        #expect(now.contains("結婚している とき。") && now.contains("生活保護の お金を もらっている とき。"))
        #expect(!now.contains { $0.contains("{") })
        // The age before the enlargement, and none before the city has said one.
        let before = try rows("koshigaya", on: "2023-06-10").map(\.text)
        #expect(before.contains { $0.hasPrefix("15歳に なった 後の") })
        let unknown = try rows("koshigaya", on: "2015-06-10")
        #expect(unknown.first { $0.title == "入院しないとき" }?.text == "窓口で 聞いてください。")
        // Income only where the scheme asks for it.
        #expect(try !rows("sample").contains { $0.title.contains("収入") })
        #expect(try rows("sample-income").contains { $0.title.contains("収入") })
    }

    @Test("文は短く、ふりがなを付けると、漢字の言葉のどれにもよみが付く", arguments: ["sample", "koshigaya", "sample-income"])
    func plain(id: String) throws {
        for row in try rows(id) { #expect(row.text.count <= 40, "\(row.text)") }
        for row in try rows(id, withReadings: true) {
            // The names of places are the city's own.
            let bare = (row.title + row.text).replacing(/見本市?|北(?=支)|港/, with: "")
                .replacing(/[0-9か一-龠々][0-9ぁ-ん一-龠々]*（[ぁ-んー]+）/, with: "")
            #expect(!bare.contains(/[一-龠]/), "\(bare)")
        }
    }
}
