// SPDX-License-Identifier: Apache-2.0
import Database
import Formats
import Safeguards
import Vocabulary

struct ClaimErrorRow: FactRow {
    static let table = "claim_error"
    static let columns = [
        "file_id", "line", "source", "reason", "code", "message", "error_line", "record", "field",
        "value", "child", "institution", "institution_name", "billing_month", "treatment_month",
        "data_kind", "type", "setting", "department", "born", "ratio", "insurer", "days",
        "points", "copayment", "meals", "meals_total", "meal_class", "band", "is_multiple",
        "is_third_party", "prescriber", "visit_days", "first_visits",
        "admitted",
    ]
    let file: Int64
    let claim: FaultyClaim

    var values: [any SQLValueConvertible] {
        let fault = claim.fault
        let content = claim.content
        return [
            file, claim.line, claim.source, fault.reason, fault.code, fault.message,
            fault.line ?? claim.line, fault.record, fault.field, fault.value, claim.child,
            claim.institution, claim.institutionName, claim.billingMonth,
            content?.treatmentMonth, content?.dataKind, content?.type, content?.setting,
            content?.department, content?.born, content?.ratio, content?.insurer, content?.days,
            content?.points, content?.copayment, content?.meals, content?.mealsTotal,
            content?.mealClass, content?.band, content?.isMultiple, content?.isThirdParty,
            content?.prescriber, content?.visits, content?.firstVisits,
            content?.admitted,
        ]
    }
}

struct ClaimErrorFundRow: FactRow {
    static let table = "claim_error_fund"
    static let columns = [
        "error_id", "position", "line", "funder", "recipient_number", "days", "points",
        "copayment", "visit_days",
    ]
    let error: Int64
    let position: Int
    let fund: ClaimContent.Fund

    var values: [any SQLValueConvertible] {
        [
            error, position, fund.line, fund.funder, fund.recipient, fund.days, fund.points,
            fund.copayment, fund.visits,
        ]
    }
}

struct ClaimIssueRow: FactRow {
    static let table = "claim_issue"
    static let columns = [
        "file_id", "line", "record", "field", "code", "severity", "message", "value",
    ]
    let file: Int64
    let issue: FileIssue

    var values: [any SQLValueConvertible] {
        [
            file, issue.line, issue.record, issue.field, issue.code, issue.severity.rawValue,
            issue.message, issue.value,
        ]
    }
}

struct ClaimErrorOutcomeRow: FactRow {
    /// What became of an error.
    enum Outcome: String, SQLValueConvertible {
        case accepted, returned
    }

    static let table = "claim_error_outcome"
    static let columns = ["error_id", "outcome", "claim_id", "correction", "reason", "officer"]
    let error: Int64
    let outcome: Outcome
    var claim: Int64?
    var correction: String?
    let reason: String
    let officer: String

    var values: [any SQLValueConvertible] {
        [error, outcome, claim, correction, reason, officer]
    }
}
