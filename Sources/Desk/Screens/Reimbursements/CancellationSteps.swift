// SPDX-License-Identifier: Apache-2.0
import Benefits
import Payments
import Safeguards
import Vocabulary

/// The steps of 決定の職権取消し: one officer asks with the reason, a head approves or sends back.
enum CancellationSteps {
    static func propose(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("cancel-reason", orElse: "取消しの理由を入力してください。")
        guard reading.isRight else { return try await ReimbursementSteps.again(visit, reading) }
        return try await ReimbursementSteps.carryOut(visit, "cancelasked") { scope in
            try ProposeCancellation.perform(id, reason: reason, in: scope)
        }
    }

    static func approve(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        let seen = visit.form["proposal"]
        return try await ReimbursementSteps.carryOut(visit, "cancelapproved") { scope in
            let one = try pending(seen, of: id, in: scope)
            guard !one.isSettled else { throw BenefitsRefusal.cancellationSettled }
            let outlook = try CancellationOutlook.of(decision: one.decision, from: scope.db)
            // The money went on since the page was drawn: it is looked at first.
            guard seen == "\(one.id)/\(outlook.mark)" else {
                throw PaymentRefusal.itemNotReady(.cancelled)
            }
            return try ApproveCancellation.perform(
                one.id, payments: CancelledDecisions(), in: scope)
        }
    }

    static func sendBack(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("cancel-back-reason", orElse: "差戻しの理由を入力してください。")
        guard reading.isRight else { return try await ReimbursementSteps.again(visit, reading) }
        let seen = visit.form["proposal"]
        return try await ReimbursementSteps.carryOut(visit, "cancelback") { scope in
            try SendBackCancellation.perform(
                try pending(seen, of: id, in: scope).id, reason: reason, in: scope)
        }
    }

    /// The cancellation of this case that the officer saw.
    private static func pending(
        _ seen: String, of reimbursement: Int64, in scope: Scope
    ) throws -> ReimbursementCancellation {
        let id = Int64(seen.prefix { $0 != "/" })
        guard
            let one = try CancellationBook.cancellations(of: reimbursement, from: scope.db)
                .first(where: { $0.id == id })
        else { throw BenefitsRefusal.unknownCancellation }
        return one
    }
}
