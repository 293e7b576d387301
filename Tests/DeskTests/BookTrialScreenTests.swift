// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Foundation
import HTTPTypes
import Ledger
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// 3040: a changed book is read with its examples and computed over the stored records.
@Suite("制度の本の試算（3040）")
struct BookTrialScreenTests {
    /// The sample book with another age limit from July on, a co-payment from June on, and one
    /// example of those that still hold.
    private func changed(_ edit: (String) -> String = { $0 }) throws -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appending(path: "Schemes/sample/book.yaml"), encoding: .utf8)
        let age =
            "      - {from: 2000-04-01, until-end-of: fiscal-year-age-18, source: 条例第2条(架空)}\n"
        let copayment =
            "    - {from: 2000-04-01, kind: none, article: 条例第5条, source: 条例第5条(架空)}\n"
        let example =
            "examples:\n  - {name: 18歳の3月31日が最後, born: 2007-04-01, day: 2025-03-31, outpatient: eligible, inpatient: eligible, from: 2007-04-01, until: 2025-04-01}\n"
        let start = try #require(text.range(of: "\nexamples:"))
        let end = text[start.upperBound...].firstRange(of: /\n[a-z]/)?.lowerBound ?? text.endIndex
        #expect(text.contains(age) && text.contains(copayment))
        let book =
            "\(text[..<start.lowerBound])\n\(example)\(text[end...])"
            .replacing(
                age,
                with: age
                    + "      - {from: 2025-07-01, until-end-of: fiscal-year-age-3, source: 改正(架空)}\n"
            )
            .replacing(
                copayment,
                with: copayment
                    + "    - {from: 2025-06-01, kind: per-month-per-institution, yen: 500, article: 条例第5条, source: 改正(架空)}\n"
            )
        return Array(edit(book).utf8)
    }

    /// One claim of 2,468 yen, taken in.
    private func take(_ money: MoneyBench) async throws {
        let file = try money.claimFile()
        try await money.bench.browse(as: "kyufu") { try await money.takeIn(file, $0) }
    }

    private func written(_ bench: DeskBench) throws -> [Int64] {
        try bench.office.casework.perform(
            .viewScheme, by: bench.administrator, for: .maintenance
        ) { scope in
            try ["claim", "entitlement_history", "proposal", "computation"].map {
                try scope.db.first("SELECT COUNT(*) FROM \($0)") { $0.int64(0) } ?? 0
            }
        }
    }

    private func read(
        _ browser: Browser, _ files: [(name: String, bytes: [UInt8])],
        _ fields: [(String, String)] = []
    ) async throws -> (path: String, page: Sight) {
        let scheme = try await browser.get("/scheme")
        let sent = try await browser.upload("/scheme", on: scheme, files, fields)
        let path = try #require(sent.location, "\(sent.text)")
        return (path, try await browser.get(path))
    }

    @Test("変えた本は、例ごと読まれ、同じ記録の資格と支給額の差を決まりごとに示し、何も変えない")
    func wholeWay() async throws {
        // Untraced: what goes on behind the pages is told to the log a moment after it is read.
        let money = try await MoneyBench(counting: { $0 })
        try await take(money)
        let before = try written(money.bench)
        let book = try changed()
        let siblings = Family.Kind.allCases.count
        try await money.bench.browse(as: "kanri") { browser in
            let (path, page) = try await read(browser, [("book.yaml", book)])
            #expect(page.text.contains("すべて合う"), "\(page.text)")
            #expect(page.text.contains("eligible-child.age-limit.outpatient"))
            let wrong = try await browser.post(path, on: page, [("month", ""), ("day", "R7.7.10")])
            #expect(wrong.status == 422 && wrong.text.contains("value=\"R7.7.10\""))
            _ = try await browser.post(path, on: page, [("month", "R7.7"), ("day", "R7.7.10")])
            await money.bench.reception.desk.jobs.settle()
            let result = try await browser.get(path)
            #expect(result.text.contains("<dt>計算した明細書</dt><dd>1件</dd>"), "\(result.text)")
            #expect(result.text.contains("<dt>支給額（適用中の本）</dt><dd>2,468円</dd>"))
            #expect(result.text.contains("<dt>支給額（変えた本）</dt><dd>1,968円</dd>"))
            #expect(result.text.contains("<dt>適用中の本の額が支払った額と違う</dt><dd>0件</dd>"))
            #expect(
                result.text.contains(
                    "<th scope=\"row\">制度の自己負担</th><td class=\"number\">1件</td><td class=\"number\">-500円</td>"
                ))
            #expect(
                result.text.contains("<dt>対象でなくなる</dt><dd>\(siblings)人</dd>"), "\(result.text)")
            // Numbers of children and yen; nobody is named.
            #expect(!result.text.contains("検証　翔") && !result.text.contains("\(money.child)"))
        }
        #expect(try written(money.bench) == before)
    }

    @Test("診療種別で分かれる一部負担金も、記録の種別で計算し、保留にしない")
    func care() async throws {
        let money = try await MoneyBench(counting: { $0 })
        try await take(money)
        let book = try changed {
            $0.replacing(
                "kind: per-month-per-institution, yen: 500,",
                with:
                    "kind: per-month-per-institution, yen: 500, cases: [{care: [pharmacy], kind: none}],"
            )
        }
        try await money.bench.browse(as: "kanri") { browser in
            let (path, page) = try await read(browser, [("book.yaml", book)])
            #expect(page.text.contains("すべて合う"), "\(page.text)")
            let result = try await compute(money.bench, browser, path, on: page, "R7.7")
            #expect(result.text.contains("<dt>支給額（変えた本）</dt><dd>1,968円</dd>"), "\(result.text)")
        }
    }

    /// Begins the computation and waits for its numbers.
    private func compute(
        _ bench: DeskBench, _ browser: Browser, _ path: String, on page: Sight, _ month: String
    ) async throws -> Sight {
        // The one before is over: two at a time are not begun.
        let jobs = bench.reception.desk.jobs
        await jobs.settle()
        _ = try await browser.post(path, on: page, [("month", month), ("day", "R7.7.10")])
        await jobs.settle()
        return try await browser.get(path)
    }

    /// What a tax certificate says; who belongs to the household was said before.
    private func tax(_ levy: Int, _ money: MoneyBench) throws {
        try money.bench.office.casework.perform(
            .receiveApplication, by: .machine("test"), for: .registration
        ) { scope in
            let recipient = try #require(
                try scope.db.first("SELECT recipient FROM claim") { $0.int64(0) })
            try scope.facts.append(
                "welfare_household_fact",
                [
                    "member_from": "2024-02-05", "relation": "子", "member": money.child,
                    "recipient": recipient, "cause": "application", "reason": "申告",
                ])
            try scope.facts.append(
                "income_paper",
                [
                    "subject": recipient, "tax_year": 2024, "is_declared": 1,
                    "is_exempt": 0, "income_levy": levy, "dependants": 0,
                    "paper": "課税証明書", "seen_on": "2025-06-01", "is_void": 0,
                    "officer": "U002",
                ])
        }
    }

    @Test("所得区分で分かれる一部負担金も、世帯と所得を聞いて計算し、分からなければ保留に数える。二度目の試算は自分の数を示す")
    func incomeClass() async throws {
        let money = try await MoneyBench(counting: { $0 })
        try await take(money)
        let book = try changed {
            $0.replacing(
                "copayment:\n  outpatient:",
                with:
                    "copayment:\n  income-classes:\n    - {from: 2000-04-01, measure: income-levy, whose: parents-sum, year-begins: 8, classes: [{name: 低所得, below: 100000}, {name: 一般}], source: 改正(架空)}\n  outpatient:"
            ).replacing(
                "kind: per-month-per-institution, yen: 500,",
                with:
                    "kind: per-month-per-institution, yen: 500, cases: [{income-class: [低所得], kind: none}],"
            ).replacing(
                "\npayment:\n",
                with:
                    "  tax-information:\n    - {from: 2000-04-01, asked: municipal-tax, source: 改正(架空)}\n\npayment:\n"
            )
        }
        try await money.bench.browse(as: "kanri") { browser in
            let (path, page) = try await read(browser, [("book.yaml", book)])
            #expect(page.text.contains("すべて合う"), "\(page.text)")
            let unknown = try await compute(money.bench, browser, path, on: page, "R7.7")
            #expect(unknown.text.contains("適用中 0件、変えた本 1件"), "\(unknown.text)")
            try tax(98_765, money)
            let low = try await compute(money.bench, browser, path, on: unknown, "R7.7")
            #expect(low.text.contains("<dt>支給額（変えた本）</dt><dd>2,468円</dd>"), "\(low.text)")
            #expect(low.text.contains("適用中 0件、変えた本 0件"))
            try tax(123_456, money)
            let other = try await compute(money.bench, browser, path, on: low, "R7.7")
            #expect(other.text.contains("<dt>支給額（変えた本）</dt><dd>1,968円</dd>"))
            #expect(!low.text.contains("98,765") && !other.text.contains("123,456"))
            // Another month has its own numbers.
            let empty = try await compute(money.bench, browser, path, on: other, "R7.8")
            #expect(empty.text.contains("<dt>計算した明細書</dt><dd>0件</dd>"), "\(empty.text)")
            #expect(!empty.text.contains("1,968円"))
        }
    }

    @Test("1 MB を超える YAML は、読まずに断る")
    func large() async throws {
        let bench = try await DeskBench()
        let bytes = [UInt8](repeating: 0x61, count: (1 << 20) + 1)
        try await bench.browse(as: "kanri") { browser in
            let (_, page) = try await read(browser, [("book.yaml", bytes)])
            #expect(page.text.contains("1 MB を超えています"), "\(page.text)")
            #expect(page.action("trial-form") == nil)
        }
    }

    @Test("合わない例や知らない値は、ファイルと行と場所と直し方で示し、試算の用紙を出さない")
    func problems() async throws {
        let bench = try await DeskBench()
        let example = try changed { $0.replacing("until: 2025-04-01}", with: "until: 2026-04-01}") }
        let key = try changed { $0 + "\nunknown-key: 1\n" }
        try await bench.browse(as: "kanri") { browser in
            let (path, page) = try await read(browser, [("book.yaml", example)])
            #expect(page.text.contains("E-SCH-006") && page.text.contains("sample/book.yaml:"))
            #expect(!page.text.contains("trial-form"))
            let refused = try await browser.post(
                path, on: page, [("month", "R7.7"), ("day", "R7.7.10")])
            #expect(!(refused.status == 303) && bench.reception.desk.jobs.all.isEmpty)
            let (_, other) = try await read(browser, [("book.yaml", key)])
            #expect(other.text.contains("E-SCH-002") && other.text.contains("unknown-key"))
            let scheme = try await browser.get("/scheme")
            for files in [[], [(name: "book.pdf", bytes: Array("x".utf8))]] {
                let none = try await browser.upload("/scheme", on: scheme, files)
                #expect(none.status == 422 && none.text.contains("href=\"#file\""))
            }
        }
    }

    @Test("据付けのフォルダーに置いた本を、使い始める前に調べられる")
    func folder() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let (_, page) = try await read(browser, [], [("act", "folder")])
            #expect(page.text.contains("値の違いはありません"), "\(page.text)")
        }
    }

    @Test("管理者でない職員には用紙が出ず、送っても断られ、試算を開けない")
    func permission() async throws {
        let bench = try await DeskBench()
        let book = try changed()
        let path = try await bench.browse(as: "kanri") { browser in
            try await read(browser, [("book.yaml", book)]).path
        }
        for officer in ["uketsuke", "kyufu", "kacho", "kansa"] {
            try await bench.browse(as: officer) { browser in
                let scheme = try await browser.get("/scheme")
                #expect(scheme.status == 200 && !scheme.text.contains("book-form"))
                let sent = try await browser.upload("/scheme", on: scheme, [("book.yaml", book)])
                #expect(try await browser.look(sent).status == 403)
                #expect(try await browser.get(path).status == 404)
                #expect(try await browser.post(path, on: scheme, []).status == 403)
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.office.casework.perform(
                CompareClaims.operation, by: MoneyBench.officer("kacho", .head), for: .maintenance
            ) { _ in }
        }
    }
}
