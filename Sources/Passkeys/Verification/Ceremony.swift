// SPDX-License-Identifier: Apache-2.0
import Crypto

/// The checks that registration and use have in common (WebAuthn §7.1 steps 7–16, §7.2 steps 11–18).
struct Ceremony {
    let kind: ClientData.Ceremony
    let challenge: [UInt8]
    let party: RelyingParty

    /// - Returns: what the authenticator said, and the bytes that it signed.
    func check(
        clientData: [UInt8], authenticatorData: [UInt8]
    ) throws(PasskeyRefusal) -> (said: AuthenticatorData, signed: [UInt8]) {
        guard let client = ClientData(clientData), let said = AuthenticatorData(authenticatorData)
        else { throw .unreadable }
        guard client.ceremony == kind else { throw .wrongCeremony }
        // An empty challenge is no challenge.
        guard challenge.count >= 16, Ceremony.isSame(client.challenge, challenge) else {
            throw .wrongChallenge
        }
        guard party.origins.contains(client.origin), !client.isForeignFrame else {
            throw .wrongOrigin
        }
        guard said.site == party.digest else { throw .wrongSite }
        guard said.flags.contains(.present) else { throw .userAbsent }
        guard said.flags.contains(.verified) else { throw .userNotVerified }
        return (said, authenticatorData + Array(SHA256.hash(data: clientData)))
    }

    /// Compares without telling where two differ.
    static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
