// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// Records what rows of an insurer say of children of ours, whatever the order they came in.
///
/// (Part of `OperationCode.importInsurance` and `.importApplications`.)
struct InsuranceIntake {
    let layout: String
    let writes: Bool
    let scope: Scope

    /// What the rows changed.
    struct Outcome {
        var recorded = 0
        var changed: Set<AddresseeNumber> = []
        var released: [Int64] = []
        /// Refusals by line of the file.
        var refused: [(line: Int, refusal: EntitlementRefusal)] = []
        /// The day of the news about each child: when insurance was lost or begun.
        var days: [AddresseeNumber: CivilDate] = [:]
        /// Who is not in the full file that these rows are of.
        var droppedOut: [FeedDropout] = []
    }

    /// - Parameter full: when the full file was made that all these rows are of.
    func callAsFunction(
        _ rows: [StatedInsurance], full: Instant? = nil,
        ours: Set<AddresseeNumber>
    ) throws -> Outcome {
        let children = full == nil ? Set(rows.map(\.input.child)) : ours
        var fold = InsuranceFold(
            try FeedRowRegister.statements(children, of: layout, from: scope.db))
        for row in rows { fold.add(row) }
        let news = fold.news.values.sorted { $0.time < $1.time }
        let report = try RecordInsurance.perform(
            news.map(\.input), dryRun: !writes, in: scope)
        var outcome = Outcome()
        outcome.recorded = report.recorded
        outcome.changed = report.changed
        outcome.released = report.released
        var refused: Set<InsuranceKey> = []
        for (place, refusal) in report.refused {
            refused.insert(InsuranceKey(news[place].input))
            outcome.refused.append((news[place].time.line, refusal))
        }
        for row in news where report.changed.contains(row.input.child) {
            // The latest of the days: what comes into force last is judged again then.
            let day = row.input.lostOn ?? row.input.acquiredOn
            outcome.days[row.input.child] = max(outcome.days[row.input.child] ?? day, day)
        }
        if let full { outcome.droppedOut = try droppedOut(fold, since: full) }
        if writes {
            try FeedRowRegister.write(
                fold.touched.subtracting(refused).sorted().compactMap { key in
                    fold.last[key].map { (key, $0) }
                }, of: layout, in: scope)
        }
        return outcome
    }

    private func droppedOut(_ fold: InsuranceFold, since full: Instant) throws -> [FeedDropout] {
        let newest = try LinkFileBook.newestFull(of: layout, from: scope.db)
        // Of an older full file nothing follows: a newer one has said who is in.
        if let newest, newest > full { return [] }
        return try FeedDropouts.open(
            of: layout, since: full,
            absent: fold.last.filter { $0.value.isOpen && $0.value.seenAt < full }.keys.sorted(),
            from: scope.db)
    }
}
