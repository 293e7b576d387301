// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// A reimbursement form (支給申請) as an electronic application says it, in 宛名番号.
public struct ReimbursementForm: Hashable, Sendable {
    public let receipt: String
    public let appliedOn: CivilDate
    public let applicant: AddresseeNumber
    public let child: AddresseeNumber
    /// Empty where the form does not say it.
    public let recipientNumber: String
    public let treatmentMonth: YearMonth
    /// 医療機関コード, ten digits; empty where the applicant does not know it.
    public let institution: String
    public let institutionName: String
    /// Code of `setting`.
    public let setting: String
    /// Code of `care-kind`.
    public let care: String
    public let points: Int
    public let days: Int
    public let burdenTenths: Int
    public let paid: Yen
    /// The high-cost benefit that the insurer has decided; `nil` while nobody knows.
    public let highCost: Yen?
    public let additionalBenefit: Yen?
}

/// The window of the area that takes reimbursement forms; asked inside the transaction that accepts
/// the electronic application, so that both stand or neither.
public protocol ReimbursementWindow: Sendable {
    /// - Returns: the case that it became.
    /// - Throws: a `Refusal` where the form is refused.
    func receive(_ form: ReimbursementForm, in scope: Scope) throws -> Int64
    /// Where cases stand now.
    func stages(of cases: [Int64], in scope: Scope) throws -> [Int64: ReimbursementStage]
}

/// Where a reimbursement case stands, as far as its applicant is told.
public enum ReimbursementStage: String, Sendable, CaseIterable {
    case received, examining, decided, refused, withdrawn
}
