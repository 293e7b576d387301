// SPDX-License-Identifier: Apache-2.0
import Authenticator
import Foundation
import HTTPTypes
import Passkeys
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

// SPDX-License-Identifier: Apache-2.0
@testable import Desk

/// G-16: malformed and replayed log-ins over HTTP; none is let in.
@Suite("壊れた・使い回したログイン")
struct LoginAttackTests {
    private static let size =
        ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] != nil ? 10_000 : 300

    /// What a forger changes in the first step.
    private enum First: CaseIterable {
        case oneLetter, empty, swapped, unknown, long, zero, noDoor, foreignDoor, foreignOrigin
        case twice
    }

    /// What a forger changes in the answer of the authenticator.
    private enum Second: CaseIterable {
        case otherDevice, otherID, otherType, oldChallenge, otherOrigin, foreignFrame, otherSite
        case notVerified, notPresent, countBack, shortData, flippedSignature, noSignature
        case replay, noStep, otherStep, noField, garbage
    }

    /// An answer of an authenticator as the form brings it, and what it answered to.
    private struct Given: Sendable {
        let fields: [[String]]
        let challenge: [UInt8]

        init(_ answer: SoftAuthenticator.Answer, to challenge: [UInt8]) {
            fields = [
                ["id", Base64URL.text(of: answer.id)],
                ["client", Base64URL.text(of: answer.client)],
                ["data", Base64URL.text(of: answer.data)],
                ["signature", Base64URL.text(of: answer.signature)],
            ]
            self.challenge = challenge
        }

        var body: String { fields.map { "&\($0[0])=\($0[1])" }.joined() }
    }

    @Test(
        "壊れた・使い回したログインは一つも受け付けず、正しいログインはそのつど通る",
        .measure("R-50", "R-85e"))
    func none() async throws {
        let desk = try await GuardedDesk()
        try await desk.ready("kanri")
        try await desk.ready("kacho")
        var lots = Seeded(50)
        var (tried, accepted, genuine) = (0, [String](), 0)
        // The answer that was let in last, to be sent again.
        var old: Given?
        while tried < Self.size {
            for officer in ["kanri", "kacho"] {
                for kind in First.allCases.shuffled(using: &lots).prefix(2) {
                    desk.bench.clock.go(seconds: 3_600)
                    let entered = try await first(kind, officer, desk)
                    tried += 1
                    if entered { accepted.append("\(kind)") }
                }
                desk.bench.clock.go(seconds: 3_600)
                let kinds = Second.allCases.shuffled(using: &lots).prefix(4)
                let (wrong, answer) = try await second(
                    Array(kinds), officer, desk, old, &lots)
                tried += kinds.count
                accepted += wrong
                genuine += answer == nil ? 0 : 1
                if let answer { old = answer }
            }
        }
        #expect(accepted.isEmpty, "\(accepted)")
        #expect(genuine * 12 >= tried, "\(genuine) of \(tried)")
    }

    private func isEntry(_ sight: Sight) -> Bool {
        sight.headers[values: .setCookie].contains {
            $0.hasPrefix("__Host-hagukumi=") && !$0.hasPrefix("__Host-hagukumi=;")
        }
    }

    /// - Returns: true when the forger got anywhere: to a session or to the second step.
    private func first(
        _ kind: First, _ officer: String, _ desk: GuardedDesk
    ) async throws -> Bool {
        try await desk.bench.browse { browser in
            let page = try await browser.get("/login")
            var fields = [
                "door": page.hidden("door") ?? "", "officer": officer,
                "password": DeskBench.password,
            ]
            var headers: [String: String] = [:]
            switch kind {
            case .oneLetter: fields["password"] = String(DeskBench.password.dropLast()) + "穴"
            case .empty: fields["password"] = ""
            case .swapped:
                fields["officer"] = DeskBench.password
                fields["password"] = officer
            case .unknown: fields["officer"] = "' OR '1'='1"
            case .long: fields["password"] = String(repeating: DeskBench.password, count: 500)
            case .zero: fields["password"] = DeskBench.password + "\u{0}"
            case .noDoor: fields["door"] = nil
            case .foreignDoor: fields["door"] = String(repeating: "0", count: 36)
            case .foreignOrigin: headers["origin"] = "https://localhost.example"
            case .twice: fields["door"] = (page.hidden("door") ?? "") + "0"
            }
            let body = fields.map { "\($0.key)=\(Typed.escaped($0.value))" }
                .joined(separator: "&")
            let sight = try await browser.send("/login", .post, body, headers: headers)
            return isEntry(sight) || sight.location?.hasPrefix("/login/") == true
        }
    }

    /// Sends wrong answers of the authenticator, then the right one.
    /// - Returns: which wrong ones were let in, and the right answer with its challenge.
    private func second(
        _ kinds: [Second], _ officer: String, _ desk: GuardedDesk,
        _ old: Given?, _ lots: inout Seeded
    ) async throws -> (wrong: [String], right: Given?) {
        let seed = lots.next()
        return try await desk.bench.browse { browser in
            var lots = Seeded(seed)
            var wrong: [String] = []
            var page = try await desk.password(officer, browser)
            for kind in kinds {
                let form = try self.form(
                    kind, officer, desk, try desk.challenge(page), old, &lots)
                let sight = try await send(kind, form, page, browser, desk)
                if isEntry(sight) { wrong.append("\(kind)") }
                page = try await browser.get("/login/passkey")
            }
            let challenge = try desk.challenge(page)
            var device = try #require(desk.devices.withLock { $0[officer] })
            device.counter += 1
            let given = Given(try device.answer(to: challenge), to: challenge)
            let sight = try await browser.send(
                "/login/passkey", .post, "door=\(page.hidden("door") ?? "")" + given.body)
            guard isEntry(sight) else { return (wrong, nil) }
            let used = device
            desk.devices.withLock { $0[officer] = used }
            return (wrong, given)
        }
    }

    private func send(
        _ kind: Second, _ form: String, _ page: Sight, _ browser: Browser, _ desk: GuardedDesk
    ) async throws -> Sight {
        guard kind == .noStep || kind == .otherStep else {
            return try await browser.send(
                "/login/passkey", .post, "door=\(page.hidden("door") ?? "")" + form)
        }
        // The forger has no cookie of the first step, or one of his own making.
        let step = "__Host-hagukumi-step=\(String(repeating: "a", count: 64))"
        return try await desk.bench.browse { other in
            let door = try await other.get("/login").hidden("door") ?? ""
            return try await other.send(
                "/login/passkey", .post, "door=\(door)" + form,
                headers: kind == .otherStep
                    ? ["cookie": "__Host-hagukumi-door=\(door); \(step)"] : [:])
        }
    }

    private func form(
        _ kind: Second, _ officer: String, _ desk: GuardedDesk, _ challenge: [UInt8],
        _ old: Given?, _ lots: inout Seeded
    ) throws -> String {
        var device = try #require(desk.devices.withLock { $0[officer] })
        device.counter += 1
        var asked = challenge
        var type = "webauthn.get"
        switch kind {
        case .otherDevice:
            var stranger = SoftAuthenticator()
            stranger.id = device.id
            stranger.counter = device.counter
            device = stranger
        case .otherID: device.id = Array("somebody".utf8)
        case .otherType: type = "webauthn.create"
        case .oldChallenge: asked = old?.challenge ?? SoftAuthenticator.challenge
        case .otherOrigin: device.origin = "https://localhost:9443"
        case .foreignFrame: device.isForeignFrame = true
        case .otherSite: device.site = "example.jp"
        case .notVerified: device.flags = 0b0000_0001
        case .notPresent: device.flags = 0b0000_0100
        case .countBack: device.counter = 1
        default: break
        }
        var answer = try device.answer(to: asked, type: type)
        switch kind {
        case .shortData: answer.data.removeLast(Int.random(in: 1...20, using: &lots))
        case .flippedSignature:
            let place = Int.random(in: 8..<answer.signature.count, using: &lots)
            answer.signature[place] ^= 1 << UInt8.random(in: 0...7, using: &lots)
        case .noSignature: answer.signature = [0x30, 0x00]
        case .replay:
            if let old { return old.body }
            answer.signature = []
        case .garbage:
            answer.client = (0..<40).map { _ in UInt8.random(in: 0...255, using: &lots) }
        default: break
        }
        var fields = Given(answer, to: asked).fields
        if kind == .noField { fields.remove(at: Int.random(in: 0..<4, using: &lots)) }
        return fields.map { "&\($0[0])=\($0[1])" }.joined()
    }

    @Test("鍵のかかった画面は、上限時間の後は正しい認証器でも開かない", .measure("R-50"))
    func afterAbsoluteTime() async throws {
        let desk = try await GuardedDesk()
        try await desk.ready("kanri")
        try await desk.bench.browse { browser in
            let asked = try await desk.password("kanri", browser)
            _ = try await desk.answer("kanri", asked, at: "/login/passkey", browser)
            desk.bench.clock.go(seconds: 700)
            let door = try await browser.follow(try await browser.get("/officers"))
            #expect(door.text.contains("data-question"))
            desk.bench.clock.go(seconds: 36_000)
            let late = try await desk.answer("kanri", door, at: "/prove", browser)
            #expect(!isEntry(late))
            #expect(try await browser.get("/officers").location?.hasPrefix("/login") == true)
        }
    }
}
