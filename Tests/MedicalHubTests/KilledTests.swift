// SPDX-License-Identifier: Apache-2.0
import Foundation
import NIOCore
import Support
import Testing
import Vocabulary

@testable import MedicalHub

@Suite("PMHへの送信の途中で止まったとき")
struct KilledTests {
    @Test("相手が受け取った後、書き留める前に止まっても、送り直せば一度送ったのと同じになる")
    func betweenSendAndRecord() async throws {
        let simulator = try Simulator()
        let bench = try HubBench()
        try bench.switchOn()
        try bench.receive((0..<5).map { HubBench.Person(place: $0) })
        let file = bench.folder.file("addressee.sqlite").path
        let address = simulator.process.address
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [file = file as String, address = address as String] in
            let bench = try HubBench(file: file)
            rmdir(bench.folder.url.path)
            let channel = HTTPHubChannel(
                try HubConnection(
                    endpoint: Simulator.url(address), token: HubBench.token, isRehearsal: true))
            _ = try await bench.sending(to: Dying(channel: channel))
                .perform((0..<5).map { HubBench.bundle($0) })
        }
        #expect(try await simulator.state().rows == 5)
        #expect(try bench.count("hub_request") == 1)
        #expect(try bench.count("hub_response") == 0)
        let results = try await bench.sending(to: simulator.channel)
            .perform((0..<5).map { HubBench.bundle($0) })
        #expect(results.allSatisfy { $0.outcome == .accepted })
        let state = try await simulator.state()
        #expect(state.rows == 5)
        // The second time says the same of every row as the first.
        #expect(state.journal.count == 10)
        #expect(Array(state.journal[..<5]) == Array(state.journal[5...]))
    }
}

/// Dies when the peer has answered and nobody has heard it.
private struct Dying: HubChannel {
    let channel: HTTPHubChannel

    func post(_ body: HubBody, to path: String) async throws -> HubReply {
        _ = try await channel.post(body, to: path)
        raise(SIGKILL)
        throw HubSilence.unreachable
    }

    func get(_ path: String) async throws -> HubReply { try await channel.get(path) }
}
