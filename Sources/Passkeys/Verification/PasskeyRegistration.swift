// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A passkey as the office keeps it.
public struct Passkey: Sendable, Hashable {
    public let id: [UInt8]
    public let key: CredentialKey
    /// Model of the authenticator (AAGUID, 16 bytes).
    public let model: [UInt8]
    /// How often it was used, as the authenticator counts; 0 where it does not count.
    public let counter: UInt32
    /// Whether the maker's certificate proved the model.
    public let isAttested: Bool

    public init(
        id: [UInt8], key: CredentialKey, model: [UInt8], counter: UInt32, isAttested: Bool
    ) {
        self.id = id
        self.key = key
        self.model = model
        self.counter = counter
        self.isAttested = isAttested
    }
}

/// Verifies the answer to `navigator.credentials.create` (WebAuthn §7.1).
public struct PasskeyRegistration: Sendable {
    public let party: RelyingParty
    public let policy: AuthenticatorPolicy

    public init(party: RelyingParty, policy: AuthenticatorPolicy) {
        self.party = party
        self.policy = policy
    }

    /// - Parameters:
    ///   - challenge: the bytes that were sent, 16 at least; each is used once by the caller.
    ///   - now: for the validity of the maker's certificates.
    /// - Throws: `PasskeyRefusal`.
    public func verify(
        clientData: [UInt8], attestationObject: [UInt8], challenge: [UInt8], now: Instant
    ) async throws -> Passkey {
        guard attestationObject.count <= 65_536,
            let object = CBORReader.value(of: attestationObject),
            let format = object["fmt"]?.asText, let data = object["authData"]?.asBytes,
            let statement = object["attStmt"]
        else { throw PasskeyRefusal.unreadable }
        let (said, signed) = try Ceremony(kind: .create, challenge: challenge, party: party)
            .check(clientData: clientData, authenticatorData: data)
        guard let made = said.credential else { throw PasskeyRefusal.unreadable }
        guard policy.acceptsCopies || !said.flags.contains(.canBeCopied) else {
            throw PasskeyRefusal.credentialCanBeCopied
        }
        guard policy.models?.contains(made.model) ?? true else {
            throw PasskeyRefusal.modelNotAccepted
        }
        let isAttested = try await Attestation(
            format: format, statement: statement, signed: signed, made: made, roots: policy.roots
        ).isProved(at: now)
        guard isAttested || !policy.requiresAttestation else {
            throw PasskeyRefusal.attestationMissing
        }
        return Passkey(
            id: made.id, key: made.key, model: made.model, counter: said.counter,
            isAttested: isAttested)
    }
}
