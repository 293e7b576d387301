// SPDX-License-Identifier: Apache-2.0
import Foundation
import NIOCore
import Support
import Testing
import Vocabulary

@testable import MedicalHub

@Suite("PMHへの送信")
struct SendTests {
    private func bench(_ people: Int = 3) throws -> HubBench {
        let bench = try HubBench()
        try bench.switchOn()
        try bench.receive((0..<people).map { HubBench.Person(place: $0) })
        return bench
    }

    @Test("二度送っても、一度送ったのと同じになる")
    func twiceIsOnce() async throws {
        let bench = try bench()
        let simulator = try Simulator()
        let sending = try bench.sending(to: simulator.channel)
        for _ in 0..<2 {
            let results = try await sending.perform((0..<3).map { HubBench.bundle($0) })
            #expect(results.allSatisfy { $0.outcome == .accepted && $0.status == 200 })
        }
        let state = try await simulator.state()
        #expect(state.rows == 3)
        #expect(state.stored == 6)
        #expect(try bench.count("hub_response") == 2)
        #expect(try bench.count("hub_request_row") == 6)
    }

    @Test("消滅は同じ行の終わりの日になり、取消は削除になる")
    func lapseAndDelete() async throws {
        let bench = try bench()
        let simulator = try Simulator()
        let sending = try bench.sending(to: simulator.channel)
        _ = try await sending.perform([HubBench.bundle(0), HubBench.bundle(1)])
        _ = try await sending.perform([
            HubBench.bundle(0, through: "2025-05-31"), HubBench.bundle(1, isDeleted: true),
        ])
        let rows = try await simulator.rows()
        #expect(rows.count == 2)
        #expect(rows["90-1-B"]?["validTo"] as? String == "2025-05-31")
        #expect(rows["91-1-B"]?["isDeleted"] as? Bool == true)
    }

    @Test("通信の途中で切れ、遅れ、混み、返事が失われても、いつか全部が一度ずつ登録される")
    func badWeather() async throws {
        let bench = try bench(12)
        for seed in 1...2 {
            let simulator = try Simulator(
                [
                    "--seed", String(seed), "--outages", "15", "--lost", "15", "--busy", "15",
                    "--slow", "6", "--delay", "1.5", "--refuse-unclear", "15",
                ], timeout: 1)
            let sending = try bench.sending(to: simulator.channel)
            var waiting = Array(0..<12)
            var rounds = 0
            while !waiting.isEmpty, rounds < 60 {
                rounds += 1
                let results = try await sending.perform(waiting.map { HubBench.bundle($0) })
                waiting = zip(waiting, results).filter { $1.outcome != .accepted }.map(\.0)
            }
            #expect(waiting.isEmpty)
            #expect(try await simulator.state().rows == 12)
        }
    }

    @Test("一人の行だけが断られたときは、その人だけを誤りにして、ほかの人はその場で登録する")
    func oneBadRow() async throws {
        let bench = try bench()
        // The peer knows a rule that nobody told us.
        let spy = SpyChannel { number in
            number == 0
                ? HubReply(
                    status: 400,
                    body: Array(
                        #"{"errors":[{"index":1,"field":"certificationName","rule":"value"}]}"#
                            .utf8))
                : SpyChannel.yes
        }
        let results = try await bench.sending(to: spy)
            .perform((0..<3).map { HubBench.bundle($0) })
        #expect(
            results.map(\.outcome) == [
                .accepted, .refused(field: "certificationName", rule: "value"), .accepted,
            ])
        #expect(spy.sent.count == 2)
        #expect(!spy.sent[1].contains("91-1-B"))
    }

    @Test("どの行か言わずに断られたときは、半分ずつ送って、その一人を見つける")
    func unclear() async throws {
        let bench = try bench(8)
        let spy = SpyAgainst("95-1-B")
        let results = try await bench.sending(to: spy)
            .perform((0..<8).map { HubBench.bundle($0) })
        for (place, result) in results.enumerated() {
            #expect(
                result.outcome
                    == (place == 5 ? .refused(field: "?", rule: "status-400") : .accepted))
        }
    }

    @Test("番号のない人、知らない人、性別の分からない人は、送る前に項目の名前で断る")
    func beforeSending() async throws {
        let bench = try bench(1)
        try bench.receive([HubBench.Person(place: 1, hasNumber: false)])
        let spy = SpyChannel()
        let results = try await bench.sending(to: spy).perform([
            HubBench.bundle(0), HubBench.bundle(1), HubBench.bundle(2),
            HubBench.bundle(0, key: "90-1-B"),
        ])
        #expect(
            results.map(\.outcome) == [
                .accepted, .refused(field: "myNumber", rule: "number"),
                .refused(field: "basicFiveInfo", rule: "person"),
                .refused(field: "historyKey", rule: "unique"),
            ])
        #expect(spy.sent.count == 1)
        let rows =
            try JSONSerialization.jsonObject(with: Data(spy.sent[0].utf8)) as? [[String: Any]]
        #expect(rows?.count == 1)
        #expect(rows?.first?["myNumber"] as? String == HubBench.number(0))
    }

    @Test("履歴キーのない登録は、削除を言えない")
    func registrationForm() async throws {
        let bench = try bench(2)
        let simulator = try Simulator()
        let sending = try bench.sending(to: simulator.channel, form: .registration)
        let results = try await sending.perform([
            HubBench.bundle(0), HubBench.bundle(1, isDeleted: true),
        ])
        #expect(
            results.map(\.outcome) == [
                .accepted, .refused(field: "isDeleted", rule: "deletion"),
            ])
        #expect(try await simulator.state().rows == 1)
    }

    @Test("暗号化された相手にだけ送る。相手の証明書が違えば、一文字も送らない")
    func onlyTLS() async throws {
        #expect(throws: HubRefusal.notSecure) {
            try HubConnection(
                endpoint: Simulator.url("http://192.0.2.1"), token: "", isRehearsal: true)
        }
        #expect(throws: HubRefusal.notSecure) {
            try HubConnection(
                endpoint: Simulator.url("http://127.0.0.1:1"), token: "", isRehearsal: false)
        }
        let bench = try bench(1)
        let right = try HubAuthority("検証認証局")
        let other = try HubAuthority("別の認証局")
        let pair = try right.sign("localhost")
        let (certificate, key) = (
            bench.folder.file("hub.crt").path, bench.folder.file("hub.key").path
        )
        try pair.certificate.write(toFile: certificate, atomically: true, encoding: .utf8)
        try pair.key.write(toFile: key, atomically: true, encoding: .utf8)
        let arguments = ["--certificate", certificate, "--key", key]
        for (authority, isRight) in [(right, true), (other, false)] {
            let trust = bench.folder.file("trust-\(isRight).pem").path
            try authority.pem.write(toFile: trust, atomically: true, encoding: .utf8)
            let simulator = try Simulator(arguments, trustFile: trust)
            let results = try await bench.sending(to: simulator.channel)
                .perform([HubBench.bundle(0)])
            #expect(
                results.map(\.outcome) == (isRight ? [.accepted] : [.failed("unreachable")]))
        }
    }

    @Test("転送の指示には従わない")
    func noRedirects() async throws {
        let bench = try bench(1)
        let spy = SpyChannel { _ in HubReply(status: 307, body: []) }
        let results = try await bench.sending(to: spy).perform([HubBench.bundle(0)])
        #expect(results.map(\.outcome) == [.failed("status-307")])
    }
}

/// Refuses every request that has one row, without a word.
private struct SpyAgainst: HubChannel {
    let key: String
    init(_ key: String) { self.key = key }

    func post(_ body: HubBody, to path: String) async throws -> HubReply {
        let text = String(decoding: body.buffer.readableBytesView, as: UTF8.self)
        return text.contains(key) ? HubReply(status: 400, body: []) : SpyChannel.yes
    }

    func get(_ path: String) async throws -> HubReply { SpyChannel.yes }
}
