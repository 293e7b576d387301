// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Safeguards

@Suite("不在時代理")
struct DelegationTests {
    private func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    /// The head is away from 9 to 13 June; today is 2 June 2025.
    private func ask(
        _ office: StrictOffice, to deputy: String = "k901", from: String = "2025-06-09",
        until: String = "2025-06-14", by head: Principal? = nil
    ) throws -> Int64 {
        try office.accounts.proposeDelegation(
            to: deputy, from: try day(from), until: try day(until), reason: "出張",
            by: head ?? office.kacho)
    }

    private func head(behind officer: String, _ office: StrictOffice) throws -> String? {
        let now = office.world.clock.now()
        return try office.world.store.read {
            try DelegationBook.head(behind: officer, at: now, from: $0)
        }
    }

    @Test("別の職員の承認で、その期間だけ決裁の役割が付き、期間が過ぎれば消える", .measure("R-45", "R-51"))
    func runsAndEnds() throws {
        let office = try StrictOffice()
        let clock = office.world.clock
        let id = try ask(office)
        #expect(try office.roles(of: "k901") == [.counter])
        try office.accounts.confirmDelegation(id, by: office.kanri)
        // Confirmed, but its first day has not come.
        #expect(try office.roles(of: "k901") == [.counter])
        clock.pass(7 * 86_400)
        #expect(try office.roles(of: "k901") == [.counter, .head])
        #expect(try head(behind: "k901", office) == "kacho")
        #expect(try head(behind: "kacho", office) == nil)
        let running = try #require(try office.accounts.delegations(by: office.kanri).first)
        #expect(running.standing(on: clock.now().dayInJapan) == .running)
        #expect(running.second == "kanri" && running.reason == "出張")
        clock.pass(5 * 86_400)
        #expect(try office.roles(of: "k901") == [.counter])
        #expect(try head(behind: "k901", office) == nil)
        #expect(running.standing(on: clock.now().dayInJapan) == .over)
    }

    @Test("頼んだ本人・代理になる本人・決裁でも管理者でもない人は承認できない", .measure("R-45"))
    func twoPersons() throws {
        let office = try StrictOffice()
        let id = try ask(office)
        let deputy = Principal(
            officer: "k901", name: "k901", roles: [.counter, .head], session: "t", terminal: "窓口1")
        for (who, refusal) in [
            (office.kacho, SafeguardRefusal.sameOfficer), (deputy, .sameOfficer),
            (office.world.person([.counter]), .notPermitted),
            (office.world.person([.auditor]), .notPermitted),
            (.machine("x"), .notPermitted),
        ] {
            #expect(throws: refusal) { try office.accounts.confirmDelegation(id, by: who) }
        }
        #expect(throws: SafeguardRefusal.notPermitted) { try ask(office, by: office.kanri) }
        try office.accounts.refuseDelegation(id, by: office.kanri)
        #expect(throws: SafeguardRefusal.wrongState) {
            try office.accounts.confirmDelegation(id, by: office.kanri)
        }
        #expect(try office.roles(of: "k901") == [.counter])
    }

    @Test("過ぎた期間・長すぎる期間・決裁の役割を持つ人・本人・いない人・両立しない役割には頼めない")
    func refused() throws {
        let office = try StrictOffice()
        for (from, until) in [
            ("2025-06-01", "2025-06-10"), ("2025-06-09", "2025-06-09"),
            ("2025-06-09", "2028-06-10"),
        ] {
            #expect(throws: SafeguardRefusal.delegationInvalid) {
                try ask(office, from: from, until: until)
            }
        }
        #expect(throws: SafeguardRefusal.sameOfficer) { try ask(office, to: "KACHO") }
        #expect(throws: SafeguardRefusal.officerUnknown) { try ask(office, to: "nobody") }
        try office.register("kacho2", [.head], by: office.kanri)
        try office.approveLast(by: office.kacho)
        #expect(throws: SafeguardRefusal.delegationInvalid) { try ask(office, to: "kacho2") }
        try office.register("k905", [.counter, .payment], by: office.kanri)
        try office.approveLast(by: office.kacho)
        #expect(throws: SafeguardRefusal.incompatibleRoles) { try ask(office, to: "k905") }
        try office.accounts.disable("k901", reason: "休職", by: office.kanri)
        #expect(throws: SafeguardRefusal.officerUnknown) { try ask(office) }
    }

    @Test("代理中の職員は、さらに別の職員に頼めない")
    func notFurther() throws {
        let office = try StrictOffice()
        try office.register("k902", [.payment], by: office.kanri)
        try office.approveLast(by: office.kacho)
        let id = try ask(office, from: "2025-06-02")
        try office.accounts.confirmDelegation(id, by: office.kanri)
        let deputy = Principal(
            officer: "k901", name: "k901", roles: [.counter, .head], session: "t", terminal: "窓口1")
        #expect(throws: SafeguardRefusal.delegationInvalid) {
            try ask(office, to: "k902", by: deputy)
        }
    }

    @Test("早く戻れば一人で終えられ、開いている画面も終わる。代決だったことは後からも分かる", .measure("R-51"))
    func ended() throws {
        let office = try StrictOffice()
        let id = try ask(office, from: "2025-06-02")
        try office.accounts.confirmDelegation(id, by: office.kanri)
        let login = try office.logIn("k901")
        #expect(login.session.principal.roles == [.counter, .head])
        office.world.clock.pass(60)
        let then = office.world.clock.now()
        office.world.clock.pass(60)
        try office.accounts.endDelegation(id, reason: "帰庁", by: office.kacho)
        #expect(try office.roles(of: "k901") == [.counter])
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try office.accounts.resume(token: login.token, terminal: "窓口1")
        }
        #expect(throws: SafeguardRefusal.wrongState) {
            try office.accounts.endDelegation(id, reason: "もう一度", by: office.kacho)
        }
        office.world.clock.pass(1)
        #expect(try head(behind: "k901", office) == nil)
        let stood = try office.world.store.read {
            try DelegationBook.head(behind: "k901", at: then, from: $0)
        }
        #expect(stood == "kacho")
        #expect(try office.world.isWhole())
    }
}
