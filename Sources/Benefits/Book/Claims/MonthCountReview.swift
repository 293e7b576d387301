// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
public import Safeguards
import Scheme
import Vocabulary

/// 月の通算の見直し: benefits whose co-payment counted something that stands no longer, because it was
/// taken back, sent back or cancelled since.
///
/// (Part of `OperationCode.approveReimbursement` and `.viewClaims`.)
public enum MonthCountReview {
    /// The proposals among these that must be computed again.
    static func proposals(
        _ all: [ReimbursementDecision], in scope: Scope
    ) throws -> Set<Int64> {
        var explained: [Int64: [Step]] = [:]
        try Among.forEach(
            """
            SELECT p.id, c.steps FROM reimbursement_proposal p
            JOIN computation c ON c.id = p.computation_id
            WHERE {among} AND p.payable > 0 AND c.steps LIKE ?
            """, column: "p.id", keys: all.map(\.id), in: scope.db,
            arguments: ["%\(Step.soFar)%"]
        ) { explained[$0.int64(0)] = StepText.read($0.text(1)) }
        let asked = all.filter { explained[$0.id] != nil }
        let counts = try counts(
            asked.map { ($0.household, explained[$0.id] ?? []) }, in: scope)
        return Set(
            asked.filter { proposal in
                let soFar = counts.soFar(
                    proposal.household,
                    before: MonthCounts.Place(operation: proposal.operation, id: proposal.id),
                    reimbursement: proposal.reimbursement)
                return soFar?.agrees(
                    with: explained[proposal.id] ?? [],
                    isInpatient: proposal.setting == .inpatient,
                    in: proposal.treatmentMonth) == false
            }.map(\.id))
    }

    /// Whether a claim that was taken in counted something that stands no longer; nothing is read for a
    /// claim that counted nobody.
    public static func isChanged(
        _ claim: Claim, _ stored: StoredComputation?, in scope: Scope
    ) throws -> Bool {
        guard let stored, stored.steps.contains(where: { $0.label.hasPrefix(Step.soFar) }),
            let operation = try scope.db.first(
                "SELECT operation_id FROM claim WHERE id = ?", [claim.id], { $0.int64(0) })
        else { return false }
        let question = ClaimHouseholds.Question(
            child: claim.child, recipient: claim.recipient, month: claim.treatmentMonth)
        let soFar = try counts([(question, stored.steps)], in: scope).soFar(
            question, before: MonthCounts.Place(operation: operation, id: claim.id))
        return soFar?.agrees(
            with: stored.steps, isInpatient: claim.setting == .inpatient,
            in: claim.treatmentMonth) == false
    }

    /// Whatever the book counts: what was counted is read from the explanations.
    static func counts(
        _ questions: [(question: ClaimHouseholds.Question, steps: [Step])], in scope: Scope
    ) throws -> MonthCounts {
        guard !questions.isEmpty else { return .none }
        let back = questions.reduce(into: [YearMonth: Int]()) {
            $0[$1.question.month] = max(
                $0[$1.question.month] ?? 0, MonthSoFar.monthsBack($1.steps))
        }
        return try MonthCountBook.counts(
            questions.map(\.question),
            units: back.mapValues { _ in Set(SharedLimit.Unit.allCases) }, back: back, in: scope)
    }
}

extension ReimbursementDecision {
    fileprivate var household: ClaimHouseholds.Question {
        ClaimHouseholds.Question(child: child, recipient: recipient, month: treatmentMonth)
    }
}
