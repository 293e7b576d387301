// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// 決裁の保留: a proposal is put aside with a reason and the day to look again, and taken up again.
enum DecisionHold {
    static func hold(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("proposal")
        var reading = FormReading(visit.form, today: visit.today)
        if let asked = asked(&reading) {
            do {
                try await visit.perform(reason: asked.reason) { scope in
                    try HoldDecision.perform(
                        id, reason: asked.reason, until: asked.day, in: scope)
                }
                return visit.carriedOut(
                    DecisionFilter(visit).path(ofProposal: id, "done=decisionheld"))
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal, field: field(of: refusal))
            }
        }
        return .page(
            try await DecisionScreen.page(visit, open: .hold, problems: reading.problems))
    }

    static func resume(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("proposal")
        var reading = FormReading(visit.form, today: visit.today)
        if let reason = askedToResume(&reading) {
            do {
                try await visit.perform(reason: reason) { scope in
                    try ResumeDecision.perform(id, reason: reason, in: scope)
                }
                return visit.carriedOut(
                    DecisionFilter(visit).path(ofProposal: id, "done=decisionresumed"))
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal)
            }
        }
        return .page(
            try await DecisionScreen.page(visit, open: .hold, problems: reading.problems))
    }

    /// What the form of a hold asks for; `nil` where it is not right.
    static func asked(_ reading: inout FormReading) -> (reason: String, day: CivilDate)? {
        let reason = reading.text("hold-reason", orElse: "保留の理由を入力してください。")
        guard let day = reading.date("look-again", "見直す日"), reading.isRight else { return nil }
        return (reason, day)
    }

    /// Why a hold is taken back; `nil` where the form is not right.
    static func askedToResume(_ reading: inout FormReading) -> String? {
        let reason = reading.text("resume-reason", orElse: "保留を解く理由を入力してください。")
        return reading.isRight ? reason : nil
    }

    /// Puts a thing with a page of its own aside, or takes it up again.
    ///
    /// - Parameter again: the page with what is wrong.
    static func carryOut(
        _ visit: Visit, to address: String, reason: String,
        again: (FormReading) async throws -> Answer,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        do {
            try await visit.perform(.holdDecision, for: .benefit, reason: reason, body)
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            var reading = FormReading(visit.form, today: visit.today)
            reading.refused(refusal, field: field(of: refusal))
            return try await again(reading)
        }
        return visit.carriedOut(address)
    }

    /// The field that a refusal is about.
    private static func field(of refusal: any Refusal) -> String? {
        (refusal as? EntitlementRefusal) == .dueDayPassed ? "look-again" : nil
    }

    static func fields(_ visit: Visit) -> [FormField] {
        [
            .text(
                "hold-reason", "保留の理由", visit.form, hint: "起案した職員も読みます", size: "long",
                isRequired: true),
            .date("look-again", "見直す日", visit.form, isRequired: true),
        ]
    }

    static func resumeFields(_ visit: Visit) -> [FormField] {
        [
            .text("resume-reason", "保留を解く理由", visit.form, size: "long", isRequired: true)
        ]
    }

    /// 「保険の確認（令和7年7月1日に見直す。検証 課長、R7.6.10 12:00）」
    static func words(_ hold: ProposalHold, _ desk: DeskRoom) -> String {
        "\(hold.reason)（\(Say.date(hold.lookAgainOn))に見直す。\(desk.name(of: hold.officer))、\(Say.moment(hold.since))）"
    }

    /// The same in a row of a list.
    static func short(_ hold: ProposalHold) -> String {
        "\(hold.reason)（\(Say.short(hold.lookAgainOn))に見直す）"
    }

    /// Why, and until when, as a step of the case says it.
    static func why(_ step: HoldStep) -> String {
        step.lookAgainOn.map { "\(step.reason)（\(Say.short($0))に見直す）" } ?? step.reason
    }
}

/// 決裁の保留 on the page of a reimbursement or a run: what stands, and the form that changes it.
struct HoldPanel: PageModel {
    /// Why, until when and by whom it is put aside.
    let putAside: String?
    let putAsideAt: String?
    let holdFields: [FormField]
    let isHoldOpen: Bool
    let takeUpAt: String?
    let takeUpFields: [FormField]
    /// The proposal that the page shows.
    let holdSeen: String?

    /// - Parameters:
    ///   - isWaiting: whether the proposal waits for a head.
    ///   - hold: the route that puts it aside.
    ///   - resume: the route that takes it up again.
    init(
        _ stands: ProposalHold?, isWaiting: Bool, hold: String, resume: String,
        seen: String? = nil, _ visit: Visit, _ problems: [FormProblem]
    ) {
        let mayHold = isWaiting && visit.may(.holdDecision)
        putAside = stands.map { DecisionHold.words($0, visit.desk) }
        putAsideAt = mayHold && stands == nil ? hold : nil
        holdFields = DecisionHold.fields(visit).map { $0.checked(problems) }
        isHoldOpen = !problems.isEmpty && visit.form.has("hold-reason")
        takeUpAt = mayHold && stands != nil ? resume : nil
        takeUpFields = DecisionHold.resumeFields(visit).map { $0.checked(problems) }
        holdSeen = seen
    }
}
