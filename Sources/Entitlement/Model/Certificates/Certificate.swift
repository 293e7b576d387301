// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One certificate as the register of handing out (交付簿) keeps it.
public struct IssuedCertificate: Hashable, Sendable {
    public let id: Int64
    /// 交付番号.
    public let issueNumber: String
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    public let recipientNumber: String
    public let historyID: Int64
    public let periods: EntitlementPeriods
    public let issuedOn: CivilDate
    /// Why it was issued again; `nil` the first time.
    public let reissueReason: String?
    /// Digest of what was printed.
    public let digest: String
}

/// What a batch of certificates produced against what was expected (security: 延岡 test).
public struct CertificateBatch: Sendable {
    /// One left out, and why.
    public struct Exclusion: Hashable, Sendable {
        public let child: AddresseeNumber
        public let historyID: Int64
        public let reason: String
    }

    public let expected: Int
    public var produced: Int { certificates.count }
    public let excluded: [Exclusion]
    public let certificates: [IssuedCertificate]
    /// Whether every expected certificate was produced or named as left out.
    public var isComplete: Bool { produced + excluded.count == expected }
}
