// SPDX-License-Identifier: Apache-2.0
import Database
import Support
import Testing
import Vocabulary

@testable import Safeguards

private let contract = VendorStanding(contract: "R7-012", employer: "架空システム株式会社")

/// The pledge and the contract as the registers would say: only this employer, until a day.
private struct ContractDoor: Admission {
    let end: CivilDate

    enum Objection: Refusal {
        case otherEmployer, over
        var code: String { self == .over ? "E-TST-011" : "E-TST-012" }
        var message: String { "試験の断りです。" }
        var article: String? { nil }
    }

    func objection(
        to officer: AdmittedOfficer, on day: CivilDate, in db: any Connection
    ) throws -> (any Refusal)? {
        guard let vendor = officer.vendor else { return nil }
        if vendor.employer != contract.employer { return Objection.otherEmployer }
        return day < end ? nil : Objection.over
    }
}

@Suite("保守事業者と緊急アクセス")
struct VendorTests {
    private func office() throws -> StrictOffice {
        let end = try #require(CivilDate(iso: "2025-07-01"))
        let office = try StrictOffice(admissions: [ContractDoor(end: end)])
        try office.register("hoshu1", [.vendor], vendor: contract, by: office.kanri)
        try office.approveLast(by: office.kacho)
        return office
    }

    @Test("契約のない保守、よその雇用主の保守は、登録も承認もされない", .measure("R-58", "R-60", "R-32"))
    func employer() throws {
        let office = try office()
        #expect(throws: SafeguardRefusal.vendorInvalid) {
            try office.accounts.proposeGrant(
                GrantRequest(officer: "k901", roles: [.vendor]), reason: "保守", by: office.kanri)
        }
        #expect(throws: ContractDoor.Objection.otherEmployer) {
            try office.accounts.proposeGrant(
                GrantRequest(
                    officer: "k901", roles: [.vendor],
                    vendor: VendorStanding(contract: "R7-012", employer: "知らない会社")),
                reason: "保守", by: office.kanri)
        }
    }

    @Test("複製の権限は、だれが申請し承認しても、保守には付かない", .measure("R-62"))
    func copyRight() throws {
        let office = try office()
        let copying: [OperationCode] = [
            .requestCopy, .exportData, .exportLog, .printLetters, .writeTransferFile, .backUp,
            .producePersonalFile, .reportAccesses, .produceStatistics,
        ]
        let roles = Role.allCases.filter { role in
            copying.contains { $0.definition.roles.contains(role) } && role != .system
        }
        for proposer in [office.kanri, office.kanri2, office.kacho] {
            for role in roles {
                #expect(throws: SafeguardRefusal.vendorInvalid) {
                    try office.accounts.proposeGrant(
                        GrantRequest(officer: "hoshu1", roles: [.vendor, role], vendor: contract),
                        reason: "作業", by: proposer)
                }
            }
            for operation in copying {
                #expect(throws: SafeguardRefusal.emergencyInvalid) {
                    try office.accounts.requestBreakGlass(
                        for: "hoshu1", operations: [operation], minutes: 10, reason: "作業",
                        by: office.kanri)
                }
            }
        }
        for operation in OperationCode.allCases where operation.definition.kind == .output {
            #expect(!operation.definition.roles.contains(.vendor))
        }
    }

    @Test("契約が終わった翌日には、保守のログインは一つもない", .measure("R-64"))
    func contractEnds() throws {
        let office = try office()
        office.world.clock.pass(27 * 86_400)
        let login = try office.logIn("hoshu1")
        office.world.clock.pass(2 * 86_400)
        #expect(throws: ContractDoor.Objection.over) { try office.logIn("hoshu1") }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try office.accounts.resume(token: login.token, terminal: "窓口1")
        }
    }

    @Test(
        "緊急アクセスは二人で始まり、認めた操作だけを60分まで開き、命令の一つずつが記録に残る",
        .measure("R-32", "R-45"))
    func emergency() throws {
        let office = try office()
        let world = office.world
        let vendor = try office.logIn("hoshu1")
        func look(_ operation: OperationCode, _ purpose: Purpose = .maintenance) throws {
            let now = try office.accounts.resume(token: vendor.token, terminal: "窓口1")
            try world.gate.perform(operation, by: now.principal, for: purpose, about: [child]) {
                _ in
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) { try look(.viewPerson) }
        let id = try office.accounts.requestBreakGlass(
            for: "hoshu1", operations: [.viewPerson], minutes: 60, reason: "表示の不具合",
            by: vendor.session.principal)
        #expect(throws: SafeguardRefusal.notPermitted) { try look(.viewPerson) }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.accounts.approveBreakGlass(id, by: vendor.session.principal)
        }
        try office.accounts.approveBreakGlass(id, by: office.kanri)
        try look(.viewPerson)
        #expect(
            try world.log().last?.result == "ok | explained break-glass-\(id)")
        #expect(throws: SafeguardRefusal.notPermitted) { try look(.viewHousehold) }
        #expect(throws: SafeguardRefusal.wrongPurpose) { try look(.viewPerson, .registration) }
        for _ in 0..<59 {
            world.clock.pass(60)
            _ = try office.accounts.resume(token: vendor.token, terminal: "窓口1")
        }
        let held = try office.accounts.resume(token: vendor.token, terminal: "窓口1").principal
        try look(.viewPerson)
        world.clock.pass(60)
        #expect(throws: SafeguardRefusal.notPermitted) { try look(.viewPerson) }
        // Also when the request had begun before the time was over.
        #expect(throws: SafeguardRefusal.emergencyInvalid) {
            try world.gate.perform(.viewPerson, by: held, for: .maintenance) { _ in }
        }
        #expect(try world.isWhole())
    }

    @Test("申請した人・使う人は承認できず、61分、操作なし、認められない操作、使えない人は断る", .measure("R-32"))
    func limits() throws {
        let office = try office()
        func ask(
            _ officer: String, _ operations: Set<OperationCode>, _ minutes: Int,
            by requester: Principal
        ) throws -> Int64 {
            try office.accounts.requestBreakGlass(
                for: officer, operations: operations, minutes: minutes, reason: "障害",
                by: requester)
        }
        for (operations, minutes): (Set<OperationCode>, Int) in [
            ([.viewPerson], 61), ([.viewPerson], 0), ([], 30), ([.revealAccount], 30),
            ([.openIndividualNumber], 30), ([.approveRun], 30),
        ] {
            #expect(throws: SafeguardRefusal.emergencyInvalid) {
                try ask("hoshu1", operations, minutes, by: office.kanri)
            }
        }
        #expect(throws: SafeguardRefusal.emergencyInvalid) {
            try ask("k901", [.viewPerson], 30, by: office.kanri)
        }
        let id = try ask("kanri2", [.viewPerson], 30, by: office.kanri)
        for same in [office.kanri, office.kanri2] {
            #expect(throws: SafeguardRefusal.sameOfficer) {
                try office.accounts.approveBreakGlass(id, by: same)
            }
        }
        try office.accounts.approveBreakGlass(id, by: office.kacho)
        try office.accounts.endBreakGlass(id, by: office.kacho)
        #expect(throws: SafeguardRefusal.wrongState) {
            try office.accounts.endBreakGlass(id, by: office.kacho)
        }
    }

    @Test("点検しないまま3開庁日を過ぎると利用が止まり、点検すると戻る", .measure("R-32"))
    func review() throws {
        // A Thursday: Friday, Monday and Tuesday are the three days.
        let office = try StrictOffice("2025-06-05")
        try office.register("hoshu1", [.vendor], vendor: contract, by: office.kanri)
        try office.approveLast(by: office.kacho)
        let id = try office.accounts.requestBreakGlass(
            for: "hoshu1", operations: [.viewClaims], minutes: 5, reason: "障害", by: office.kanri)
        try office.accounts.approveBreakGlass(id, by: office.kacho)
        #expect(throws: SafeguardRefusal.wrongState) {
            try office.accounts.reviewBreakGlass(id, finding: "確かめた", by: office.kacho)
        }
        office.world.clock.pass(600)
        let waiting = try #require(try office.accounts.breakGlasses(by: office.kacho).first)
        #expect(waiting.awaitsReview && waiting.reviewBy?.description == "2025-06-10")
        office.world.clock.pass(5 * 86_400)
        let last = try office.logIn("hoshu1")
        office.world.clock.pass(86_400)
        #expect(throws: SafeguardRefusal.reviewOverdue) { try office.logIn("hoshu1") }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try office.accounts.resume(token: last.token, terminal: "窓口1")
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.accounts.reviewBreakGlass(id, finding: "確かめた", by: office.kanri)
        }
        try office.accounts.reviewBreakGlass(id, finding: "記録と作業報告を確かめた", by: office.kacho)
        _ = try office.logIn("hoshu1")
    }
}
