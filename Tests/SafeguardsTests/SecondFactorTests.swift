// SPDX-License-Identifier: Apache-2.0
import Authenticator
import Database
import Passkeys
import Testing
import Vocabulary

@testable import Safeguards

private let good = "あさひ まつば しらなみ つばめ"

/// An office with a second factor: two administrators and a counter clerk, each with a device.
private struct Desk {
    let world: World
    let accounts: Accounts
    var devices: [String: SoftAuthenticator] = [:]

    static let factor = SecondFactor(
        party: RelyingParty(
            id: "localhost", origins: ["https://localhost:8443"], title: "検証環境"),
        policy: AuthenticatorPolicy())

    init() async throws {
        world = try World()
        accounts = try Accounts(
            gate: world.gate, clock: world.clock, random: world.random, contextWords: ["見本市"],
            secondFactor: Desk.factor, rules: AccountRules(oneOfficerGrants: true))
        try accounts.createFirst(
            NewOfficer(
                officer: "kanri", name: "管理　一郎", department: "情報課", roles: [.administrator]),
            password: good)
        try await enrol("kanri", words: try accounts.firstTicket(for: "kanri"))
        let kanri = try enter("kanri")
        for (officer, roles) in [("kanri2", Set([Role.administrator])), ("k901", [.counter])] {
            try accounts.create(
                NewOfficer(officer: officer, name: officer, department: "課", roles: roles),
                password: good, mustChange: false, by: kanri.session.principal)
        }
        try await enrol("kanri2", words: try accounts.firstTicket(for: "kanri2"))
    }

    func waiting(_ officer: String, terminal: String = "窓口1") throws -> WaitingLogin {
        switch try accounts.begin(officer: officer, password: good, terminal: terminal) {
        case .passkey(let waiting), .enrolment(let waiting): return waiting
        case .entered: throw SafeguardRefusal.forged
        }
    }

    mutating func enrol(
        _ officer: String, words: String, terminal: String = "窓口1"
    ) async throws {
        let waiting = try waiting(officer, terminal: terminal)
        let question = try accounts.registrationQuestion(
            waiting.token, ticket: words, terminal: terminal)
        var device = SoftAuthenticator()
        device.id = Array("\(officer)-\(devices.count)".utf8)
        let client = device.clientData("webauthn.create", question.challenge)
        _ = try await accounts.register(
            waiting.token, ticket: words, clientData: client,
            attestationObject: try device.attestation(selfSigned: true, over: client),
            label: "職員証", terminal: terminal)
        devices[officer] = device
    }

    /// The answer of an officer's device; it counts up.
    func answer(
        _ officer: String, to challenge: [UInt8], count: UInt32,
        _ change: (inout SoftAuthenticator) -> Void = { _ in }
    ) throws -> PasskeyAnswer {
        guard var device = devices[officer] else { throw SafeguardRefusal.forged }
        device.counter = count
        change(&device)
        let given = try device.answer(to: challenge)
        return PasskeyAnswer(
            id: given.id, clientData: given.client, authenticatorData: given.data,
            signature: given.signature)
    }

    func enter(
        _ officer: String, count: UInt32 = 2, terminal: String = "窓口1"
    ) throws -> LoginResult {
        let waiting = try waiting(officer, terminal: terminal)
        let question = try accounts.question(waiting.token, terminal: terminal)
        return try accounts.finish(
            waiting.token, terminal: terminal,
            with: try answer(officer, to: question.challenge, count: count))
    }
}

@Suite("二要素のログイン")
struct SecondFactorTests {
    @Test("パスワードだけでは、どの利用者も入れない")
    func passwordAlone() async throws {
        let desk = try await Desk()
        for officer in ["kanri", "kanri2", "k901"] {
            #expect(throws: SafeguardRefusal.secondFactorMissing) {
                try desk.accounts.login(officer: officer, password: good, terminal: "窓口1")
            }
        }
        #expect(throws: SafeguardRefusal.unauthenticated) {
            try desk.accounts.begin(officer: "k901", password: good + "x", terminal: "窓口1")
        }
    }

    @Test("パスワードと認証器の両方で入れ、記録は改ざんの検証に通る")
    func bothFactors() async throws {
        let desk = try await Desk()
        let entered = try desk.enter("kanri", count: 3)
        #expect(entered.session.principal.roles == [.administrator])
        let again = try desk.accounts.resume(token: entered.token, terminal: "窓口1")
        #expect(again.principal == entered.session.principal)
        #expect(try desk.world.isWhole())
    }

    @Test("登録票は、二人目が確かめるまで使えない。発行した人と本人は二人目になれない")
    func ticketNeedsTwo() async throws {
        var desk = try await Desk()
        let first = try desk.enter("kanri", count: 3).session.principal
        let second = try desk.enter("kanri2").session.principal
        // A machine and one officer would be one person.
        #expect(throws: SafeguardRefusal.notPermitted) {
            try desk.accounts.allowPasskey(of: "k901", reason: "着任", by: .machine("ticket"))
        }
        let words = try desk.accounts.allowPasskey(of: "k901", reason: "着任", by: first)
        let ticket = try #require(try desk.accounts.tickets(by: first).first)
        #expect(ticket.officer == "k901" && !ticket.isConfirmed)
        await #expect(throws: SafeguardRefusal.ticketInvalid) {
            try await desk.enrol("k901", words: words)
        }
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try desk.accounts.confirmPasskey(ticket: ticket.id, by: first)
        }
        try desk.accounts.confirmPasskey(ticket: ticket.id, by: second)
        await #expect(throws: SafeguardRefusal.ticketInvalid) {
            try await desk.enrol("kanri", words: words)
        }
        try await desk.enrol("k901", words: words.lowercased())
        #expect(try desk.enter("k901").session.principal.roles == [.counter])
        await #expect(throws: SafeguardRefusal.ticketInvalid) {
            try await desk.enrol("k901", words: words)
        }
        #expect(throws: SafeguardRefusal.ticketInvalid) {
            try desk.accounts.confirmPasskey(ticket: ticket.id, by: second)
        }
    }

    @Test("登録票は三日で切れ、据付けの登録票は二人がそろったら出せない")
    func ticketsEnd() async throws {
        var desk = try await Desk()
        #expect(throws: SafeguardRefusal.alreadyInitialised) {
            try desk.accounts.firstTicket(for: "k901")
        }
        let first = try desk.enter("kanri", count: 3).session.principal
        let second = try desk.enter("kanri2").session.principal
        let words = try desk.accounts.allowPasskey(of: "k901", reason: "着任", by: first)
        let ticket = try #require(try desk.accounts.tickets(by: first).first)
        try desk.accounts.confirmPasskey(ticket: ticket.id, by: second)
        desk.world.clock.pass(SecondFactor.ticketSeconds)
        await #expect(throws: SafeguardRefusal.ticketInvalid) {
            try await desk.enrol("k901", words: words)
        }
    }

    @Test("偽り・使い回し・遅れ・ほかの端末・ほかの人の認証器は、どれも入れない")
    func forgeries() async throws {
        let desk = try await Desk()
        func attempt(
            _ refusal: PasskeyRefusal, _ change: (inout SoftAuthenticator) -> Void
        ) throws {
            let waiting = try desk.waiting("kanri")
            let question = try desk.accounts.question(waiting.token, terminal: "窓口1")
            let answer = try desk.answer("kanri", to: question.challenge, count: 9, change)
            #expect(throws: refusal) {
                try desk.accounts.finish(waiting.token, terminal: "窓口1", with: answer)
            }
            // Every password that leads nowhere counts; wait until the next is free.
            desk.world.clock.pass(LoginThrottle.longest)
        }
        try attempt(.wrongOrigin) { $0.origin = "https://127.0.0.1:8443" }
        try attempt(.wrongSite) { $0.site = "example.jp" }
        try attempt(.userNotVerified) { $0.flags = 0b0000_0001 }
        try attempt(.counterWentBack) { $0.counter = 1 }
        try attempt(.unknownCredential) { $0.id = Array("kanri2-1".utf8) }

        let waiting = try desk.waiting("kanri")
        let question = try desk.accounts.question(waiting.token, terminal: "窓口1")
        let answer = try desk.answer("kanri", to: question.challenge, count: 9)
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try desk.accounts.finish(waiting.token, terminal: "窓口2", with: answer)
        }
        _ = try desk.accounts.finish(waiting.token, terminal: "窓口1", with: answer)
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try desk.accounts.finish(waiting.token, terminal: "窓口1", with: answer)
        }
        desk.world.clock.pass(LoginThrottle.longest)
        let late = try desk.waiting("kanri")
        let slow = try desk.accounts.question(late.token, terminal: "窓口1")
        desk.world.clock.pass(SecondFactor.stepSeconds)
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try desk.accounts.finish(
                late.token, terminal: "窓口1",
                with: try desk.answer("kanri", to: slow.challenge, count: 10))
        }
        let codes = try desk.world.log().filter { $0.code == "login" && $0.result != "ok" }
        #expect(codes.contains { $0.result?.contains("E-SAF-1") == true })
    }

    @Test("一つのパスワードで試せる認証器の答えは五つまで")
    func fewAttempts() async throws {
        let desk = try await Desk()
        let waiting = try desk.waiting("kanri")
        for _ in 0..<SecondFactor.attempts {
            let question = try desk.accounts.question(waiting.token, terminal: "窓口1")
            let wrong = try desk.answer("kanri", to: question.challenge, count: 9) {
                $0.flags = 0b0000_0001
            }
            #expect(throws: PasskeyRefusal.userNotVerified) {
                try desk.accounts.finish(waiting.token, terminal: "窓口1", with: wrong)
            }
        }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try desk.accounts.question(waiting.token, terminal: "窓口1")
        }
    }

    @Test("放っておいた画面は閉じ、本人の認証器でだけ続きが開く。上限時間を過ぎれば開かない")
    func unlocking() async throws {
        let desk = try await Desk()
        let entered = try desk.enter("kanri", count: 3)
        desk.world.clock.pass(Accounts.idleSeconds)
        #expect(throws: SafeguardRefusal.sessionLocked) {
            try desk.accounts.resume(token: entered.token, terminal: "窓口1")
        }
        let question = try desk.accounts.questionAgain(token: entered.token, terminal: "窓口1")
        #expect(throws: PasskeyRefusal.unknownCredential) {
            try desk.accounts.proveAgain(
                token: entered.token, terminal: "窓口1",
                with: try desk.answer("kanri2", to: question.challenge, count: 9))
        }
        let second = try desk.accounts.questionAgain(token: entered.token, terminal: "窓口1")
        try desk.accounts.proveAgain(
            token: entered.token, terminal: "窓口1",
            with: try desk.answer("kanri", to: second.challenge, count: 4))
        _ = try desk.accounts.resume(token: entered.token, terminal: "窓口1")
        desk.world.clock.pass(Accounts.absoluteSeconds)
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try desk.accounts.questionAgain(token: entered.token, terminal: "窓口1")
        }
    }

    @Test("大切な操作は、認証器で確かめてから五分のうちだけ")
    func freshProof() async throws {
        let desk = try await Desk()
        let entered = try desk.enter("kanri", count: 3)
        let kanri = entered.session.principal
        func stop() throws {
            try desk.accounts.disable("k901", reason: "退職", by: kanri)
        }
        try stop()
        desk.world.clock.pass(SecondFactor.proofSeconds)
        #expect(throws: SafeguardRefusal.proofNeeded) { try stop() }
        let question = try desk.accounts.questionAgain(token: entered.token, terminal: "窓口1")
        try desk.accounts.proveAgain(
            token: entered.token, terminal: "窓口1",
            with: try desk.answer("kanri", to: question.challenge, count: 4))
        try stop()
    }

    @Test("失効した認証器と、止められた利用者は、ただちに使えない")
    func revoked() async throws {
        let desk = try await Desk()
        let kanri = try desk.enter("kanri", count: 3).session.principal
        let other = try desk.enter("kanri2")
        let entry = try #require(
            try desk.accounts.passkeys(by: kanri).first { $0.officer == "kanri2" })
        try desk.accounts.endPasskey(entry.id, reason: "紛失", by: kanri)
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try desk.accounts.resume(token: other.token, terminal: "窓口1")
        }
        let step = try desk.accounts.begin(officer: "kanri2", password: good, terminal: "窓口1")
        guard case .enrolment = step else {
            Issue.record("認証器のない人は登録へ進む")
            return
        }
    }

    @Test("認証器の登録と失効は、権限のない人にはできない")
    func permissions() async throws {
        let desk = try await Desk()
        for roles: Set<Role> in [[.counter], [.payment], [.auditor]] {
            let person = desk.world.person(roles)
            #expect(throws: SafeguardRefusal.notPermitted) {
                try desk.accounts.allowPasskey(of: "k901", reason: "着任", by: person)
            }
            #expect(throws: SafeguardRefusal.notPermitted) {
                try desk.accounts.endPasskey(1, reason: "紛失", by: person)
            }
            #expect(throws: SafeguardRefusal.notPermitted) {
                try desk.accounts.confirmPasskey(ticket: 1, by: person)
            }
        }
    }

    @Test("第二要素があれば、パスワードは8文字から")
    func shorterPassword() {
        let beside = PasswordRule(contextWords: ["見本市"], standsAlone: false)
        #expect(beside.weakness(of: "つばめ青空9", officer: "k901", name: "花子") == .tooShort)
        #expect(beside.weakness(of: "つばめ青空92森", officer: "k901", name: "花子") == nil)
        #expect(beside.weakness(of: "password", officer: "k901", name: "花子") == .common)
    }
}
