// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Vocabulary

/// The way of one case, oldest first: what was done with the application, the proposal, its holds, and
/// the decision.
enum DecisionSteps {
    static func all(
        _ read: DecisionScreen.Reading, _ desk: DeskRoom
    ) -> [DecisionScreen.Step] {
        var steps = (read.application?.steps ?? []).map { step in
            (
                at: step.at,
                step: line(
                    step.at, step.wording, desk.name(of: step.officer),
                    [step.reason, step.missingPapers == step.reason ? nil : step.missingPapers]
                        .compactMap(\.self).joined(separator: "・"))
            )
        }
        // Without an application the proposal is the beginning.
        if read.application == nil {
            let proposal = read.proposal
            steps.append(
                (
                    proposal.proposedAt,
                    line(
                        proposal.proposedAt, "起案（\(proposal.draft.cause.wording)）",
                        desk.name(of: proposal.proposer), "")
                ))
        }
        for step in read.holdSteps {
            steps.append(
                (
                    step.at,
                    line(
                        step.at, step.wording, desk.name(of: step.officer), DecisionHold.why(step))
                ))
        }
        if let end = read.end {
            let deputy = read.stoodFor.map { "（代決：\($0)不在）" } ?? ""
            steps.append(
                (
                    end.at,
                    line(end.at, end.word + deputy, desk.name(of: end.officer), end.reason ?? "")
                ))
        }
        return steps.sorted { $0.at < $1.at }.map(\.step)
    }

    private static func line(
        _ at: Instant, _ what: String, _ who: String, _ why: String
    ) -> DecisionScreen.Step {
        DecisionScreen.Step(at: Say.moment(at), what: what, who: who, why: why)
    }
}
