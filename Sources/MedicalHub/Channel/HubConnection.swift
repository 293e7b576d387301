// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// Where PMH is reached. The token stands in a file of its own that only the program may read.
public struct HubConnection: Sendable {
    /// The address that the paths of the layouts are put behind.
    public let endpoint: URL
    let token: String
    /// PEM file of the certificates that PMH must show; `nil` trusts those of the system.
    let trustFile: String?
    /// Seconds until a request is given up.
    let timeout: Int

    /// - Parameter isRehearsal: fictional people only: a simulator on this machine may be reached
    ///   without TLS.
    /// - Throws: `HubRefusal.notSecure`.
    public init(
        endpoint: URL, token: String, trustFile: String? = nil, timeout: Int = 30,
        isRehearsal: Bool
    ) throws(HubRefusal) {
        let local = ["127.0.0.1", "localhost", "::1"].contains(endpoint.host() ?? "")
        guard endpoint.scheme == "https" || (isRehearsal && local && endpoint.scheme == "http")
        else { throw .notSecure }
        self.endpoint = endpoint
        self.token = token
        self.trustFile = trustFile
        self.timeout = timeout
    }
}
