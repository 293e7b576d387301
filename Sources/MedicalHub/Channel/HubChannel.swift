// SPDX-License-Identifier: Apache-2.0

/// What the peer answered.
public struct HubReply: Sendable {
    public let status: Int
    /// At most `HubReply.limit` bytes.
    public let body: [UInt8]
    static let limit = 4 * 1_024 * 1_024

    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// Why no answer came. It never carries words of the peer.
public enum HubSilence: String, Error, Sendable {
    case unreachable, timeout
    /// The answer was longer than any right one.
    case tooLong = "too-long"
}

/// The way to PMH. The real one is `HTTPHubChannel`; a test puts something else in its place to fail
/// where it wants.
public protocol HubChannel: Sendable {
    /// - Throws: `HubSilence`.
    func post(_ body: HubBody, to path: String) async throws -> HubReply
    /// - Throws: `HubSilence`.
    func get(_ path: String) async throws -> HubReply
}
