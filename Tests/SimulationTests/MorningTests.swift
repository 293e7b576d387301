// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Simulation
import Support
import Testing
import Vocabulary

@Suite("一年の後の朝")
struct MorningTests {
    private let reader = Principal(
        officer: "u1", name: "検証", roles: [.head], session: "test", terminal: "T1")

    @Test("画面を開く人には、どの列にも仕事がある", arguments: [(100, 1), (400, 1), (400, 3)])
    func everyQueueHasWork(people: Int, seed: UInt64) throws {
        let year =
            try people == 400 && seed == 3
            ? PlayedTown.small.get() : PlayedTown.Year(people: people, seed: seed)
        #expect(year.result.differences.isEmpty)
        let office = year.result.office
        let today = year.result.clock.today()
        try office.casework.perform(.viewLists, by: reader, for: .benefit) { scope in
            let cases = try Entitlement.Inbox.counts(on: today, from: scope.db)
            #expect(cases.toExamine > 0, "審査")
            #expect(cases.toApprove > 0, "決裁")
            #expect(cases.held > 0, "保留")
            let benefits = try BenefitInbox.counts(from: scope.db)
            #expect(benefits.toExamine > 0, "償還の審査")
            #expect(benefits.toApprove > 0, "償還の決裁")
            #expect(try InstitutionBook.all(from: scope.db).count > 10, "医療機関マスタ")
        }
    }

    @Test("銀行に渡した支払が一つ、支払日を過ぎて、結果の取込みを待っている")
    func aRunIsAtTheBank() throws {
        let year = try PlayedTown.small.get()
        let office = year.result.office
        let today = year.result.clock.today()
        let waiting = try office.casework.perform(.viewRun, by: reader, for: .benefit) { scope in
            try RunBook.runs(in: [.written], from: scope.db)
        }
        #expect(waiting.count == 1)
        #expect(waiting.allSatisfy { $0.paymentDay < today })
    }
}
