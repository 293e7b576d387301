// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a child is given another certificate although nothing was decided.
public enum RenewalCause: String, Sendable, CaseIterable {
    /// The certificate in use ends, the entitlement goes on.
    case ends
    /// The class that is printed changes.
    case classChange = "class-change"

    public var wording: String {
        switch self {
        case .ends: "更新"
        case .classChange: "区分の変更"
        }
    }
}

/// A certificate that follows the one in use, and what is printed on it: computed as of its first
/// day, whenever it is printed. It names nobody: whose it is, the decision says to who asks for it.
public struct CertificateRenewal: Hashable, Sendable {
    /// The decision that stands.
    public let historyID: Int64
    public let recipientNumber: String
    public let cause: RenewalCause
    /// The day from which the child would be without it.
    public let from: CivilDate
    public let periods: EntitlementPeriods
    /// `nil` where the book tells none apart.
    public let certificateClass: CertificateClass?
    /// What the scheme calls the class; `nil` where it tells none apart.
    public let className: String?
}

/// The renewals that begin on one day: every one that is due is printed or waits.
public struct RenewalGroup: Hashable, Sendable {
    public let from: CivilDate
    public let produced: Int
    public let waiting: [CertificateRenewal]
    public var expected: Int { produced + waiting.count }
}
