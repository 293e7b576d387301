// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Scheme
import Vocabulary

extension ReimbursementStatus: SQLValueConvertible {}
extension ReimbursementHold: SQLValueConvertible {}
extension ReimbursementReason: SQLValueConvertible {}
extension ReimbursementInput.Channel: SQLValueConvertible {}

/// 償還情報詳細履歴 as keyed.
struct ReimbursementRow: FactRow {
    static let table = "reimbursement"
    static let columns = [
        "base_id", "billing_month", "applied_on", "receipt", "branch", "revision", "corrects_id",
        "treatment_month",
        "institution_name", "institution", "institution_short_name", "department", "setting",
        "care", "burden_tenths", "insurance_kind", "days", "total_cost", "self_payment",
        "high_cost", "additional_benefit", "receipts", "check_state", "channel", "child",
        "applicant", "recipient_number", "points", "meals", "meal_class", "other_fund",
        "other_fund_copayment", "method", "entered_by", "first_visits", "admitted",
    ]
    let input: ReimbursementInput
    let base: Int64?
    /// 1, or one more than that of the row it corrects.
    var revision = 1
    var corrects: Int64?
    let totalCost: Yen
    let institution: Institution?
    let insurance: InsuranceKind?
    let enteredBy: String

    var values: [any SQLValueConvertible] {
        func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
        let points: Int? = if case .points(let points) = input.cost { points } else { nil }
        let state: CheckState =
            input.branch == 1 && input.highCost == nil ? .waitingForInsurer : input.checkState
        return [
            base, input.appliedOn.yearMonth, input.appliedOn, input.receipt, input.branch, revision,
            corrects,
            input.treatmentMonth, institution?.name ?? input.institutionName, input.institution,
            institution?.shortName, filled(input.department), input.setting, input.care,
            input.burdenTenths, insurance?.rawValue, input.days, totalCost, input.paid,
            input.highCost, input.additionalBenefit, input.receipts, state, input.channel,
            input.child, input.applicant, filled(input.recipientNumber), points, input.meals,
            input.mealClass.rawValue, filled(input.otherFund), input.otherFundCopayment,
            input.method, enteredBy, input.firstVisits, input.admitted,
        ]
    }
}

struct ReimbursementEventRow: FactRow {
    static let table = "reimbursement_event"
    static let columns = [
        "reimbursement_id", "event", "hold_reason", "note", "officer", "missing_papers", "due_on",
    ]
    let reimbursement: Int64
    let event: ReimbursementEvent
    var hold: ReimbursementHold?
    var note: String?
    var asked: PaperRequest?
    let officer: String

    var values: [any SQLValueConvertible] {
        [reimbursement, event, hold, note, officer, asked?.missing, asked?.dueOn]
    }
}

/// What happens to a reimbursement.
enum ReimbursementEvent: String, SQLValueConvertible {
    case received, letter, held, released, proposed
    case sentBack = "sent-back"
    case approved, withdrawn, cancelled
}
