// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// A stay that ends is no news that anybody sends: the day after it goes into the queue, once, as soon as
/// the end is near; news of a longer stay comes from the register and is judged by itself.
///
/// (Part of `OperationCode.inviteUnregistered`: there every child of the city is looked at.)
enum StayEdges {
    /// The notice for a child whose stay ends soon or has ended; `nil` where nothing is near.
    static func notice(of child: ResidentSnapshot, on today: CivilDate) -> RejudgementNotice? {
        guard let until = child.stayUntil, GuardianCheck.stay(of: child, on: today) != nil else {
            return nil
        }
        return RejudgementNotice(
            key: "stay-edge-\(child.number)-\(until)", subject: child.number, cause: .resident,
            on: until.next)
    }

    /// The day from which the book bars a child by its stay, known ahead or since the book changed;
    /// `nil` where that is the day after the stay, which is looked at anyway.
    static func bar(
        of child: ResidentSnapshot, law: EligibilityLaw
    ) -> RejudgementNotice? {
        let facts = SubjectFacts(person: child, insurances: [], exclusions: [], isMarried: false)
        guard let day = law.stayBar(facts, from: child.born), day != child.stayUntil?.next else {
            return nil
        }
        return RejudgementNotice(
            key: "stay-bar-\(child.number)-\(day)", subject: child.number, cause: .resident,
            on: day)
    }

    static func enqueue(_ notices: [RejudgementNotice], in scope: Scope) throws {
        let known = try RejudgementQueue.known(notices.map(\.key), from: scope.db)
        let fresh = notices.filter { !known.contains($0.key) }
        // Nobody is looked at for what waits already, or was judged.
        guard !fresh.isEmpty else { return }
        try EnqueueRejudgement.perform(
            fresh.sorted { ($0.on, $0.key) < ($1.on, $1.key) }, in: scope)
    }
}
