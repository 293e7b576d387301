// SPDX-License-Identifier: Apache-2.0
public import Passkeys
public import Vocabulary

/// The second factor of an installation: for which server passkeys are made and which
/// authenticators count. Where there is one, no log-in is opened without it.
public struct SecondFactor: Sendable, Hashable {
    public let party: RelyingParty
    public let policy: AuthenticatorPolicy
    /// True only in a demo: an officer who has no authenticator and no ticket for one gets in by the
    /// password, so that a visitor need not own a device.
    public let isOptional: Bool

    public init(party: RelyingParty, policy: AuthenticatorPolicy, isOptional: Bool = false) {
        self.party = party
        self.policy = policy
        self.isOptional = isOptional
    }

    /// Between password and authenticator: 5 minutes.
    static let stepSeconds: Int64 = 300
    /// Answers of an authenticator that one password is good for.
    static let attempts = 5
    /// A ticket is good for three days.
    static let ticketSeconds: Int64 = 3 * 24 * 3_600
    /// For sensitive acts the last proof may be so old.
    static let proofSeconds: Int64 = 300
}

/// What a right password leads to.
public enum LoginStep: Sendable {
    /// The installation asks for no second factor (rehearsal only).
    case entered(LoginResult)
    /// The authenticator must prove the officer.
    case passkey(WaitingLogin)
    /// The officer has no authenticator yet: with a ticket of two officers one can be registered.
    case enrolment(WaitingLogin)
}

/// A log-in that waits for the authenticator.
public struct WaitingLogin: Sendable {
    /// The secret of the cookie of this step.
    public let token: String
    public let officer: String
    public let expiresAt: Instant
}

/// What the browser needs to ask the authenticator.
public struct PasskeyQuestion: Sendable {
    public let challenge: [UInt8]
    /// The ids of the officer's passkeys: those to use, or at registration those to leave out.
    public let credentials: [[UInt8]]
    public let officer: String
    public let name: String
    public let party: RelyingParty
}

/// What the browser brings back from `navigator.credentials.get`.
public struct PasskeyAnswer: Sendable {
    public let id: [UInt8]
    public let clientData: [UInt8]
    public let authenticatorData: [UInt8]
    public let signature: [UInt8]

    public init(
        id: [UInt8], clientData: [UInt8], authenticatorData: [UInt8], signature: [UInt8]
    ) {
        self.id = id
        self.clientData = clientData
        self.authenticatorData = authenticatorData
        self.signature = signature
    }
}

/// An authenticator in the list of users.
public struct PasskeyEntry: Sendable, Hashable {
    public let id: Int64
    public let officer: String
    public let label: String
    public let isAttested: Bool
    public let registeredAt: Instant
    public let usedAt: Instant?
    public let isEnded: Bool
}

/// A ticket in the list: who may register, who proposed it, whether a second officer agreed.
public struct PasskeyTicket: Sendable, Hashable {
    public let id: Int64
    public let officer: String
    public let proposer: String
    public let validUntil: Instant
    public let isConfirmed: Bool
}
