// SPDX-License-Identifier: Apache-2.0
import Crypto

/// For whom passkeys are made: the office's own server under its name on the sealed network.
public struct RelyingParty: Sendable, Hashable {
    /// The domain, e.g. `hagukumi.city.example.lg.jp` or `localhost`.
    public let id: String
    /// Pages from which a ceremony may come, e.g. `https://hagukumi.city.example.lg.jp:8443`.
    public let origins: Set<String>
    /// What an officer sees when the device asks.
    public let title: String

    public init(id: String, origins: Set<String>, title: String) {
        self.id = id
        self.origins = origins
        self.title = title
    }

    var digest: [UInt8] { Array(SHA256.hash(data: Array(id.utf8))) }
}

/// Which authenticators an office accepts. The server only hears "the user was verified": that it was
/// by biometrics (seed III-3 リスク2①) follows from restricting the models.
public struct AuthenticatorPolicy: Sendable, Hashable {
    /// Models (AAGUID, 16 bytes); `nil` accepts every model.
    public var models: Set<[UInt8]>?
    /// Whether the maker's certificate must prove the model.
    public var requiresAttestation: Bool
    /// Makers' root certificates, DER.
    public var roots: [[UInt8]]
    /// Whether credentials that may be copied to other devices are accepted.
    public var acceptsCopies: Bool

    public init(
        models: Set<[UInt8]>? = nil, requiresAttestation: Bool = false, roots: [[UInt8]] = [],
        acceptsCopies: Bool = false
    ) {
        self.models = models
        self.requiresAttestation = requiresAttestation
        self.roots = roots
        self.acceptsCopies = acceptsCopies
    }
}
