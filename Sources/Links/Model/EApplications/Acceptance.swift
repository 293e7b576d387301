// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Vocabulary

/// What an officer settles when an electronic application is accepted (受付).
public struct Acceptance: Sendable {
    public var applicant: AddresseeNumber
    public var child: AddresseeNumber
    /// How the applicant was identified; `nil` relies on the signature that the form service
    /// verified.
    public var identity: IdentityEvidence?
    /// Whether the officer has seen valid insurance evidence among the attachments.
    public var hasInsuranceEvidence: Bool
    /// Why other persons than System 2 found, or an invalid signature, are accepted.
    public var reason: String?

    public init(
        applicant: AddresseeNumber, child: AddresseeNumber, identity: IdentityEvidence? = nil,
        hasInsuranceEvidence: Bool, reason: String? = nil
    ) {
        self.applicant = applicant
        self.child = child
        self.identity = identity
        self.hasInsuranceEvidence = hasInsuranceEvidence
        self.reason = reason
    }
}

/// What an accepted application became; nothing is granted by it.
public struct AcceptanceReceipt: Hashable, Sendable {
    /// The number in the 受付簿.
    public let receipt: String
    public let successor: ElectronicSuccessor
    /// Where the ordinary application stands, in words: 審査待ち, 保留.
    public let standing: String
    /// Why it waits.
    public let holdReason: String?
    public let dueOn: CivilDate?
    public let accountDoubts: [String]
}
