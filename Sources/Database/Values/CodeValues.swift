// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

extension SQLValueConvertible where Self: CheckedCode {
    /// The digits as text: leading zeros count.
    public var sqlValue: SQLValue { .text(digits) }
}

extension CorporateNumber: SQLValueConvertible {}
extension InsurerNumber: SQLValueConvertible {}
extension MedicalInstitutionCode: SQLValueConvertible {}
extension MunicipalityCode: SQLValueConvertible {}
extension PublicFunderNumber: SQLValueConvertible {}
extension RecipientNumber: SQLValueConvertible {}

// The codes of the office: the code itself, as text.
extension ApplicationKind: SQLValueConvertible {}
extension ApplicationReason: SQLValueConvertible {}
extension BankAccountType: SQLValueConvertible {}
extension CareKind: SQLValueConvertible {}
extension CareSetting: SQLValueConvertible {}
extension CheckState: SQLValueConvertible {}
extension ClaimDataKind: SQLValueConvertible {}
extension ClaimSource: SQLValueConvertible {}
extension DecisionReason: SQLValueConvertible {}
extension DecisionResult: SQLValueConvertible {}
extension HighCostBand: SQLValueConvertible {}
extension ObjectionKind: SQLValueConvertible {}
extension ObjectionReason: SQLValueConvertible {}
extension ObjectionResult: SQLValueConvertible {}
extension PaymentMethod: SQLValueConvertible {}
extension ReimbursementOutcome: SQLValueConvertible {}
extension Sex: SQLValueConvertible {}
