// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Applications that look like an earlier one (二重給付の疑い): for the same child, month and place, with
/// other points. Where what was paid is the same, it is the same receipt keyed wrongly and nothing
/// more is paid; else it is another visit of the month and is paid.
///
/// Only in a story of several years, from a stream of its own: the other cases stay as they are.
struct DoubtfulRefunds {
    let book: TownBook
    /// The last day on which a form is keyed.
    let lastDay: CivilDate

    func drawn(beside refunds: [Refund]) -> [Refund] {
        guard book.story.years > 1 else { return [] }
        var chance = SplitMix64(seed: book.seed, stream: 6)
        var times: [String: Int] = [:]
        for refund in refunds { times[place(refund), default: 0] += 1 }
        var number = 0
        return refunds.compactMap { first in
            guard isPlain(first), times[place(first)] == 1 else { return nil }
            number += 1
            // The first ones of a town are, so that each occurs.
            guard number <= 4 || chance.happens(4_000) else { return nil }
            var second = first
            second.applied = book.lists.calendar.officeDay(
                from: first.applied.adding(days: chance.within(1...40)))
            guard second.applied <= lastDay else { return nil }
            second.points += chance.within(1...9) * 10
            if number % 2 == 0 {
                second.refusal = "duplicate"
                second.payable = 0
            } else {
                second.paid = second.points * second.tenths
                second.payable = second.paid
            }
            return second
        }
    }

    /// Paid in full, without anything that somebody else decides, for a child whose entitlement
    /// nobody takes back.
    private func isPlain(_ refund: Refund) -> Bool {
        refund.refusal == nil && !refund.isNeverDecided && refund.letter == nil
            && !refund.isRecovered && !refund.isInpatient && refund.meals == 0
            && refund.highCost == 0 && refund.additional == 0 && refund.otherFund.isEmpty
            && refund.care == "01" && refund.payable == refund.paid && refund.points < 3_000
            && book.children[refund.child].entitlements.allSatisfy { $0.told == nil }
    }

    private func place(_ refund: Refund) -> String {
        "\(refund.child) \(refund.treatment) \(refund.institution) \(refund.isInpatient)"
    }
}
