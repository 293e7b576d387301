// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
public import Vocabulary

/// Why a claim stands on the error list: 申立理由, and where in the file.
public struct ClaimFault: Refusal, Hashable {
    public let reason: ObjectionReason
    /// `E-BEN-…`, or `E-FMT-…` where the file itself is wrong.
    public let code: String
    public let message: String
    /// The line of the record in question; `nil` is the RE record.
    public let line: Int?
    public let record: String?
    public let field: String?
    /// Only what is not about a person.
    public let value: String?

    /// From a check of this area.
    init(
        _ refusal: BenefitsRefusal, line: Int? = nil, record: String? = nil, field: String? = nil,
        value: String? = nil
    ) {
        reason = refusal.objectionReason
        code = refusal.code
        message = refusal.message
        self.line = line
        self.record = record
        self.field = field
        self.value = value
    }

    /// From what the reader of the file found.
    init(_ issue: FileIssue) {
        reason = ClaimFault.reason(record: issue.record, field: issue.field)
        code = issue.code
        message = issue.message
        line = issue.line
        record = issue.record
        field = issue.field
        value = issue.value
    }

    private static func reason(record: String?, field: String?) -> ObjectionReason {
        switch (record, field) {
        case ("KO", "funder"): .wrongFunderNumber
        case ("KO", "recipient"): .wrongRecipientNumber
        case ("HO", "insurer"): .insurerDiffers
        case ("RE", "born"), ("RE", "ratio"): .ageOrRatioDiffers
        case (_, "points"), (_, "copayment"): .pointsOrAmountDiffer
        default: .other
        }
    }
}

/// What makes two claims the same treatment.
struct ClaimKey: Hashable, Sendable {
    let child: AddresseeNumber
    let institution: String
    let month: YearMonth
    let setting: CareSetting
    /// A change of insurer within a month makes two claims of one treatment month.
    let insurer: String
    /// A pharmacy writes one claim for each prescribing institution.
    let prescriber: String

    var treatment: TreatmentKey {
        TreatmentKey(child: child, institution: institution, month: month, setting: setting)
    }

    /// The same claim under the number that its insurer bore when the month began: a claim under the
    /// number of before and one under that of after are one claim. In the month in which the insurer
    /// goes on under another number there may be one for each.
    func under(_ successions: DatedSuccessions) -> ClaimKey {
        let newest = successions.newest(insurer, on: month.firstDay)
        guard newest != insurer else { return self }
        return ClaimKey(
            child: child, institution: institution, month: month, setting: setting,
            insurer: newest, prescriber: prescriber)
    }
}

/// What makes a claim and a reimbursement the same treatment.
struct TreatmentKey: Hashable, Sendable {
    let child: AddresseeNumber
    let institution: String
    let month: YearMonth
    let setting: CareSetting
}
