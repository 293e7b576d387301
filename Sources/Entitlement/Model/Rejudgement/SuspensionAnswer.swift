// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

extension Rejudgement {
    /// 停止 where a reason of the book stands, 停止解除 where it is over; another officer decides.
    func answer(_ step: SuspensionCourse.Step, _ known: RejudgementCase) -> RejudgementAnswer {
        let open = known.course.open
        switch step {
        case .look:
            return .attention(
                "資格を停止した理由の始まりが、停止の日（\(open.map { Wareki.text($0.effectiveOn) } ?? "")）より前に変わっています。"
                    + "停止を解除してから、正しい日で停止してください")
        case .suspend(let stretch):
            guard known.state.periods.reaches(stretch.period.from) else { return .keep }
            var draft = suspension(known, .suspended, on: stretch.period.from)
            draft.reason = stretch.reason.decision
            draft.flags =
                stretch.reason == .insuranceLost ? [.suspension, .insuranceGap] : [.suspension]
            draft.explanation =
                "\(Wareki.text(stretch.period.from))から資格を停止します（\(stretch.reason.wording)"
                + (stretch.article.map { "、\($0)" } ?? "") + "）。"
                + (stretch.period.until.map {
                    "\(Wareki.text($0))に理由がなくなるため、その日から停止を解除します"
                } ?? "理由がなくなれば、停止を解除します")
            return .propose(draft)
        case .resume(let day):
            guard known.state.periods.reaches(day) else { return .keep }
            var draft = suspension(known, .resumed, on: day)
            let why = open.map { $0.reason == .other ? "" : "（\($0.reason.wording)）" } ?? ""
            draft.explanation = "停止の理由\(why)がなくなったため、\(Wareki.text(day))から停止を解除します"
            return .propose(draft)
        }
    }

    private func suspension(
        _ known: RejudgementCase, _ result: DecisionResult, on day: CivilDate
    ) -> ProposalDraft {
        var draft = base(known, kind: .other, reason: .other)
        draft.result = result
        draft.reason = .other
        draft.causeOn = day
        draft.effectiveOn = day
        draft.flags = [.suspension]
        return draft
    }
}

extension RejudgementCase {
    /// The day from which a suspension takes nothing any more, where its end is known already.
    func knownEnd(of draft: ProposalDraft) -> CivilDate? {
        guard draft.result == .suspended else { return nil }
        return suspensions.first { $0.period.contains(draft.effectiveOn) }?.period.until
    }

    /// Whether income that nobody knows is told of: also of whom it is why the entitlement is suspended.
    var asksIncome: Bool { state.isLive || course.open?.cause == .rejudgement }
}
