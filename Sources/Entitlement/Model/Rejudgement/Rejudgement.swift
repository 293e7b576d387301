// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

/// What is known when one entitlement is judged again.
struct RejudgementCase {
    /// The newest decision of the strand.
    let state: EntitlementState
    /// The newest decision that let the entitlement go on: what a lapse is cut from.
    let lastStanding: EntitlementState
    let child: ResidentSnapshot?
    let recipient: ResidentSnapshot?
    let knownChild: PersonSnapshot?
    let knownRecipient: PersonSnapshot?
    let facts: SubjectFacts
    /// The facts that may end it: without the days on which the book suspends it instead.
    let ending: SubjectFacts
    /// The days on which the book suspends it.
    let suspensions: [SuspensionStretch]
    /// Where its suspensions stand.
    let course: SuspensionCourse
    /// The insurers in force today as they were known at the newest decision.
    let insurersThen: Set<String>
    let insurersNow: Set<String>
    /// The first day that the book bars by income, by what is known now.
    var overIncome: CivilDate?
    /// The first day that the book bars by the stay, by what is known now.
    var overStay: CivilDate?
}

/// The answer of judging again: keep, or a proposal.
enum RejudgementAnswer {
    case keep
    /// Nothing to propose, and an officer must act: words for the list.
    case attention(String)
    case propose(ProposalDraft)
}

/// Judging again after a change of residence, insurance or welfare; pure.
struct Rejudgement {
    let today: CivilDate
    let scheme: String
    var rules = EndRules.none

    func answer(_ known: RejudgementCase) -> RejudgementAnswer {
        let state = known.state
        let lapse = LapseDay.earliest(
            of: known.lastStanding.periods, person: known.child, facts: known.ending,
            overIncome: known.overIncome, overStay: known.overStay, rules: rules)
        let target = lapse.map { known.lastStanding.periods.ending(before: $0.day) }
        let step = state.isStanding ? known.course.step(known.suspensions, today: today) : nil
        if let lapse, let target {
            // After the lapse nothing would give the days before it back, or take them away: the
            // suspension is settled first, and judging again after it brings the lapse.
            if let step, step.settles(before: lapse.day), case let first = answer(step, known),
                case .propose = first
            {
                return first
            }
            if state.isLive || isEarlier(target, state.periods) {
                return .propose(lapsed(known, lapse, target, reopening: false))
            }
            if target == state.periods || state.cause != .rejudgement { return .keep }
            return .propose(lapsed(known, lapse, target, reopening: true))
        }
        if let step { return answer(step, known) }
        guard state.isLive else {
            // Only a lapse that a change caused can be undone by another change.
            guard state.result == .lapsed, state.cause == .rejudgement else { return .keep }
            // Who left and has come back since was away in between: that is a new application.
            if state.reason == .movedOut, let back = known.child?.residentFrom,
                back >= state.causeOn ?? state.effectiveOn
            {
                return .keep
            }
            if state.reason == .stayStatus, let other = afterStay(known) { return other }
            return .propose(reopened(known))
        }
        return changed(known)
    }

    /// What stands against undoing a lapse by the stay (在留): the register shows the stay of now only. One
    /// that began after the lapse gives nothing for the days between; that is a new application.
    ///
    /// - Returns: `nil` where the stay of now goes back to the lapse: the register was corrected.
    private func afterStay(_ known: RejudgementCase) -> RejudgementAnswer? {
        guard let since = known.facts.stay?.since else {
            return .attention("在留資格の要件で消滅した後、記録が変わりましたが、いつからか分かりません。住民記録で確かめてください")
        }
        return since > known.state.effectiveOn ? .keep : nil
    }

    private func isEarlier(_ target: EntitlementPeriods, _ now: EntitlementPeriods) -> Bool {
        func end(_ periods: EntitlementPeriods) -> CivilDate? {
            [periods.outpatient?.until, periods.inpatient?.until].compactMap(\.self).max()
        }
        guard let new = end(target), let old = end(now) else { return false }
        return new < old
    }

    private func lapsed(
        _ known: RejudgementCase, _ lapse: LapseDay, _ target: EntitlementPeriods,
        reopening: Bool
    ) -> ProposalDraft {
        var draft = base(known, kind: .lapse, reason: lapse.applicationReason)
        draft.causeOn = lapse.eventOn
        draft.effectiveOn = lapse.day
        draft.result = .lapsed
        draft.reason = lapse.reason
        draft.periods = target
        draft.explanation =
            "\(lapse.reason.wording)のため、\(Wareki.text(lapse.day.previous))で資格が終わります"
            + (lapse.eventOn == lapse.day
                ? "" : "（事由の日 \(Wareki.text(lapse.eventOn))。制度の本により、その月の末日まで）")
        draft.flags = lapse.flags
        if reopening { draft.flags.insert(.reopening) }
        return draft
    }

    private func reopened(_ known: RejudgementCase) -> ProposalDraft {
        var draft = base(known, kind: .other, reason: .other)
        // What was suspended before it lapsed is suspended still.
        let isSuspended = known.lastStanding.result == .suspended
        draft.result = isSuspended ? .suspended : .changed
        draft.reason = .rejudged
        draft.periods = known.lastStanding.periods
        draft.effectiveOn = (isSuspended ? known.lastStanding : known.state).effectiveOn
        draft.explanation = "消滅の理由となった異動が取り消されたため、資格を元に戻します"
        draft.flags = [.reopening]
        return draft
    }

    private func changed(_ known: RejudgementCase) -> RejudgementAnswer {
        var draft = base(known, kind: .change, reason: .other)
        draft.result = .changed
        draft.periods = known.state.periods
        if let recipient = known.recipient, recipient.status == .died {
            let parents = [known.child?.mother, known.child?.father].compactMap(\.self)
            guard let other = parents.first(where: { $0 != known.state.recipient }) else {
                return .attention("受給者が死亡しています。新しい受給者を届け出てもらってください")
            }
            draft.recipient = other
            draft.applicationReason = .recipientChange
            draft.reason = .changedRecipient
            draft.flags = [.recipientGone]
            draft.explanation = "受給者の死亡のため、受給者をもう一人の保護者に変更します"
            return .propose(draft)
        }
        let pairs = [
            (known.child, known.knownChild), (known.recipient, known.knownRecipient),
        ]
        let both = pairs.compactMap { now, then in now.flatMap { now in then.map { (now, $0) } } }
        if both.contains(where: { $0.0.hasOtherName(than: $0.1) }) {
            draft.applicationReason = .nameChange
            draft.reason = .changedName
            draft.explanation = "児童または受給者の氏名が変わりました"
            return .propose(draft)
        }
        if both.contains(where: { $0.0.hasOtherAddress(than: $0.1) }) {
            draft.applicationReason = .movingWithin
            draft.reason = .changedAddress
            draft.explanation = "児童または受給者の住所が変わりました"
            return .propose(draft)
        }
        if known.insurersThen != known.insurersNow, !known.insurersNow.isEmpty {
            draft.applicationReason = .insuranceChange
            draft.reason = .changedInsurance
            draft.explanation = "健康保険の保険者が変わりました"
            return .propose(draft)
        }
        return .keep
    }

    func base(
        _ known: RejudgementCase, kind: ApplicationKind, reason: ApplicationReason
    ) -> ProposalDraft {
        var draft = ProposalDraft(
            changing: known.state, kind: kind, reason: reason, on: today, cause: .rejudgement)
        draft.isExOfficio = true
        draft.scheme = scheme
        return draft
    }
}
