// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Vocabulary

// (Part of `OperationCode.viewMigration`.)
// What is written down about children and recipients that are taken over.
extension CheckOldSystem {
    private func isOurs(_ person: AddresseeNumber) -> Bool {
        recipients.contains(person) || numbers[person] != nil
    }

    mutating func takeResidences() {
        for row in rows.residences {
            old.source.add(.residences, "居住地", 1)
            if isOurs(row.value.subject) {
                old.residences[row.value.subject, default: []].append(row.value)
            } else {
                refuse(.residences, row.line, .noRecipient)
                old.rejected.add(.residences, "居住地", 1)
            }
        }
    }

    mutating func takeExceptions() {
        let doubled = Self.meeting(
            rows.exceptions.map { ($0.line, "\($0.value.child)|\($0.value.kind)", $0.value.period) }
        )
        for row in rows.exceptions {
            old.source.add(.exceptions, "居住の特例", 1)
            let problem: RowProblem? =
                numbers[row.value.child] == nil
                ? childProblem(row.value.child)
                : doubled.contains(row.line) ? .periodTwice : nil
            if let problem {
                refuse(.exceptions, row.line, problem)
                old.rejected.add(.exceptions, "居住の特例", 1)
            } else {
                old.exceptions[row.value.child, default: []].append(row.value)
            }
        }
    }

    mutating func takeExclusions() {
        let doubled = Self.meeting(
            rows.exclusions.map { row in
                (
                    row.line, "\(row.value.child)|\(row.value.word)",
                    EffectivePeriod(from: row.value.beganOn, until: row.value.endedOn)
                )
            })
        for row in rows.exclusions {
            old.source.add(row.value)
            let problem: RowProblem? =
                numbers[row.value.child] == nil
                ? childProblem(row.value.child)
                : doubled.contains(row.line) ? .periodTwice : nil
            if let problem {
                refuse(.exclusions, row.line, problem)
                old.rejected.add(row.value)
            } else {
                old.exclusions[row.value.child, default: []].append(row.value)
            }
        }
    }

    /// A memo whose last day of showing lies before the change-over tells nobody anything.
    mutating func takeMemos() {
        for row in rows.memos {
            old.source.add(row.value)
            let isOver = row.value.shownUntil.map { $0 < old.cutover } ?? false
            let problem: RowProblem? =
                !isOurs(row.value.subject) ? .noRecipient : isOver ? .memoOver : nil
            if let problem {
                refuse(.memos, row.line, problem)
                old.rejected.add(row.value)
            } else {
                old.memos[row.value.subject, default: []].append(row.value)
            }
        }
    }

    /// The lines of periods that begin while an earlier one of the same thing still runs.
    private static func meeting(
        _ periods: [(line: Int, of: String, period: EffectivePeriod)]
    ) -> Set<Int> {
        var found: Set<Int> = []
        for group in Dictionary(grouping: periods, by: \.of).values where group.count > 1 {
            var last: EffectivePeriod?
            for one in group.sorted(by: { ($0.period.from, $0.line) < ($1.period.from, $1.line) }) {
                guard let before = last else {
                    last = one.period
                    continue
                }
                if before.overlaps(one.period) { found.insert(one.line) }
                // The one that runs longest is what the next is held against.
                if let until = before.until, one.period.runs(after: until) { last = one.period }
            }
        }
        return found
    }
}
