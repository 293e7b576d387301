// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Office
import Safeguards
import Scheme
import Testing
import Vocabulary

@testable import Desk

@Suite("申請受付の除外事由")
struct IntakeExclusionTests {
    /// The step of the insurance, after everything else was answered.
    private func step(
        _ browser: Browser, of child: AddresseeNumber
    ) async throws -> (page: Sight, check: Sight, path: String) {
        let check = try await Counter(browser).check([child])
        let path = try #require(
            check.text.firstMatch(of: /href="(\/intake\/[^"]*\/insurance)"/), "\(check.text)")
        return (try await browser.get(String(path.1)), check, String(path.1))
    }

    private func fields(
        _ child: AddresseeNumber, _ kind: String, began: String, scheme: String = ""
    ) -> KeyValuePairs<String, String> {
        [
            "evidence-\(child)": "confirmation", "insurer-\(child)": "06119903",
            "insurer-name-\(child)": "見本健康保険組合", "symbol-\(child)": "12",
            "number-\(child)": "3456", "sub-\(child)": "01", "acquired-\(child)": "R6.2.5",
            "exclusion-\(child)": kind, "exclusion-began-\(child)": began,
            "exclusion-scheme-\(child)": scheme,
        ]
    }

    @Test("制度の本にある除外事由だけを畳んで尋ね、何も言わなければ該当なしで、確認の段に何も出ない")
    func nothingSaid() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.browse(as: "uketsuke") { browser in
            let (page, check, _) = try await step(browser, of: child)
            let fold = try #require(
                page.text.range(of: "<summary>対象外になる事情があるとき</summary>"), "\(page.text)")
            #expect(!page.text[..<fold.lowerBound].contains("exclusion-\(child)\""))
            for exclusion in bench.office.book.exclusions.exclusions {
                #expect(page.text.contains("value=\"\(exclusion.kind.rawValue)\""))
                #expect(page.text.contains("（\(exclusion.article)）"))
            }
            #expect(page.text.contains("該当なし"))
            #expect(check.text.contains("認定の見込み") && !check.text.contains("申出："))
        }
    }

    @Test("里親委託の申出は確認の段で見込みを変え、受け付けると除外事由になり、審査の画面にも出る")
    func foster() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.browse(as: "uketsuke") { browser in
            let (page, _, path) = try await step(browser, of: child)
            let wrong = try await browser.post(
                path, on: page, fields(child, "foster-placement", began: ""))
            #expect(wrong.status == 422 && wrong.text.contains("始まりの日"), "\(wrong.text)")
            #expect(wrong.text.contains("<details class=\"group\" open>"))
            let alone = try await browser.post(path, on: page, fields(child, "", began: "R6.4.1"))
            #expect(alone.status == 422 && alone.text.contains("事情を選ぶか"), "\(alone.text)")
            let unnamed = try await browser.post(
                path, on: page, fields(child, "other-scheme-leaves-zero", began: "R6.4.1"))
            #expect(unnamed.status == 422 && unnamed.text.contains("他の制度の名前を入力"))
            let check = try await browser.follow(
                try await browser.post(
                    path, on: page, fields(child, "foster-placement", began: "R6.2.5")))
            #expect(check.text.contains("要件を満たさない見込み"), "\(check.text)")
            #expect(check.text.contains("申出：里親") && check.text.contains("条例第3条第2項第2号"))
            let receive = try #require(Counter(browser).action(of: check))
            let received = try await browser.follow(
                try await browser.post(receive, on: check, ["confirmed": "yes"]))
            let id = try #require(received.ids(after: "/applications/").first, "\(received.text)")
            let examine = try await browser.get("/applications/\(id)/examine")
            #expect(examine.text.contains("里親"), "\(examine.text)")
        }
        let known = try bench.office.casework.perform(
            .viewHistory, by: MoneyBench.officer("kyufu", .payment), for: .benefit,
            about: [child], reason: "試験"
        ) { try ExclusionBook.stretches([child], from: $0.db)[child] ?? [] }
        #expect(known.map(\.kind) == ["foster-placement"])
        #expect(known.first?.period.from == CivilDate(iso: "2024-02-05"))
    }

    @Test("婚姻の申出は申請にも除外事由にも残り、例外の制度の申出は対象のまま")
    func others() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.browse(as: "uketsuke") { browser in
            let (page, _, path) = try await step(browser, of: child)
            let excepted = try await browser.follow(
                try await browser.post(
                    path, on: page,
                    fields(
                        child, "other-scheme-leaves-zero", began: "R6.4.1",
                        scheme: "sample-single-parent")))
            #expect(excepted.text.contains("認定の見込み"), "\(excepted.text)")
            #expect(excepted.text.contains("「sample-single-parent」"))
            let again = try await browser.get(path)
            #expect(again.text.contains("sample-single-parent"))
            let married = try await browser.follow(
                try await browser.post(path, on: again, fields(child, "married", began: "R6.2.5")))
            #expect(married.text.contains("申出：婚姻している"), "\(married.text)")
            #expect(married.text.contains("要件を満たさない見込み"))
        }
    }
}
