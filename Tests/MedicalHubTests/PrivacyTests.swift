// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import MedicalHub

@Suite("PMHと守られる人・個人番号")
struct PrivacyTests {
    private func sent(_ spy: SpyChannel, _ request: Int) throws -> [[String: Any]] {
        try JSONSerialization.jsonObject(with: Data(spy.sent[request].utf8)) as? [[String: Any]]
            ?? []
    }

    @Test("支援措置の人は不開示で送り、住所を送らない。待っている間に始まった措置も効く")
    func protected() async throws {
        let bench = try HubBench()
        try bench.switchOn()
        try bench.receive([
            HubBench.Person(place: 0, address: "見本市隠し町9番地", isProtected: true),
            HubBench.Person(place: 1, address: "見本市表町8番地"),
        ])
        let spy = SpyChannel()
        let sending = try bench.sending(to: spy)
        // What waits is the row; it is older than the measure.
        let waiting = [HubBench.bundle(0), HubBench.bundle(1)]
        _ = try await sending.perform(waiting)
        #expect(try sent(spy, 0).map { $0["isNotDisclosed"] as? Bool } == [true, false])
        #expect(!spy.sent[0].contains("隠し町"))
        #expect(spy.sent[0].contains("表町"))
        try bench.receive([
            HubBench.Person(place: 1, address: "見本市表町8番地", isProtected: true)
        ])
        _ = try await sending.perform(waiting)
        #expect(try sent(spy, 1).map { $0["isNotDisclosed"] as? Bool } == [true, true])
        #expect(!spy.sent[1].contains("表町"))
    }

    @Test("送った後の要求には、個人番号も名前も一文字も残らない", arguments: [true, false])
    func wiped(answers: Bool) async throws {
        let bench = try HubBench()
        try bench.switchOn()
        try bench.receive([HubBench.Person(place: 0)])
        let spy = SpyChannel { _ in
            guard answers else { throw HubSilence.timeout }
            return SpyChannel.yes
        }
        _ = try await bench.sending(to: spy).perform([HubBench.bundle(0)])
        #expect(spy.sent[0].contains(HubBench.number(0)))
        #expect(spy.left[0].count == spy.sent[0].utf8.count)
        #expect(spy.left[0].allSatisfy { $0 == 0 })
    }

    @Test("相手が送られた値をそのまま返しても、システム2の庫と記録のどこにも個人番号はない")
    func noLeak() async throws {
        let bench = try HubBench()
        try bench.switchOn()
        let count = 60
        try bench.receive(
            (0..<count).map { HubBench.Person(place: $0, name: "漏洩検知\($0)　花子") })
        let echo = SpyChannel { number in
            let digits = HubBench.number(number % count)
            let text = """
                {"errors":[{"index":0,"field":"\(digits)","rule":"\(digits)","message":"\(digits)"}],
                 "detail":"\(digits)"}
                """
            return HubReply(status: [400, 200, 500][number % 3], body: Array(text.utf8))
        }
        let silent = SpyChannel { _ in throw HubSilence.unreachable }
        let simulator = try Simulator(["--echo", "--certificate-type", "OTHER"])
        for channel in [echo, silent, simulator.channel] as [any HubChannel] {
            _ = try await bench.sending(to: channel)
                .perform((0..<count).map { HubBench.bundle($0) })
        }
        try bench.store.close()
        let detector = LeakDetector(canaries: (0..<count).map(HubBench.number))
        #expect(try detector.leaks(below: bench.folder.url).isEmpty)
        // The net has no hole: the same files with one number beside them are found.
        try Data(HubBench.number(3).utf8).write(to: bench.folder.file("control"))
        #expect(try detector.leaks(below: bench.folder.url) == ["control:0"])
    }

    @Test("送る前に、だれの番号を開いたかが記録に残る")
    func logged() async throws {
        let bench = try HubBench()
        try bench.switchOn()
        try bench.receive((0..<3).map { HubBench.Person(place: $0) })
        let silent = SpyChannel { _ in
            // Nothing has left the house yet, and the request stands in the book.
            #expect(try bench.count("hub_request_row") == 3)
            throw HubSilence.unreachable
        }
        let results = try await bench.sending(to: silent)
            .perform((0..<3).map { HubBench.bundle($0) })
        #expect(results.allSatisfy { $0.outcome == .failed("unreachable") })
        #expect(try bench.count("hub_response") == 1)
    }
}
