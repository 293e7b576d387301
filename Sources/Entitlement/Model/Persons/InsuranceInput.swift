// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Where a piece of insurance data came from.
public enum InsuranceSource: String, Sendable, CaseIterable {
    case application, notification, kokuho, shaho
}

/// One piece of insurance evidence about a child (保険情報).
public struct InsuranceInput: Hashable, Sendable {
    public var child: AddresseeNumber
    /// 保険者番号, six or eight digits.
    public var insurer: InsurerNumber
    public var insurerName: String
    public var acquiredOn: CivilDate
    /// 資格喪失日, the first day not insured.
    public var lostOn: CivilDate?
    public var insuredName: String?
    public var symbol: String?
    public var number: String?
    /// 個人識別番号 (枝番).
    public var subNumber: String?
    public var band: HighCostBand?
    public var source: InsuranceSource
    /// Takes back what was recorded for this insurer and day of acquisition.
    public var isVoid: Bool
    /// The paper that showed it.
    public var evidence: InsuranceEvidence?
    /// Why an officer wrote it.
    public var reason: String?

    public init(
        child: AddresseeNumber, insurer: InsurerNumber, insurerName: String,
        acquiredOn: CivilDate, lostOn: CivilDate? = nil, insuredName: String? = nil,
        symbol: String? = nil, number: String? = nil, subNumber: String? = nil,
        band: HighCostBand? = nil, source: InsuranceSource, isVoid: Bool = false,
        evidence: InsuranceEvidence? = nil, reason: String? = nil
    ) {
        self.child = child
        self.insurer = insurer
        self.insurerName = insurerName
        self.acquiredOn = acquiredOn
        self.lostOn = lostOn
        self.insuredName = insuredName
        self.symbol = symbol
        self.number = number
        self.subNumber = subNumber
        self.band = band
        self.source = source
        self.isVoid = isVoid
        self.evidence = evidence
        self.reason = reason
    }

    /// Form and days.
    ///
    /// - Throws: `.wrongInsurerNumber`, `.insuranceDaysReversed`.
    func check() throws(EntitlementRefusal) {
        guard insurer.hasValidCheckDigit else { throw .wrongInsurerNumber }
        if let lostOn, lostOn < acquiredOn { throw .insuranceDaysReversed }
    }
}
