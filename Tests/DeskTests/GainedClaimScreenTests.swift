// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Testing
import Vocabulary

@testable import Desk

/// A claim in kind that was refused for want of the entitlement, and that one covers again.
@Suite("資格が戻った現物給付の画面")
struct GainedClaimScreenTests {
    /// The entitlement is said to end before the day of the claim.
    private func lapse(_ money: MoneyBench) throws {
        let office = money.bench.office
        let on = try #require(CivilDate(iso: "2025-06-12"))
        let id = try office.casework.perform(
            LapseEntitlement.operation, by: MoneyBench.officer("u8", .counter), for: .change
        ) {
            try LapseEntitlement.propose(
                money.child, on: on, decision: .movedOut, asked: .movingOut, exOfficio: false,
                consequences: office.consequences, in: $0)
        }
        try approve(money, id)
    }

    /// It was a mistake: the decision before it stands again.
    private func undo(_ money: MoneyBench) throws {
        let (office, counter) = (money.bench.office, MoneyBench.officer("u8", .counter))
        let input = try office.casework.perform(
            ForeseeCorrection.operation, by: counter, for: .change, about: [money.child]
        ) { scope in
            let known = try HistoryBook.decisions(children: [money.child], from: scope.db)
            return CorrectionInput(
                child: money.child, decision: try #require(known[money.child]?.last?.id),
                act: .restore, reason: "転出していなかった")
        }
        let id = try office.casework.perform(
            CorrectDecision.operation, by: counter, for: .change, about: [money.child],
            reason: "訂正"
        ) { scope in
            let seen = try ForeseeCorrection.perform(
                input, consequences: office.consequences, in: scope)
            return try CorrectDecision.perform(
                input, seen: seen.digest, consequences: office.consequences, in: scope)
        }
        try approve(money, id)
    }

    private func approve(_ money: MoneyBench, _ id: Int64) throws {
        _ = try money.bench.office.casework.perform(
            ApproveDecisions.operation, by: MoneyBench.officer("h8", .head), for: .registration
        ) { try ApproveDecisions.perform(.these([id]), in: $0) }
    }

    @Test("下見・起案・決裁・一覧の画面に額と支払う額の合計が出て、決裁の後はその額のレセプトになる")
    func gained() async throws {
        let money = try await MoneyBench()
        let today = try #require(CivilDate(iso: "2025-08-12"))
        money.bench.clock.go(
            seconds: Int64(today.dayNumber - money.bench.reception.desk.today.dayNumber) * 86_400)
        try lapse(money)
        let there = "/persons/\(money.child)/retroactive"
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.takeIn(try money.claimFile(), browser)
            #expect(try await browser.get(there).text.contains("精算するものはありません"))
        }
        try undo(money)
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            let page = try await browser.get(there)
            #expect(page.text.contains("資格が戻って支払う額の合計"), "\(page.text)")
            #expect(page.text.contains("2,468") && !page.text.contains("再計算"), "\(page.text)")
            let effect = try #require(
                page.text.firstMatch(of: /name="effect" value="([^"]+)"/).map { String($0.1) })
            let done = try await browser.post(
                there, on: page,
                [
                    ("digest", page.hidden("digest") ?? ""), ("effect", effect),
                    ("explanation", "消滅の誤りが分かったため"),
                ])
            try #require(done.status == 303, "\(done.text)")
            let list = try await browser.get("/payments/retroactive")
            #expect(list.text.contains("支払う額") && list.text.contains("2,468"), "\(list.text)")
            return String((done.location ?? "").prefix { $0 != "?" })
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("うち現物給付の再判定"), "\(page.text)")
            #expect(page.text.contains("資格が戻って支払う額の合計") && page.text.contains("2,468"))
            let done = try await browser.post(path, on: page, [("act", "approve")])
            try #require(done.status == 303, "\(done.text)")
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let found = try await browser.follow(
                try await browser.post(
                    "/claims", on: try await browser.get("/claims"),
                    [("child", money.recipientNumber)]))
            let claim = try await browser.get(try found.address("/claims/one/"))
            #expect(claim.text.contains("2,468"), "\(claim.text)")
        }
    }
}
