// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Ledger
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
        "prescriber", "form_id", "form_numbers", "visit_days", "first_visits",
        "admitted",
    ]
    let file: Int64
    let accepted: AcceptedClaim
    /// The form of its explanation.
    let form: Int64?
    /// The names of the master at this moment.
    let names: InstitutionNames?

    var values: [any SQLValueConvertible] { Array(cells.dropFirst(FactWriter.emptyFrame.count)) }
    func framed(at place: RowPlace) -> [SQLValue] { cells }

    /// The frame and the values, none of them boxed: a month has ten thousands of these rows.
    private var cells: [SQLValue] {
        let claim = accepted.matched.content
        let entry = accepted.matched.entry
        let ours = accepted.matched.ours
        let sum = accepted.computation
        let tenths = sum.burdenTenths ?? claim.ratio.map { 10 - $0 / 10 } ?? 0
        let kind = InsuranceKind(insurer: claim.insurer)
        let decided =
            claim.points > 0 ? sum.totalCost.part(ours.points, of: claim.points) : Yen.zero
        func number(_ value: Int) -> SQLValue { .integer(Int64(value)) }
        return [
            .null, .null, .null, .integer(file), number(claim.line),
            accepted.error.map { .integer($0.id) } ?? .null, entry.child.sqlValue,
            entry.recipient.sqlValue, .text(entry.recipientNumber), .integer(entry.historyID),
            .text(ours.funder), .text(claim.billingMonth.description),
            .text(claim.treatmentMonth.description), .text(claim.dataKind.rawValue),
            .text(kind.rawValue), .text(names?.name ?? claim.institutionName),
            .text(claim.institution), names.map { .text($0.shortName) } ?? .null,
            claim.department.isEmpty ? .null : .text(claim.department),
            .text(claim.setting.rawValue), number(10 - tenths), number(tenths),
            .text(accepted.source.rawValue), number(ours.days > 0 ? ours.days : claim.days),
            decided.sqlValue, sum.copayment.sqlValue, sum.payable.sqlValue,
            sum.highCost.sqlValue, sum.additionalBenefit.sqlValue,
            accepted.error.map { .text($0.reason) } ?? .null, .text(claim.type),
            .text(claim.insurer ?? ""), number(claim.points), sum.totalCost.sqlValue,
            sum.burden.sqlValue, sum.otherFunds.sqlValue, number(claim.meals),
            sum.mealsBurden.sqlValue, sum.meals.sqlValue, claim.band.sqlValue,
            .text(claim.prescriber), form.sqlValue, .text(accepted.amount.numbers),
            claim.visits(of: ours).sqlValue, claim.firstVisits.map(number) ?? .null,
            claim.admitted.sqlValue,
        ]
    }
}

/// What the master calls an institution; shared by its claims.
final class InstitutionNames {
    let name: String
    let shortName: String

    init(_ institution: Institution) {
        name = institution.name
        shortName = institution.shortName
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
