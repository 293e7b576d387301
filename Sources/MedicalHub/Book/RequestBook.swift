// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// What left for PMH and what came back.
enum HubRequestBook {
    static func append(
        _ rows: [(row: HubRegistration, isNotDisclosed: Bool)], form: HubForm,
        under assessment: HubAssessment, in scope: Scope
    ) throws -> Int64 {
        let id = try scope.facts.append(
            "hub_request",
            ["form": form, "assessment_id": assessment.id, "row_count": rows.count])
        try scope.append(rows.map { HubRequestRow(request: id, row: $0.row, hidden: $0.1) })
        return id
    }

    static func answer(
        _ request: Int64, _ outcome: String, status: Int?, why: String?, in scope: Scope
    ) throws {
        try scope.facts.append(
            "hub_response",
            ["request_id": request, "outcome": outcome, "http_status": status, "why": why])
    }
}

private struct HubRequestRow: FactRow {
    static let table = "hub_request_row"
    static let columns = [
        "request_id", "addressee", "history_key", "is_deleted", "is_not_disclosed",
    ]
    let request: Int64
    let row: HubRegistration
    let hidden: Bool

    var values: [any SQLValueConvertible] {
        [request, row.child, row.key, row.isDeleted, hidden]
    }
}
