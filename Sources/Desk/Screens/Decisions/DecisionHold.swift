// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// 決裁の保留: a proposal is put aside with a reason and the day to look again, and taken up again.
enum DecisionHold {
    static func hold(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("proposal")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("hold-reason", orElse: "保留の理由を入力してください。")
        let day = reading.date("look-again", "見直す日")
        if reading.isRight, let day {
            do {
                try await visit.perform(reason: reason) { scope in
                    try HoldDecision.perform(id, reason: reason, until: day, in: scope)
                }
                return visit.carriedOut(Route.decision.path(id) + "?done=decisionheld")
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal, field: refusal == .dueDayPassed ? "look-again" : nil)
            }
        }
        return .page(
            try await DecisionScreen.page(visit, open: .hold, problems: reading.problems))
    }

    static func resume(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("proposal")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("resume-reason", orElse: "保留を解く理由を入力してください。")
        if reading.isRight {
            do {
                try await visit.perform(reason: reason) { scope in
                    try ResumeDecision.perform(id, reason: reason, in: scope)
                }
                return visit.carriedOut(Route.decision.path(id) + "?done=decisionresumed")
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal)
            }
        }
        return .page(
            try await DecisionScreen.page(visit, open: .hold, problems: reading.problems))
    }

    static func fields(_ visit: Visit, _ problems: [FormProblem]) -> [FormField] {
        [
            .text(
                "hold-reason", "保留の理由", visit.form, hint: "起案した職員も読みます", size: "long",
                isRequired: true),
            .date("look-again", "見直す日", visit.form, isRequired: true),
        ].checked(problems)
    }

    static func resumeFields(_ visit: Visit, _ problems: [FormProblem]) -> [FormField] {
        [
            .text("resume-reason", "保留を解く理由", visit.form, size: "long", isRequired: true)
        ].checked(problems)
    }
}
