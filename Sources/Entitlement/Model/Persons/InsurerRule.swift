// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// What an insurer pays on top of the law (附加給付), as its by-laws or its answer say.
public struct InsurerRuleInput: Hashable, Sendable {
    /// 保険者番号, six or eight digits.
    public var insurer: InsurerNumber
    public var validFrom: CivilDate
    /// False records that the insurer pays none.
    public var pays: Bool
    public var rule: AdditionalBenefitRule
    /// The document: by-laws with their date, answer to an enquiry ….
    public var basis: String

    public init(
        insurer: InsurerNumber, validFrom: CivilDate, pays: Bool, rule: AdditionalBenefitRule,
        basis: String
    ) {
        self.insurer = insurer
        self.validFrom = validFrom
        self.pays = pays
        self.rule = rule
        self.basis = basis
    }
}

/// A rule of an insurer as it stands in the record.
public struct InsurerRule: Hashable, Sendable {
    public typealias Status = ProposedStatus

    public let id: Int64
    /// Digits.
    public let insurer: String
    public let validFrom: CivilDate
    public let pays: Bool
    public let rule: AdditionalBenefitRule
    public let basis: String
    public let proposer: String
    public let proposedAt: Instant
    public let status: Status
    /// Who approved it or sent it back.
    public let officer: String?
    /// Why it was sent back.
    public let reason: String?

    /// The rule as one line.
    public var wording: String { pays ? rule.wording : "附加給付なし" }
}
