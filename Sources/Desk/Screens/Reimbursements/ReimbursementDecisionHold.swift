// SPDX-License-Identifier: Apache-2.0
import Benefits
import Safeguards
import Vocabulary

/// 決裁の保留 of a reimbursement: its proposal is put aside with a reason and the day to look again, and
/// taken up again.
enum ReimbursementDecisionHold {
    static func hold(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        var reading = FormReading(visit.form, today: visit.today)
        let asked = DecisionHold.asked(&reading)
        guard let asked else { return try await ReimbursementSteps.again(visit, reading) }
        let seen = Int64(visit.form["proposal"])
        return try await carryOut(visit, "decisionheld", reason: asked.reason) { scope in
            try HoldReimbursementDecision.perform(
                try ReimbursementSteps.proposal(seen, of: id, in: scope), reason: asked.reason,
                until: asked.day, in: scope)
        }
    }

    static func resume(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = DecisionHold.askedToResume(&reading)
        guard let reason else { return try await ReimbursementSteps.again(visit, reading) }
        let seen = Int64(visit.form["proposal"])
        return try await carryOut(visit, "decisionresumed", reason: reason) { scope in
            try ResumeReimbursementDecision.perform(
                try ReimbursementSteps.proposal(seen, of: id, in: scope), reason: reason,
                in: scope)
        }
    }

    private static func carryOut(
        _ visit: Visit, _ done: String, reason: String,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        try await DecisionHold.carryOut(
            visit, to: Route.reimbursement.path(try visit.id("case")) + "?done=\(done)",
            reason: reason, again: { try await ReimbursementSteps.again(visit, $0) }, body)
    }
}
