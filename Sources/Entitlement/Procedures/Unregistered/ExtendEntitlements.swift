// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
import Scheme
public import Vocabulary

/// 制度拡大による延長: an entitlement keeps the periods of the book it was decided under; where the book of
/// a day covers the child for longer, it is proposed as a change (変更・再判定), out-patient and in-patient
/// each to its own day. Proposals only; another officer decides.
public enum ExtendEntitlements {
    public static let operation = OperationCode.proposeExOfficio

    /// The newest decisions of those who are entitled up to a day, or on it, and whom the book of that day
    /// covers for longer by their age; in the order of the record.
    ///
    /// - Parameter day: the day on which the enlargement is in force.
    public static func standing(
        from day: CivilDate, among children: [AddresseeNumber]? = nil, law: EligibilityLaw,
        in db: any Connection
    ) throws -> [EntitlementState] {
        try strands(from: day, among: children, law: law, in: db).map(\.state)
    }

    /// Judges by the book of the day and proposes; whoever cannot be is named with the reason.
    ///
    /// - Parameter chosen: a part of the plan: a job cuts it into steps.
    public static func perform(
        from day: CivilDate, only chosen: [AddresseeNumber], law: EligibilityLaw,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> StartEnlargement.Report {
        let strands = try strands(from: day, among: chosen, law: law, in: scope.db)
        scope.saw(strands.flatMap { [$0.state.child, $0.state.recipient] })
        let docket = try RejudgementDocket(
            strands.map(\.state.child), law: law, directory: directory, in: scope)
        let known = docket.cases.reduce(into: [Int64: RejudgementCase]()) { $0[$1.state.id] = $1 }
        var failures: [StartEnlargement.Failure] = []
        var drafts: [ProposalDraft] = []
        var judged: [Examination] = []
        for strand in strands {
            guard let one = known[strand.state.id] else { continue }
            do throws(EntitlementRefusal) {
                if docket.pending[strand.state.child] != nil { throw .proposalWaits }
                if let refusal = strand.byHand { throw refusal }
                let examination = law.answer(one.facts, on: day, applied: nil, event: nil)
                drafts.append(
                    try draft(of: strand.state, examination, from: day, today: scope.today))
                judged.append(examination)
            } catch {
                failures.append(StartEnlargement.Failure(strand.state.id, error))
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
            kind: .enlargement, on: day, expected: strands.count, proposed: proposals.count,
            carriedOut: 0, leftOut: failures.reduce(into: [:]) { $0[$1.code, default: 0] += 1 })
        try scope.record(count)
        scope.counted(proposals.count)
        return StartEnlargement.Report(count: count, proposals: proposals, failures: failures)
    }

    private static func strands(
        from day: CivilDate, among children: [AddresseeNumber]?, law: EligibilityLaw,
        in db: any Connection
    ) throws -> [Strand] {
        // Thousands share a day of birth: the book is asked once for each day.
        var covered: [CivilDate: EntitlementPeriods] = [:]
        return try HistoryBook.strands(children: children, from: db).values
            .compactMap { strands -> Strand? in
                guard let strand = strands.last, strand.state.isStanding,
                    strand.state.periods.reaches(day.previous)
                else { return nil }
                let born = strand.state.childBorn
                let byAge = covered[born] ?? law.byAge(born, on: day).periods
                covered[born] = byAge
                return strand.state.periods.extended(by: byAge, from: day) == strand.state.periods
                    ? nil : strand
            }.sorted { $0.state.id < $1.state.id }
    }

    private static func draft(
        of state: EntitlementState, _ examination: Examination, from day: CivilDate,
        today: CivilDate
    ) throws(EntitlementRefusal) -> ProposalDraft {
        if let open = examination.open { throw open }
        let periods = state.periods.extended(by: examination.periods, from: day)
        // Of age, and barred by something else, or gone by the day on which it ends anyway.
        guard periods != state.periods else { throw .barredFrom(day) }
        var draft = ProposalDraft(
            changing: state, kind: .other, reason: .schemeExtended, on: today, cause: .exOfficio)
        draft.isExOfficio = true
        draft.causeOn = day
        draft.effectiveOn = day
        draft.result = .changed
        draft.reason = .rejudged
        draft.periods = periods
        draft.scheme = examination.judgement.book
        draft.explanation =
            "\(Wareki.text(day))からの制度の拡大のため、有効期間を延ばします"
            + "（通院 \(words(state.periods.outpatient))→\(words(periods.outpatient))、"
            + "入院 \(words(state.periods.inpatient))→\(words(periods.inpatient))）"
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

extension Strand {
    /// Whether an officer must act first: it is suspended, or its end was set by a correction.
    fileprivate var byHand: EntitlementRefusal? {
        if state.result == .suspended { return .periodsByHand(isSuspended: true) }
        func ends(_ decision: EntitlementDecision) -> [CivilDate?] {
            [decision.periods.outpatient?.until, decision.periods.inpatient?.until]
        }
        // Where a wrong end of the entitlement was taken back, nobody has set a day.
        let wasCorrected = zip(decisions, decisions.dropFirst()).contains {
            $0.isStanding && $1.reason == .correctedGrant && ends($1) != ends($0)
                && ends($1) == ends(state)
        }
        return wasCorrected ? .periodsByHand(isSuspended: false) : nil
    }
}
