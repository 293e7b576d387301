// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Inquiries
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("やりとりの途中で止まったとき")
struct KilledTests {
    @Test("どこで止まっても、次は続きから進み、同じ問いは一度しか届かない")
    func kills() async throws {
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        let (kills, each, people) = (isSoak ? 300 : 8, 3, 20)
        let folder = try TemporaryFolder("inquiry-kills")
        let path = folder.file("addressee.sqlite").path
        let line = try Line()
        let first = try Bench(path: path)
        try first.settle(people)
        try first.obtainCodes(0..<people)
        try first.store.close()
        let papers = line.simulator.certificates
        let words = [
            path, String(line.simulator.port), papers.client.certificate.path,
            papers.client.key.path, papers.authority.path,
        ].joined(separator: "|")
        for kill in 0..<kills {
            let bench = try Bench(path: path, at: Self.start(kill))
            let orders = (0..<each).map {
                bench.order("I-\(kill * each + $0)", about: (kill * each + $0) % people)
            }
            try bench.accept(orders)
            try bench.store.close()
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [words = words as String, kill = kill as Int] in
                let words = words.split(separator: "|").map(String.init)
                let bench = try Bench(path: words[0], at: KilledTests.start(kill))
                // Nobody is left to remove it.
                rmdir(bench.folder.url.path)
                let server = try HTTPIntermediateServer(
                    ServerSettings(
                        url: "https://localhost:\(words[1])", certificate: words[2],
                        key: words[3], trust: words[4], body: Bench.body, timeoutSeconds: 5))
                func round() async throws {
                    _ = try await bench.relay(server).run(for: .registration) { answer in
                        try bench.decide(answer.number, .stored)
                    }
                    bench.clock.pass(seconds: 130)
                }
                // Every other one has done a whole round before, so that all steps are reached.
                if kill % 2 == 1 { try await round() }
                Thread.detachNewThread {
                    usleep(UInt32(1_000 + kill * 7_919 % 200_000))
                    raise(SIGKILL)
                }
                while true { try await round() }
            }
        }
        // The killed ones were at work when they died.
        #expect(try line.simulator.events("accepted").count >= each)
        let bench = try Bench(path: path, at: Self.start(kills))
        // 200 orders a run at most, four calls an order.
        for _ in 0..<200 where try await line.run(bench, times: 1).calls == 0 { break }
        for number in 0..<(kills * each) {
            #expect(try bench.phases("I-\(number)").last == .stored, "I-\(number)")
        }
        let accepted = try line.simulator.events("accepted")
        #expect(accepted.count == kills * each)
        #expect(try bench.count("inquiry_record") == kills * each * 3)
        try await line.close()
    }

    /// Far enough behind what the last process can have left, near enough for no inquiry to expire.
    private static func start(_ kill: Int) -> Instant {
        Bench.start.adding(seconds: Int64(kill) * 3_000)
    }
}
