// SPDX-License-Identifier: Apache-2.0
import Foundation
import NIOCore
import Support
import Synchronization

@testable import MedicalHub

/// The simulator of PMH, and the real channel to it.
struct Simulator: Sendable {
    let process: PeerProcess
    let channel: HTTPHubChannel

    init(_ arguments: [String] = [], timeout: Int = 30, trustFile: String? = nil) throws {
        process = try PeerProcess(
            "medical-hub/medical_hub.py", ["--token", HubBench.token] + arguments)
        channel = HTTPHubChannel(
            try HubConnection(
                endpoint: Simulator.url(process.address), token: HubBench.token,
                trustFile: trustFile, timeout: timeout, isRehearsal: true))
    }

    static func url(_ text: String) -> URL {
        guard let url = URL(string: text.replacing("https://127.0.0.1", with: "https://localhost"))
        else { preconditionFailure(text) }
        return url
    }

    struct State: Decodable {
        let requests: Int
        let stored: Int
        let refused: Int
        let lost: Int
        let rows: Int
        let journal: [[Entry]]

        enum Entry: Decodable, Equatable {
            case text(String)
            case flag(Bool)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let flag = try? container.decode(Bool.self) {
                    self = .flag(flag)
                } else {
                    self = .text(try container.decode(String.self))
                }
            }
        }
    }

    func state() async throws -> State {
        try JSONDecoder().decode(
            State.self, from: Data(try await channel.get("simulator/state").body))
    }

    /// What it holds: key → the row.
    func rows() async throws -> [String: [String: Any]] {
        let body = try await channel.get("registrations").body
        let page = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        let rows = page?["rows"] as? [[String: Any]] ?? []
        return Dictionary(
            uniqueKeysWithValues: rows.compactMap { row in
                (row["historyKey"] as? String).map { ($0, row) }
            })
    }

    /// Sends a text as it is.
    func post(_ text: String, to path: String) async throws -> (status: Int, answer: [String: Any])
    {
        var body = HubBody(capacity: text.utf8.count)
        body.write(text)
        let reply = try await channel.post(body, to: path)
        let answer = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any]
        return (reply.status, answer ?? [:])
    }
}

/// Keeps what would have been sent, and answers what a test wants.
final class SpyChannel: HubChannel {
    private let bodies = Mutex<[HubBody]>([])
    private let texts = Mutex<[String]>([])
    private let answer: @Sendable (Int) throws -> HubReply

    /// - Parameter answer: by the number of the request, from 0.
    init(_ answer: @escaping @Sendable (Int) throws -> HubReply = { _ in SpyChannel.yes }) {
        self.answer = answer
    }

    static let yes = HubReply(status: 200, body: Array(#"{"accepted": 1}"#.utf8))

    func post(_ body: HubBody, to path: String) async throws -> HubReply {
        let number = bodies.withLock { bodies in
            bodies.append(body)
            return bodies.count - 1
        }
        texts.withLock { $0.append(String(decoding: body.buffer.readableBytesView, as: UTF8.self)) }
        return try answer(number)
    }

    func get(_ path: String) async throws -> HubReply { try answer(0) }

    /// The requests as they were when they were sent.
    var sent: [String] { texts.withLock { $0 } }
    /// The same bytes as they lie there now.
    var left: [[UInt8]] { bodies.withLock { $0.map { Array($0.buffer.readableBytesView) } } }
}
