// SPDX-License-Identifier: Apache-2.0
import Entitlement
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
}
