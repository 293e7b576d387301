// SPDX-License-Identifier: Apache-2.0

/// Where and how the service listens.
public struct ServiceSettings: Sendable {
    public let host: String
    /// 0 takes a free port.
    public let port: Int
    /// PEM files of the server: its chain and its key.
    public let certificateChain: String
    public let privateKey: String
    /// PEM file of the authorities whose client certificates are looked at at all.
    public let clientAuthorities: String
    /// `aud` of assertions and `iss` of tokens, e.g. `https://atena.city.example/oauth2/token`.
    public let audience: String

    public init(
        host: String, port: Int, certificateChain: String, privateKey: String,
        clientAuthorities: String, audience: String
    ) {
        self.host = host
        self.port = port
        self.certificateChain = certificateChain
        self.privateKey = privateKey
        self.clientAuthorities = clientAuthorities
        self.audience = audience
    }
}
