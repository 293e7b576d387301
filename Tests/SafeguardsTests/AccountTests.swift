// SPDX-License-Identifier: Apache-2.0
import Database
import Support
import Testing
import Vault
import Vocabulary

@testable import Safeguards

private let good = "あさひ まつば しらなみ つばめ"

@Suite("利用者とログイン")
struct AccountTests {
    func ready(
        _ world: World, roles: Set<Role> = [.counter]
    ) throws -> (accounts: Accounts, admin: Principal) {
        let accounts = try world.accounts()
        try accounts.createFirst(
            NewOfficer(
                officer: "kanri", name: "管理　一郎", department: "情報課", roles: [.administrator]),
            password: good)
        let admin = try accounts.login(officer: "kanri", password: good, terminal: "管理1")
            .session.principal
        try accounts.create(
            NewOfficer(
                officer: "k901", name: "窓口　花子", department: "子ども福祉課", roles: roles),
            password: good, mustChange: false, by: admin)
        return (accounts, admin)
    }

    @Test("最初の管理者は一度だけ登録できる", .measure("R-85e", "R-50"))
    func firstOnce() throws {
        let (accounts, _) = try ready(World())
        #expect(throws: SafeguardRefusal.alreadyInitialised) {
            try accounts.createFirst(
                NewOfficer(
                    officer: "k999", name: "別人", department: "課", roles: [.administrator]),
                password: good)
        }
    }

    @Test("利用者IDは全角・大文字でも同じ人。合言葉は別の控えに変わり、そのままは残らない")
    func login() throws {
        let world = try World()
        let (accounts, _) = try ready(world)
        let first = try accounts.login(officer: " Ｋ９０１", password: good, terminal: "窓口1")
        let second = try accounts.login(officer: "k901", password: good, terminal: "窓口2")
        #expect(first.token.utf8.count == 64 && first.token != second.token)
        #expect(first.previous == nil && second.previous?.terminal == "窓口1")
        #expect(first.session.principal.roles == [.counter])
        let session = try accounts.resume(token: first.token, terminal: "窓口1")
        #expect(session.principal == first.session.principal)
        try accounts.checkForm(first.session.csrf, of: session)
        #expect(throws: SafeguardRefusal.forged) {
            try accounts.checkForm(second.session.csrf, of: session)
        }
        let stored = try world.store.read { db in
            try db.rows("SELECT hash FROM credential") { $0.text(0) }
        }
        #expect(stored.count == 2)
        #expect(stored.allSatisfy { $0.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$") })
        let tokens = try world.store.read { db in
            try db.rows("SELECT token_hash FROM login_session") { $0.blob(0) }
        }
        #expect(!tokens.contains(Array(first.token.utf8)))
    }

    @Test("知らない利用者・違うパスワード・停止中は同じ答えになる", .measure("R-50"))
    func sameAnswer() throws {
        let world = try World()
        let (accounts, admin) = try ready(world)
        try accounts.disable("k901", reason: "退職", by: admin)
        let attempts = [("k901", good), ("k999", good), ("kanri", good + "x")]
        for (number, attempt) in attempts.enumerated() {
            #expect(throws: SafeguardRefusal.unauthenticated) {
                try accounts.login(
                    officer: attempt.0, password: attempt.1, terminal: "端末\(number)")
            }
        }
        let officers = try world.log().suffix(3).map(\.officer)
        #expect(officers == ["k901", "unknown", "kanri"])
    }

    @Test("5回続けて失敗すると30秒待ち、失敗のたびに倍になり、正しくても待つ", arguments: ["k901", "k999"])
    func throttling(officer: String) throws {
        let world = try World()
        let (accounts, _) = try ready(world)
        func attempt(_ number: Int, _ password: String = "違うパスワードです。") -> SafeguardRefusal? {
            do {
                _ = try accounts.login(
                    officer: officer, password: password, terminal: "端末\(number)")
                return nil
            } catch { return error as? SafeguardRefusal }
        }
        for number in 0..<5 { #expect(attempt(number) == .unauthenticated) }
        guard case .throttled(let first) = attempt(6, good) else {
            Issue.record("待たされない")
            return
        }
        #expect((30...31).contains(first))
        world.clock.pass(29)
        #expect(attempt(7, good) != nil)
        world.clock.pass(2)
        #expect(attempt(8) == .unauthenticated)
        guard case .throttled(let second) = attempt(9) else {
            Issue.record("待たされない")
            return
        }
        #expect((60...61).contains(second))
        world.clock.pass(62)
        #expect(attempt(10, good) == (officer == "k901" ? nil : .unauthenticated))
    }

    @Test("一つの端末から多くの利用者を試しても、5回で待つ")
    func terminalThrottling() throws {
        let (accounts, _) = try ready(World())
        for number in 0..<5 {
            #expect(throws: SafeguardRefusal.unauthenticated) {
                try accounts.login(officer: "k80\(number)", password: good, terminal: "端末")
            }
        }
        do {
            _ = try accounts.login(officer: "k901", password: good, terminal: "端末")
            Issue.record("待たされない")
        } catch let refusal as SafeguardRefusal {
            #expect(refusal.code == "E-SAF-002")
        }
    }

    @Test("100回目の失敗で閉じ、管理者が開くまで開かない")
    func closing() {
        var tally: LoginThrottle.Tally?
        var now = Instant(microseconds: 0)
        for _ in 0..<100 {
            now = now.adding(seconds: 3_601)
            #expect(LoginThrottle.wait(tally, at: now) == nil)
            tally = LoginThrottle.adding(to: tally, at: now, closes: true)
        }
        #expect(LoginThrottle.wait(tally, at: now.adding(seconds: 10_000_000)) != nil)
    }

    @Test("10分の無操作で終わり、操作していても10時間で終わる。終わりの記録は一つだけ", .measure("R-74"))
    func timeouts() throws {
        let world = try World()
        let (accounts, _) = try ready(world)
        let idle = try accounts.login(officer: "k901", password: good, terminal: "窓口1")
        world.clock.pass(599)
        _ = try accounts.resume(token: idle.token, terminal: "窓口1")
        world.clock.pass(600)
        for _ in 0..<2 {
            #expect(throws: SafeguardRefusal.sessionExpired) {
                try accounts.resume(token: idle.token, terminal: "窓口1")
            }
        }
        let long = try accounts.login(officer: "k901", password: good, terminal: "窓口1")
        for _ in 0..<71 {
            world.clock.pass(500)
            _ = try accounts.resume(token: long.token, terminal: "窓口1")
        }
        world.clock.pass(500)
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try accounts.resume(token: long.token, terminal: "窓口1")
        }
        let ends = try world.log().filter { $0.code == "endSession" && $0.officer == "k901" }
        #expect(ends.map { String($0.result?.prefix(4) ?? "") } == ["idle", "abso"])
        #expect(try world.isWhole())
    }

    @Test("別の端末に写した合札は使えず、その場で終わる")
    func stolenToken() throws {
        let (accounts, _) = try ready(World())
        let login = try accounts.login(officer: "k901", password: good, terminal: "窓口1")
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try accounts.resume(token: login.token, terminal: "別の端末")
        }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try accounts.resume(token: login.token, terminal: "窓口1")
        }
    }

    @Test("停止・権限の変更・再起動は開いているログインをすぐに終え、関所も断る", .measure("R-51"))
    func endsAtOnce() throws {
        for act in 0..<3 {
            let world = try World()
            let (accounts, admin) = try ready(world)
            let login = try accounts.login(officer: "k901", password: good, terminal: "窓口1")
            let principal = login.session.principal
            try world.gate.perform(.viewPerson, by: principal, for: .registration) { _ in }
            switch act {
            case 0: try accounts.disable("k901", reason: "退職", by: admin)
            case 1: try accounts.setRoles([.payment], of: "k901", by: admin)
            default: #expect(try accounts.closeOpenSessions() == 2)
            }
            #expect(throws: SafeguardRefusal.sessionExpired) {
                try world.gate.perform(.viewPerson, by: principal, for: .registration) { _ in }
            }
            #expect(throws: SafeguardRefusal.sessionExpired) {
                try accounts.resume(token: login.token, terminal: "窓口1")
            }
            let ends = try world.log().filter {
                $0.code == "endSession" && $0.session == principal.session
            }
            #expect(ends.count == 1)
        }
    }

    @Test("忘れたパスワードは機械が作り直し、待ちを消し、開いている利用を終え、最初に変えさせる", .measure("R-50"))
    func resetPassword() throws {
        let world = try World()
        let (accounts, admin) = try ready(world)
        let open = try accounts.login(officer: "k901", password: good, terminal: "窓口1")
        for number in 0..<5 {
            #expect(throws: SafeguardRefusal.unauthenticated) {
                try accounts.login(officer: "k901", password: "違う", terminal: "端末\(number)")
            }
        }
        #expect(try accounts.loginState(by: admin).held["k901"] != nil)
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try accounts.resetPassword(of: "k901", reason: "　", by: admin)
        }
        #expect(throws: SafeguardRefusal.ownPassword) {
            try accounts.resetPassword(of: " Ｋanri", reason: "忘れた", by: admin)
        }
        #expect(throws: SafeguardRefusal.officerUnknown) {
            try accounts.resetPassword(of: "k777", reason: "忘れた", by: admin)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try accounts.resetPassword(
                of: "kanri", reason: "忘れた", by: open.session.principal)
        }
        let issued = try accounts.resetPassword(of: " Ｋ９０１", reason: "忘れた", by: admin)
        let password = issued.password
        #expect(issued.officer == "k901")
        #expect(try accounts.loginState(by: admin).held.isEmpty)
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try accounts.resume(token: open.token, terminal: "窓口1")
        }
        #expect(throws: SafeguardRefusal.unauthenticated) {
            try accounts.login(officer: "k901", password: good, terminal: "窓口1")
        }
        let anew = try accounts.login(officer: "k901", password: password, terminal: "窓口1")
        #expect(anew.session.mustChangePassword && anew.session.principal.roles.isEmpty)
        let stored = try world.store.read { db in
            try db.rows("SELECT reason FROM operation WHERE code = 'manageOfficers'") {
                $0.optionalText(0)
            }
        }
        #expect(stored.contains("忘れた") && !stored.contains(password))
        #expect(try world.isWhole())
    }

    @Test("いまの利用は、人・端末・時刻を示し、理由とともに一つだけ終わらせられる", .measure("R-51"))
    func liveLogins() throws {
        let world = try World()
        let (accounts, admin) = try ready(world)
        let left = try accounts.login(officer: "k901", password: good, terminal: "窓口1")
        world.clock.pass(120)
        let kept = try accounts.login(officer: "k901", password: good, terminal: "窓口2")
        world.clock.pass(120)
        _ = try accounts.resume(token: kept.token, terminal: "窓口2")
        let live = try accounts.loginState(by: admin).live
        #expect(live.map(\.terminal) == ["管理1", "窓口1", "窓口2"])
        #expect(live[1].officer == "k901" && live[1].startedAt < live[2].startedAt)
        #expect(live[2].startedAt < live[2].lastSeen && live[1].lastSeen == live[1].startedAt)
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try accounts.endLogin(live[1].id, reason: "", by: admin)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try accounts.endLogin(live[0].id, reason: "試し", by: kept.session.principal)
        }
        try accounts.endLogin(live[1].id, reason: "席に残っていた", by: admin)
        #expect(throws: SafeguardRefusal.loginOver) {
            try accounts.endLogin(live[1].id, reason: "席に残っていた", by: admin)
        }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try accounts.resume(token: left.token, terminal: "窓口1")
        }
        _ = try accounts.resume(token: kept.token, terminal: "窓口2")
        #expect(try accounts.loginState(by: admin).live.map(\.terminal) == ["管理1", "窓口2"])
        world.clock.pass(700)
        #expect(try accounts.loginState(by: admin).live.isEmpty)
    }

    @Test("ログアウトは一度だけ記録される")
    func logout() throws {
        let world = try World()
        let (accounts, _) = try ready(world)
        let login = try accounts.login(officer: "k901", password: good, terminal: "窓口1")
        try accounts.logout(token: login.token)
        try accounts.logout(token: login.token)
        #expect(try world.log().filter { $0.code == "logout" }.count == 1)
    }

    @Test("権限は年度末で切れる", .measure("R-51"))
    func grantsEndWithTheFiscalYear() throws {
        let world = try World("2026-03-31")
        let (accounts, _) = try ready(world)
        let login = try accounts.login(officer: "k901", password: good, terminal: "窓口1")
        #expect(login.session.principal.roles == [.counter])
        world.clock.pass(12 * 3_600)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try accounts.login(officer: "k901", password: good, terminal: "窓口1")
        }
    }

    @Test("最初のパスワードを変えるまで役割がなく、変えると使える")
    func firstPassword() throws {
        let world = try World()
        let (accounts, admin) = try ready(world)
        try accounts.create(
            NewOfficer(
                officer: "k902", name: "給付　次郎", department: "子ども福祉課", roles: [.payment]),
            password: good, by: admin)
        let login = try accounts.login(officer: "k902", password: good, terminal: "窓口1")
        #expect(login.session.mustChangePassword && login.session.principal.roles.isEmpty)
        let new = "みずうみ かもめ すいせん ともしび"
        try accounts.changePassword(
            token: login.token, terminal: "窓口1", current: good, new: new)
        let session = try accounts.resume(token: login.token, terminal: "窓口1")
        #expect(!session.mustChangePassword && session.principal.roles == [.payment])
        #expect(throws: SafeguardRefusal.unauthenticated) {
            try accounts.login(officer: "k902", password: good, terminal: "窓口2")
        }
    }

    @Test("管理者でない職員は利用者を登録できない")
    func onlyAdministrators() throws {
        let world = try World()
        let (accounts, _) = try ready(world)
        let login = try accounts.login(officer: "k901", password: good, terminal: "窓口1")
        #expect(throws: SafeguardRefusal.notPermitted) {
            try accounts.create(
                NewOfficer(officer: "k903", name: "別人", department: "課", roles: [.head]),
                password: good, by: login.session.principal)
        }
    }
}
