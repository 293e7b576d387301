// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Safeguards
import Scheme
import Vocabulary

struct ClaimFileRow: FactRow {
    static let table = "claim_file"
    static let columns = [
        "name", "digest", "kind", "institution", "billing_month", "layout", "edition", "claims",
        "accepted", "rejected", "warnings", "declared_count", "declared_points", "actual_count",
        "actual_points", "payable",
    ]
    let name: String
    let digest: String
    let summary: ClaimFileSummary
    let accepted: Int
    let warnings: Int
    let payable: Yen

    var values: [any SQLValueConvertible] {
        [
            name, digest, summary.kind.rawValue, summary.institution, summary.billingMonth,
            summary.layout, summary.edition, summary.claims, accepted, summary.claims - accepted,
            warnings, summary.declared.count, summary.declared.points,
            summary.insurance + summary.publicFunds, summary.points, payable,
        ]
    }
}

/// レセプト詳細履歴 of one accepted claim.
struct ClaimRow: FactRow {
    static let table = "claim"
    static let columns = [
        "file_id", "line", "error_id", "child", "recipient", "recipient_number", "history_id",
        "funder", "billing_month", "treatment_month", "data_kind", "insurance_kind",
        "institution_name", "institution", "institution_short_name", "department", "setting",
        "benefit_tenths", "burden_tenths", "source", "days", "decided_cost", "self_payment",
        "payable", "high_cost", "additional_benefit", "error_reason", "type", "insurer", "points",
        "total_cost", "burden", "other_funds", "meals", "meals_burden", "meals_paid", "band",
        "prescriber",
    ]
    let file: Int64
    let accepted: AcceptedClaim
    /// The names of the master at this moment.
    let institution: Institution?

    var values: [any SQLValueConvertible] {
        let claim = accepted.matched.content
        let entry = accepted.matched.entry
        let ours = accepted.matched.ours
        let sum = accepted.computation
        let tenths = sum.burdenTenths ?? claim.ratio.map { 10 - $0 / 10 } ?? 0
        let kind = InsuranceKind(insurer: claim.insurer)
        let decided =
            claim.points > 0 ? sum.totalCost.part(ours.points, of: claim.points) : Yen.zero
        return [
            file, claim.line, accepted.error?.id, entry.child, entry.recipient,
            entry.recipientNumber,
            entry.historyID, ours.funder, claim.billingMonth, claim.treatmentMonth,
            claim.dataKind, kind.rawValue, institution?.name ?? claim.institutionName,
            claim.institution, institution?.shortName,
            claim.department.isEmpty ? String?.none : claim.department, claim.setting,
            10 - tenths, tenths, accepted.source, ours.days > 0 ? ours.days : claim.days, decided,
            sum.copayment, sum.payable, sum.highCost, sum.additionalBenefit, accepted.error?.reason,
            claim.type, claim.insurer ?? "", claim.points, sum.totalCost, sum.burden,
            sum.otherFunds, claim.meals, sum.mealsBurden, sum.meals, claim.band,
            claim.prescriber,
        ]
    }
}

/// 他公費情報 of a claim, one row a fund.
struct ClaimFundRow: FactRow {
    static let table = "claim_fund"
    static let columns = [
        "claim_id", "position", "funder", "recipient_number", "days", "covered_cost", "copayment",
    ]
    let claim: Int64
    let position: Int
    let fund: ClaimContent.Fund
    let coveredCost: Yen

    var values: [any SQLValueConvertible] {
        [
            claim, position, fund.funder, fund.recipient, fund.days, coveredCost,
            fund.copayment ?? 0,
        ]
    }
}

/// The steps of an amount.
struct ComputationRow: FactRow {
    static let table = "computation"
    static let columns = [
        "claim_id", "reimbursement_id", "scheme", "payable", "unconfirmed", "steps",
    ]
    var claim: Int64?
    var reimbursement: Int64?
    let computation: Computation

    var values: [any SQLValueConvertible] {
        let open = computation.unconfirmed
        return [
            claim, reimbursement, computation.book, computation.payable,
            open.isEmpty ? String?.none : open.joined(separator: "、"),
            StepText.write(computation.steps),
        ]
    }
}
