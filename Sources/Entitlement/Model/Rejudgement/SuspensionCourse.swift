// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

/// Where the suspensions of one strand stand: the one that is open, and until when the earlier ones are
/// settled.
struct SuspensionCourse {
    /// The decision that began the open suspension; `nil` where none is open.
    private(set) var open: EntitlementDecision?
    /// The decision that ended the last one.
    private(set) var ended: EntitlementDecision?

    init(_ strand: Strand) {
        for decision in strand.decisions {
            switch decision.result {
            case .suspended: open = open ?? decision
            case .resumed, .granted, .revoked, .withdrawn:
                ended = decision.result == .resumed && open != nil ? decision : ended
                open = nil
            case .changed, .lapsed, .refused: break
            }
        }
    }

    /// The day of an open suspension for income that is not known.
    var incomeDays: [CivilDate] {
        open.map { $0.reason == SuspensionReason.incomeUnknown.decision ? [$0.effectiveOn] : [] }
            ?? []
    }

    /// What follows of the stretches for an entitlement that stands.
    enum Step: Equatable {
        case suspend(SuspensionStretch)
        case resume(on: CivilDate)
        /// An officer must look: the days of the suspension are no longer those of its reason.
        case look

        /// Whether it decides about days before the entitlement ends.
        func settles(before end: CivilDate) -> Bool {
            switch self {
            case .suspend(let stretch): stretch.period.from < end
            case .resume(let day): day < end
            case .look: false
            }
        }
    }

    /// What is to be proposed on a day; `nil` where nothing is. What an officer suspended or released by
    /// hand stays as it is.
    func step(_ stretches: [SuspensionStretch], today: CivilDate) -> Step? {
        guard let open else { return begin(stretches, today).map(Step.suspend) }
        guard open.cause == .rejudgement else { return nil }
        let day = open.effectiveOn
        guard let mine = stretches.first(where: { $0.period.runs(after: day) }),
            mine.period.from <= day
        else { return .resume(on: day) }
        if mine.period.from < day, day != ended?.effectiveOn { return .look }
        return mine.period.until.flatMap { $0 <= today ? .resume(on: $0) : nil }
    }

    /// The day on which the open suspension will end by what is known, where that is still to come.
    func comingEnd(_ stretches: [SuspensionStretch], today: CivilDate) -> CivilDate? {
        guard let open, open.cause == .rejudgement else { return nil }
        return stretches.first { $0.period.contains(open.effectiveOn) }?.period.until
            .flatMap { $0 > today ? $0 : nil }
    }

    /// The first stretch that has begun and of which no decision speaks yet.
    private func begin(
        _ stretches: [SuspensionStretch], _ today: CivilDate
    ) -> SuspensionStretch? {
        stretches.lazy.compactMap { stretch -> SuspensionStretch? in
            guard let ended, stretch.period.from <= ended.effectiveOn else { return stretch }
            // Days before the release are settled; what an officer released is not suspended anew, also
            // where it was released from its first day.
            guard ended.cause == .rejudgement, stretch.period.runs(after: ended.effectiveOn) else {
                return nil
            }
            return SuspensionStretch(
                reason: stretch.reason,
                period: EffectivePeriod(from: ended.effectiveOn, until: stretch.period.until),
                article: stretch.article)
        }.first { $0.period.from <= today }
    }
}
