// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// 1150: exceptions of residence whose papers are to be seen again.
@Suite("居住の特例の確認の画面")
struct ResidenceScreenTests {
    private static func record(_ child: AddresseeNumber, in bench: DeskBench) throws {
        let office = bench.office
        let clerk = Principal(
            officer: "uketsuke", name: "検証 受付", roles: [.counter], session: "test",
            terminal: "T1")
        guard let began = CivilDate(year: 2025, month: 4, day: 5) else { return }
        try office.casework.perform(
            RecordResidenceException.operation, by: clerk, for: .change, about: [child]
        ) { scope in
            try RecordResidenceException.perform(
                ResidenceException(
                    child: child, kind: "study-away", period: EffectivePeriod(from: began),
                    papers: ["R11", "R12", "R13"]), book: office.book, in: scope)
        }
    }

    @Test("期限の前の月から1150に並び、変更届が同じ特例で開き、もう一度記録すると消える")
    func due() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.grant(child)
        try Self.record(child, in: bench)
        try await bench.browse(as: "uketsuke") { browser in
            let early = try await browser.get("/rejudgements")
            #expect(!early.text.contains("居住の特例の確認"))
        }
        bench.clock.go(seconds: 86_400 * 340)
        // The passwords of a year ago open nothing any more.
        try bench.office.accounts.create(
            try NewOfficer(
                officer: "rainen", name: "検証 来年", department: "子ども福祉課", roles: [.counter]),
            password: DeskBench.password, mustChange: false, by: .machine("bench"))
        try await bench.browse(as: "rainen") { browser in
            let page = try await browser.get("/rejudgements")
            #expect(page.text.contains("居住の特例の確認 1件"), "\(page.text)")
            #expect(page.text.contains("what=residence") && page.text.contains("R7.4.5"))
            // Why the family is looked at is asked on the way; the link keeps what it asks for.
            let change = try await browser.get(
                "/persons/\(child)/change?what=residence&residence=study-away&began=R7.4.5")
            #expect(change.status == 200)
            #expect(change.text.contains("value=\"R7.4.5\""), "\(change.text)")
        }
        try Self.record(child, in: bench)
        try await bench.browse(as: "rainen") { browser in
            let after = try await browser.get("/rejudgements")
            #expect(!after.text.contains("居住の特例の確認"))
        }
    }

    @Test("百件を超える居住の特例の確認は頁に分かれ、後ろの行にも届く")
    func pages() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.grant(child)
        let office = bench.office
        let clerk = Principal(
            officer: "uketsuke", name: "検証 受付", roles: [.counter], session: "test",
            terminal: "T1")
        let first = try #require(CivilDate(iso: "2025-01-01"))
        try office.casework.perform(
            RecordResidenceException.operation, by: clerk, for: .change, about: [child]
        ) { scope in
            for day in 0..<101 {
                try RecordResidenceException.perform(
                    ResidenceException(
                        child: child, kind: "study-away",
                        period: EffectivePeriod(from: first.adding(days: day)),
                        papers: ["R11", "R12", "R13"]), book: office.book, in: scope)
            }
        }
        bench.clock.go(seconds: 86_400 * 340)
        try office.accounts.create(
            try NewOfficer(
                officer: "rainen", name: "検証 来年", department: "子ども福祉課", roles: [.counter]),
            password: DeskBench.password, mustChange: false, by: .machine("bench"))
        try await bench.browse(as: "rainen") { browser in
            let page = try await browser.get("/rejudgements")
            #expect(page.text.contains("居住の特例の確認 101件"), "\(page.text)")
            #expect(page.text.contains("1〜100件目／全101件"))
            #expect(page.text.contains("href=\"/rejudgements?stays=2\""))
            let second = try await browser.get("/rejudgements?stays=2")
            #expect(second.text.contains("101〜101件目／全101件"))
            let stays = second.text.components(separatedBy: "居住の特例の確認 101件").last ?? ""
            #expect(stays.contains("R7.4.11") && !stays.contains("R7.1.1<"))
        }
    }
}
