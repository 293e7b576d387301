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

    /// A delegation that runs, one that waits for its second officer, and the deputy at work.
    private func running(
        _ office: StrictOffice
    ) throws -> (running: Int64, waiting: Int64, deputy: LoginResult) {
        let id = try ask(office, from: "2025-06-02")
        let waiting = try ask(office, from: "2025-06-20", until: "2025-06-21")
        try office.accounts.confirmDelegation(id, by: office.kanri)
        let login = try office.logIn("k901")
        #expect(login.session.principal.roles == [.counter, .head])
        return (id, waiting, login)
    }

    /// Ways to take a head's access away, or the role of a head alone.
    enum Stop: CaseIterable { case disabled, revoked, removed, unanswered, regranted }

    private func stop(_ officer: String, _ way: Stop, _ office: StrictOffice) throws {
        let accounts = office.accounts
        let today = office.world.clock.now().dayInJapan
        switch way {
        case .disabled: try accounts.disable(officer, reason: "休職", by: office.kanri)
        case .revoked:
            try accounts.requestRevocation(
                of: officer, receivedOn: today, reason: "退職", by: office.kanri)
        case .removed, .unanswered:
            let acting = Principal(
                officer: "k901", name: "k901", roles: [.counter, .head], session: "t",
                terminal: "窓口1")
            let id = try accounts.openStocktaking(deadline: today.next, by: office.kanri)
            for line in try accounts.stocktakingLines(of: id, by: office.kanri) {
                let isLeft = line.officer == officer
                guard !isLeft || way == .removed else { continue }
                // Nobody answers for himself; whoever acts for the head comes before an administrator.
                let isActing = !(way == .removed && officer == "k901")
                let hand =
                    line.officer != "kacho" ? office.kacho : isActing ? acting : office.kanri
                try accounts.answerStocktaking(line: line.id, keeps: !isLeft, by: hand)
            }
            guard way == .unanswered else { return }
            office.world.clock.pass(2 * 86_400)
            try accounts.closeStocktaking(id, by: office.kanri)
        case .regranted:
            try accounts.proposeGrant(
                GrantRequest(officer: officer, roles: [.counter]), reason: "異動", by: office.kanri)
            try accounts.approveGrant(
                try #require(try accounts.grantProposals(by: office.kanri).last).id,
                by: office.kanri2)
        }
    }

    @Test("課長が止められれば、代理の決裁もその場で終わり、開いている画面も終わる", .measure("R-45", "R-51"), arguments: Stop.allCases)
    func headStopped(_ way: Stop) throws {
        let office = try StrictOffice()
        let (id, waiting, deputy) = try running(office)
        try stop("kacho", way, office)
        #expect(try office.roles(of: "k901") == [.counter])
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try office.world.gate.perform(
                .approveDecision, by: deputy.session.principal, for: .registration
            ) { _ in }
        }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try office.accounts.resume(token: deputy.token, terminal: "窓口1")
        }
        let today = office.world.clock.now().dayInJapan
        let all = try office.accounts.delegations(by: office.kanri)
        #expect(all.map(\.id) == [waiting, id])
        #expect(all.allSatisfy { $0.standing(on: today) == .ended })
        #expect(try office.world.store.read { try DelegationBook.waiting(on: today, $0) } == 0)
        #expect(throws: SafeguardRefusal.wrongState) {
            try office.accounts.confirmDelegation(waiting, by: office.kanri)
        }
        // The deputy goes on as what they are.
        #expect(try office.logIn("k901").session.principal.roles == [.counter])
        // A head who comes back has lent nothing.
        try office.accounts.proposeGrant(
            GrantRequest(officer: "kacho", roles: [.head]), reason: "復職", by: office.kanri)
        try office.accounts.approveGrant(
            try #require(try office.accounts.grantProposals(by: office.kanri).last).id,
            by: office.kanri2)
        #expect(try office.roles(of: "kacho") == [.head])
        #expect(try office.roles(of: "k901") == [.counter])
        #expect(try office.world.isWhole())
    }

    @Test("代理の職員が止められれば代理は終わり、戻っても決裁の役割は戻らない", .measure("R-45", "R-51"), arguments: Stop.allCases)
    func deputyStopped(_ way: Stop) throws {
        let office = try StrictOffice()
        let (id, waiting, deputy) = try running(office)
        try stop("k901", way, office)
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try office.accounts.resume(token: deputy.token, terminal: "窓口1")
        }
        let today = office.world.clock.now().dayInJapan
        let all = try office.accounts.delegations(by: office.kanri)
        #expect(all.first { $0.id == id }?.standing(on: today) == .ended)
        // A change of the own roles leaves what is only asked for.
        #expect(
            all.first { $0.id == waiting }?.standing(on: today)
                == (way == .regranted ? .waiting : .ended))
        try office.accounts.proposeGrant(
            GrantRequest(officer: "k901", roles: [.counter]), reason: "復職", by: office.kanri)
        try office.accounts.approveGrant(
            try #require(try office.accounts.grantProposals(by: office.kanri).last).id,
            by: office.kanri2)
        #expect(try office.roles(of: "k901") == [.counter])
        #expect(try office.roles(of: "kacho") == [.head])
        #expect(try office.world.isWhole())
    }

    @Test("課長の停止の日が来れば、誰も何もしなくても代理の決裁は使えず、課長の役割の期限も越えない", .measure("R-51"))
    func headLapses() throws {
        let office = try StrictOffice("2026-03-16")
        let today = office.world.clock.now().dayInJapan
        let id = try ask(office, from: "2026-03-16", until: "2026-04-10")
        try office.accounts.confirmDelegation(id, by: office.kanri)
        let request = try office.accounts.requestRevocation(
            of: "kacho", receivedOn: today, effectiveOn: today.adding(days: 2), reason: "退職",
            by: office.kanri)
        #expect(try office.roles(of: "k901") == [.counter, .head])
        try office.accounts.withdrawRevocation(request, reason: "取りやめ", by: office.kanri)
        office.world.clock.pass(2 * 86_400)
        #expect(try office.roles(of: "k901") == [.counter, .head])
        try office.accounts.requestRevocation(
            of: "kacho", receivedOn: today, effectiveOn: today.adding(days: 3), reason: "退職",
            by: office.kanri)
        office.world.clock.pass(86_400)
        #expect(try office.roles(of: "k901") == [.counter])
        #expect(try office.accounts.carryOutRevocations() == 1)
        #expect(
            try office.accounts.delegations(by: office.kanri).map {
                $0.standing(on: office.world.clock.now().dayInJapan)
            } == [.ended])
        // The grant of another head ends with the fiscal year, and with it what is lent.
        let later = try StrictOffice("2026-03-30")
        try later.accounts.confirmDelegation(
            try ask(later, from: "2026-03-30", until: "2026-04-10"), by: later.kanri)
        #expect(try later.roles(of: "k901") == [.counter, .head])
        later.world.clock.pass(2 * 86_400)
        let day = try day("2026-04-01")
        try later.world.gate.perform(
            .manageOfficers, by: .machine("試験"), for: .maintenance
        ) { scope in
            _ = try OfficerBook.append(.counter, to: "k901", from: day, until: day.next, scope)
        }
        #expect(try later.roles(of: "k901") == [.counter])
    }

    @Test("課長の停止の日からは、誰も何もしなくても、課長も代理も一覧・棚卸し・承認できる人の数で課長に数えない", .measure("R-51", "R-52"))
    func lapsedCounts() throws {
        let office = try StrictOffice()
        let accounts = office.accounts
        try accounts.confirmDelegation(try ask(office, from: "2025-06-02"), by: office.kanri)
        func entry(_ officer: String) throws -> OfficerEntry? {
            try accounts.officers(by: office.kanri).first { $0.officer == officer }
        }
        func approvers() throws -> Int {
            let today = office.world.clock.now().dayInJapan
            return try office.world.store.read { try GrantBook.approvers(on: today, $0) }
        }
        #expect(try entry("k901")?.roles == [.counter, .head])
        #expect(try entry("kacho")?.isStopped == false)
        let before = try approvers()
        let today = office.world.clock.now().dayInJapan
        try accounts.requestRevocation(
            of: "kacho", receivedOn: today, effectiveOn: today.next, reason: "退職",
            by: office.kanri)
        let id = try accounts.openStocktaking(deadline: today.next, by: office.kanri)
        let lines = try accounts.stocktakingLines(of: id, by: office.kanri)
        let own = try #require(lines.first { $0.officer == "kacho" })
        let deputy = try #require(lines.first { $0.officer == "k901" })
        // One day more the head answers for the department, and the deputy for the head.
        for line in [own, deputy] {
            #expect(throws: SafeguardRefusal.otherDepartment) {
                try accounts.answerStocktaking(line: line.id, keeps: true, by: office.kanri)
            }
        }
        office.world.clock.pass(86_400)
        #expect(try entry("k901")?.roles == [.counter])
        #expect(try entry("kacho")?.isStopped == true)
        #expect(try approvers() == before - 2)
        // Nobody asks about a leaver whose day has come, and no head is left in the department.
        #expect(
            try accounts.unlisted(in: [], by: office.kanri).allSatisfy { $0.officer != "kacho" })
        try accounts.answerStocktaking(line: own.id, keeps: false, by: office.kanri)
        try accounts.answerStocktaking(line: deputy.id, keeps: true, by: office.kanri)
    }

    @Test("停止の依頼の日が来れば、開いたままの画面からの操作も、その日から断る", .measure("R-51"))
    func openSession() throws {
        let office = try StrictOffice()
        let login = try office.logIn("k901")
        let today = office.world.clock.now().dayInJapan
        try office.accounts.requestRevocation(
            of: "k901", receivedOn: today, effectiveOn: today.next, reason: "退職",
            by: office.kanri)
        func work() throws {
            try office.world.gate.perform(
                .proposeDecision, by: login.session.principal, for: .registration
            ) { _ in }
        }
        try work()
        #expect(try office.accounts.isOpen(login.session))
        while office.world.clock.now().dayInJapan == today { office.world.clock.pass(600) }
        #expect(throws: SafeguardRefusal.sessionExpired) { try work() }
        #expect(try !office.accounts.isOpen(login.session))
        #expect(try office.accounts.carryOutRevocations() == 1)
        #expect(try office.world.isWhole())
    }

    @Test("頼んだ後に自分も代理でしかなくなった課長の申出は、承認できない")
    func notFurtherLater() throws {
        let office = try StrictOffice("2026-03-30")
        let waiting = try ask(office, from: "2026-03-30", until: "2026-04-10")
        // With the fiscal year the own grant of the head ends; another head then lends to him.
        office.world.clock.pass(2 * 86_400)
        let day = try day("2026-04-01")
        try office.register("kacho2", [.head], by: office.kanri)
        try office.approveLast(by: office.kanri2)
        try office.world.gate.perform(
            .manageOfficers, by: .machine("試験"), for: .maintenance
        ) { scope in
            for officer in ["kacho", "k901"] {
                _ = try OfficerBook.append(
                    .counter, to: officer, from: day, until: day.adding(days: 30), scope)
            }
        }
        let other = Principal(
            officer: "kacho2", name: "kacho2", roles: [.head], session: "t", terminal: "管理1")
        try office.accounts.confirmDelegation(
            try ask(office, to: "kacho", from: "2026-04-01", until: "2026-04-10", by: other),
            by: office.kanri)
        #expect(try office.roles(of: "kacho") == [.counter, .head])
        #expect(throws: SafeguardRefusal.delegationInvalid) {
            try office.accounts.confirmDelegation(waiting, by: office.kanri)
        }
        #expect(try office.roles(of: "k901") == [.counter])
    }
}
