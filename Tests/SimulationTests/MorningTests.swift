// SPDX-License-Identifier: Apache-2.0
import Addressee
import Benefits
import Entitlement
import Formats
import Links
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

    @Test("画面を開く人には、どの列にも仕事がある", arguments: [(120, 1), (400, 3)])
    func everyQueueHasWork(people: Int, seed: UInt64) throws {
        let year =
            try people == 400 && seed == 3
            ? PlayedTown.small.get() : PlayedTown.Year(people: people, seed: seed, leavesWork: true)
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

    @Test("電子申請、突合の確認待ち、回答の来た照会が待ち、届かない連携は画面が告げる")
    func linksHaveWork() throws {
        let year = try PlayedTown.small.get()
        let office = year.result.office
        let today = year.result.clock.today()
        func look<R>(_ code: OperationCode, at gate: Gate, _ body: (Scope) throws -> R) throws -> R
        {
            let purpose = try #require(
                code.definition.purposes.sorted { $0.rawValue < $1.rawValue }.first)
            return try gate.perform(code, by: reader, for: purpose, body)
        }
        let waiting = try look(ListElectronicApplications.operation, at: office.casework) {
            try ListElectronicApplications.perform([.checking], in: $0)
        }
        #expect(waiting.applications.count == 3)
        #expect(waiting.refused.map(\.code).sorted() == ["E-FMT-136", "E-LNK-050"])
        let cases = try look(ListMatchCases.operation, at: office.addressee) {
            try ListMatchCases.perform(limit: 10, in: $0)
        }
        #expect(cases.count == 1)
        let inquiries = try look(ListInquiries.operation, at: office.casework) {
            try ListInquiries.perform(.open, in: $0)
        }
        #expect(inquiries.count == 1 && inquiries.allSatisfy(\.mayConfirm))
        let residents = try office.directory.residentFeed()
        let feeds = try look(.viewMonitor, at: office.casework) {
            try FeedStatusBook.all(
                layouts: office.layouts, residents: residents, on: today, from: $0.db)
        }
        let states = feeds.reduce(into: [:]) { $0[$1.layout] = $1.state }
        #expect(states["welfare"] == .late)
        #expect(states["resident"] == .fresh && states["kokuho"] == .fresh)
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
