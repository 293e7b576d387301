// SPDX-License-Identifier: Apache-2.0
import Scheme
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
    /// Why it was issued again, 更新 and 区分の変更 among them; `nil` the first time.
    public let reissueReason: String?
    /// Digest of what was printed.
    public let digest: String
    /// Derived from what was decided; `nil` on certificates from before there were classes.
    public var certificateClass: CertificateClass?

    /// Whether it follows one that may still be in use on a day: it is the next, or the first of an
    /// entitlement that begins later.
    func isAhead(on day: CivilDate) -> Bool {
        guard let from = periods.from, day < from else { return false }
        return reissueReason == nil
            || RenewalCause.allCases.contains { $0.wording == reissueReason }
    }
}

/// 証の区分 by its code in the book (`certificate.classes`). It follows from the decision, nobody chooses it.
public struct CertificateClass: Hashable, Sendable {
    public let code: String

    public init(_ code: String) { self.code = code }
}

extension DatedValues<CertificateClasses> {
    /// The class of an entitlement on the day of issue, or on the first day of a certificate that is
    /// printed before; `nil` where the book tells none apart on that day.
    func derived(
        _ periods: EntitlementPeriods, born: CivilDate, on day: CivilDate
    ) -> CertificateClass? {
        func reaches(_ period: EffectivePeriod?) -> Bool {
            period?.runs(after: day) ?? false
        }
        guard case .found(let classes, _) = on(day) else { return nil }
        return CertificateClass(
            classes.code(
                outpatient: reaches(periods.outpatient), inpatient: reaches(periods.inpatient),
                born: born, on: day))
    }
}

/// One line of 交付簿 with what became of the certificate.
public struct RegisteredCertificate: Hashable, Sendable {
    /// Where it is.
    public enum Standing: String, Sendable, CaseIterable {
        case out, recalled, returned, replaced

        public var wording: String {
            switch self {
            case .out: "交付中"
            case .recalled: "回収中"
            case .returned: "返還済み"
            case .replaced: "差替え済み"
            }
        }
    }

    public let certificate: IssuedCertificate
    public let standing: Standing
    /// The day of the newest event, and why.
    public let eventOn: CivilDate?
    public let reason: String?
}

/// What a batch of certificates produced against what was expected (security: 延岡 test).
public struct CertificateBatch: Sendable {
    /// One left out, and why.
    public struct Exclusion: Hashable, Sendable {
        public let child: AddresseeNumber
        public let historyID: Int64
        public let reason: String
        /// Nothing is missing: it was printed before, or is not wanted any more.
        public let isKnown: Bool

        init(
            child: AddresseeNumber, historyID: Int64, reason: String, isKnown: Bool = false
        ) {
            self.child = child
            self.historyID = historyID
            self.reason = reason
            self.isKnown = isKnown
        }
    }

    public let expected: Int
    public var produced: Int { certificates.count }
    public let excluded: [Exclusion]
    public let certificates: [IssuedCertificate]
    /// Whether every expected certificate was produced or named as left out.
    public var isComplete: Bool { produced + excluded.count == expected }
}
