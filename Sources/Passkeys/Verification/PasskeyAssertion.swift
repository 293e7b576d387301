// SPDX-License-Identifier: Apache-2.0

/// Verifies the answer to `navigator.credentials.get` (WebAuthn §7.2).
public struct PasskeyAssertion: Sendable {
    public let party: RelyingParty

    public init(party: RelyingParty) { self.party = party }

    /// - Parameters:
    ///   - passkeys: those of the officer who is logging in, and no other's.
    ///   - challenge: the bytes that were sent, 16 at least; each is used once by the caller.
    /// - Returns: the passkey with the counter that must be kept from now on.
    /// - Throws: `PasskeyRefusal`.
    public func verify(
        id: [UInt8], clientData: [UInt8], authenticatorData: [UInt8], signature: [UInt8],
        challenge: [UInt8], among passkeys: [Passkey]
    ) throws(PasskeyRefusal) -> Passkey {
        let (said, signed) = try Ceremony(kind: .get, challenge: challenge, party: party)
            .check(clientData: clientData, authenticatorData: authenticatorData)
        guard let passkey = passkeys.first(where: { $0.id == id }) else {
            throw .unknownCredential
        }
        guard passkey.key.accepts(signature, over: signed) else { throw .badSignature }
        let counts = said.counter > 0 || passkey.counter > 0
        guard !counts || said.counter > passkey.counter else { throw .counterWentBack }
        return Passkey(
            id: passkey.id, key: passkey.key, model: passkey.model, counter: said.counter,
            isAttested: passkey.isAttested)
    }
}
