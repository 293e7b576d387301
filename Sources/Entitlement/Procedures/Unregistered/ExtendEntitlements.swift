// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
import Vocabulary

/// 制度拡大による延長: an entitlement keeps the periods of the book it was decided under; where the book of
/// a day covers the child for longer, it is proposed as a change (変更・再判定), out-patient and in-patient
/// each to its own day; one that is suspended stays so, and its end moves. Proposals only; another officer
/// decides.
public enum ExtendEntitlements {
    public static let operation = OperationCode.proposeExOfficio

    /// Judges by the book of the day and proposes; whoever cannot be is named with the reason.
    ///
    /// - Parameter outlook: of the children of one step, read in its own transaction.
    public static func perform(
        _ outlook: EnlargementOutlook, law: EligibilityLaw,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> StartEnlargement.Report {
        let (day, all) = (outlook.day, outlook.standing)
        scope.saw(all.flatMap { [$0.state.child, $0.state.recipient] })
        let docket = try RejudgementDocket(
            all.map(\.state.child), law: law, directory: directory, in: scope)
        let known = docket.cases.reduce(into: [Int64: RejudgementCase]()) { $0[$1.state.id] = $1 }
        var failures: [StartEnlargement.Failure] = []
        var drafts: [ProposalDraft] = []
        var judged: [Examination] = []
        for standing in all {
            let state = standing.state
            guard let one = known[state.id] else { continue }
            do throws(EntitlementRefusal) {
                if docket.pending[state.child] != nil { throw .proposalWaits }
                if standing.isCorrected {
                    throw .periodsByHand(isSuspended: state.result == .suspended)
                }
                // What suspends it does not end it.
                let examination = law.answer(one.ending, on: day, applied: nil, event: nil)
                drafts.append(
                    try draft(of: standing, examination, from: day, today: scope.today))
                judged.append(examination)
            } catch {
                failures.append(StartEnlargement.Failure(state.id, error))
            }
        }
        let ids = try scope.append(
            zip(drafts, judged).map {
                JudgementRow(
                    application: nil, child: $0.child, examination: $1, cause: .exOfficio)
            })
        try scope.append(zip(judged, ids).flatMap { FindingRow.rows($0.judgement, id: $1) })
        for (index, id) in ids.enumerated() { drafts[index].judgementID = id }
        let proposals = try scope.propose(drafts)
        let count = BatchCount(
            kind: .enlargement, on: day, expected: all.count, proposed: proposals.count,
            carriedOut: 0, leftOut: failures.reduce(into: [:]) { $0[$1.code, default: 0] += 1 })
        try scope.record(count)
        scope.counted(proposals.count)
        return StartEnlargement.Report(count: count, proposals: proposals, failures: failures)
    }

    private static func draft(
        of standing: EnlargementOutlook.Standing, _ examination: Examination,
        from day: CivilDate, today: CivilDate
    ) throws(EntitlementRefusal) -> ProposalDraft {
        // One kind of care that cannot be said holds up both: half a change would be decided twice.
        for answer in standing.settings.map({ examination.judgement[$0] }) {
            if let open = Examination.open(answer.unset, answer.missing, stay: answer.missingStay) {
                throw open
            }
        }
        let state = standing.state
        let periods = state.periods.extended(by: examination.periods, from: day)
        // Of age, and barred by something else, or gone by the day on which it ends anyway.
        guard periods != state.periods else { throw .barredFrom(day) }
        let isSuspended = state.result == .suspended
        var draft = ProposalDraft(
            changing: state, kind: .other, reason: .schemeExtended, on: today, cause: .exOfficio)
        draft.isExOfficio = true
        draft.causeOn = day
        // The first day of a suspension stays what it is.
        draft.effectiveOn = isSuspended ? state.effectiveOn : day
        draft.result = isSuspended ? .suspended : .changed
        draft.reason = .rejudged
        draft.periods = periods
        draft.scheme = examination.judgement.book
        draft.explanation =
            "\(Wareki.text(day))からの制度の拡大のため、\(isSuspended ? "停止のまま、" : "")有効期間を延ばします"
            + "（通院 \(words(state.periods.outpatient))→\(words(periods.outpatient))、"
            + "入院 \(words(state.periods.inpatient))→\(words(periods.inpatient))）"
        if isSuspended { draft.flags.insert(.suspension) }
        let judgement = examination.judgement
        if !(judgement.outpatient.unconfirmed + judgement.inpatient.unconfirmed).isEmpty {
            draft.flags.insert(.unconfirmedLaw)
        }
        return draft
    }

    private static func words(_ period: EffectivePeriod?) -> String {
        guard let period, !period.isEmpty else { return "なし" }
        return period.lastDay.map { "\(Wareki.text($0))まで" } ?? "期限なし"
    }
}

extension EntitlementPeriods {
    /// Each period to the end that the book gives it, where that is later; what begins anew begins with
    /// the day, or later. Nothing is shortened.
    func extended(by covered: EntitlementPeriods, from day: CivilDate) -> EntitlementPeriods {
        EntitlementPeriods(
            outpatient: Self.extended(outpatient, by: covered.outpatient, from: day),
            inpatient: Self.extended(inpatient, by: covered.inpatient, from: day))
    }

    private static func extended(
        _ mine: EffectivePeriod?, by covered: EffectivePeriod?, from day: CivilDate
    ) -> EffectivePeriod? {
        guard let covered, covered.runs(after: day) else { return mine }
        guard let mine, !mine.isEmpty, mine.runs(after: max(day, covered.from).previous) else {
            return EffectivePeriod(from: max(day, covered.from), until: covered.until)
        }
        guard let end = mine.until, covered.until.map({ end < $0 }) ?? true else { return mine }
        return EffectivePeriod(from: mine.from, until: covered.until)
    }
}
