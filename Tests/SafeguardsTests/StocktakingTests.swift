// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Safeguards

@Suite("利用者IDの棚卸しと端末")
struct StocktakingTests {
    @Test("一人ずつ所属長が確かめ、回答のない行があるうちは締め切れない", .measure("R-52"))
    func campaign() throws {
        let office = try StrictOffice()
        let accounts = office.accounts
        try office.register("k902", [.payment], by: office.kanri)
        try office.approveLast(by: office.kacho)
        let leaver = try office.logIn("k902")
        office.world.clock.pass(91 * 86_400)
        _ = try office.logIn("k901")
        let deadline = office.world.clock.now().dayInJapan.adding(days: 14)
        let id = try accounts.openStocktaking(deadline: deadline, by: office.kanri)
        #expect(throws: SafeguardRefusal.wrongState) {
            try accounts.openStocktaking(deadline: deadline, by: office.kanri)
        }
        let lines = try accounts.stocktakingLines(of: id, by: office.kacho)
        #expect(lines.map(\.officer) == ["k901", "k902", "kacho", "kanri", "kanri2"])
        #expect(lines.map(\.isUnused) == [false, true, true, true, true])
        #expect(throws: SafeguardRefusal.stocktakingOpen(lines: 5)) {
            try accounts.closeStocktaking(id, by: office.kanri)
        }
        for line in lines {
            // Nobody for himself; a head before an administrator.
            let isHead = line.officer == "kacho"
            #expect(throws: SafeguardRefusal.self) {
                try accounts.answerStocktaking(
                    line: line.id, keeps: true, by: isHead ? office.kacho : office.kanri)
            }
            try accounts.answerStocktaking(
                line: line.id, keeps: line.officer != "k902",
                by: isHead ? office.kanri : office.kacho)
            #expect(throws: SafeguardRefusal.wrongState) {
                try accounts.answerStocktaking(
                    line: line.id, keeps: false, by: isHead ? office.kanri : office.kacho)
            }
        }
        #expect(try accounts.closeStocktaking(id, by: office.kanri).isEmpty)
        #expect(throws: SafeguardRefusal.unauthenticated) { try office.logIn("k902") }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try accounts.resume(token: leaver.token, terminal: "窓口1")
        }
        _ = try office.logIn("k901")
        #expect(try accounts.stocktakings(by: office.kanri).first?.openLines == 0)
        #expect(try office.world.isWhole())
    }

    @Test("期限までに回答のない利用者は停止され、ログインできない", .measure("R-52"))
    func unanswered() throws {
        let office = try StrictOffice()
        let accounts = office.accounts
        let open = try office.logIn("k901")
        let today = office.world.clock.now().dayInJapan
        let id = try accounts.openStocktaking(deadline: today, by: office.kanri)
        #expect(throws: SafeguardRefusal.stocktakingOpen(lines: 4)) {
            try accounts.closeStocktaking(id, by: office.kanri)
        }
        for line in try accounts.stocktakingLines(of: id, by: office.kacho)
        where line.officer != "k901" {
            try accounts.answerStocktaking(
                line: line.id, keeps: true,
                by: line.officer == "kacho" ? office.kanri : office.kacho)
        }
        office.world.clock.pass(86_400)
        #expect(try accounts.closeStocktaking(id, by: office.kanri) == ["k901"])
        #expect(throws: SafeguardRefusal.unauthenticated) { try office.logIn("k901") }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try accounts.resume(token: open.token, terminal: "窓口1")
        }
        #expect(
            try accounts.stocktakingLines(of: id, by: office.kanri)
                .first { $0.officer == "k901" }?.answer == "無回答")
    }

    @Test("締め切った棚卸しの注意は、後の依頼・取消しで変わらず、前に済んだ停止は次の棚卸しに付かない", .measure("R-52"))
    func leavers() throws {
        let office = try StrictOffice()
        let (accounts, clock) = (office.accounts, office.world.clock)
        func today() -> CivilDate { clock.now().dayInJapan }
        func stop(_ officer: String, in days: Int) throws -> Int64 {
            try accounts.requestRevocation(
                of: officer, receivedOn: today(), effectiveOn: today().adding(days: days),
                reason: "退職", by: office.kacho)
        }
        func leavers(_ id: Int64) throws -> [String: CivilDate] {
            let campaign = try #require(
                try accounts.stocktakings(by: office.kanri).first { $0.id == id })
            return campaign.leavers(among: try accounts.revocations(by: office.kanri))
        }
        try office.register("k902", [.payment], by: office.kanri)
        try office.approveLast(by: office.kacho)
        // Stopped long ago, and let in again.
        _ = try stop("k901", in: 0)
        clock.pass(86_400)
        _ = try accounts.proposeGrant(
            GrantRequest(officer: "k901", roles: [.counter]), reason: "再任", by: office.kanri)
        try office.approveLast(by: office.kacho)
        clock.pass(86_400)
        let first = try accounts.openStocktaking(
            deadline: today().adding(days: 14), by: office.kanri)
        clock.pass(60)
        let leaving = today().adding(days: 60)
        let asked = try stop("k902", in: 60)
        #expect(try leavers(first) == ["k902": leaving])
        for line in try accounts.stocktakingLines(of: first, by: office.kacho) {
            try accounts.answerStocktaking(
                line: line.id, keeps: true,
                by: line.officer == "kacho" ? office.kanri : office.kacho)
        }
        clock.pass(60)
        try accounts.closeStocktaking(first, by: office.kanri)
        clock.pass(86_400)
        _ = try stop("kanri2", in: 30)
        try accounts.withdrawRevocation(asked, reason: "退職の取りやめ", by: office.kacho)
        #expect(try leavers(first) == ["k902": leaving], "締め切った時のまま")
        let second = try accounts.openStocktaking(
            deadline: today().adding(days: 14), by: office.kanri)
        #expect(try leavers(second) == ["kanri2": today().adding(days: 30)])
    }

    @Test("だれも回答しなくても、権限を戻せる人が残らない締切りは断る", .measure("R-52"))
    func nobodyLeft() throws {
        let office = try StrictOffice()
        let today = office.world.clock.now().dayInJapan
        let id = try office.accounts.openStocktaking(deadline: today, by: office.kanri)
        office.world.clock.pass(86_400)
        #expect(throws: SafeguardRefusal.stocktakingOpen(lines: 4)) {
            try office.accounts.closeStocktaking(id, by: office.kanri)
        }
        _ = try office.logIn("kanri")
    }

    private static let print = String(repeating: "9f", count: 32)

    @Test(
        "端末が要る設定では、知らない端末からは正しいパスワードでも入れず、失効した端末のログインは終わる",
        .measure("R-85f"))
    func terminals() throws {
        let office = try StrictOffice(rules: AccountRules(needsTerminal: true))
        let accounts = office.accounts
        #expect(throws: SafeguardRefusal.unknownTerminal) {
            try office.logIn("k901", terminal: "192.0.2.7")
        }
        try accounts.registerTerminal(
            fingerprint: "9F:" + Self.print.dropFirst(2), name: "窓口1番", reason: "配備",
            by: office.kanri)
        for (fingerprint, name) in [
            (Self.print, "窓口2番"), (String(repeating: "8e", count: 32), "窓口1番"), ("9f9f", "窓口3番"),
            (String(repeating: "8e", count: 32), " "),
        ] {
            #expect(throws: SafeguardRefusal.terminalInvalid) {
                try accounts.registerTerminal(
                    fingerprint: fingerprint, name: name, reason: "配備", by: office.kanri)
            }
        }
        let name = try accounts.terminal(fingerprint: Self.print, address: "192.0.2.7")
        #expect(name == "窓口1番")
        let login = try office.logIn("k901", terminal: name)
        _ = try accounts.resume(token: login.token, terminal: name)
        let entry = try #require(try accounts.terminals(by: office.kanri).first)
        try accounts.revokeTerminal(entry.id, reason: "紛失", by: office.kanri)
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try accounts.resume(token: login.token, terminal: name)
        }
        #expect(throws: SafeguardRefusal.unknownTerminal) {
            try office.logIn("k901", terminal: name)
        }
        #expect(
            try accounts.terminal(fingerprint: Self.print, address: "192.0.2.7") == "192.0.2.7")
        for role in Role.allCases where role != .administrator {
            #expect(throws: SafeguardRefusal.notPermitted) {
                try accounts.registerTerminal(
                    fingerprint: Self.print, name: "窓口4番", reason: "配備",
                    by: office.world.person([role]))
            }
        }
        #expect(try office.world.isWhole())
    }
}
