// SPDX-License-Identifier: Apache-2.0
import Formats
// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vocabulary

@Suite("様式")
struct LayoutTests {
    @Test("すべての様式とコード表が読め、つじつまが合う")
    func everyLayoutLoads() throws {
        let library = try Samples.library()
        #expect(
            library.feeds.keys.sorted() == [
                "accounting-income", "accounting-orders", "agency-invoices", "applications",
                "bank_returns", "banks", "claim-list", "holidays", "institutions", "insurer-claims",
                "insurers",
                "kokuho", "postal-codes", "reimbursements", "resident", "shaho", "tax", "welfare",
            ])
        #expect(Set(library.claims.keys) == Set(ClaimKind.ofRecords))
        #expect(library.codes.count >= 25)
        #expect(!library.digest.isEmpty)
    }

    @Test("2つの出典で確かめるまで、どの様式も未確認のまま、検証用の表示を求める")
    func nothingIsVerifiedYet() throws {
        let library = try Samples.library()
        for layout in library.feeds.values {
            #expect(!layout.isVerified, "\(layout.id)")
            // The lists of authorities come as they are.
            let isOfficial = ["holidays", "banks", "postal-codes"].contains(layout.id)
            #expect(layout.stamp != nil || isOfficial, "\(layout.id)")
        }
    }

    @Test("個人番号があるのは住民の様式だけ")
    func individualNumberStandsAlone() throws {
        for layout in try Samples.library().feeds.values {
            let has = layout.columns.contains { $0.type == .individualNumber }
            #expect(has == (layout.id == "resident"), "\(layout.id)")
        }
    }

    @Test("コード表の値は、用語の値と同じ")
    func codesAgreeWithVocabulary() throws {
        let codes = try Samples.library().codes
        let pairs: [(String, [String])] = [
            ("application-kind", ApplicationKind.allCases.map(\.rawValue)),
            ("application-reason", ApplicationReason.allCases.map(\.rawValue)),
            ("decision-result", DecisionResult.allCases.map(\.rawValue)),
            ("decision-reason", DecisionReason.allCases.map(\.rawValue)),
            ("claim-data-kind", ClaimDataKind.allCases.map(\.rawValue)),
            ("input-source", ClaimSource.allCases.map(\.rawValue)),
            ("care-kind", CareKind.allCases.map(\.rawValue)),
            ("reimbursement-check", CheckState.allCases.map(\.rawValue)),
            ("reimbursement-result", ReimbursementOutcome.allCases.map(\.rawValue)),
            ("payment-method", PaymentMethod.allCases.map(\.rawValue)),
            ("objection-kind", ObjectionKind.allCases.map(\.rawValue)),
            ("objection-reason", ObjectionReason.allCases.map(\.rawValue)),
            ("objection-result", ObjectionResult.allCases.map(\.rawValue)),
            ("account-type", BankAccountType.allCases.map(\.rawValue)),
            ("sex", Sex.allCases.map(\.rawValue)),
            ("high-cost-band", HighCostBand.allCases.map(\.rawValue)),
        ]
        for (id, values) in pairs {
            let list = try #require(codes[id], "\(id)")
            #expect(Set(list.values.map(\.code)) == Set(values), "\(id)")
        }
    }

    @Test("ない様式は、名前を示して断る")
    func missing() throws {
        let library = try Samples.library()
        #expect(throws: FormatRefusal.layoutMissing(id: "none")) { try library.feed("none") }
    }

    private func load(_ feed: String, code: String? = nil) throws -> LayoutLibrary {
        let folder = try TemporaryFolder()
        let codes = folder.url.appending(path: "codes")
        try FileManager.default.createDirectory(at: codes, withIntermediateDirectories: true)
        try feed.write(
            to: folder.url.appending(path: "x.yaml"), atomically: true, encoding: .utf8)
        if let code {
            try code.write(
                to: codes.appending(path: "c.yaml"), atomically: true, encoding: .utf8)
        }
        return try LayoutLibrary.load(directory: folder.url.path) { "\($0.count)" }
    }

    private static let good = """
        id: x
        title: 試し
        edition: "1"
        kind: feed
        source: 設計
        verified: true
        file-name: x.csv
        encoding: utf-8
        line-end: crlf
        header: true
        scope: [full]
        mode: row-wise
        key: [a]
        columns:
          - {key: a, name: あ, type: date}
          - {key: b, name: い, type: int, least: 1}
        """

    @Test("正しい様式は読める")
    func goodLayout() throws {
        let layout = try load(Self.good).feed("x")
        #expect(layout.columns.map(\.key) == ["a", "b"])
        #expect(layout.isVerified)
    }

    @Test(
        "誤った様式は、ファイルと行を示して断る",
        arguments: [
            ("verified: true", "verified: yes", 6), ("mode: row-wise", "mode: perhaps", 12),
            ("key: [a]", "key: [z]", 1), ("type: int", "type: number", 16),
            ("name: い", "name: あ", 1), ("least: 1", "least: one", 16),
            ("kind: feed", "kind: tax", 1), ("type: date}", "type: code}", 15),
            ("type: date}", "type: date, colour: red}", 15), ("id: x", "id: y", 1),
            ("key: [a]", "key: [a", 14), ("edition: \"1\"", "edition: 2025-04-01", 3),
            ("title: 試し\n", "", 1),
        ])
    func broken(old: String, new: String, line: Int) throws {
        let text = Self.good.replacingOccurrences(old, new)
        #expect(text != Self.good)
        do {
            _ = try load(text)
            Issue.record("was not refused")
        } catch FormatRefusal.layoutBroken(let file, let found, let reason) {
            #expect(file == "x.yaml")
            #expect(found == line, "\(reason)")
        }
    }

    @Test("同じ値が2度あるコード表は断る")
    func brokenCodes() throws {
        let value = "  - {code: \"1\", text: あ, from: \"2000-01-01\", until: null}\n"
        let list = "id: c\ntitle: 表\nsource: 設計\nvalues:\n" + value + value
        #expect(throws: FormatRefusal.self) { try load(Self.good, code: list) }
    }
}
