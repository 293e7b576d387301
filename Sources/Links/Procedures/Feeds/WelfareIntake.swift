// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// Records what the welfare office says of children of ours, whatever the order it came in.
///
/// (Part of `OperationCode.importWelfare` and `.importApplications`.)
struct WelfareIntake {
    let writes: Bool
    let scope: Scope

    struct Outcome {
        /// Beginnings and ends by which the record now says something else.
        var recorded = 0
        var changed: Set<AddresseeNumber> = []
        var days: [AddresseeNumber: CivilDate] = [:]
        /// Ends that stand alone.
        var unbegun: Set<WelfareEvent> = []
    }

    func callAsFunction(_ reported: [WelfareEvent]) throws -> Outcome {
        var outcome = Outcome()
        let children = Set(reported.map(\.child))
        guard !children.isEmpty else { return outcome }
        let known = try WelfareEventBook.events(children, from: scope.db)
        let fresh = Set(reported).subtracting(known.values.flatMap(\.self)).sorted()
        let freshOf = Dictionary(grouping: fresh, by: \.child)
        let record = try ExclusionBook.stretches(children.sorted(), from: scope.db)
        var inputs: [ExclusionInput] = []
        for child in children.sorted() {
            let events = (known[child] ?? []) + (freshOf[child] ?? [])
            let (mine, unbegun) = WelfareTimeline.inputs(
                child, events: events, record: record[child] ?? [])
            inputs += mine
            for day in unbegun {
                outcome.unbegun.insert(WelfareEvent(child: child, kind: .ended, day: day))
            }
            if let newest = mine.last { outcome.days[child] = newest.endedOn ?? newest.beganOn }
        }
        outcome.recorded = inputs.count { !$0.isVoid }
        outcome.changed = Set(inputs.map(\.child))
        guard writes else { return outcome }
        try scope.append(fresh.map { WelfareEventRow(event: $0) })
        outcome.changed = try RecordExclusions.perform(inputs, in: scope)
        return outcome
    }
}
