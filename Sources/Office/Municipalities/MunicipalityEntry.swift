// SPDX-License-Identifier: Apache-2.0

/// One municipality of a shared program (共同利用) as the list of municipalities names it: where its
/// installation lies, and the name and port that are its own.
public struct MunicipalityEntry: Codable, Hashable, Sendable {
    /// A short name for people at the terminal: small letters, digits and hyphens.
    public let name: String
    /// The book of its law, e.g. `sample`.
    public let scheme: String
    /// Its folder; a path that is not absolute begins beside the list. Nothing said: its name.
    public let data: String?
    /// The folder of its keys; nothing said: `keys` in its own folder.
    public let keys: String?
    /// The host name that its officers open; no other municipality answers to it.
    public let host: String
    /// Where its listener binds; nothing said: this machine only.
    public let address: String?
    public let port: Int
    /// PEM files of its certificate and the private key; nothing said: one for rehearsals.
    public let certificate: String?
    public let key: String?
    /// 検証環境: takes synthetic numbers and no others.
    public let rehearsal: Bool?

    public init(
        name: String, scheme: String, data: String? = nil, keys: String? = nil, host: String,
        address: String? = nil, port: Int, certificate: String? = nil, key: String? = nil,
        rehearsal: Bool? = nil
    ) {
        self.name = name
        self.scheme = scheme
        self.data = data
        self.keys = keys
        self.host = host
        self.address = address
        self.port = port
        self.certificate = certificate
        self.key = key
        self.rehearsal = rehearsal
    }

    public var isRehearsal: Bool { rehearsal ?? false }
    /// Where the listener binds.
    public var listeningAddress: String { address ?? "127.0.0.1" }
}
